"""The rows of the programme as arrays, project by project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from veikart.calc.investments.rows import FIXED, RUNNING_FRAME, Project, ProjectGrant, ProjectSale, ProjectYear
from veikart.calc.values import PPB
from veikart.calc.worksheets import Lines

Column = NDArray[np.int64]
"""One number a project, shape (projects, 1)."""


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

    def only(self, chosen: Sequence[int]) -> ProjectInputs:
        """The projects at these places."""
        arrays = {one.name: getattr(self, one.name)[chosen] for one in fields(self) if isinstance(getattr(self, one.name), np.ndarray)}
        return replace(self, projects=tuple(self.projects[at] for at in chosen), **arrays)


class _Amount(Protocol):
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


def make_inputs(
    projects: Sequence[Project],
    amounts: Iterable[ProjectYear],
    grants: Iterable[ProjectGrant],
    sales: Iterable[ProjectSale],
    *,
    years: tuple[int, ...],
    prices: Prices,
) -> ProjectInputs:
    """The arrays of these projects. Rows of other projects, and of years that are not worked out, are left out."""
    place = {one.id: at for at, one in enumerate(projects)}
    bases = [get_price_year(one, prices.price_year) for one in projects]
    current = np.full(len(years), PPB, dtype=np.int64)
    length = len(next(iter(prices.running.values()))) if prices.running else len(years)
    return ProjectInputs(
        tuple(projects),
        years,
        _spread(amounts, place, years),
        _spread(grants, place, years),
        _spread(sales, place, years),
        _stack([prices.amounts[base] if one.price_basis == FIXED else current for one, base in zip(projects, bases, strict=True)], len(years)),
        _stack([prices.running[base] for base in bases], length),
        _column(one.completion_year or 0 for one in projects),
        _column(int(one.lifetime or 0) for one in projects),
        _column(int(one.stage == RUNNING_FRAME) for one in projects),
    )


def get_price_year(project: Project, price_year: int) -> int:
    """The year whose kroner a project's costs are in: its own, else that of the whole economy."""
    return project.price_year or price_year


def _spread(rows: Iterable[_Amount], place: Mapping[str, int], years: tuple[int, ...]) -> Lines:
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
