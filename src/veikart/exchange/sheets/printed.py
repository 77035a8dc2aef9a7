"""A printed table as a sheet."""

from __future__ import annotations

from veikart.calc.documents import PrintedFigure, PrintedTable
from veikart.exchange.sheets.table import MONEY, NOK, NUMBER, PERCENT, TEXT, Number, SheetColumn, SheetRow, SheetTable
from veikart.rules.programme import Programme

_KINDS = {"bill_nok": MONEY, "mill_nok": MONEY, "thousand_nok": NOK, "nok": NOK, "percent": PERCENT, "percentage_points": PERCENT}


def printed_sheet(programme: Programme, table_id: str) -> SheetTable:
    """A printed table figure for figure, sums too: what is printed is what is written. Raises KeyError for an unknown table."""
    table = programme.dataset.table_by_id[table_id]
    return SheetTable(
        title=f"Tabell {table.id}: {table.title}" if table.is_numbered else table.title,
        columns=(SheetColumn("label", "", TEXT, 60), *(SheetColumn(column.key, column.heading) for column in table.columns)),
        rows=tuple(_row(table, row.id, row.label, row.unit) for row in table.rows),
        unit=table.price,
        source=programme.dataset.place(table.id),
        notes=("Tallene er skrevet slik de er trykt. Summene er derfor også trykte tall.", *([table.note] if table.note else [])),
    )


def _row(table: PrintedTable, row_id: str, label: str, unit: str) -> SheetRow:
    figures = [table.figure_by_place.get((row_id, key)) for key in table.column_keys]
    return SheetRow(label, tuple(_value(figure) for figure in figures), id=row_id, kind=_KINDS.get(unit, NUMBER))


def _value(figure: PrintedFigure | None) -> Number | None:
    if figure is None:
        return None
    return figure.value.numerator if figure.value.denominator == 1 else figure.value
