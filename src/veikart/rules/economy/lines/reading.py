"""The declarations of sheets and lines, read from the TOML files of this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from veikart.calc.worksheets import SheetFormula, parse_sheet_formula

_FOLDER = Path(__file__).parent
UNITS = ("nok", "ppm", "index", "count", "year", "tonnes", "decimal")
"""Whole kroner, parts per million, parts per thousand million, a count, a year, and millionths: of a tonne and of one."""
ORIGINS = ("formula", "total_of", "input", "series", "taken", "schedule", "plan")
"""What a line is worked out from: exactly one of them. `plan` is a figure of the action programme: the one that the row of the table names (with
the subject as its key, or what stands after the dot)."""
CURRENT, FIXED = PRICES = ("current", "fixed")
"""Kroner of the year they are paid in, or of the price year of the settings."""
_LINE_KEYS = {"name", "unit", "words", "rule", "note", "price", "taken_subject", *ORIGINS}


@dataclass(frozen=True, slots=True)
class LineRule:
    """A line: its Norwegian name, its unit (one of UNITS), and its origin (one of ORIGINS) with what it names.

    `price` is the price level of a line in kroner (one of PRICES). `words` is the formula in words, `rule` the id of the law's rule where law
    decides, `taken_subject` the subject of the other sheet where it is not the same one, or the name of a link after «@».
    """

    id: str
    name: str
    unit: str
    origin: str
    source: str
    words: str = ""
    rule: str = ""
    note: str = ""
    taken_subject: str = ""
    price: str = CURRENT
    formula: SheetFormula | None = None


@dataclass(frozen=True, slots=True)
class SheetRule:
    """A sheet: its Norwegian name, the engine it belongs to, and its lines in order."""

    id: str
    name: str
    engine: str
    lines: Mapping[str, LineRule]
    note: str = ""


@cache
def get_sheet_rules() -> dict[str, SheetRule]:
    """Every sheet by id, engine by engine. Raises ValueError where a file is not as it should be."""
    found: dict[str, SheetRule] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        rules = read_sheet_rules(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
        twice = found.keys() & rules.keys()
        if twice:
            raise ValueError(f"{path.name}: {sorted(twice)} twice")
        found |= rules
    _check_references(found)
    return found


def read_sheet_rules(raw: Mapping[str, Any], engine: str) -> dict[str, SheetRule]:
    """The sheets in a parsed file. Raises ValueError for an unknown key, a missing name, unit or origin, and a formula that asks for no line."""
    found = {}
    for sheet_id, entry in raw.items():
        if set(entry) - {"name", "lines", "note", "price"} or not {"name", "lines"} <= set(entry):
            raise ValueError(f"{engine}: {sheet_id}: {sorted(entry)}")
        usual = {"price": entry.get("price", CURRENT)}
        lines = {line_id: _read_line(f"{sheet_id}.{line_id}", line_id, usual | one) for line_id, one in entry["lines"].items()}
        for line in lines.values():
            unknown = set(line.formula.lines) - set(lines) if line.formula else set()
            if unknown:
                raise ValueError(f"{sheet_id}.{line.id}: {sorted(unknown)} are not lines of the sheet")
        found[sheet_id] = SheetRule(sheet_id, entry["name"], engine, lines, entry.get("note", ""))
    return found


def _read_line(place: str, line_id: str, entry: Mapping[str, Any]) -> LineRule:
    origins = [one for one in ORIGINS if one in entry]
    known = entry.get("unit") in UNITS and entry["price"] in PRICES
    if set(entry) - _LINE_KEYS or len(origins) != 1 or not known or not entry.get("name"):
        raise ValueError(f"{place}: {sorted(entry)}")
    origin = origins[0]
    if origin in {"formula", "schedule"} and not entry.get("words"):
        raise ValueError(f"{place}: words are missing")
    kept = {key: entry[key] for key in ("words", "rule", "note", "price", "taken_subject") if key in entry}
    formula = parse_sheet_formula(entry["formula"]) if origin == "formula" else None
    return LineRule(line_id, entry["name"], entry["unit"], origin, entry[origin], **kept, formula=formula)


def _check_references(found: Mapping[str, SheetRule]) -> None:
    """Lines of other sheets that are named must be declared."""
    for sheet in found.values():
        for line in sheet.lines.values():
            if line.origin in {"total_of", "taken"}:
                other, _, other_line = line.source.partition(".")
                if other not in found or other_line not in found[other].lines:
                    raise ValueError(f"{sheet.id}.{line.id}: {line.source} is not declared")
