"""A table on its way to a sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

Number = int | Fraction
MONEY, NOK, PERCENT, NUMBER, TEXT = KINDS = ("money", "nok", "percent", "number", "text")
"""How values are shown: whole kroner in millions, whole kroner as they are, shares as per cent, other numbers, text."""

STYLES = ("plain", "strong", "sum", "group")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. `kind` is one of KINDS, `width` is in characters. Sums run over the columns with `is_summed`."""

    key: str
    heading: str
    kind: str = MONEY
    width: int = 13
    is_summed: bool = True


@dataclass(frozen=True, slots=True)
class LiveValue:
    """A value with the formula that gives it.

    `expression` is the formula without its equals sign, with `{row-id@column-key}` for each cell it uses (and `{a@x}:{b@x}` for a range).
    `value` is what it comes to, and is stored beside it.
    """

    expression: str
    value: Number


Value = Number | str | LiveValue | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the text of its first column, and a value for each of the others.

    Money is whole kroner with its sign, a share is a share of one, None is an empty cell. `terms` (sign, row id) make the row a sum of others
    in every summed column, written as a live formula where all of them are numbers and they come to the row's value. `kind` overrides the
    columns' (a row of percentages among rows of money). `marks` are shown after the value of a column. `link` is the name of a sheet the
    row's name leads to. `style` is one of STYLES.
    """

    label: str
    values: tuple[Value, ...] = ()
    id: str = ""
    level: int = 0
    style: str = "plain"
    terms: tuple[tuple[int, str], ...] = ()
    kind: str = ""
    marks: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class SheetTable:
    """A table: its title, its unit, price level and sign in words, its columns (the first names the rows), rows, notes and source.

    Raises ValueError where two rows have the same id, or a row has not as many values as there are columns for them.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...] = field(repr=False)
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        ids = [row.id for row in self.rows if row.id]
        if len(ids) != len(set(ids)):
            raise ValueError(f"{self.title}: to rader har samme id")
        for row in self.rows:
            if row.values and len(row.values) != len(self.columns) - 1:
                raise ValueError(f"{self.title}, {row.label}: {len(row.values)} verdier i {len(self.columns) - 1} kolonner")

    @cached_property
    def place_of_row(self) -> dict[str, int]:
        """The place of each row that has an id, counted from 0."""
        return {row.id: place for place, row in enumerate(self.rows) if row.id}

    @cached_property
    def place_of_column(self) -> dict[str, int]:
        """The place of each column, counted from 0; the first names the rows."""
        return {column.key: place for place, column in enumerate(self.columns)}

    def number_at(self, row_id: str, column: int) -> Number | None:
        """The number in a row and column (counted from 0), also where it is live; None where there is no number."""
        place = self.place_of_row.get(row_id)
        values = self.rows[place].values if place is not None else ()
        value = values[column - 1] if values else None
        value = value.value if isinstance(value, LiveValue) else value
        return value if isinstance(value, (int, Fraction)) else None

    def live_value(self, row: SheetRow, column: int) -> LiveValue | None:
        """The formula of a cell: its own, or the sum of the row's terms where they come to its value; None for a plain value."""
        value = row.values[column - 1] if row.values else None
        if isinstance(value, LiveValue):
            return value
        if not row.terms or not self.columns[column].is_summed or not isinstance(value, (int, Fraction)):
            return None
        numbers = [self.number_at(row_id, column) for _, row_id in row.terms]
        if any(number is None for number in numbers):
            return None
        if sum(sign * number for (sign, _), number in zip(row.terms, numbers, strict=True)) != value:
            return None
        return LiveValue(self._sum_expression(row.terms, self.columns[column].key), value)

    def _sum_expression(self, terms: tuple[tuple[int, str], ...], key: str) -> str:
        """The sum as a formula: rows that are added and stand together as a range, the others one by one."""
        runs: list[list[tuple[int, str]]] = []
        for sign, row_id in terms:
            last = runs[-1][-1] if runs else None
            follows = last is not None and (last[0], sign) == (1, 1) and self.place_of_row[row_id] == self.place_of_row[last[1]] + 1
            if follows:
                runs[-1].append((sign, row_id))
            else:
                runs.append([(sign, row_id)])
        parts = []
        for run in runs:
            first, last = run[0], run[-1]
            cells = f"{{{first[1]}@{key}}}" if len(run) == 1 else f"SUM({{{first[1]}@{key}}}:{{{last[1]}@{key}}})"
            parts.append(f"{'-' if first[0] < 0 else '+'}{cells}")
        return "".join(parts).removeprefix("+")


_CELL = re.compile(r"\{([^{}]+)@([^{}@]+)\}")


def place_cells(expression: str, cell_of: Callable[[str, str], str]) -> str:
    """The expression with every `{row-id@column-key}` as `cell_of` writes it.

    >>> place_cells("{sum@2020}/2", lambda row, column: f"{row}!{column}")
    'sum!2020/2'
    """
    return _CELL.sub(lambda match: cell_of(match[1], match[2]), expression)
