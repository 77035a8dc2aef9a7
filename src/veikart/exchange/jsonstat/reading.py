"""A JSON-stat 2 dataset read: never trusted, and with every finding."""

from __future__ import annotations

import math
from typing import Any

from veikart.exchange.dataset.json_syntax import JsonRefused, parse_json
from veikart.exchange.jsonstat.cube import Category, Cube, Dimension
from veikart.rules.findings import Finding, Place, format_text, make_finding

LARGEST_FILE = 20_000_000
"""Bytes."""
DEEPEST = 12
"""Lists and groups inside each other; a dataset takes five, and what else stands in a file a few more."""
MOST_CELLS = 2_000_000
MOST_DIMENSIONS = 20
MOST_FINDINGS = 100
LARGEST_NUMBER = 10**15
Values = list[float | None]


def read_jsonstat(content: bytes, *, name: str) -> tuple[Cube | None, list[Finding]]:
    """The table in a file, or None with every finding. `name` is what the file is called.

    `id`, `size`, each dimension's `category` (`index` as a list or as positions, `label`) and `value` (every value, or those that are there by
    position) are read, and the signs in `status`, which change no value. Everything else (`role`, `child`, `unit`, `note`,
    `extension` …) is left alone. A missing value is None, never zero. **Source**: the JSON-stat format, version 2.0.
    """
    shown = format_text(name)
    try:
        parsed = parse_json(content, largest=LARGEST_FILE, deepest=DEEPEST)
        return _read_dataset(parsed, shown)
    except JsonRefused as refusal:
        return None, [make_finding(refusal.code, Place(file=shown, row=refusal.row), **{"name": shown, **refusal.words})]


def _read_dataset(parsed: Any, name: str) -> tuple[Cube | None, list[Finding]]:
    """Raises JsonRefused where the dataset has not the shape of one."""
    if not isinstance(parsed, dict) or parsed.get("class") != "dataset":
        found = str(parsed.get("class") or "ingenting") if isinstance(parsed, dict) else "noe annet enn en gruppe"
        raise JsonRefused("jsonstat-kind", found=format_text(found), expected="dataset")
    ids, sizes = parsed.get("id"), parsed.get("size")
    if not _is_list_of(ids, str) or not _is_list_of(sizes, int) or len(ids) != len(sizes) or not 0 < len(ids) <= MOST_DIMENSIONS:
        raise _refuse_shape("«id» og «size»", f"like lange lister med 1 til {MOST_DIMENSIONS} dimensjoner")
    if len(set(ids)) < len(ids) or any(one < 1 for one in sizes):
        raise _refuse_shape("«id» eller «size»", "hver dimensjon én gang, med minst én verdi")
    cells = math.prod(sizes)
    if cells > MOST_CELLS:
        raise JsonRefused("file-large", found=f"{cells} tall" if cells < 10**12 else "altfor mange tall", expected=f"{MOST_CELLS} tall")
    described = parsed.get("dimension")
    dimensions = tuple(_read_dimension(described, one, size) for one, size in zip(ids, sizes, strict=True))
    values, findings = _read_values(parsed.get("value"), cells, name)
    label = parsed.get("label")
    statuses = _read_statuses(parsed.get("status"), cells)
    return (None if findings else Cube(label if isinstance(label, str) else "", dimensions, tuple(values), statuses)), findings


def _read_statuses(raw: Any, cells: int) -> dict[int, str]:
    """The signs by place; one that is no text, or stands nowhere, is left alone."""
    if isinstance(raw, str):
        return dict.fromkeys(range(cells), raw)
    pairs: Any = enumerate(raw) if isinstance(raw, list) else raw.items() if isinstance(raw, dict) else ()
    known = ((int(place), sign) for place, sign in pairs if isinstance(sign, str) and str(place).isascii() and str(place).isdigit())
    return {place: sign for place, sign in known if place < cells}


def _refuse_shape(found: str, expected: str) -> JsonRefused:
    return JsonRefused("jsonstat-shape", found=format_text(found), expected=expected)


def _is_list_of(found: Any, kind: type) -> bool:
    return isinstance(found, list) and all(type(one) is kind for one in found)


def _read_dimension(described: Any, key: str, size: int) -> Dimension:
    raw = described.get(key) if isinstance(described, dict) else None
    category = raw.get("category") if isinstance(raw, dict) else None
    if not isinstance(category, dict):
        raise _refuse_shape(f"dimensjonen «{key}»", "en beskrivelse med «category»")
    index, labels = category.get("index"), category.get("label")
    labels = labels if isinstance(labels, dict) else {}
    codes = _order_codes(index, labels, key, size)
    label = raw.get("label")
    categories = tuple(Category(code, labels[code] if isinstance(labels.get(code), str) else code) for code in codes)
    return Dimension(key, label if isinstance(label, str) and label else key, categories)


def _order_codes(index: Any, labels: dict[str, Any], key: str, size: int) -> list[str]:
    """The codes in the order of the values. A dimension of one category may have only a label."""
    if index is None and len(labels) == 1:
        index = list(labels)
    if isinstance(index, dict):
        places = list(index.values())
        if not all(type(one) is int for one in places) or sorted(places) != list(range(size)):
            raise _refuse_shape(f"«index» i dimensjonen «{key}»", f"plassene 0 til {size - 1}, hver én gang")
        return sorted(index, key=lambda code: index[code])
    if not _is_list_of(index, str) or len(index) != size or len(set(index)) != size:
        raise _refuse_shape(f"«index» i dimensjonen «{key}»", f"{size} ulike koder")
    return list(index)


def _read_values(raw: Any, cells: int, name: str) -> tuple[Values, list[Finding]]:
    """Every value in order, with findings for those that are no numbers. Raises JsonRefused where they are not as many as the dimensions say."""
    if isinstance(raw, list):
        if len(raw) != cells:
            raise _refuse_shape(f"{len(raw)} verdier", f"{cells}, som er dimensjonene ganget med hverandre")
        pairs: Any = enumerate(raw)
    elif isinstance(raw, dict):
        strange = next((one for one in raw if not (one.isascii() and one.isdigit() and len(one) < 10 and int(one) < cells)), None)
        if strange is not None or len({int(one) for one in raw}) < len(raw):
            raise _refuse_shape(
                f"verdien på plass «{strange}»" if strange is not None else "en plass som står to ganger", f"plassene 0 til {cells - 1}"
            )
        pairs = ((int(place), value) for place, value in raw.items())
    else:
        raise _refuse_shape("«value»", "en liste eller en gruppe med tall")
    values: Values = [None] * cells
    findings: list[Finding] = []
    for place, value in pairs:
        if value is None or _is_number(value):
            values[place] = value
        elif len(findings) < MOST_FINDINGS:
            at = Place(file=name, column=f"verdi {place + 1}")
            findings.append(make_finding("value-kind", at, name="value", expected="et tall eller null", found=_say(value)))
    return values, findings


def _is_number(value: Any) -> bool:
    return abs(value) <= LARGEST_NUMBER if type(value) is int else type(value) is float and math.isfinite(value)


def _say(value: Any) -> str:
    if isinstance(value, str):
        return f"«{format_text(value)}»"
    return {bool: "ja eller nei", list: "en liste", dict: "en gruppe"}.get(type(value), "et tall som er altfor stort")
