"""A form filled in: its cells and rows, built when they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from veikart.calc.statements.forms import Form

EXACT, ELSEWHERE, JOINED, MISSING = STATES = ("exact", "elsewhere", "joined", "missing")
"""What a cell can know, the surest first."""


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


@dataclass(frozen=True)
class Statement:
    """A form filled in for one version. `keys` are its rows in order by id; `cell_at` gives a cell by row key and place among `years`."""

    form: Form
    version: str
    years: tuple[int, ...]
    keys: dict[str, RowKey] = field(repr=False)
    unit_names: Callable[[str], str] = field(repr=False)
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
        name = self.unit_names(key.unit)
        label = f"{name}, {part.label}" if part.label else name
        return Row(row_id, line.id, line.number, label, "unit", key.level, key.level == 1, key.unit, cells, part.note)
