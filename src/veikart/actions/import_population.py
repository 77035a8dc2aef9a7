"""Store what has been read from a table of population."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import StaleEdit, open_book, write_revision
from veikart.calc.books import RowChange
from veikart.calc.economy import EconomyBook
from veikart.exchange.population import PopulationRows
from veikart.rules.books import ECONOMY
from veikart.store.queries import get_rows_changed_after

PROJECTIONS, POPULATION, TARGETS = "population_projections", "population", "population_targets"


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many rows an import would make, change, take away and leave as they are."""

    new: int
    changed: int
    gone: int
    same: int


def list_import_changes(book: EconomyBook, rows: PopulationRows) -> list[RowChange]:
    """What an import would do to the book, rows that stay as they are too.

    The years in `rows` replace the same years of the same projection; its other years, and other projections, are as they were. A projection that
    is there keeps its name. Totals replace those of the same thing and year.
    """
    tables = ECONOMY.tables
    found = [RowChange(PROJECTIONS, one.id, before := book.table(PROJECTIONS).get(one.id), before or one) for one in rows.projections]
    replaced = {(one.projection, one.year) for one in rows.population}
    new = {tables[POPULATION].key_of(one): one for one in rows.population}
    old = {key: one for key, one in book.table(POPULATION).items() if (one.projection, one.year) in replaced}
    found += [RowChange(POPULATION, key, old.get(key), new.get(key)) for key in {**old, **new}]
    known = book.table(TARGETS)
    return found + [RowChange(TARGETS, key, known.get(key), one) for one in rows.targets for key in [tables[TARGETS].key_of(one)]]


def count_import_changes(changes: list[RowChange]) -> ImportCounts:
    """The changes counted by what they do."""
    kinds = Counter(
        "same" if one.before == one.after else "new" if one.before is None else "gone" if one.after is None else "changed" for one in changes
    )
    return ImportCounts(kinds["new"], kinds["changed"], kinds["gone"], kinds["same"])


def import_population(rows: PopulationRows, *, actor: Actor, note: str, seen: int | None = None) -> int:
    """Store the rows as one revision; the same again changes nothing and gives 0.

    `seen` is the revision they were looked through at, where that is known. Raises AccessDenied, StaleEdit where somebody has changed any of the
    same rows since then, and ChangeRefused where the book would not hold together; nothing is stored then.
    """
    check_right(actor, "import_population")
    with open_book(ECONOMY) as state:
        changes = [one for one in list_import_changes(state.book, rows) if one.before != one.after]
        touched = {(one.table, one.key) for one in changes}
        moved = get_rows_changed_after(ECONOMY, seen, touched) if seen is not None and seen != state.number else set()
        if moved:
            raise StaleEdit(sorted(moved), rule=ECONOMY)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("import_population", actor=actor, revision=number, rows=len(changes))
    return number
