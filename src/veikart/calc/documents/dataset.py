"""Everything one dataset holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from veikart.calc.documents.printed import PrintedFigure, PrintedTable
from veikart.calc.documents.proof import Check
from veikart.calc.layers.budget import Budget


@dataclass(frozen=True, slots=True)
class Source:
    """A document the figures come from."""

    id: str
    title: str
    publisher: str
    year: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the statements: one year of one version. `kind` is accounts, budget or plan."""

    key: str
    heading: str
    year: int
    version: str
    kind: str


@dataclass(frozen=True, slots=True)
class Input:
    """A series that formulas ask for by name and that no layer carries.

    Fetched by `formula` from printed figures; in years where that is not printed, by `otherwise`.
    """

    id: str
    name: str
    formula: str
    otherwise: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A financial target the council has adopted for a ratio.

    `aim` and `minimum` are in the ratio's base unit (share or kroner); None where none is adopted. `minimum_applies` is `each_year` or
    `last_year`; the aim is for the average of the plan years. `decided` says who, `place` where it is printed. `note` is what a reader of
    the ratio must know about this municipality's figures; with `note_years` only in those years.
    """

    ratio: str
    aim: Fraction | None
    minimum: Fraction | None
    minimum_applies: str
    decided: str
    place: str
    note: str = ""
    note_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """A municipality's economic plan as data."""

    id: str
    title: str
    subtitle: str
    municipality: str
    municipality_number: str
    plan_years: tuple[int, ...]
    amount_unit: str
    price_level: str
    sources: tuple[Source, ...]
    columns: tuple[Column, ...]
    unknown_accounts: tuple[tuple[str, ...], ...]
    budget: Budget = field(repr=False)
    tables: tuple[PrintedTable, ...] = field(repr=False)
    inputs: tuple[Input, ...] = field(repr=False)
    history: dict[str, str] = field(repr=False)
    targets: tuple[Target, ...] = field(repr=False)
    checks: tuple[Check, ...] = field(repr=False)

    @cached_property
    def table_by_id(self) -> dict[str, PrintedTable]:
        """The printed tables by id."""
        return {table.id: table for table in self.tables}

    @cached_property
    def column_by_year(self) -> dict[int, Column]:
        """The columns of the plan by year."""
        return {column.year: column for column in self.columns}

    @cached_property
    def input_by_id(self) -> dict[str, Input]:
        """The series that formulas ask for by name, by id."""
        return {one.id: one for one in self.inputs}

    def figure(self, table: str, row: str, column: str) -> PrintedFigure:
        """The printed figure at that place. Raises KeyError."""
        return self.table_by_id[table].figure_by_place[row, column]

    def place(self, table_id: str, row: str = "", column: str = "") -> str:
        """Where a figure stands in the document, in words: table or section, page, row under its unit, and column. Raises KeyError."""
        table = self.table_by_id[table_id]
        words = [f"tabell {table.id}" if table.is_numbered else f"avsnitt {table.section}, «{table.title}»"]
        pages = table.pages(row)
        if pages:
            words.append(f"side {pages[0]}" if pages[0] == pages[1] else f"side {pages[0]}–{pages[1]}")
        if row:
            words.append(f"rad «{self.row_words(table, row)}»")
        if column:
            words.append(f"kolonne «{table.heading_of[column]}»")
        return ", ".join(words)

    def row_words(self, table: PrintedTable, row_id: str) -> str:
        """The row's label, under the unit it is printed under where the table goes through the units one by one. Raises KeyError.

        That is the unit of a measure, and of a sum whose id begins with a unit's, in a table of measures.
        """
        row = table.row_by_id[row_id]
        unit_id = self._unit_of_measure.get(row.measure, "") if row.measure else row_id.rpartition(".")[0] if table.has_measures else ""
        unit = self.budget.unit_by_id.get(unit_id)
        return f"{unit.name}: {row.label}" if unit and unit.name.lower() not in row.label.lower() else row.label

    @cached_property
    def _unit_of_measure(self) -> dict[str, str]:
        return {amount.measure: amount.unit for amount in reversed(self.budget.amounts)}
