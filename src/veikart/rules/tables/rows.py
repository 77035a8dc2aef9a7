"""A whole row: from text and as text, from the store and for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.tables.decimals import format_decimal
from veikart.rules.tables.percent import format_percent
from veikart.rules.tables.table import LONGEST_KEY, TableRule
from veikart.rules.tables.values import read_value

Plain = dict[str, str | int | None]
CELL_WRITERS = {"percent": format_percent, "decimal": format_decimal}
"""What writes a value as people write it, by the kinds that are held otherwise."""


def read_row(table: TableRule, raw: Mapping[str, object], place: Place) -> tuple[Any | None, list[Finding]]:
    """The row that `raw` describes, in texts as a person writes them (what `write_cells` gives), or None with every finding."""
    strange = (key for key in raw if key not in table.fields)
    findings = [make_finding("key-unknown", _at(place, key), found=format_text(key), expected=", ".join(table.fields)) for key in strange]
    values: dict[str, Any] = {}
    for name, rule in table.fields.items():
        text = raw.get(name)
        text = "" if text is None else str(text).strip()
        if not text:
            if rule.required:
                findings.append(make_finding("cell-missing", _at(place, rule.label), name=rule.label))
            values[name] = table.empty[name]
            continue
        values[name], wrong = read_value(rule, rule.kind_in(values), text, _at(place, rule.label))
        findings.extend(wrong)
    if findings:
        return None, findings
    return _make_row(table, values, place)


def _make_row(table: TableRule, values: dict[str, Any], place: Place) -> tuple[Any | None, list[Finding]]:
    for name in table.key:
        if isinstance(values[name], str):
            values[name] = " ".join(values[name].split())  # a key stands on one line
    row = table.row(**values)
    key = table.key_of(row)
    if len(key) > LONGEST_KEY:
        label = table.fields[table.key[-1]].label
        return None, [make_finding("text-long", _at(place, label), name=label, found=str(len(key)), expected=str(LONGEST_KEY))]
    return row, []


def write_row(row: Any) -> Plain:
    """A row as it is stored: texts, whole numbers, dates as «YYYY-MM-DD». What `restore_row` makes a row again."""
    plain: Plain = {}
    for one in fields(row):
        value = getattr(row, one.name)
        plain[one.name] = value.isoformat() if isinstance(value, date) else value
    return plain


def write_cells(table: TableRule, row: Any) -> Plain:
    """A row as people write it in files and forms: as it is stored, but shares in percent («2,37») and numbers with their decimals («12,5»).

    What `read_row` reads back.
    """
    plain = write_row(row)
    for name, rule in table.fields.items():
        value = plain[name]
        write = CELL_WRITERS.get(rule.kind_in(plain))
        if write is not None and isinstance(value, int):
            plain[name] = write(value)
    return plain


def restore_row(table: TableRule, plain: Mapping[str, Any]) -> Any:
    """The row that `write_row` once wrote; not checked again. A field that came later than the row is empty, one that has gone is left out."""
    known = plain.keys() == table.empty.keys()
    values = dict(plain) if known else {name: plain.get(name, empty) for name, empty in table.empty.items()}
    for name in table.dates:
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    return table.row(**values)


def _at(place: Place, column: str) -> Place:
    return Place(file=place.file, row=place.row, column=column, figure=place.figure, unit=place.unit)
