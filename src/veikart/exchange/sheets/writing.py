"""Tables put on sheets: text as text, amounts in whole kroner, sums as live formulas with their values beside them."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from veikart.exchange.charts.colours import ACCENT_DEEP, GREY_TEXT, GRID, INK
from veikart.exchange.sheets.table import MONEY, NOK, NUMBER, PERCENT, TEXT, LiveValue, Number, SheetRow, SheetTable, Value, place_cells

HEAD_ROW = 4
"""The row (from 0) of the headings: title, unit, source and an empty row stand above."""

LONGEST_NAME = 31
LONGEST_TEXT = 32_000
_FORMATS = {MONEY: "#,##0.0,,", NOK: "#,##0", PERCENT: "0.0%", NUMBER: "#,##0", TEXT: "@"}
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write_table(table: SheetTable, stream: BinaryIO, *, published_on: datetime.date | None = None) -> None:
    """Write one table as a workbook of one sheet to `stream`, an open binary stream. `published_on` is the file's date; without it, none is told."""
    write_tables([(table.title, table)], stream, title=table.title, author="", published_on=published_on)


def write_tables(
    tables: Iterable[tuple[str, SheetTable]], target: Path | BinaryIO, *, title: str, author: str, published_on: datetime.date | None
) -> None:
    """Write tables with the names of their sheets as one workbook. The same tables give the same bytes."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **_OPTIONS})
    day = published_on or datetime.date(1980, 1, 1)
    created = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    book.set_properties({"title": title, "author": author, "created": created})
    styles = Styles(book)
    taken: set[str] = set()
    named = [(name, sheet_name(name, taken), table) for name, table in tables]
    names = {name: shown for name, shown, _ in named}
    for _, shown, table in named:
        write_sheet(book.add_worksheet(shown), table, styles, names)
    book.close()
    if isinstance(target, Path):
        target.write_bytes(content.getvalue())
    else:
        target.write(content.getvalue())


def sheet_name(words: str, taken: set[str]) -> str:
    """A name a sheet may have: at most 31 characters, none of those that are forbidden, and not taken; it is then taken.

    >>> sheet_name("Drift: 2020/2023", set())
    'Drift 2020-2023'
    """
    plain = " ".join(_FORBIDDEN.sub(lambda match: "-" if match[0] == "/" else " ", words).split()).strip("'") or "Ark"
    name, number = plain[:LONGEST_NAME].strip("' "), 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        tail = f" {number}"
        name = plain[: LONGEST_NAME - len(tail)].rstrip() + tail
    taken.add(name.lower())
    return name


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        """The format with these properties, in the letters of the workbook."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"font_name": "Inter", "font_size": 10, "font_color": INK, **properties})
        return self._made[key]

    def cell(self, row: SheetRow, kind: str, mark: str = "") -> Format:
        """The format of a cell: numbers by kind, sums set apart by weight and a line."""
        shown = _FORMATS[kind] + (f'"{mark}"' if mark and kind != TEXT else "")
        properties: dict[str, object] = {"num_format": shown, "bottom": 1, "bottom_color": GRID, "valign": "top"}
        if kind != TEXT:
            properties["align"] = "right"
        if row.style != "plain":
            properties["bold"] = True
        if row.style == "sum":
            properties |= {"top": 1, "top_color": INK}
        if row.style == "group":
            properties["font_color"] = ACCENT_DEEP
        return self.get(**properties)

    def label(self, row: SheetRow) -> Format:
        """The format of a row's name, indented by its level."""
        properties: dict[str, object] = {"bottom": 1, "bottom_color": GRID, "indent": row.level, "bold": row.style != "plain", "valign": "top"}
        if row.style == "sum":
            properties |= {"top": 1, "top_color": INK}
        if row.style == "group":
            properties["font_color"] = ACCENT_DEEP
        return self.get(**properties)


def write_sheet(sheet: Worksheet, table: SheetTable, styles: Styles, names: Mapping[str, str]) -> None:
    """One table: title, unit and source above, headings that stay in place, rows, and notes below. `names` are the sheets by what they hold."""
    quiet = styles.get(font_color=GREY_TEXT)
    write_text(sheet, (0, 0), table.title, styles.get(bold=True, font_size=15, font_color=ACCENT_DEEP))
    write_text(sheet, (1, 0), table.unit, quiet)
    write_text(sheet, (2, 0), table.source, quiet)
    for at, column in enumerate(table.columns):
        align = "left" if column.kind == TEXT else "right"
        head = styles.get(bold=True, font_color=ACCENT_DEEP, bottom=2, bottom_color=ACCENT_DEEP, align=align, text_wrap=True, valign="bottom")
        write_text(sheet, (HEAD_ROW, at), column.heading, head)
        sheet.set_column(at, at, column.width, styles.get())
    for place, row in enumerate(table.rows):
        _write_row(sheet, table, place, row, styles)
        if row.link in names:
            address = names[row.link].replace("'", "''")
            sheet.write_url(HEAD_ROW + 1 + place, 0, f"internal:'{address}'!A1", styles.label(row), row.label[:LONGEST_TEXT])
    for at, note in enumerate(table.notes):
        write_text(sheet, (HEAD_ROW + len(table.rows) + 2 + at, 0), note, quiet)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&L&A&R&P / &N")


def write_text(sheet: Worksheet, place: tuple[int, int], words: str, style: Format) -> None:
    """Text as text: whatever it begins with, it is never a formula or a link."""
    if words:
        sheet.write_string(*place, words[:LONGEST_TEXT], style)


def _write_row(sheet: Worksheet, table: SheetTable, place: int, row: SheetRow, styles: Styles) -> None:
    at = HEAD_ROW + 1 + place
    sheet.write_string(at, 0, row.label[:LONGEST_TEXT], styles.label(row))
    for column in range(1, len(table.columns)):
        value = row.values[column - 1] if row.values else None
        kind = table.columns[column].kind
        if row.kind and kind != TEXT:
            kind = row.kind
        mark = row.marks[column - 1] if row.marks else ""
        style = styles.cell(row, kind, mark)
        live = table.live_value(row, column)
        if live:
            sheet.write_formula(at, column, f"={place_cells(live.expression, lambda *cell: _address(table, *cell))}", style, _stored(live.value))
        else:
            _write_value(sheet, (at, column), value, style)


def _write_value(sheet: Worksheet, place: tuple[int, int], value: Value, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(*place, None, style)
    elif isinstance(value, str):
        sheet.write_string(*place, value[:LONGEST_TEXT], style)
    else:
        sheet.write_number(*place, _stored(value.value if isinstance(value, LiveValue) else value), style)


def _address(table: SheetTable, row_id: str, column_key: str) -> str:
    return xl_rowcol_to_cell(HEAD_ROW + 1 + table.place_of_row[row_id], table.place_of_column[column_key])


def _stored(value: Number) -> int | float:
    """Whole numbers as they are; a share as the nearest number a spreadsheet can hold."""
    return float(value) if isinstance(value, Fraction) else value
