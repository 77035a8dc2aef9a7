"""What is taken in use each year, depreciated in a straight line: the sheet `project_assets`."""

from __future__ import annotations

import numpy as np

from veikart.calc.investments.inputs import ProjectInputs
from veikart.calc.values import divide_rounded
from veikart.calc.worksheets import Lines, Sheet, make_sheet

OF_ASSETS = {"asset_opening": "opening", "depreciation": "depreciation", "asset_closing": "closing"}
"""Lines of a project that are the sum over its assets."""


def make_asset_sheet(inputs: ProjectInputs, depreciable: Lines) -> tuple[Sheet, dict[str, Lines]]:
    """One subject for each project and year that something depreciable is taken in use, and the sums by project, shape (projects, years).

    Depreciation begins the year after: the value left divided by the years left, rounded, so that nothing is left after the last one. What has no
    lifetime is not depreciated.
    """
    project, taken = np.nonzero(depreciable)
    years = len(inputs.years)
    added = np.zeros((len(project), years), dtype=np.int64)
    added[np.arange(len(project)), taken] = depreciable[project, taken]
    lifetime = inputs.lifetime[project, 0][:, np.newaxis]
    age = np.arange(years) - taken[:, np.newaxis]
    years_left = np.where((age > 0) & (age <= lifetime), lifetime - age + 1, 0)
    lines = {"added": added, "years_left": years_left, **depreciate(added, years_left)}
    sums = {name: _sum_by_project(lines[line], project, len(inputs.projects)) for name, line in OF_ASSETS.items()}
    rows = [inputs.projects[at] for at in project.tolist()]
    taken_in = [inputs.years[at] for at in taken.tolist()]
    subjects = [f"{row.id}|{year}" for row, year in zip(rows, taken_in, strict=True)]
    texts = {
        "names": [f"{row.name} ({year})" for row, year in zip(rows, taken_in, strict=True)],
        "units": [row.unit for row in rows],
        "groups": [row.id for row in rows],
    }
    return make_sheet("project_assets", subjects, inputs.years, lines, **texts), sums


def depreciate(added: Lines, years_left: Lines) -> dict[str, Lines]:
    """Opening value, depreciation and closing value, shape (assets, years): opening divided by the years left; 0 where none are left."""
    opening, depreciation, closing = (np.zeros_like(added) for _ in range(3))
    for at in range(added.shape[1]):
        opening[:, at] = closing[:, at - 1] if at else 0
        left = years_left[:, at]
        depreciation[:, at] = np.where(left > 0, divide_rounded(opening[:, at], np.maximum(left, 1)), 0)
        closing[:, at] = opening[:, at] + added[:, at] - depreciation[:, at]
    return {"opening": opening, "depreciation": depreciation, "closing": closing}


def _sum_by_project(line: Lines, project: Lines, count: int) -> Lines:
    found = np.zeros((count, line.shape[1]), dtype=np.int64)
    np.add.at(found, project, line)
    return found
