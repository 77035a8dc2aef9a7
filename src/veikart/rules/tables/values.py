"""One value of each kind, from text as a person wrote it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from veikart.calc.land_use import GeometryInvalid, read_shape
from veikart.rules.findings import UNSEEN, Finding, Place, format_text, make_finding
from veikart.rules.schema import ID, LONGEST_TEXT
from veikart.rules.tables.decimals import LARGEST_DECIMAL, PER_ONE, format_decimal, read_decimal
from veikart.rules.tables.geometries import make_geometry_finding
from veikart.rules.tables.percent import LARGEST_PERCENT, MINUS, PER_PERCENT, SPACES, format_percent, read_percent
from veikart.rules.tables.table import LARGEST_GEOMETRY, TableField

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2999, 12, 31)
"""Dates that may stand in a row: far enough from where the calendar ends for everything that is counted from them."""
LARGEST_NOK = 10**12
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_INTEGER = re.compile(r"-?[0-9]{1,13}", re.ASCII)

Read = tuple[Any, list[Finding]]


def read_value(rule: TableField, kind: str, text: str, place: Place) -> Read:
    """What stands in a field whose kind in this row is `kind`, or None with what is wrong. `text` is not empty."""
    unseen = UNSEEN.search(text)
    if unseen:
        return None, [make_finding("text-unseen", place, name=rule.label, found=f"U+{ord(unseen[0]):04X}")]
    longest = LARGEST_GEOMETRY if kind == "geometry" else LONGEST_TEXT
    if len(text) > longest:
        return None, [make_finding("text-long", place, name=rule.label, found=str(len(text)), expected=str(longest))]
    return _READERS[kind](rule, text, place)


def _wrong_kind(rule: TableField, text: str, place: Place, expected: str) -> list[Finding]:
    return [make_finding("value-kind", place, name=rule.label, expected=expected, found=f"«{format_text(text)}»")]


def _out_of_range(rule: TableField, text: str, place: Place, limits: str) -> list[Finding]:
    return [make_finding("value-range", place, name=rule.label, found=format_text(text), expected=limits)]


def _read_text(_rule: TableField, text: str, _place: Place) -> Read:
    return text, []


def _read_id(_rule: TableField, text: str, place: Place) -> Read:
    return text, [] if ID.fullmatch(text) else [make_finding("id-bad", place, found=format_text(text, longest=90))]


def _limits(rule: TableField, largest: int) -> tuple[int, int]:
    return (rule.least, rule.most) if rule.least or rule.most else (-largest, largest)


def _read_integer(rule: TableField, text: str, place: Place) -> Read:
    if not _INTEGER.fullmatch(text):
        return None, _wrong_kind(rule, text, place, "et helt tall")
    least, most = _limits(rule, LARGEST_NOK)
    return (int(text), []) if least <= int(text) <= most else (None, _out_of_range(rule, text, place, f"{least} og {most}"))


def _read_nok(rule: TableField, text: str, place: Place) -> Read:
    plain = SPACES.sub("", text.replace(MINUS, "-"))
    if not re.fullmatch(r"-?[0-9]{1,20}", plain, re.ASCII):
        return None, _wrong_kind(rule, text, place, "hele kroner, som 1 250 000")
    least, most = _limits(rule, LARGEST_NOK)
    limits = f"{_kroner(least)} og {_kroner(most)} kroner"
    return (int(plain), []) if least <= int(plain) <= most else (None, _out_of_range(rule, text, place, limits))


def _kroner(value: int) -> str:
    return f"{value:,}".replace(",", "\u00a0").replace("-", MINUS)


def _read_percent(rule: TableField, text: str, place: Place) -> Read:
    value = read_percent(text)
    if value is None:
        return None, _wrong_kind(rule, text, place, "prosent med høyst fire desimaler, som 2,37")
    least, most = (one * PER_PERCENT for one in _limits(rule, LARGEST_PERCENT))
    limits = f"{format_percent(least)} og {format_percent(most)} prosent"
    return (value, []) if least <= value <= most else (None, _out_of_range(rule, text, place, limits))


def _read_decimal(rule: TableField, text: str, place: Place) -> Read:
    value = read_decimal(text)
    if value is None:
        return None, _wrong_kind(rule, text, place, "et tall med høyst seks desimaler, som 12,5")
    least, most = (one * PER_ONE for one in _limits(rule, LARGEST_DECIMAL))
    limits = f"{format_decimal(least)} og {format_decimal(most)}"
    return (value, []) if least <= value <= most else (None, _out_of_range(rule, text, place, limits))


def _read_date(rule: TableField, text: str, place: Place) -> Read:
    try:
        found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII) or re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text, re.ASCII)
        if found:
            numbers = [int(one) for one in found.groups()]
            day = date(*numbers) if "-" in text else date(*reversed(numbers))
            limits = f"{FIRST_DAY.year} og {LAST_DAY.year}"
            return day, [] if FIRST_DAY <= day <= LAST_DAY else _out_of_range(rule, text, place, limits)
    except ValueError:
        pass
    return None, _wrong_kind(rule, text, place, "en dato som 2026-12-31 eller 31.12.2026")


def _read_day(rule: TableField, text: str, place: Place) -> Read:
    good = _DAY.fullmatch(text) and (text[:2] != "02" or text <= "02-29") and text[:2] + text[3:] not in {"0431", "0631", "0931", "1131"}
    return text, [] if good else _wrong_kind(rule, text, place, "en dag i året som 12-31 (måned-dag)")


def _read_link(rule: TableField, text: str, place: Place) -> Read:
    """An address of the web and nothing else: what a browser would run when it is clicked is refused."""
    good = re.fullmatch(r"https?://[^\s\"'<>\\]+", text, re.IGNORECASE)
    return text, [] if good else _wrong_kind(rule, text, place, "en adresse som begynner med https://")


def _read_choice(rule: TableField, text: str, place: Place) -> Read:
    """A choice by its key, or by its Norwegian word as people write it in a sheet."""
    if text in rule.words:
        return text, []
    by_word = {word.casefold(): key for key, word in rule.words.items()}
    if text.casefold() in by_word:
        return by_word[text.casefold()], []
    shown = ", ".join(list(rule.words.values())[:30])
    return text, [make_finding("value-choice", place, name=rule.label, found=format_text(text), expected=shown)]


def _read_geometry(rule: TableField, text: str, place: Place) -> Read:
    try:
        geometry = json.loads(text)
        read_shape(geometry)
    except GeometryInvalid as error:
        return text, [make_geometry_finding(error, place)]
    except (ValueError, RecursionError):
        return text, _wrong_kind(rule, text, place, "GeoJSON-geometri")
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
    "nok": _read_nok,
    "percent": _read_percent,
    "decimal": _read_decimal,
}
