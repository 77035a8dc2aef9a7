"""Investments as a sheet: what is built where, and what pays for it."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.exchange.sheets.statements import NAME_WIDTH, SHOWN_AS, money_columns
from veikart.exchange.sheets.table import TEXT, SheetColumn, SheetRow, SheetTable
from veikart.exchange.sourcing import price_words, source_words, tables_behind
from veikart.rules.programme import Programme, StatementColumn

FORM, AREAS = "5-5", "5-5-2"
NEED = ("varige-driftsmidler", "tilskudd-andre", "aksjer", "utlaan-egne", "avdrag")
FINANCING = (
    "mva-kompensasjon",
    "tilskudd-fra-andre",
    "salg-driftsmidler",
    "salg-finansielle",
    "utdeling",
    "mottatte-avdrag",
    "bruk-av-laan",
    "overforing-fra-drift",
    "bundne-fond",
    "ubundet-fond",
    "dekning",
    "netto-videreutlaan",
    "andre",
)


def investment_sheet(programme: Programme, columns: Sequence[StatementColumn]) -> SheetTable:
    """Gross investments by area, the whole need for financing, and what pays for it: whole kroner, what is paid out and what pays both positive.

    What is not paid for is the last row, and is zero in a balanced plan.
    """
    rows = [SheetRow("Brutto investeringer etter område", id="omraader", style="group"), *_areas(programme, columns)]
    need = [_line(programme, columns, line, 1) for line in NEED if line in programme.forms[FORM].line_by_id]
    rows += [SheetRow("Finansieringsbehov", id="behov", style="group"), *need, _sum("Sum finansieringsbehov", "sum-behov", need)]
    paid = [_line(programme, columns, line, -1) for line in FINANCING if line in programme.forms[FORM].line_by_id]
    rows += [SheetRow("Finansiering", id="finansiering", style="group"), *paid, _sum("Sum finansiering", "sum-finansiering", paid)]
    rest = tuple(a - b for a, b in zip(_total(need), _total(paid), strict=True))
    rows.append(SheetRow("Udekket", rest, id="udekket", style="sum", terms=((1, "sum-behov"), (-1, "sum-finansiering"))))
    tables = tables_behind(programme, FORM, columns)
    return SheetTable(
        title="Investeringer",
        columns=(SheetColumn("name", "", TEXT, NAME_WIDTH), *money_columns(columns)),
        rows=tuple(rows),
        unit=f"{SHOWN_AS}, {price_words(programme.dataset, tables)}; både det som betales og det som betaler, er positivt.",
        source=source_words(programme.dataset, tables),
        notes=("Et negativt tall under Finansiering er en avsetning eller en utgift som må dekkes.",),
    )


def _areas(programme: Programme, columns: Sequence[StatementColumn]) -> list[SheetRow]:
    rows = [row for row in programme.rows(AREAS, tuple(columns)) if row.unit]
    made = [SheetRow(row.label, _amounts(programme, AREAS, row.id, columns, 1), id=row.id, level=row.level) for row in rows]
    first = [row for row in made if row.level == 1]
    return [*made, _sum("Sum brutto investeringer", "sum-omraader", first)]


def _line(programme: Programme, columns: Sequence[StatementColumn], line: str, sign: int) -> SheetRow:
    return SheetRow(programme.forms[FORM].line_by_id[line].label, _amounts(programme, FORM, line, columns, sign), id=line, level=1)


def _amounts(programme: Programme, form_id: str, row_id: str, columns: Sequence[StatementColumn], sign: int) -> tuple[int, ...]:
    cells = [programme.cell(form_id, row_id, column) for column in columns]
    return tuple(sign * cell.nok if cell else 0 for cell in cells)


def _sum(label: str, row_id: str, rows: Sequence[SheetRow]) -> SheetRow:
    return SheetRow(label, _total(rows), id=row_id, style="sum", terms=tuple((1, row.id) for row in rows))


def _total(rows: Sequence[SheetRow]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*(row.values for row in rows), strict=True))
