"""Where the figures of a table come from, and in what price level they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from veikart.calc.documents import Dataset
from veikart.calc.formulas import parse_formula
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words.sentences import join_words

COMPUTED = "Summene er regnet ut."


def tables_behind(programme: Programme, form_id: str, columns: Iterable[StatementColumn]) -> tuple[str, ...]:
    """The printed tables the measures behind a form were copied from, in the order of their numbers."""
    table, budget = programme.table, programme.dataset.budget
    measures: set[str] = set()
    for version in dict.fromkeys(column.version for column in columns):
        statement = programme.statement(form_id, version)
        for row in statement.rows:
            if row.cells and row.kind != "sum":
                places, _ = programme.engine.selected_rows(programme.forms[form_id], row, version)
                measures.update(table.measures.ids[place] for place in table.measure[places])
    return tables_of_measures(programme.dataset, (budget.measure_by_id[one] for one in measures))


def tables_of_measures(dataset: Dataset, measures: Iterable[object]) -> tuple[str, ...]:
    """The printed tables some measures stand in, or fetch their amounts from."""
    found: set[str] = set()
    for measure in measures:
        if measure.table:
            found.add(measure.table)
        elif measure.formula:
            found.update(tables_in_formula(dataset, measure.formula))
    return tuple(sorted((one for one in found if one in dataset.table_by_id), key=table_order))


def tables_in_formula(dataset: Dataset, formula: str) -> set[str]:
    """The printed tables a formula names, also through the inputs it asks for."""
    found: set[str] = set()
    for reference in parse_formula(formula).references:
        if reference.is_printed:
            found.add(reference.table)
            continue
        kind, _, name = reference.selector.partition(" ")
        one = dataset.input_by_id.get(name) if kind == "input" else None
        for inner in (one.formula, one.otherwise) if one else ():
            found |= tables_in_formula(dataset, inner) if inner else set()
    return found


def table_order(table_id: str) -> tuple[object, ...]:
    """Sorts 4.9 before 4.10, and tables before text."""
    return (table_id.startswith("tekst-"), *((0, int(part)) if part.isdigit() else (1, part) for part in re.findall(r"\d+|[^\d.]+", table_id)))


def source_words(dataset: Dataset, tables: Iterable[str], *, is_computed: bool = True) -> str:
    """The source note under a table or figure."""
    words = _place_words(dataset, tables)
    if not words:
        return ""
    kept = f"Kilde: {words} i {dataset.sources[0].title}, {dataset.sources[0].publisher}."
    return f"{kept} {COMPUTED}" if is_computed else kept


def short_source(dataset: Dataset, tables: Iterable[str]) -> str:
    """Only the numbers of the tables, for small pictures; the document they stand in is told beside them."""
    return f"Kilde: {_place_words(dataset, sorted(tables, key=table_order))}."


def _place_words(dataset: Dataset, tables: Iterable[str]) -> str:
    """«tabell 4.5 og 11.1, og avsnitt 11.3»: the numbered tables, then the paragraphs the others stand in, each once."""
    known = [dataset.table_by_id[one] for one in tables]
    numbered = list(dict.fromkeys(one.id for one in known if one.is_numbered))
    sections = list(dict.fromkeys(one.section for one in known if not one.is_numbered))
    told = [f"{name} {join_words(places)}" for name, places in (("tabell", numbered), ("avsnitt", sections)) if places]
    return ", og ".join(told)


def price_words(dataset: Dataset, tables: Iterable[str]) -> str:
    """The price level of some printed tables; that of the dataset where they do not say."""
    prices = dict.fromkeys(dataset.table_by_id[one].price for one in tables if dataset.table_by_id[one].price != "uten pris")
    return join_words(list(prices)) if prices else dataset.price_level
