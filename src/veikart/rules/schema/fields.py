"""Fields of a TOML table and their reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from typing import Any

from veikart.rules.findings import UNSEEN, Finding, Place, format_text, make_finding

ID = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?")
NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
LONGEST_TEXT = 10_000
"""Characters. The example's longest note is under a thousand."""
LARGEST_INTEGER = 10**15
MOST_ALIKE = 100
_KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "id": (str,),
    "name": (str,),
    "integer": (int,),
    "list": (list,),
    "table": (dict,),
    "boolean": (bool,),
}
_WORDS = {
    "text": "tekst",
    "id": "en id",
    "name": "et navn",
    "integer": "et helt tall",
    "list": "en liste",
    "table": "en gruppe",
    "boolean": "true eller false",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key: `kind` is text, id, name, integer, list, table or boolean.

    `items` is the kind of a list's members, `choices` the values allowed; `is_filled` says that a text or list may not be empty. `least` and
    `most` are the bounds of an integer, or of a list's integers, both included.
    """

    kind: str
    is_required: bool = True
    items: str = ""
    choices: tuple[str | int, ...] = ()
    is_filled: bool = False
    least: int = -LARGEST_INTEGER
    most: int = LARGEST_INTEGER


def read_fields(raw: Mapping[str, Any], fields: Mapping[str, Field], place: Place) -> list[Finding]:
    """The ways in which `raw` is not as `fields` say, the first MOST_ALIKE of each kind; `place` is the table's file and line."""
    known = ", ".join(fields)
    strange = islice((key for key in raw if key not in fields), MOST_ALIKE)
    findings = [make_finding("key-unknown", _at(place, key), found=format_text(key), expected=known) for key in strange]
    for key, field in fields.items():
        if key not in raw:
            if field.is_required:
                findings.append(make_finding("key-missing", place, expected=key))
            continue
        findings.extend(_read_value(key, raw[key], field, _at(place, key)))
    return findings


def _at(place: Place, key: str) -> Place:
    return Place(file=place.file, row=place.row, column=format_text(key))


def _read_value(key: str, value: object, field: Field, place: Place) -> list[Finding]:
    if not _is_kind(value, field.kind):
        return [make_finding("value-kind", place, name=key, expected=_WORDS[field.kind], found=_shown(value))]
    if isinstance(value, list):
        if field.is_filled and not value:
            return [make_finding("list-empty", place, name=key)]
        wrong = (finding for item in value for finding in _read_item(key, item, field, place)) if field.items else ()
        return list(islice(wrong, MOST_ALIKE))
    return _read_plain(key, value, field, place)


def _read_item(key: str, item: object, field: Field, place: Place) -> list[Finding]:
    if not _is_kind(item, field.items):
        return [make_finding("value-kind", place, name=key, expected=f"en liste av {_WORDS[field.items]}", found=f"en liste med {_shown(item)}")]
    return _read_plain(key, item, Field(field.items, is_filled=True, least=field.least, most=field.most), place)


def _read_plain(key: str, value: object, field: Field, place: Place) -> list[Finding]:
    """A value of the right kind that is no list: the findings on what it says."""
    if field.choices:
        known = ", ".join(map(str, field.choices))
        found = [] if value in field.choices else [make_finding("value-choice", place, name=key, found=format_text(str(value)), expected=known)]
    elif field.kind == "id" and not ID.fullmatch(str(value)):
        found = [make_finding("id-bad", place, found=format_text(str(value), longest=90))]
    elif field.kind == "name" and not NAME.fullmatch(str(value)):
        found = [make_finding("name-bad", place, found=format_text(str(value), longest=90))]
    elif isinstance(value, str):
        found = _read_text(key, value, field, place)
    elif field.kind == "integer" and isinstance(value, int) and not field.least <= value <= field.most:
        found = [make_finding("value-range", place, name=key, found=_shown(value), expected=f"{field.least} og {field.most}")]
    else:
        found = []
    return found


def _read_text(key: str, value: str, field: Field, place: Place) -> list[Finding]:
    if field.is_filled and not value.strip():
        return [make_finding("key-missing", place, expected=key)]
    if len(value) > LONGEST_TEXT:
        return [make_finding("text-long", place, name=key, found=str(len(value)), expected=str(LONGEST_TEXT))]
    unseen = UNSEEN.search(value)
    return [make_finding("text-unseen", place, name=key, found=f"U+{ord(unseen[0]):04X}")] if unseen else []


def _is_kind(value: object, kind: str) -> bool:
    return isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _shown(value: object) -> str:
    """A value with what it is, in words; never a long one."""
    match value:
        case str():
            return f"teksten «{format_text(value)}»"
        case bool():
            return "true" if value else "false"
        case int():
            return f"tallet {value}" if abs(value) < 10**20 else "et tall med over 20 sifre"
        case float():
            return f"tallet {value}"
        case list():
            return "en liste"
        case dict():
            return "en gruppe"
        case date() | time():
            return f"datoen {value}" if isinstance(value, date) else f"klokkeslettet {value}"
    return format_text(str(value))
