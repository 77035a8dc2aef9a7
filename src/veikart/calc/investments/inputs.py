"""The rows of the programme as arrays, project by project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from veikart.calc.investments.rows import FIXED, RUNNING_FRAME, Project
from veikart.calc.values import PPB
from veikart.calc.worksheets import Lines

Column = NDArray[np.int64]
"""One number a project, shape (projects, 1)."""
AMOUNTS = ("amount", "grants_amount", "sales_amount")
"""The inputs that are spread from rows; lines of the projects too."""


@dataclass(frozen=True)
class ProjectInputs:
    """What the arithmetic asks of the projects. Arrays of kroner have shape (projects, years), columns (projects, 1).

    `price_index` is 1,0 (parts per thousand million) for amounts in current kroner. `running_index` has one column for every year of a life, the
    first ones those of `years`. `completion` is 0 where there is no year, and `is_running_frame` 1 for running frames.
    """

    projects: tuple[Project, ...]
    years: tuple[int, ...]
    amount: Lines
    grants_amount: Lines
    sales_amount: Lines
    price_index: Lines
    running_index: Lines
    completion: Column
    lifetime: Column
    is_running_frame: Column

    def column(self, name: str) -> Column:
        """A field of the projects, 0 where it is empty."""
        return _column(getattr(one, name) or 0 for one in self.projects)


class AmountRow(Protocol):
    """Kroner of a project in a year."""

    @property
    def project(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def amount_nok(self) -> int: ...


@dataclass(frozen=True)
class Prices:
    """The indices by the year that is 1,0: of amounts, shape (years,), and of running costs, shape (years of a life,).

    `price_growth` and `deflator` are what they are made of, parts per million, shape (years,). `price_year` is that of projects without one.
    """

    amounts: Mapping[int, Lines]
    running: Mapping[int, Lines]
    price_growth: Lines
    deflator: Lines
    price_year: int


@dataclass(frozen=True)
class Terms:
    """What is the same for all projects: the years of the plan, the indices, and the calculated interest of every year of a life."""

    years: tuple[int, ...]
    prices: Prices
    rate: Lines

    @property
    def life_years(self) -> tuple[int, ...]:
        """The years of a life: those of the plan, and those after."""
        return tuple(range(self.years[0], self.years[0] + len(self.rate)))


def make_inputs(projects: Sequence[Project], amounts: Mapping[str, Lines], terms: Terms) -> ProjectInputs:
    """The arrays of these projects; `amounts` are those of AMOUNTS, in the order of the projects."""
    years, prices = terms.years, terms.prices
    bases = [one.price_year or prices.price_year for one in projects]
    current = np.full(len(years), PPB, dtype=np.int64)
    return ProjectInputs(
        tuple(projects),
        years,
        price_index=_stack(
            [prices.amounts[base] if one.price_basis == FIXED else current for one, base in zip(projects, bases, strict=True)], len(years)
        ),
        running_index=_stack([prices.running[base] for base in bases], len(terms.rate)),
        completion=_column(one.completion_year or 0 for one in projects),
        lifetime=_column(int(one.lifetime or 0) for one in projects),
        is_running_frame=_column(int(one.stage == RUNNING_FRAME) for one in projects),
        **amounts,
    )


def spread_amounts(rows: Iterable[AmountRow], place: Mapping[str, int], years: tuple[int, ...]) -> Lines:
    """Whole kroner by project and year, shape (projects, years). Rows of projects without a place, and of other years, are left out."""
    found = np.zeros((len(place), len(years)), dtype=np.int64)
    for row in rows:
        at = place.get(row.project)
        if at is not None and years[0] <= row.year <= years[-1]:
            found[at, row.year - years[0]] += row.amount_nok
    return found


def _stack(rows: Sequence[Lines], length: int) -> Lines:
    return np.stack(rows) if rows else np.zeros((0, length), dtype=np.int64)


def _column(values: Iterable[int]) -> Column:
    return np.fromiter(values, dtype=np.int64)[:, np.newaxis]
