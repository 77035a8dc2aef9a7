"""`inputs.toml` and `targets.toml`: figures that ratios need, and the targets the council has adopted for them."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.documents import Input, Target
from veikart.calc.documents.printed import parse_printed
from veikart.exchange.dataset.entries import Entry, TomlFile, check_once, read_entries, read_file, read_ids
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.formulas import AMOUNTS, LINE, PRINTED, Names, check_references, read_formula
from veikart.rules.ratios import get_ratios
from veikart.rules.schema import Field

INPUTS, TARGETS = "inputs.toml", "targets.toml"
_INPUT = {
    "id": Field("name"),
    "name": Field("text", is_filled=True),
    "formula": Field("text", is_filled=True),
    "otherwise": Field("text", is_required=False, is_filled=True),
    "note": Field("text", is_required=False),
}
_HISTORY = {"ratio": Field("text"), "formula": Field("text", is_filled=True)}
_TARGET = {
    "ratio": Field("text"),
    "unit": Field("text", choices=("percent", "mill_nok")),
    "aim": Field("text", is_required=False),
    "minimum": Field("text", is_required=False),
    "minimum_applies": Field("text", is_required=False, choices=("each_year", "last_year")),
    "decided": Field("text", is_filled=True),
    "place": Field("text"),
    "note": Field("text", is_required=False),
    "note_years": Field("list", is_required=False, items="integer", is_filled=True),
}
_UNIT_OF = {"share": "percent", "nok": "mill_nok"}


def open_inputs(folder: Folder) -> TomlFile | None:
    """`inputs.toml` with findings on its lists."""
    return read_file(folder, INPUTS, {"input": Field("list", items="table"), "history": Field("list", is_required=False, items="table")})


def read_inputs(folder: Folder, file: TomlFile | None, names: Names) -> tuple[tuple[Input, ...], frozenset[str] | None]:
    """The named series, and every id that is written there (None where not all can be read).

    They may not use each other, or ratios, which use them: so nothing can lead back to itself.
    """
    if file is None:
        return (), None
    inputs: list[Input] = []
    seen: dict[str, str] = {}
    entries = read_entries(folder, file, "input", _INPUT)
    for entry in entries:
        if entry.is_good and check_once(folder, seen, entry.raw["id"], entry.place("id")):
            for key in ("formula", "otherwise"):
                _check_formula(folder, entry, key, names, (PRINTED, AMOUNTS, LINE))
            inputs.append(Input(**entry.raw))
    return tuple(inputs), read_ids(entries) if isinstance(file.raw.get("input"), list) else None


def read_history(folder: Folder, file: TomlFile | None, names: Names) -> dict[str, str]:
    """For each ratio the formula for the years before the columns begin: from printed figures only, as no layer reaches that far."""
    history: dict[str, str] = {}
    seen: dict[str, str] = {}
    for entry in read_entries(folder, file, "history", _HISTORY) if file else ():
        if entry.is_good and _is_ratio(folder, entry) and check_once(folder, seen, entry.raw["ratio"], entry.place("ratio")):
            _check_formula(folder, entry, "formula", names, (PRINTED,))
            history[entry.raw["ratio"]] = entry.raw["formula"]
    return history


def read_targets(folder: Folder) -> tuple[Target, ...]:
    """The adopted targets: one for a ratio, in the unit of the ratio."""
    file = read_file(folder, TARGETS, {"target": Field("list", items="table")})
    targets: list[Target] = []
    seen: dict[str, str] = {}
    for entry in read_entries(folder, file, "target", _TARGET) if file else ():
        if entry.is_good and _is_ratio(folder, entry) and check_once(folder, seen, entry.raw["ratio"], entry.place("ratio")):
            target = _read_target(folder, entry)
            targets.extend([target] if target else [])
    return tuple(targets)


def _read_target(folder: Folder, entry: Entry) -> Target | None:
    raw = entry.raw
    ratio = get_ratios()[raw["ratio"]]
    before = folder.count
    if raw["unit"] != _UNIT_OF[ratio.unit]:
        folder.report("target-unit", entry.place("unit"), name=ratio.name, found=raw["unit"], expected=_UNIT_OF[ratio.unit])
    if "aim" not in raw and "minimum" not in raw:
        folder.report("target-empty", entry.place(), name=ratio.name)
    values: dict[str, Fraction | None] = {"aim": None, "minimum": None}
    for key in values:
        try:
            values[key] = parse_printed(raw[key], raw["unit"])[0] if key in raw else None
        except ValueError:
            folder.report("number-bad", entry.place(key), found=raw[key])
    if folder.count > before:
        return None
    return Target(
        ratio=raw["ratio"],
        aim=values["aim"],
        minimum=values["minimum"],
        minimum_applies=raw.get("minimum_applies", "each_year"),
        decided=raw["decided"],
        place=raw["place"],
        note=raw.get("note", ""),
        note_years=tuple(raw.get("note_years", ())),
    )


def _is_ratio(folder: Folder, entry: Entry) -> bool:
    if entry.raw["ratio"] in get_ratios():
        return True
    folder.report("ratio-unknown", entry.place("ratio"), found=entry.raw["ratio"], expected=", ".join(get_ratios()))
    return False


def _check_formula(folder: Folder, entry: Entry, key: str, names: Names, uses: tuple[str, ...]) -> None:
    if key in entry.raw:
        formula = read_formula(folder, entry.raw[key], entry.place(key), uses=uses)
        if formula:
            check_references(folder, formula, names, entry.place(key))
