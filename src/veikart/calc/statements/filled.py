"""A form filled in: its cells and rows, built when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers.budget import Budget
from veikart.calc.statements.forms import Form, Line
from veikart.calc.statements.totals import Kroner

EXACT, ELSEWHERE, JOINED, MISSING = STATES = ("exact", "elsewhere", "joined", "missing")
"""What a cell can know, the surest first."""
States = NDArray[np.int8]


@dataclass(frozen=True)
class Values:
    """Figures and what they can know (places in STATES): shape (lines, years), or for one part of an `each` line (units, years)."""

    nok: Kroner
    half: Kroner
    state: States


@dataclass(frozen=True)
class FormValues:
    """A form worked out for a version: its lines, and each part of its `each` lines by the part's key."""

    lines: Values
    parts: dict[str, Values]


@dataclass(frozen=True, slots=True)
class Cell:
    """One line in one year.

    `nok` is whole kroner with the form's sign; `half_width_nok` how far rounding of the inputs may have moved it, never negative. `state` is
    `exact`; `joined` (holds amounts that belong to other lines too, because the input does not part them); `elsewhere` (its amounts stand on
    another line for that reason); or `missing` (the input does not carry what the line asks for: `nok` is then 0 and means nothing).
    `accounts` names the accounts that cause it.
    """

    nok: int
    half_width_nok: int = 0
    state: str = EXACT
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line as shown: for an `each` line one row for every unit and part. `line` is the line's id, `unit` the unit's, or empty."""

    id: str
    line: str
    number: str
    label: str
    kind: str
    level: int
    is_strong: bool
    unit: str
    cells: dict[int, Cell]
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowKey:
    """Where a row's figures are: `weights` names its weights in the compiled form (empty for a heading), `unit` the unit it is counted for."""

    line: str
    weights: str
    unit: str = ""
    part: str = ""
    level: int = 0


class RowKeys(Mapping[str, RowKey]):
    """The rows of a form for a budget, by id, in the order of the form."""

    def __init__(self, form: Form, budget: Budget) -> None:
        self.form = form
        self.budget = budget

    def __getitem__(self, row_id: str) -> RowKey:
        line = self.form.line_by_id.get(row_id)
        if line and line.kind != "each":
            return RowKey(line.id, "" if line.kind == "heading" else line.id)
        for each in self._each_lines:
            for part in each.parts:
                unit = self.budget.unit_by_id.get(row_id.removesuffix(f".{part.id}")) if row_id.endswith(f".{part.id}") else None
                if unit and unit.kind in each.unit_kinds:
                    level = 1 + sum(above.kind in each.unit_kinds for above in self.budget.ancestors(unit.id))
                    return RowKey(each.id, f"{each.id}.{part.id}", unit.id, part.id, level)
        raise KeyError(row_id)

    def __iter__(self) -> Iterator[str]:
        for line in self.form.lines:
            if line.kind == "each":
                yield from (f"{unit.id}.{part.id}" for unit in self.budget.units if unit.kind in line.unit_kinds for part in line.parts)
            else:
                yield line.id

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def _each_lines(self) -> tuple[Line, ...]:
        return tuple(line for line in self.form.lines if line.kind == "each")


@dataclass(frozen=True)
class Statement:
    """A form filled in for one version. `keys` are its rows; `cell_at` gives a cell by row key and place among `years`."""

    form: Form
    version: str
    years: tuple[int, ...]
    keys: RowKeys = field(repr=False)
    cell_at: Callable[[RowKey, int], Cell] = field(repr=False)
    _built: dict[str, Row] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order of the form."""
        return tuple(self.row(row_id) for row_id in self.keys)

    def row(self, row_id: str) -> Row:
        """The row with that id. Raises KeyError."""
        if row_id not in self._built:
            self._built[row_id] = self._row(row_id, self.keys[row_id])
        return self._built[row_id]

    def cell(self, row_id: str, year: int) -> Cell | None:
        """One cell; None for a heading or a year the budget does not have. Raises KeyError for an unknown row."""
        key = self.keys[row_id]
        return self.cell_at(key, self.years.index(year)) if key.weights and year in self.years else None

    def _row(self, row_id: str, key: RowKey) -> Row:
        line = self.form.line_by_id[key.line]
        cells = {year: self.cell_at(key, at) for at, year in enumerate(self.years)} if key.weights else {}
        if not key.unit:
            return Row(row_id, line.id, line.number, line.label, line.kind, 0, line.is_strong, "", cells, line.note)
        part = next(one for one in line.parts if one.id == key.part)
        name = self.keys.budget.unit_by_id[key.unit].name
        label = f"{name}, {part.label}" if part.label else name
        is_strong = part.is_strong if part.label else self._has_parts(line, key.unit)
        return Row(row_id, line.id, line.number, label, "unit", key.level, is_strong, key.unit, cells, part.note)

    def _has_parts(self, line: Line, unit: str) -> bool:
        """Whether units under this one have rows of their own in the same line."""
        return any(one.kind in line.unit_kinds for one in self.keys.budget.children.get(unit, ()))
