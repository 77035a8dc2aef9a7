"""Store what has been read from a table of emissions."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book, write_revision
from veikart.calc.books import RowChange
from veikart.calc.economy import EconomyBook
from veikart.exchange.emissions import EmissionRows, check_vintage
from veikart.rules.books import ECONOMY
from veikart.store.queries import get_rows_changed_after

VINTAGES, SOURCES, EMISSIONS = "climate_vintages", "emission_sources", "emissions"


def list_emission_changes(book: EconomyBook, rows: EmissionRows) -> list[RowChange]:
    """What an import would do to the book, rows that stay as they are too. A vintage and a source that are there keep what is written of them."""
    vintages, sources = book.table(VINTAGES), book.table(SOURCES)
    found = [RowChange(VINTAGES, rows.vintage.id, before := vintages.get(rows.vintage.id), before or rows.vintage)]
    found += [RowChange(SOURCES, one.id, before := sources.get(one.id), before or one) for one in rows.sources]
    rule, known = ECONOMY.tables[EMISSIONS], book.table(EMISSIONS)
    return found + [RowChange(EMISSIONS, key, known.get(key), one) for one in rows.emissions for key in [rule.key_of(one)]]


def import_emissions(rows: EmissionRows, *, actor: Actor, note: str, seen: int | None = None) -> int:
    """Store the rows as one revision; the same again changes nothing and gives 0.

    `seen` is the revision they were looked through at, where that is known. Raises AccessDenied, StaleEdit where somebody has changed any of the
    same rows since then, and ChangeRefused where the vintage has other numbers for the same municipality, or the book would not hold together;
    nothing is stored then.
    """
    check_right(actor, "import_emissions")
    with open_book(ECONOMY) as state:
        wrong = check_vintage(state.book, rows)
        if wrong:
            raise ChangeRefused(wrong)
        changes = [one for one in list_emission_changes(state.book, rows) if one.before != one.after]
        touched = {(one.table, one.key) for one in changes}
        moved = get_rows_changed_after(ECONOMY, seen, touched) if seen is not None and seen != state.number else set()
        if moved:
            raise StaleEdit(sorted(moved), rule=ECONOMY)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("import_emissions", actor=actor, revision=number, rows=len(changes))
    return number
