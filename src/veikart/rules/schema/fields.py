"""Fields of a TOML table and their reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veikart.rules.findings import Finding, Place, make_finding

ID = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?")
_KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "id": (str,),
    "integer": (int,),
    "list": (list,),
    "table": (dict,),
    "boolean": (bool,),
}
_WORDS = {
    "text": "tekst",
    "id": "en id",
    "integer": "et helt tall",
    "list": "en liste",
    "table": "en gruppe",
    "boolean": "true eller false",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key: `kind` is text, id, integer, list, table or boolean; `items` is the kind of a list's members; `choices` the values allowed."""

    kind: str
    is_required: bool = True
    items: str = ""
    choices: tuple[str | int, ...] = ()


def read_fields(raw: Mapping[str, Any], fields: Mapping[str, Field], place: Place) -> list[Finding]:
    """Every way in which `raw` is not as `fields` say; `place` is the table's file and line."""
    known = ", ".join(fields)
    findings = [make_finding("key-unknown", _at(place, key), found=key, expected=known) for key in raw if key not in fields]
    for key, field in fields.items():
        if key not in raw:
            if field.is_required:
                findings.append(make_finding("key-missing", place, expected=key))
            continue
        findings.extend(_read_value(key, raw[key], field, _at(place, key)))
    return findings


def _at(place: Place, key: str) -> Place:
    return Place(file=place.file, row=place.row, column=key)


def _read_value(key: str, value: object, field: Field, place: Place) -> list[Finding]:
    if not _is_kind(value, field.kind):
        return [make_finding("value-kind", place, name=key, expected=_WORDS[field.kind], found=_shown(value))]
    if field.kind == "id" and not ID.fullmatch(str(value)):
        return [make_finding("id-bad", place, found=_shown(value))]
    if field.choices and value not in field.choices:
        return [make_finding("value-choice", place, name=key, found=_shown(value), expected=", ".join(map(str, field.choices)))]
    if field.items and isinstance(value, list):
        return [
            make_finding("value-kind", place, name=key, expected=f"en liste av {_WORDS[field.items]}", found=_shown(item))
            for item in value
            if not _is_kind(item, field.items)
        ]
    return []


def _is_kind(value: object, kind: str) -> bool:
    return isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def find_line(text: str, header: str, index: int, key: str = "") -> int:
    """The line of the `index`-th `[[header]]` in a TOML text, or of `key` under it; 0 where it is not found."""
    seen = -1
    start = 0
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped.startswith("[") and start:
            break
        if header and stripped.startswith(f"[[{header}]]"):
            seen += 1
            if seen == index:
                start = number
                if not key:
                    return number
        elif start and key and re.match(rf"{re.escape(key)}\s*=", stripped):
            return number
    return start
