"""Take an order of investments into the economy's book."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit, make_changes, open_book, write_revision
from veikart.calc.economy import EconomyBook
from veikart.rules.books import ECONOMY
from veikart.rules.economy.project_moves import move_projects
from veikart.rules.foresight.schedule_taking import Taken
from veikart.rules.tables import write_cells
from veikart.store.queries import get_row_versions, get_rows_changed_after


def take_schedule(taken: Taken, book: EconomyBook, *, actor: Actor, seen: int, revision: int, note: str) -> int:
    """Move the projects of the investment programme, and write the others as investments after the plan: one revision, which is taken back whole.
    Gives its number, 0 where nothing changes.

    `book` is the one `taken` was made from and `revision` its number; `seen` is the revision the order was worked out from. Raises AccessDenied,
    ChangeRefused where a move leads outside the years or the whole does not hold, and StaleEdit where a project has changed since the order was
    worked out, or a row since the book was read. Nothing is stored then.
    """
    check_right(actor, "take_schedule")
    with open_book(ECONOMY) as state:
        moves, wrong = move_projects(state.book, taken.moves)
        if wrong:
            raise ChangeRefused(wrong)
        stale = get_rows_changed_after(ECONOMY, revision, set(taken.rows))
        stale |= get_rows_changed_after(ECONOMY, seen, {(one.table, one.key) for one in moves if one.before is not None})
        if stale:
            raise StaleEdit(sorted(stale), rule=ECONOMY)
        versions = get_row_versions(ECONOMY, taken.rows)
        edits = [
            RowEdit(table, key, write_cells(ECONOMY.tables[table], row) if row is not None else None, versions.get((table, key)))
            for (table, key), row in taken.rows.items()
            if row is not None or key in book.table(table)
        ]
        number = write_revision(state, [*moves, *make_changes(state, edits)], actor=actor, note=note)
        record_act("take_schedule", actor=actor, revision=number, rows=len(moves) + len(edits))
    return number
