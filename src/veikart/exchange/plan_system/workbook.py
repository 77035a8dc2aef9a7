"""A plan system as a workbook: one sheet per table, filled in by people and read back by id."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import python_calamine
import xlsxwriter

from veikart.calc.plan_system import PlanSystem
from veikart.exchange.plan_system.assembling import Assembly
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.plan_system import TableField, TableRule, get_choices, get_tables

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 200_000_000
"""Bytes. A workbook is a zip file: what it unpacks to is looked at before it is unpacked."""
LONGEST_CELL = 32_767
ABOUT = "Om"
REVISION = "Endring"
_WIDTHS = {"text": 34, "id": 18, "date": 12, "integer": 9, "day": 9, "choice": 20, "geometry": 20}


def sheet_name(table: TableRule) -> str:
    """What a table's sheet is called: its name up to a colon, as long as a sheet's name may be."""
    return table.name.split(":")[0][:31].strip()


def write_plan_workbook(system: PlanSystem, *, revision: int) -> bytes:
    """The workbook of a plan system. `revision` is written on the first sheet, so that a late file is known when it comes back."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        about = book.add_worksheet(ABOUT)
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 90)
        lines = [
            (REVISION, revision),
            (
                "Slik virker arket",
                "Rett, legg til eller slett rader i arkene, og les filen inn igjen. Id-ene knytter radene sammen og skal ikke endres.",
            ),
            ("Slettede rader", "En rad som er borte når filen leses inn, blir slettet i planen."),
        ]
        for place, (name, value) in enumerate(lines):
            about.write(place, 0, name, bold)
            about.write(place, 1, value)
        for rule in get_tables().values():
            _write_sheet(book, rule, system.table(rule.id), bold)
    return made.getvalue()


def _write_sheet(book: Any, rule: TableRule, rows: Mapping[str, Any], bold: Any) -> None:
    sheet = book.add_worksheet(sheet_name(rule))
    sheet.freeze_panes(1, 1)
    for column, one in enumerate(rule.fields.values()):
        sheet.write_string(0, column, one.label, bold)
        sheet.set_column(column, column, _WIDTHS[one.kind])
        if one.kind == "choice" and sum(map(len, get_choices(one.choices).values())) < 230:
            words = list(get_choices(one.choices).values())
            sheet.data_validation(1, column, 20_000, column, {"validate": "list", "source": words, "ignore_blank": True})
    for line, row in enumerate(rows.values(), start=1):
        for column, one in enumerate(rule.fields.values()):
            value = getattr(row, one.name)
            if value not in (None, ""):
                sheet.write(line, column, _cell(one, value))
    sheet.autofilter(0, 0, max(1, len(rows)), len(rule.fields) - 1)


def _cell(rule: TableField, value: Any) -> Any:
    if rule.kind == "choice":
        return get_choices(rule.choices).get(value, value)
    return value[:LONGEST_CELL] if isinstance(value, str) else value


def read_plan_workbook(content: bytes, *, name: str) -> tuple[PlanSystem | None, int | None, list[Finding]]:
    """The plan system in a workbook and the revision it was written from, or None with every finding. `name` is what the file is called."""
    wrong = _check_file(content, name)
    if wrong:
        return None, None, wrong
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}
    except (python_calamine.CalamineError, zipfile.BadZipFile, ValueError, OSError):
        return None, None, [make_finding("sheet-unreadable", Place(file=format_text(name)), name=format_text(name))]
    known = {sheet_name(rule): rule for rule in get_tables().values()}
    assembly = Assembly()
    for sheet, lines in sheets.items():
        if sheet in known:
            _read_sheet(assembly, sheet, known[sheet], lines)
        elif sheet != ABOUT:
            expected = ", ".join(known)
            assembly.findings.append(make_finding("sheet-unknown", Place(file=format_text(sheet)), found=format_text(sheet), expected=expected))
    if not assembly.findings and "system" not in assembly.tables:
        assembly.findings.append(make_finding("sheet-missing", Place(file=format_text(name)), expected=sheet_name(get_tables()["system"])))
    system, findings = assembly.finish()
    return system, _revision(sheets.get(ABOUT, [])), findings


def _check_file(content: bytes, name: str) -> list[Finding]:
    place = Place(file=format_text(name))
    if len(content) > LARGEST_FILE:
        return [make_finding("file-large", place, name=format_text(name), found=f"{len(content) // 1_000_000} MB", expected="20 MB")]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return [make_finding("sheet-unreadable", place, name=format_text(name))]
    if size > LARGEST_UNPACKED:
        return [make_finding("file-large", place, name=format_text(name), found=f"{size // 1_000_000} MB utpakket", expected="200 MB utpakket")]
    return []


def _revision(lines: list[list[Any]]) -> int | None:
    found = next((line[1] for line in lines if len(line) > 1 and line[0] == REVISION), None)
    return int(found) if isinstance(found, int | float) else None


def _read_sheet(assembly: Assembly, sheet: str, rule: TableRule, lines: list[list[Any]]) -> None:
    by_label = {one.label: one.name for one in rule.fields.values()}
    heads = [str(one).strip() for one in lines[0]] if lines else []
    place = Place(file=sheet, row=1)
    for head in heads:
        if head and head not in by_label:
            assembly.findings.append(make_finding("column-unknown", place, found=format_text(head), expected=", ".join(by_label)))
    missing = [one.label for one in rule.fields.values() if one.required and one.label not in heads]
    assembly.findings.extend(make_finding("column-missing", place, expected=one) for one in missing if lines)
    if not assembly.findings:
        assembly.add(rule.id, _rows(sheet, heads, by_label, lines))


def _rows(sheet: str, heads: list[str], by_label: dict[str, str], lines: list[list[Any]]) -> Iterator[tuple[Place, Mapping[str, object]]]:
    for number, line in enumerate(lines[1:], start=2):
        values = {by_label[head]: _plain(value) for head, value in zip(heads, line, strict=False) if head in by_label}
        if any(values.values()):
            yield Place(file=sheet, row=number), values


def _plain(value: Any) -> str:
    """A cell as text: whole numbers without a decimal, dates as «YYYY-MM-DD»."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()
