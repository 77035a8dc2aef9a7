"""Formulas of a dataset: whether they can be read, and whether everything they name is there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from veikart.calc.documents import FigureSelector, PrintedTable, SelectorError, parse_selector
from veikart.calc.formulas import Formula, FormulaError, Reference, parse_formula
from veikart.calc.statements import AccountPlan
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.measures import KINDS
from veikart.exchange.dataset.structure import Layers, Units
from veikart.exchange.dataset.tables import Tables
from veikart.rules.findings import Place
from veikart.rules.ratios import get_ratios
from veikart.rules.statements import get_forms

PRINTED, AMOUNTS, LINE, RATIO, INPUT = "printed", "amounts", "line", "ratio", "input"
_WORDS = {
    PRINTED: "trykte tall [tabell:rad]",
    AMOUNTS: "summer {unit=… layer=…}",
    LINE: "linjer {line …}",
    RATIO: "nøkkeltall {ratio …}",
    INPUT: "tall {input …}",
}
_BEFORE = re.compile(r"-[1-9][0-9]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Names:
    """All that a formula can lead to. None, or an unsure table, where it cannot be known what is there."""

    units: Units
    layers: Layers
    tables: Tables
    plan: AccountPlan
    inputs: frozenset[str] | None = frozenset()

    def filters(self) -> dict[str, frozenset[str] | None]:
        """The known values of each filter in braces; accounts are looked up by range."""
        return {"unit": self.units.ids, "layer": self.layers.ids, "version": self.layers.version_ids, "kind": frozenset(KINDS)}


def read_formula(folder: Folder, text: str, place: Place, *, uses: tuple[str, ...] = tuple(_WORDS)) -> Formula | None:
    """The formula, or None with a finding. It may only use the kinds of figure in `uses`."""
    try:
        formula = parse_formula(text)
        kinds = {reference: _kind(reference) for reference in formula.references}
    except (FormulaError, SelectorError) as error:
        folder.report("formula-bad", place, found=str(error)[:1].upper() + str(error)[1:])
        return None
    strangers = [reference for reference, kind in kinds.items() if kind not in uses]
    for reference in strangers:
        folder.report("reference-kind", place, found=reference.text, expected=", ".join(_WORDS[kind] for kind in uses))
    return None if strangers else formula


def _kind(reference: Reference) -> str:
    if reference.is_printed:
        if reference.column.startswith("-") and not _BEFORE.fullmatch(reference.column):
            raise FormulaError(f"«{reference.text}» har en kolonne som verken er et navn eller et tall fra -1 til -99")
        return PRINTED
    selector = parse_selector(reference.selector)
    if len(dict(selector.filters).get("version", ("",))) > 1:
        raise SelectorError(f"«{reference.text}» har flere versjoner; bare én kan brukes om gangen")
    return selector.kind


def check_references(folder: Folder, formula: Formula, names: Names, place: Place) -> bool:
    """Whether everything the formula names is there; what is not becomes a finding."""
    missing: dict[str, None] = {}
    for reference in formula.references:
        if reference.is_printed:
            found = [] if _is_printed(reference, names.tables) else [reference.text]
        else:
            found = _missing(parse_selector(reference.selector), reference.text, names)
        missing.update(dict.fromkeys(found))
    for one in missing:
        folder.report("reference-unknown", place, found=one)
    return not missing


def _is_printed(reference: Reference, tables: Tables) -> bool:
    """Whether the table, row and column a reference names are there, or may be."""
    table = tables.by_id.get(reference.table)
    if table is None:
        return reference.table in tables.unsure or not tables.is_whole
    has_row = reference.row in table.row_by_id or table.id in tables.unsure
    return has_row and (not reference.column or reference.column.startswith("-") or reference.column in table.column_keys)


def _missing(selector: FigureSelector, text: str, names: Names) -> list[str]:
    """What a reference in braces names that is not there."""
    if selector.kind == LINE:
        return [] if _is_line(selector, names.units) else [text]
    if selector.kind == RATIO:
        return [] if selector.name in get_ratios() else [text]
    if selector.kind == INPUT:
        return [] if names.inputs is None or selector.name in names.inputs else [text]
    found: list[str] = []
    known = names.filters()
    for key, values in selector.filters:
        if key == "account":
            found.extend(f"account={one}" for one in values if not _is_account(one, names.plan))
        elif known[key] is not None:
            found.extend(f"{key}={one}" for one in values if one not in known[key])
    return found


def _is_line(selector: FigureSelector, units: Units) -> bool:
    """Whether a form has the line: one of its own, or a unit with a part (`barnehager.netto`)."""
    form = get_forms().get(selector.form)
    if form is None:
        return False
    if selector.row in form.line_by_id:
        return form.line_by_id[selector.row].kind not in {"heading", "each"}
    unit, _, part = selector.row.rpartition(".")
    return (units.ids is None or unit in units.ids) and any(part == one.id for line in form.lines for one in line.parts)


def _is_account(wanted: str, plan: AccountPlan) -> bool:
    first, _, last = wanted.partition("-")
    return any(first <= code <= (last or first) for code in plan.codes)


def place_printed(reference: Reference, table: PrintedTable | None, column: str) -> tuple[str, str] | None:
    """The row and column of the figure a printed reference means in `column`; None where its table is not there or has no such column."""
    if table is None:
        return None
    if not reference.column.startswith("-"):
        return reference.row, reference.column or column
    keys = table.column_keys
    at = keys.index(column) + int(reference.column) if column in keys else -1
    return (reference.row, keys[at]) if at >= 0 else None
