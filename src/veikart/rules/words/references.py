"""The figures a formula asks for in words, where they stand, and the formula itself in words."""

from __future__ import annotations

import re

from veikart.calc.documents import CheckOutcome, Dataset
from veikart.calc.formulas import Reference, parse_formula
from veikart.rules.ratios import get_ratios
from veikart.rules.statements import get_forms
from veikart.rules.words.figures import KIND_WORDS

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_FUNCTIONS = {"sum": "summen av", "mean": "gjennomsnittet av", "abs": "tallverdien av"}
_SYMBOL = re.compile(r"(?P<sign>[-+*/])|(?P<function>[a-z]+)(?=\s*\()|(?P<point>(?<=\d)\.(?=\d))")


def reference_place(dataset: Dataset, reference: Reference, column: str) -> str:
    """Where a figure in a formula stands: the place of a printed one, words for a computed one."""
    if reference.is_printed:
        return dataset.place(reference.table, reference.row, column if column in dataset.table_by_id[reference.table].column_keys else "")
    return input_words(dataset, reference)


def input_words(dataset: Dataset, reference: Reference) -> str:
    """What a computed figure in a formula is, in words."""
    words = reference.selector.split()
    match words:
        case ["line", form, row]:
            name = get_forms()[form].name if form in get_forms() else form
            return f"linjen «{line_label(dataset, form, row)}» i {name}, regnet av lagene"
        case ["ratio", name]:
            return f"nøkkeltallet {get_ratios()[name].name.lower() if name in get_ratios() else name}"
        case ["input", name]:
            return dataset.input_by_id[name].name if name in dataset.input_by_id else name
    return f"summen av tiltakene ({', '.join(_filter_words(dataset, words))})"


def _filter_words(dataset: Dataset, filters: list[str]) -> list[str]:
    """The values of each filter by their names."""
    budget = dataset.budget
    named = {"unit": budget.unit_by_id, "layer": budget.layer_by_id, "version": budget.version_by_id}
    parts: list[str] = []
    for one in filters:
        key, _, values = one.partition("=")
        for value in values.split(","):
            known = named[key].get(value) if key in named else None
            parts.append(known.name if known else KIND_WORDS.get(value, value) if key == "kind" else value)
    return parts


def line_label(dataset: Dataset, form_id: str, row_id: str) -> str:
    """What a line of a form is called; for a unit's line the unit's name and the part's. The id itself where neither is known."""
    form = get_forms().get(form_id)
    line = form.line_by_id.get(row_id) if form else None
    if line:
        return line.label
    unit_id, _, part_id = row_id.rpartition(".")
    unit = dataset.budget.unit_by_id.get(unit_id)
    parts = [part for one in (form.lines if form else ()) for part in one.parts if part.id == part_id]
    if unit is None or not parts:
        return row_id
    return f"{unit.name}, {parts[0].label}" if parts[0].label else unit.name


def reference_label(dataset: Dataset, reference: Reference) -> str:
    """A figure in a formula by its name, short enough to stand in the formula; a printed one with its table."""
    if reference.is_printed:
        return _printed_label(dataset, reference)
    match reference.selector.split():
        case ["line", form, row]:
            return line_label(dataset, form, row)
        case ["ratio", name] if name in get_ratios():
            return get_ratios()[name].name
    return input_words(dataset, reference)


def _printed_label(dataset: Dataset, reference: Reference) -> str:
    table = dataset.table_by_id.get(reference.table)
    if table is None or reference.row not in table.row_by_id:
        return reference.text
    where = f"tabell {table.id}" if table.is_numbered else f"avsnitt {table.section}"
    column = {"": "", "-1": "året før"}.get(reference.column, table.heading_of.get(reference.column, reference.column))
    return f"{dataset.row_words(table, reference.row)} ({', '.join(part for part in (where, column) if part)})"


def formula_words(dataset: Dataset, formula: str) -> str:
    """The formula with names instead of addresses and signs as people write them; empty for an empty formula.

    «{line drift netto-driftsresultat} / {input operating_revenue}» becomes «Netto driftsresultat ÷ Sum driftsinntekter». Raises FormulaError.
    """
    words: list[str] = []
    rest = formula
    for reference in parse_formula(formula).references if formula else ():
        before, _, rest = rest.partition(reference.text)
        words += [_in_words(before), reference_label(dataset, reference)]
    return "".join([*words, _in_words(rest)]).strip()


def _in_words(symbols: str) -> str:
    """What stands between the figures of a formula: signs, functions and numbers."""
    return _SYMBOL.sub(_word, symbols)


def _word(match: re.Match[str]) -> str:
    if match["sign"]:
        return _SIGNS[match["sign"]]
    return _FUNCTIONS[match["function"]] + " " if match["function"] else ","


def _column_of(dataset: Dataset, reference: Reference, column: str) -> str:
    """The column a reference means beside a figure in `column`; empty where its table has no such column."""
    keys = dataset.table_by_id[reference.table].column_keys if reference.is_printed else ()
    if not reference.column.startswith("-"):
        return reference.column or column
    place = keys.index(column) + int(reference.column) if column in keys else -1
    return keys[place] if place >= 0 else ""


def place_of_inputs(dataset: Dataset, outcome: CheckOutcome) -> str:
    """Where the figures behind an expected value stand: the place itself for one, the first and the number of others for more."""
    column = outcome.figure.column
    places = []
    for reference, _ in outcome.inputs:
        places.append(reference_place(dataset, reference, _column_of(dataset, reference, column)))
    if not places:
        return f"regnestykket {outcome.check.formula}"
    if len(places) <= 3:
        return " og ".join(places)
    return f"{places[0]} og {len(places) - 1} tall til"
