"""A statement as a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.calc.statements import MISSING, Cell, Row
from veikart.exchange.sheets.table import SheetColumn, SheetRow, SheetTable, Value
from veikart.exchange.sourcing import MARKS, NOTHING, price_words, source_words, statement_notes, tables_behind
from veikart.rules.programme import Programme, StatementColumn

SHOWN_AS = "Hele kroner, vist i mill. kr"
SIGN_WORDS = {"expense": "utgift er positiv, inntekt negativ", "mixed": "hver linje med sitt eget fortegn"}
NAME_WIDTH = 62


def statement_sheet(programme: Programme, form_id: str, columns: Sequence[StatementColumn]) -> SheetTable:
    """A form in the given columns: whole kroner with the form's sign; sum lines are sums of the lines the form says.

    A cell the source cannot answer is «–». Raises KeyError for an unknown form.
    """
    form = programme.forms[form_id]
    rows = programme.rows(form_id, tuple(columns))
    tables = tables_behind(programme, form_id, columns)
    notes = statement_notes(programme, form_id, rows, columns)
    return SheetTable(
        title=form.name,
        columns=(SheetColumn("name", "", "text", NAME_WIDTH), *money_columns(columns)),
        rows=tuple(_row(programme, form_id, row, columns) for row in rows),
        unit=f"{SHOWN_AS}, {price_words(programme.dataset, tables)}; {SIGN_WORDS[form.positive]}.",
        source=source_words(programme.dataset, tables),
        notes=tuple(f"{mark} {words}".strip() for mark, words in notes),
    )


def money_columns(columns: Sequence[StatementColumn]) -> tuple[SheetColumn, ...]:
    """A column of amounts for each column of the statement. Two of the same year are kept apart by their version."""
    return tuple(SheetColumn(f"{one.year}/{one.version}", one.heading) for one in columns)


def _row(programme: Programme, form_id: str, row: Row, columns: Sequence[StatementColumn]) -> SheetRow:
    cells = [programme.cell(form_id, row.id, column) for column in columns]
    label = f"{row.number} {row.label}" if row.number else row.label
    if row.kind == "heading":
        return SheetRow(label, id=row.id, style="group")
    line = programme.forms[form_id].line_by_id.get(row.line)
    return SheetRow(
        label,
        tuple(_value(cell) for cell in cells),
        id=row.id,
        level=row.level,
        style="sum" if row.kind == "sum" else "strong" if row.is_strong and not row.unit else "plain",
        terms=line.terms if line and row.kind == "sum" else (),
        marks=tuple(MARKS.get(cell.state, "") if cell else "" for cell in cells),
    )


def _value(cell: Cell | None) -> Value:
    if cell is None:
        return None
    return NOTHING if cell.state == MISSING else cell.nok
