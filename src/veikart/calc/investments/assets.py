"""What is taken in use each year, depreciated in a straight line: the sheet `project_assets`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

import numpy as np

from veikart.calc.investments.inputs import ProjectInputs
from veikart.calc.values import divide_rounded
from veikart.calc.worksheets import TEXTS, LateLines, Lines, Sheet, make_sheet

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
    sums = _sum_by_project({name: lines[line] for name, line in OF_ASSETS.items()}, project, len(inputs.projects))
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
    wear, values, value = [], [np.zeros_like(added[:, 0])], np.zeros_like(added[:, 0])
    for more, divisor, is_worn in zip(added.T.copy(), np.maximum(years_left, 1).T.copy(), (years_left > 0).T.copy(), strict=True):
        wear.append(divide_rounded(value, divisor) * is_worn)
        value = value + more - wear[-1]
        values.append(value)
    found = {"opening": values[:-1], "depreciation": wear, "closing": values[1:]}
    return {name: np.array(years).T.copy() for name, years in found.items()}


def replace_assets(sheet: Sheet, depreciable: Lines, part: Sheet, part_depreciable: Lines, chosen: Sequence[int]) -> Sheet:
    """The sheet with the assets of the chosen projects as they are in `part`; `depreciable` is what each sheet was made of."""
    cuts, done = [], 0
    for at, place in enumerate(chosen):
        (first, last), (part_first, part_last) = _find_assets(depreciable, place), _find_assets(part_depreciable, at)
        cuts += [(sheet, slice(done, first)), (part, slice(part_first, part_last))]
        done = last
    cuts.append((sheet, slice(done, None)))
    lines = LateLines({name: partial(np.concatenate, [one.lines[name][cut] for one, cut in cuts]) for name in sheet.lines})
    texts = {name: tuple(chain.from_iterable(getattr(one, name)[cut] for one, cut in cuts)) for name in ("subjects", *TEXTS)}
    return replace(sheet, lines=lines, **texts)


def _find_assets(depreciable: Lines, place: int) -> tuple[int, int]:
    """Where the assets of the project at the place begin, and where those of the next one do."""
    first = int(np.count_nonzero(depreciable[:place]))
    return first, first + int(np.count_nonzero(depreciable[place]))


def _sum_by_project(lines: Mapping[str, Lines], project: Lines, count: int) -> dict[str, Lines]:
    owners, starts = np.unique(project, return_index=True)
    found = {name: np.zeros((count, line.shape[1]), dtype=np.int64) for name, line in lines.items()}
    for name, line in lines.items():
        found[name][owners] = np.add.reduceat(line, starts, axis=0)
    return found
