"""The tables of a plan system, read from `tables.toml`: how a row is read from text, written as text, and named by its key."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from veikart.calc.land_use import GeometryInvalid, read_shape
from veikart.calc.plan_system import PlanSystem, rows
from veikart.rules.findings import UNSEEN, Finding, Place, format_text, make_finding
from veikart.rules.plan_system.catalogues import get_choices
from veikart.rules.plan_system.geometries import make_geometry_finding
from veikart.rules.schema import ID, LONGEST_TEXT

_FILE = Path(__file__).with_name("tables.toml")
KINDS = ("id", "text", "integer", "date", "day", "choice", "geometry", "link")
KEY_MARK = "|"
LARGEST_GEOMETRY = 100_000
"""Characters of one area's GeoJSON."""
LONGEST_KEY = 300
"""Characters of a row's key, for what is stored and for addresses."""
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2999, 12, 31)
"""Dates that may stand in a plan: far enough from where the calendar ends for everything that is counted from them."""
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class TableField:
    """A field: its Norwegian label, its kind (one of KINDS), whether it must be filled, its choices, and the table it refers to."""

    name: str
    label: str
    kind: str
    required: bool = False
    choices: str = ""
    refers: str = ""
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class TableRule:
    """A table: its Norwegian name, the fields of its key, its fields by name, and the dataclass of its rows."""

    id: str
    name: str
    key: tuple[str, ...]
    fields: Mapping[str, TableField]
    row: type

    @property
    def dates(self) -> tuple[str, ...]:
        """The fields that hold dates."""
        return tuple(name for name, one in self.fields.items() if one.kind == "date")

    def key_of(self, row: Any) -> str:
        """The key of a row: its key fields with a mark between."""
        return KEY_MARK.join(str(getattr(row, name)) for name in self.key)


@cache
def get_tables() -> dict[str, TableRule]:
    """Every table by id. Raises ValueError where the file does not fit the dataclasses."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    hints = get_type_hints(PlanSystem, vars(rows) | {"Mapping": Mapping})
    found = {}
    for key, entry in raw.items():
        row = hints[key].__args__[1]
        declared = {name: TableField(name, **one) for name, one in entry["fields"].items()}
        if list(declared) != [one.name for one in fields(row)] or any(one.kind not in KINDS for one in declared.values()):
            raise ValueError(f"tables.toml, {key}: {sorted(set(declared) ^ {one.name for one in fields(row)})}")
        found[key] = TableRule(key, entry["name"], tuple(entry["key"]), declared, row)
    return found


def read_row(table: TableRule, raw: Mapping[str, object], place: Place) -> tuple[Any | None, list[Finding]]:
    """The row that `raw` describes, texts as a person wrote them or values as stored, or None with every finding."""
    strange = (key for key in raw if key not in table.fields)
    findings = [make_finding("key-unknown", _at(place, key), found=format_text(key), expected=", ".join(table.fields)) for key in strange]
    values: dict[str, Any] = {}
    for name, rule in table.fields.items():
        text = raw.get(name)
        text = "" if text is None else str(text).strip()
        if not text:
            if rule.required:
                findings.append(make_finding("cell-missing", _at(place, rule.label), name=rule.label))
            values[name] = None if rule.kind in {"integer", "date"} else ""
            continue
        values[name], wrong = _read_value(rule, text, _at(place, rule.label))
        findings.extend(wrong)
    if findings:
        return None, findings
    for name in table.key:
        if isinstance(values[name], str):
            values[name] = " ".join(values[name].split())  # a key stands on one line
    row = table.row(**values)
    key = table.key_of(row)
    if len(key) > LONGEST_KEY:
        label = table.fields[table.key[-1]].label
        return None, [make_finding("text-long", _at(place, label), name=label, found=str(len(key)), expected=str(LONGEST_KEY))]
    return row, []


def write_row(row: Any) -> dict[str, str | int | None]:
    """A row as plain values: texts, whole numbers, dates as «YYYY-MM-DD». What `read_row` reads back."""
    plain: dict[str, str | int | None] = {}
    for one in fields(row):
        value = getattr(row, one.name)
        plain[one.name] = value.isoformat() if isinstance(value, date) else value
    return plain


def _at(place: Place, column: str) -> Place:
    return Place(file=place.file, row=place.row, column=column, figure=place.figure, unit=place.unit)


def _read_value(rule: TableField, text: str, place: Place) -> tuple[Any, list[Finding]]:
    unseen = UNSEEN.search(text)
    if unseen:
        return None, [make_finding("text-unseen", place, name=rule.label, found=f"U+{ord(unseen[0]):04X}")]
    longest = LARGEST_GEOMETRY if rule.kind == "geometry" else LONGEST_TEXT
    if len(text) > longest:
        return None, [make_finding("text-long", place, name=rule.label, found=str(len(text)), expected=str(longest))]
    return _READERS[rule.kind](rule, text, place)


def _read_text(_rule: TableField, text: str, _place: Place) -> tuple[str, list[Finding]]:
    return text, []


def _read_id(_rule: TableField, text: str, place: Place) -> tuple[str, list[Finding]]:
    return text, [] if ID.fullmatch(text) else [make_finding("id-bad", place, found=format_text(text, longest=90))]


def _read_integer(rule: TableField, text: str, place: Place) -> tuple[int | None, list[Finding]]:
    if not re.fullmatch(r"-?[0-9]{1,12}", text, re.ASCII):
        return None, [make_finding("value-kind", place, name=rule.label, expected="et helt tall", found=f"«{format_text(text)}»")]
    value = int(text)
    if not rule.least <= value <= rule.most:
        return None, [make_finding("value-range", place, name=rule.label, found=text, expected=f"{rule.least} og {rule.most}")]
    return value, []


def _read_date(rule: TableField, text: str, place: Place) -> tuple[date | None, list[Finding]]:
    try:
        found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII) or re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text, re.ASCII)
        if found:
            numbers = [int(one) for one in found.groups()]
            day = date(*numbers) if "-" in text else date(*reversed(numbers))
            limits = f"{FIRST_DAY.year} og {LAST_DAY.year}"
            return day, [] if FIRST_DAY <= day <= LAST_DAY else [make_finding("value-range", place, name=rule.label, found=text, expected=limits)]
    except ValueError:
        pass
    expected = "en dato som 2026-12-31 eller 31.12.2026"
    return None, [make_finding("value-kind", place, name=rule.label, expected=expected, found=f"«{format_text(text)}»")]


def _read_day(rule: TableField, text: str, place: Place) -> tuple[str, list[Finding]]:
    good = _DAY.fullmatch(text) and (text[:2] != "02" or text <= "02-29") and text[:2] + text[3:] not in {"0431", "0631", "0931", "1131"}
    expected = "en dag i året som 12-31 (måned-dag)"
    return text, [] if good else [make_finding("value-kind", place, name=rule.label, expected=expected, found=f"«{format_text(text)}»")]


def _read_link(rule: TableField, text: str, place: Place) -> tuple[str, list[Finding]]:
    """An address of the web and nothing else: what a browser would run when it is clicked is refused."""
    good = re.fullmatch(r"https?://[^\s\"'<>\\]+", text, re.IGNORECASE)
    expected = "en adresse som begynner med https://"
    return text, [] if good else [make_finding("value-kind", place, name=rule.label, expected=expected, found=f"«{format_text(text)}»")]


def _read_choice(rule: TableField, text: str, place: Place) -> tuple[str, list[Finding]]:
    """A choice by its key, or by its Norwegian word as people write it in a sheet."""
    choices = get_choices(rule.choices)
    if text in choices:
        return text, []
    by_word = {word.casefold(): key for key, word in choices.items()}
    if text.casefold() in by_word:
        return by_word[text.casefold()], []
    shown = ", ".join(list(choices.values())[:30])
    return text, [make_finding("value-choice", place, name=rule.label, found=format_text(text), expected=shown)]


def _read_geometry(rule: TableField, text: str, place: Place) -> tuple[str, list[Finding]]:
    try:
        geometry = json.loads(text)
        read_shape(geometry)
    except GeometryInvalid as error:
        return text, [make_geometry_finding(error, place)]
    except (ValueError, RecursionError):
        return text, [make_finding("value-kind", place, name=rule.label, expected="GeoJSON-geometri", found=f"«{format_text(text)}»")]
    kept = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return json.dumps(kept, separators=(",", ":")), []


_READERS = {
    "text": _read_text,
    "id": _read_id,
    "integer": _read_integer,
    "date": _read_date,
    "day": _read_day,
    "choice": _read_choice,
    "geometry": _read_geometry,
    "link": _read_link,
}


def restore_row(table: TableRule, plain: Mapping[str, Any]) -> Any:
    """The row that `write_row` once wrote; not checked again. A field that came later than the row is empty."""
    values = dict(plain)
    for name in table.dates:
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    return table.row(**values)
