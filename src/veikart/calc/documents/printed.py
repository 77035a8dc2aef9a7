"""Printed figures: the number as it stands in the document, and what it may have been before rounding."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from veikart.calc.values.intervals import Interval

UNITS: dict[str, Fraction] = {
    "bill_nok": Fraction(1_000_000_000),
    "mill_nok": Fraction(1_000_000),
    "thousand_nok": Fraction(1_000),
    "nok": Fraction(1),
    "percent": Fraction(1, 100),
    "percentage_points": Fraction(1, 100),
    "persons": Fraction(1),
    "count": Fraction(1),
    "exact_count": Fraction(1),
    "ratio": Fraction(1),
    "year": Fraction(1),
}
"""What one printed unit is worth: money in kroner, per cent as a share."""

NEVER_ROUNDED = frozenset({"exact_count", "year"})
"""What is counted or named, not measured: the print is the number itself."""

LONGEST_NUMBER = 40
_NUMBER = re.compile(r"^(?P<sign>[-−–]?) ?(?P<whole>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)(?:,(?P<decimals>\d+))? ?(?P<percent>%?)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One number as printed, with its address `table:row@column`.

    `text` is the print, `unit` a key of UNITS. `value` is in the base unit (kroner, share, count); `half_width` is half a unit of the last digit,
    and nothing in units that are NEVER_ROUNDED.
    """

    table: str
    row: str
    column: str
    text: str
    unit: str
    value: Fraction
    half_width: Fraction

    @property
    def address(self) -> str:
        """Where it is printed, as «table:row@column»."""
        return f"{self.table}:{self.row}@{self.column}"

    @property
    def interval(self) -> Interval:
        """Every number, in the base unit, that is printed like this one."""
        return Interval.rounded(self.value, half_width=self.half_width)

    @property
    def decimals(self) -> int:
        """Digits printed after the decimal comma."""
        return len(self.text.replace("%", "").strip().partition(",")[2])


def parse_printed(text: str, unit: str) -> tuple[Fraction, Fraction]:
    """The value and half width of a printed number, in the base unit. Raises ValueError where `text` is no number.

    >>> parse_printed("1 579,7", "mill_nok")
    (Fraction(1579700000, 1), Fraction(50000, 1))
    """
    match = _NUMBER.match(text.strip()) if len(text) <= LONGEST_NUMBER else None
    if match is None or (match["percent"] and unit not in {"percent", "percentage_points"}):
        raise ValueError(text)
    whole = re.sub(r"\D", "", match["whole"])
    decimals = match["decimals"] or ""
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) * (-1 if match["sign"] else 1)
    half_width = Fraction(0) if unit in NEVER_ROUNDED else Fraction(1, 2 * 10 ** len(decimals))
    return value * UNITS[unit], half_width * UNITS[unit]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a printed table; `year` is None where the column is no year."""

    key: str
    heading: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a printed table. `unit` is the row's unit; `measure` is set where the row is a measure of the budget.

    The row stands on `page`, or somewhere from `page` to `last_page` where only that is known; None where the page is not known.
    """

    id: str
    label: str
    unit: str
    measure: str = ""
    page: int | None = None
    last_page: int | None = None


@dataclass(frozen=True)
class PrintedTable:
    """A table of the document: where it stands, in what unit, price level and sign, and every figure in it.

    `page` is the page it begins on, None where that is not known; the page of each row is told by the row.
    """

    id: str
    title: str
    section: str
    source: str
    unit: str
    price: str
    sign: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    figures: tuple[PrintedFigure, ...] = field(repr=False)
    page: int | None = None
    note: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether the document itself gives the table this number; figures in running text and parts of an overview have none."""
        return bool(re.fullmatch(r"[0-9]+([.][0-9]+)*", self.id))

    @cached_property
    def has_measures(self) -> bool:
        """Whether measures of the budget are rows of the table."""
        return any(row.measure for row in self.rows)

    def pages(self, row_id: str = "") -> tuple[int, int] | None:
        """The first and last page a row may stand on, or those of the whole table; None where not known. Raises KeyError for an unknown row."""
        rows = (self.row_by_id[row_id],) if row_id else self.rows
        known = [page for row in rows for page in (row.page, row.last_page) if page] or [page for page in (self.page,) if page]
        return (min(known), max(known)) if known else None

    @cached_property
    def row_by_id(self) -> dict[str, TableRow]:
        """The rows by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def column_keys(self) -> tuple[str, ...]:
        """The keys of the columns, in the order they are printed."""
        return tuple(column.key for column in self.columns)

    @cached_property
    def year_of(self) -> dict[str, int | None]:
        """The year of each column by its key; None for a column that is of no year."""
        return {column.key: column.year for column in self.columns}

    @cached_property
    def heading_of(self) -> dict[str, str]:
        """The printed heading of each column by its key."""
        return {column.key: column.heading for column in self.columns}

    @cached_property
    def figure_by_place(self) -> dict[tuple[str, str], PrintedFigure]:
        """The figures by row and column."""
        return {(figure.row, figure.column): figure for figure in self.figures}
