"""What a project costs over its life: the sheet `life_cost`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from veikart.calc.investments.assets import depreciate
from veikart.calc.investments.inputs import AMOUNTS, ProjectInputs, Terms, make_inputs
from veikart.calc.investments.programme import get_capital_before
from veikart.calc.investments.rows import RUNNING_FRAME, Project
from veikart.calc.values import PPB, PPM, divide_rounded, scale, share_of
from veikart.calc.worksheets import Lines, Sheet

LONGEST_LIFE = 50
"""Years that are worked out after the last year of the plan."""


class LifeLines(Mapping[str, Lines]):
    """The lines of a life, for some of the projects of a sheet: worked out when the first is asked for, since nothing else is made of them."""

    def __init__(self, subjects: tuple[str, ...], projects: Mapping[str, Project], sheet: Sheet, terms: Terms) -> None:
        self.subjects, self._projects, self._sheet, self._terms = subjects, projects, sheet, terms

    @cached_property
    def _lines(self) -> dict[str, Lines]:
        places = [self._sheet.place[one] for one in self.subjects]
        inputs = make_inputs([self._projects[one] for one in self.subjects], {name: self._sheet.lines[name][places] for name in AMOUNTS}, self._terms)
        return work_out_life(inputs, self._sheet.lines["need"][places], self._terms.rate)

    def __getitem__(self, name: str) -> Lines:
        return self._lines[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def has_life(project: Project) -> bool:
    """Whether a life can be worked out: the project ends in a year, and what it makes lasts a number of years."""
    return bool(project.completion_year and project.lifetime and project.stage != RUNNING_FRAME)


def work_out_life(inputs: ProjectInputs, need: Lines, rate: Lines) -> dict[str, Lines]:
    """The lines of a life, whole kroner, shape (projects, years of a life), for projects with a year of completion and a lifetime.

    `need` is what the municipality pays itself, shape (projects, years of the plan); after them nothing is spent. `rate` is the calculated
    interest, parts per million, shape (years of a life,). A year costs its wear (the value divided by the years left), interest on the value at
    the start of the year and on land, and running costs less savings. The present value is in kroner of the first year.
    """
    capital = _capital(inputs, need, rate)
    running = _running(inputs)
    year_cost = capital["wear"] + capital["interest"] + running["running_cost"] - running["savings"]
    discount = np.repeat(_discount(rate)[np.newaxis], len(inputs.projects), axis=0)
    present = scale(year_cost, discount)
    return {
        **capital,
        **running,
        "year_cost": year_cost,
        "cost_to_date": np.cumsum(year_cost, axis=1),
        "discount": discount,
        "present": present,
        "present_to_date": np.cumsum(present, axis=1),
    }


def _capital(inputs: ProjectInputs, need: Lines, rate: Lines) -> dict[str, Lines]:
    paid = np.zeros_like(inputs.running_index)
    paid[:, : need.shape[1]] = need
    paid[:, :1] += get_capital_before(inputs)
    land_share = np.repeat(inputs.column("land_share"), paid.shape[1], axis=1)
    land_paid = share_of(paid, land_share)
    years_left = _years_left(inputs)
    value = depreciate(paid - land_paid, years_left)
    land = np.cumsum(land_paid, axis=1)
    rates = np.repeat(rate[np.newaxis], len(inputs.projects), axis=0)
    return {
        "paid": paid,
        "land_share": land_share,
        "land_paid": land_paid,
        "land": land,
        "years_left": years_left,
        "opening": value["opening"],
        "wear": value["depreciation"],
        "closing": value["closing"],
        "rate": rates,
        "interest": share_of(value["opening"] + land - land_paid, rates),
    }


def _life_years(inputs: ProjectInputs) -> Lines:
    return inputs.years[0] + np.arange(inputs.running_index.shape[1])


def _years_left(inputs: ProjectInputs) -> Lines:
    age = _life_years(inputs) - inputs.completion
    return np.where((age > 0) & (age <= inputs.lifetime), inputs.lifetime - age + 1, 0)


def _running(inputs: ProjectInputs) -> dict[str, Lines]:
    is_running = (_years_left(inputs) > 0).astype(np.int64)
    index = inputs.running_index
    cost = inputs.column("area_m2") * inputs.column("fdv_per_m2")
    other, saving = inputs.column("other_running_nok"), inputs.column("saving_nok")
    full = {name: np.repeat(one, index.shape[1], axis=1) for name, one in (("fdv_full", cost), ("other_full", other), ("saving_full", saving))}
    running_cost = is_running * (scale(full["fdv_full"], index) + scale(full["other_full"], index))
    savings = is_running * scale(full["saving_full"], index)
    return {**full, "is_running": is_running, "running_index": index, "running_cost": running_cost, "savings": savings}


def _discount(rate: Lines) -> Lines:
    """1,0 in the first year, then the year before divided by 1 + the interest, parts per thousand million."""
    found = np.full(len(rate), PPB, dtype=np.int64)
    for at in range(1, len(rate)):
        found[at] = divide_rounded(int(found[at - 1]) * PPM, PPM + int(rate[at]))
    return found
