"""`checks/*.toml`, `inputs.toml` and `targets.toml`: what is worked out, and from what."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from veikart.calc.documents import Check, Input, PrintedTable, SelectorError, Target, parse_selector
from veikart.calc.documents.printed import parse_printed
from veikart.calc.documents.proof import KINDS
from veikart.calc.formulas import Formula, FormulaError, Reference, parse_formula
from veikart.calc.layers import Budget
from veikart.exchange.dataset.files import Folder
from veikart.rules.findings import Place
from veikart.rules.schema import Field, find_line, read_fields

_CHECK = {
    "figure": Field("text"),
    "formula": Field("text"),
    "kind": Field("text", choices=KINDS),
    "columns": Field("list", is_required=False, items="text"),
    "note": Field("text", is_required=False),
}
_INPUT = {
    "id": Field("text"),
    "name": Field("text"),
    "formula": Field("text"),
    "otherwise": Field("text", is_required=False),
    "note": Field("text", is_required=False),
}
_HISTORY = {"ratio": Field("text"), "formula": Field("text")}
_TARGET = {
    "ratio": Field("text"),
    "unit": Field("text", choices=("percent", "mill_nok")),
    "aim": Field("text", is_required=False),
    "minimum": Field("text", is_required=False),
    "minimum_applies": Field("text", is_required=False, choices=("each_year", "last_year")),
    "decided": Field("text"),
    "place": Field("text"),
}


def _entries(folder: Folder, name: str, header: str, fields: dict[str, Field], *, others: tuple[str, ...] = ()) -> list[tuple[dict[str, Any], Place]]:
    """The good entries of a file that holds lists of tables, with the place of each. `others` are lists read elsewhere."""
    read = folder.toml(name)
    if read is None:
        return []
    raw, text = read
    lists = {header: Field("list", items="table")} | {other: Field("list", items="table", is_required=False) for other in others}
    folder.findings.extend(read_fields(raw, lists, Place(file=name)))
    good: list[tuple[dict[str, Any], Place]] = []
    entries = raw.get(header, [])
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if not isinstance(entry, dict):
            continue
        place = Place(file=name, row=find_line(text, header, index))
        found = read_fields(entry, fields, place)
        folder.findings.extend(found)
        if not found:
            good.append((entry, place))
    return good


def _formula(folder: Folder, text: str, place: Place) -> Formula | None:
    try:
        formula = parse_formula(text)
        for reference in formula.references:
            if not reference.is_printed:
                parse_selector(reference.selector)
    except (FormulaError, SelectorError) as error:
        folder.report("formula-bad", place, found=str(error)[:1].upper() + str(error)[1:])
        return None
    return formula


def read_checks(folder: Folder, tables: tuple[PrintedTable, ...], budget: Budget) -> tuple[Check, ...]:
    """The checks; every figure and formula they name must lead somewhere."""
    by_id = {table.id: table for table in tables}
    checks: list[Check] = []
    for name in folder.names("checks", ".toml"):
        for index, (entry, place) in enumerate(_entries(folder, name, "check", _CHECK)):
            figure = entry["figure"].strip()
            target = _formula(folder, figure, Place(file=name, row=place.row, column="figure"))
            formula = _formula(folder, entry["formula"], Place(file=name, row=place.row, column="formula"))
            if target is None or formula is None:
                continue
            if len(target.references) != 1 or not target.references[0].is_printed or target.references[0].text != figure:
                folder.report("formula-bad", place, found=f"«{figure}» er ikke adressen til ett trykt tall")
                continue
            _check_references(folder, target, by_id, budget, place)
            _check_references(folder, formula, by_id, budget, place)
            checks.append(
                Check(
                    figure=figure[1:-1].strip(),
                    formula=entry["formula"],
                    kind=entry["kind"],
                    columns=tuple(entry.get("columns", ())),
                    note=entry.get("note", ""),
                    file=name,
                    number=index + 1,
                )
            )
    return tuple(checks)


def _check_references(folder: Folder, formula: Formula, tables: dict[str, PrintedTable], budget: Budget, place: Place) -> None:
    known = {"unit": budget.unit_by_id, "layer": budget.layer_by_id, "version": budget.version_by_id}
    for reference in formula.references:
        if reference.is_printed:
            if not _is_printed(reference, tables):
                folder.report("reference-unknown", place, found=reference.text)
            continue
        for key, values in parse_selector(reference.selector).filters:
            for value in values:
                if key in known and value not in known[key]:
                    folder.report("reference-unknown", place, found=f"{key}={value}")


def _is_printed(reference: Reference, tables: dict[str, PrintedTable]) -> bool:
    """Whether the table, row and column a reference names are there."""
    table = tables.get(reference.table)
    if table is None or reference.row not in table.row_by_id:
        return False
    return not reference.column or reference.column.startswith("-") or reference.column in table.column_keys


def read_inputs(folder: Folder) -> tuple[tuple[Input, ...], dict[str, str]]:
    """The named series, and for each ratio the formula for the years before the statements begin."""
    inputs: list[Input] = []
    for entry, place in _entries(folder, "inputs.toml", "input", _INPUT, others=("history",)):
        at = Place(file=place.file, row=place.row, column="formula")
        if _formula(folder, entry["formula"], at) and (not entry.get("otherwise") or _formula(folder, entry["otherwise"], at)):
            inputs.append(Input(**entry))
    history: dict[str, str] = {}
    raw = folder.toml("inputs.toml")
    if raw and "history" in raw[0]:
        for entry, place in _entries(folder, "inputs.toml", "history", _HISTORY, others=("input",)):
            if _formula(folder, entry["formula"], Place(file=place.file, row=place.row, column="formula")):
                history[entry["ratio"]] = entry["formula"]
    return tuple(inputs), history


def read_targets(folder: Folder) -> tuple[Target, ...]:
    """The adopted targets."""
    targets: list[Target] = []
    for entry, place in _entries(folder, "targets.toml", "target", _TARGET):
        values: dict[str, Fraction | None] = {}
        for key in ("aim", "minimum"):
            try:
                values[key] = parse_printed(entry[key], entry["unit"])[0] if key in entry else None
            except ValueError:
                folder.report("number-bad", Place(file=place.file, row=place.row, column=key), found=entry[key][:60])
        if len(values) == 2:
            targets.append(
                Target(
                    ratio=entry["ratio"],
                    aim=values["aim"],
                    minimum=values["minimum"],
                    minimum_applies=entry.get("minimum_applies", "each_year"),
                    decided=entry["decided"],
                    place=entry["place"],
                )
            )
    return tuple(targets)
