"""Ratios read from `ratios.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from veikart.calc.formulas import parse_formula
from veikart.calc.ratios import Ratio
from veikart.rules.findings import Place
from veikart.rules.schema import Field, read_fields

_FILE = Path(__file__).with_name("ratios.toml")
_RATIO = {
    "name": Field("text"),
    "formula": Field("text"),
    "words": Field("text"),
    "unit": Field("text", choices=("share", "nok")),
    "decimals": Field("integer"),
    "rule": Field("text"),
    "note": Field("text", is_required=False),
}


@cache
def get_ratios() -> dict[str, Ratio]:
    """Every ratio by id, in the order pages show them. Raises ValueError where the file is not as it should be."""
    return read_ratios(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_ratios(raw: dict[str, Any]) -> dict[str, Ratio]:
    """The ratios in a parsed TOML file. Raises ValueError for an unknown or missing key, or a formula that cannot be read."""
    ratios: dict[str, Ratio] = {}
    for ratio_id, entry in raw.items():
        wrong = read_fields(entry, _RATIO, Place(file=_FILE.name, column=ratio_id))
        if wrong:
            raise ValueError(f"{ratio_id}: {wrong[0].sentence}")
        parse_formula(entry["formula"])
        ratios[ratio_id] = Ratio(id=ratio_id, note=entry.get("note", ""), **{key: entry[key] for key in _RATIO if key != "note"})
    return ratios
