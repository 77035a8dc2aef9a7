"""A book of rows as a workbook: one sheet per table, filled in by people and read back by id."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import python_calamine
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from veikart.calc.books import AnyBook
from veikart.exchange.books.assembling import Assembly
from veikart.exchange.books.unpacking import look_inside
from veikart.rules.books import BookRule
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.tables import LARGEST_GEOMETRY, TableRule, write_cells

LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
MOST_PARTS = LARGEST_GEOMETRY // LONGEST_CELL + 1
"""Columns that the longest text is divided between."""
ABOUT = "Om"
REVISION = "Endring"
_WIDTHS = {
    "text": 34, "id": 18, "date": 12, "integer": 9, "day": 9, "choice": 20, "geometry": 20, "link": 34, "nok": 16, "percent": 10, "decimal": 12,
    "by_series": 16,
}  # fmt: skip
"""Widths of columns by kind, in characters."""
_AS_TEXT = {"num_format": "@", "align": "right"}
_FORMATS = {"nok": {"num_format": "# ##0"}, "percent": _AS_TEXT, "decimal": _AS_TEXT, "by_series": _AS_TEXT}
"""How the cells of a column look. Shares are text, because a cell that a spreadsheet shows as a percentage holds a hundredth of it."""


def sheet_name(table: TableRule) -> str:
    """What a table's sheet is called: its name up to a colon, and as many of its words as a sheet's name has room for."""
    name = table.name.split(":")[0].strip()
    return name if len(name) <= LONGEST_SHEET_NAME else name[: LONGEST_SHEET_NAME + 1].rsplit(" ", 1)[0][:LONGEST_SHEET_NAME].strip()


def write_book_workbook(rule: BookRule[AnyBook], book: AnyBook, *, revision: int) -> bytes:
    """The workbook of a book of rows. `revision` is written on the first sheet, so that a late file is known when it comes back."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {kind: workbook.add_format(look) for kind, look in _FORMATS.items()}
        _write_about(workbook.add_worksheet(ABOUT), bold, revision)
        for table in rule.tables.values():
            _write_sheet(workbook.add_worksheet(sheet_name(table)), table, book.table(table.id), bold, formats)
    return made.getvalue()


def _write_about(about: Any, bold: Any, revision: int) -> None:
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 90)
    lines = [
        (REVISION, revision),
        ("Slik virker arket", "Rett, legg til eller slett rader i arkene, og les filen inn igjen. Id-ene knytter radene sammen og skal ikke endres."),
        ("Slettede rader", "En rad som er borte når filen leses inn, blir slettet."),
    ]
    for place, (name, value) in enumerate(lines):
        about.write(place, 0, name, bold)
        about.write(place, 1, value)


def _write_sheet(sheet: Any, rule: TableRule, rows: Mapping[str, Any], bold: Any, formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    for column, one in enumerate(rule.fields.values()):
        sheet.write_string(0, column, one.label, bold)
        sheet.set_column(column, column, _WIDTHS[one.kind], formats.get(one.kind))
        if one.words and sum(map(len, one.words.values())) < 230:
            sheet.data_validation(1, column, 20_000, column, {"validate": "list", "source": list(one.words.values()), "ignore_blank": True})
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(rule.fields))}{len(rows) + 2}"})
    last = len(rule.fields) - 1
    for line, row in enumerate(rows.values(), start=1):
        last = max(last, _write_line(sheet, rule, line, row, bold))
    sheet.autofilter(0, 0, max(1, len(rows)), last)


def _write_line(sheet: Any, rule: TableRule, line: int, row: Any, bold: Any) -> int:
    """Write a row, and give the last column it takes."""
    last, cells = 0, write_cells(rule, row)
    for column, one in enumerate(rule.fields.values()):
        value = getattr(row, one.name) if one.kind == "date" else cells[one.name]
        if isinstance(value, str) and value:
            first, *rest = _parts(one.words.get(value, value) if one.kind == "choice" else value)
            sheet.write_string(line, column, first)
            for number, part in enumerate(rest, start=1):
                last = len(rule.fields) - 1 + number
                sheet.write_string(0, last, _continued(one.label, number + 1), bold)
                sheet.write_string(line, last, part)
        elif value is not None and value != "":
            sheet.write(line, column, value)
    return last


def _parts(text: str) -> list[str]:
    """A text in pieces that each go into a cell."""
    return [text[start : start + LONGEST_CELL] for start in range(0, len(text), LONGEST_CELL)]


def _continued(label: str, number: int) -> str:
    """The heading over the next piece of a text that is too long for one cell."""
    return f"{label} ({number})"


def read_book_workbook(rule: BookRule[AnyBook], content: bytes, *, name: str) -> tuple[AnyBook | None, int | None, list[Finding]]:
    """The book in a workbook and the revision it was written from, or None with every finding. `name` is what the file is called."""
    errors, wrong = look_inside(content, name)
    if wrong:
        return None, None, wrong
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {sheet: workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in workbook.sheet_names}
    except (python_calamine.CalamineError, ValueError, OSError):
        return None, None, [make_finding("sheet-unreadable", Place(file=format_text(name)), name=format_text(name))]
    known = {sheet_name(table): table for table in rule.tables.values()}
    assembly = Assembly(rule)
    for sheet, lines in sheets.items():
        if sheet in known:
            _read_sheet(assembly, sheet, known[sheet], lines)
            assembly.findings.extend(_error_findings(sheet, known[sheet], lines, errors.get(sheet, ())))
        elif sheet != ABOUT:
            expected = ", ".join(known)
            assembly.findings.append(make_finding("sheet-unknown", Place(file=format_text(sheet)), found=format_text(sheet), expected=expected))
    revision = _revision(sheets.get(ABOUT, []))
    wanted = [] if revision is not None else [f"{ABOUT}», raden «{REVISION}"]
    wanted.extend(name for name in known if name not in sheets)
    assembly.findings.extend(make_finding("sheet-missing", Place(file=format_text(name)), expected=one) for one in wanted)
    book, findings = assembly.finish()
    return book, revision, findings


def _revision(lines: list[list[Any]]) -> int | None:
    found = next((line[1] for line in lines if len(line) > 1 and line[0] == REVISION), None)
    return int(found) if isinstance(found, float) and found.is_integer() and found >= 0 else None


def _read_sheet(assembly: Assembly, sheet: str, rule: TableRule, lines: list[list[Any]]) -> None:
    heads = [str(one).strip() for one in lines[0]] if lines else []
    by_head = {one.label: one.name for one in rule.fields.values()}
    by_head |= {
        _continued(one.label, number): one.name for one in rule.fields.values() if one.kind == "geometry" for number in range(2, MOST_PARTS + 1)
    }
    place = Place(file=sheet, row=1)
    labels = [one.label for one in rule.fields.values()]
    findings = [make_finding("column-missing", place, expected=one) for one in labels if one not in heads]
    for head, count in Counter(one for one in heads if one).items():
        at = replace(place, column=format_text(head))
        if head not in by_head:
            findings.append(make_finding("column-unknown", at, found=format_text(head), expected=", ".join(labels)))
        elif count > 1:
            findings.append(make_finding("column-twice", at, found=format_text(head)))
    assembly.findings.extend(findings)
    if not findings:
        assembly.add(rule.id, _rows(sheet, heads, by_head, lines))


def _error_findings(sheet: str, rule: TableRule, lines: list[list[Any]], errors: Iterable[tuple[int, int, str]]) -> Iterator[Finding]:
    """A finding for every cell where the spreadsheet shows an error instead of a value."""
    labels = [one.label for one in rule.fields.values()]
    heads = [str(one).strip() for one in lines[0]] if lines else []
    for row, column, text in errors:
        label = heads[column] if column < len(heads) else ""
        if label in labels:
            place = Place(file=sheet, row=row, column=label)
            yield make_finding("value-kind", place, name=label, expected="en verdi", found=f"«{format_text(text)}»")


def _rows(sheet: str, heads: list[str], by_head: dict[str, str], lines: list[list[Any]]) -> Iterator[tuple[Place, Mapping[str, object]]]:
    for number, line in enumerate(lines[1:], start=2):
        values: dict[str, str] = {}
        for head, value in zip(heads, line, strict=False):
            if head in by_head:
                values[by_head[head]] = values.get(by_head[head], "") + _plain(value)
        if any(values.values()):
            yield Place(file=sheet, row=number), values


def _plain(value: Any) -> str:
    """A cell as text: whole numbers without a decimal, dates as «YYYY-MM-DD»."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()
