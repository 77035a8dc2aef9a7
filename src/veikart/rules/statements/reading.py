"""Forms read from `*.toml`, one file each."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from veikart.calc.statements import Form, Line, Selector
from veikart.rules.findings import Place
from veikart.rules.schema import Field, read_fields

_FOLDER = Path(__file__).parent
_FORM = {
    "id": Field("text"),
    "name": Field("text"),
    "short": Field("text"),
    "order": Field("integer"),
    "rule": Field("text"),
    "valid_from": Field("integer"),
    "valid_to": Field("integer", is_required=False),
    "positive": Field("text", choices=("expense", "mixed")),
    "unit": Field("text", choices=("nok",)),
    "rest_of": Field("text", is_required=False),
    "outside": Field("list", is_required=False, items="text"),
    "line": Field("list", items="table"),
}
# What each kind of line must have, and may have; anything else on it would be read and have no effect.
_NEEDS = {"heading": (), "accounts": ("accounts",), "rest": ("class",), "sum": ("terms",), "each": ("units", "parts")}
_ALLOWS = {"accounts": ("sign",), "rest": ("sign", "side", "kinds")}
_ALWAYS = ("id", "label", "kind", "number", "strong", "note")
_LINE = {
    "id": Field("id"),
    "label": Field("text"),
    "kind": Field("text", choices=tuple(_NEEDS)),
    "number": Field("text", is_required=False),
    "sign": Field("integer", is_required=False, choices=(1, -1)),
    "accounts": Field("list", is_required=False, items="text"),
    "class": Field("text", is_required=False, choices=("0", "1")),
    "side": Field("text", is_required=False, choices=("expense", "income")),
    "kinds": Field("list", is_required=False, items="text"),
    "terms": Field("list", is_required=False, items="text"),
    "units": Field("list", is_required=False, items="text"),
    "parts": Field("list", is_required=False, items="table"),
    "strong": Field("boolean", is_required=False),
    "note": Field("text", is_required=False),
}


@cache
def get_forms() -> dict[str, Form]:
    """Every form by id, in the order pages show them. Raises ValueError where a file is not as it should be."""
    read = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))]
    forms: dict[str, Form] = {}
    for raw in sorted(read, key=lambda raw: raw.get("order", 0)):
        form = read_form(raw, forms)
        forms[form.id] = form
    return forms


def read_form(raw: dict[str, Any], others: dict[str, Form]) -> Form:
    """One form. Raises ValueError for an unknown key, a missing unit or rule, or a line that adds a line below it.

    `others` are the forms that `rest_of` may name: what their accounts lines take is then not part of the rest here.
    """
    wrong = read_fields(raw, _FORM, Place())
    for entry in raw.get("line", []):
        wrong.extend(read_fields(entry, _LINE, Place()))
        for part in entry.get("parts", []):
            wrong.extend(read_fields(part, _LINE, Place()))
    if wrong:
        raise ValueError(f"{raw.get('id')}: {wrong[0].sentence}")
    for entry in raw["line"]:
        _check_keys(raw["id"], entry)
        for part in entry.get("parts", ()):
            _check_keys(raw["id"], part)
    lines = tuple(_line(entry) for entry in raw["line"])
    _check_lines(raw["id"], lines)
    return Form(
        id=raw["id"],
        name=raw["name"],
        short=raw["short"],
        rule=raw["rule"],
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        positive=raw["positive"],
        lines=lines,
        outside=_outside(raw, others),
    )


def _outside(raw: dict[str, Any], others: dict[str, Form]) -> tuple[Selector, ...]:
    selectors = [_selector(text) for text in raw.get("outside", ())]
    if "rest_of" in raw:
        if raw["rest_of"] not in others:
            raise ValueError(f"{raw['id']}: {raw['rest_of']} står ikke før dette skjemaet")
        other = others[raw["rest_of"]]
        selectors.extend(other.outside)
        selectors.extend(selector for line in other.lines if line.kind == "accounts" for selector in line.selectors)
    return tuple(selectors)


def _check_keys(form: str, entry: dict[str, Any]) -> None:
    needs, allows = _NEEDS[entry["kind"]], _ALLOWS.get(entry["kind"], ())
    missing = [key for key in needs if not entry.get(key)]
    strange = [key for key in entry if key not in {*needs, *allows, *_ALWAYS}]
    if missing or strange:
        raise ValueError(
            f"{form}, {entry['id']}: en linje av slaget {entry['kind']} {'mangler' if missing else 'har ikke'} {(missing or strange)[0]}"
        )


def _check_lines(form: str, lines: tuple[Line, ...]) -> None:
    above: set[str] = set()
    for line in lines:
        below = [term for _, term in line.terms if term not in above]
        if below:
            raise ValueError(f"{form}, {line.id}: legger sammen {below[0]}, som ikke står over")
        if line.id in above:
            raise ValueError(f"{form}: to linjer heter {line.id}")
        above.add(line.id)


def _line(entry: dict[str, Any]) -> Line:
    return Line(
        id=entry["id"],
        label=entry["label"],
        kind=entry["kind"],
        number=entry.get("number", ""),
        sign=entry.get("sign", 1),
        selectors=tuple(_selector(text) for text in entry.get("accounts", ())),
        account_class=entry.get("class", ""),
        side=entry.get("side", ""),
        kinds=frozenset(entry.get("kinds", ())),
        terms=tuple((-1 if term.startswith("-") else 1, term.lstrip("-")) for term in entry.get("terms", ())),
        unit_kinds=tuple(entry.get("units", ())),
        parts=tuple(_line(part) for part in entry.get("parts", ())),
        is_strong=entry.get("strong", entry["kind"] == "sum"),
        note=entry.get("note", ""),
    )


def _selector(text: str) -> Selector:
    """`1900-1905/central`: accounts, and perhaps the kinds of unit they count on (joined by `+`)."""
    accounts, _, kinds = text.partition("/")
    first, _, last = accounts.partition("-")
    return Selector(first, last or first, frozenset(kinds.split("+")) if kinds else frozenset())
