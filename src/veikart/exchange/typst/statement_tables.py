"""Statements as tables: years side by side, sums set apart, and a note for every cell that cannot be read as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from veikart.calc.statements import MISSING
from veikart.calc.statements import Cell as StatementCell
from veikart.calc.statements import Row as StatementRow
from veikart.exchange.sourcing import MARKS, NOTHING, price_words, source_words, statement_notes, tables_behind
from veikart.exchange.typst.blocks import Cell, Column, Row, Table
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import format_mill

SIGN_WORDS = {"expense": "utgift er positiv, inntekt negativ", "mixed": "hver linje med sitt eget fortegn"}
NUMBER_WIDTH_MM = 16.5


def statement_table(programme: Programme, form_id: str, columns: Sequence[StatementColumn], *, title: str = "") -> Table:
    """A form in the given columns, in millions of kroner with the form's sign.

    A cell the source cannot answer is «–»; a cell that holds more or less than its line has a mark. Notes below say which and why.
    """
    form = programme.forms[form_id]
    rows = programme.rows(form_id, tuple(columns))
    tables = tables_behind(programme, form_id, columns)
    return Table(
        title=title or form.name,
        columns=money_columns(programme, columns),
        rows=tuple(_row(programme, form_id, row, columns, has_more=_has_more(rows, at)) for at, row in enumerate(rows)),
        unit=f"Mill. kr, {price_words(programme.dataset, tables)}; {SIGN_WORDS[form.positive]}.",
        source=source_words(programme.dataset, tables),
        notes=tuple(statement_notes(programme, form_id, rows, columns)),
    )


def money_columns(programme: Programme, columns: Iterable[StatementColumn], *, first: str = "") -> tuple[Column, ...]:
    """A column of names and one for every column of the statement; the budget year is set out."""
    budget_year = programme.dataset.plan_years[0]
    years = tuple(
        Column(one.heading.rpartition(" ")[0] + "\n" + one.heading.rpartition(" ")[2], width_mm=NUMBER_WIDTH_MM, is_set_out=one.year == budget_year)
        for one in columns
    )
    return (Column(first, is_number=False), *years)


def money_row(label: str, amounts: Iterable[int], *, style: str = "plain", level: int = 0) -> Row:
    """A row of amounts (whole kroner, with their sign) in millions."""
    return Row((Cell(label), *(Cell(format_mill(nok)) for nok in amounts)), style, level)


def _has_more(rows: Sequence[StatementRow], at: int) -> bool:
    """Whether the row is a unit with its parts below it in the table."""
    return at + 1 < len(rows) and rows[at + 1].level > rows[at].level > 0


def _row(programme: Programme, form_id: str, row: StatementRow, columns: Sequence[StatementColumn], *, has_more: bool) -> Row:
    cells = [programme.cell(form_id, row.id, column) for column in columns]
    style = {"heading": "group", "sum": "sum"}.get(row.kind, "strong" if (has_more if row.unit else row.is_strong) else "plain")
    return Row((Cell(row.label), *(_cell(cell) for cell in cells)), style, max(row.level - 1, 0), row.number)


def _cell(cell: StatementCell | None) -> Cell:
    if cell is None:
        return Cell("")
    if cell.state == MISSING:
        return Cell(NOTHING)
    return Cell(format_mill(cell.nok), MARKS.get(cell.state, ""))
