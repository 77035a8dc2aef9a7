"""Take an order of investments into the economy's book."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from veikart.actions.access import Actor
from veikart.actions.book_writing import RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.actions.move_projects import move_projects
from veikart.calc.economy import EconomyBook
from veikart.rules.books import ECONOMY
from veikart.rules.foresight.schedule_taking import Taken
from veikart.rules.tables import write_cells
from veikart.store.queries import get_row_versions, get_rows_changed_after


@dataclass(frozen=True)
class TakenRevisions:
    """The revisions an order became: 0 where nothing moved, or nothing else changed."""

    moves: int
    rows: int


def take_schedule(taken: Taken, book: EconomyBook, *, actor: Actor, seen: int, revision: int, note: str) -> TakenRevisions:
    """Move the projects of the investment programme, and write the others as investments after the plan: both or neither.

    `book` is the one `taken` was made from and `revision` its number; `seen` is the revision the order was worked out from. Raises what
    `move_projects` and `change_economy` do, and stores nothing then: AccessDenied, ChangeRefused, and StaleEdit where a project has changed since
    the order was worked out, or a row since the book was read.
    """
    with transaction.atomic():
        stale = get_rows_changed_after(ECONOMY, revision, set(taken.rows))
        if stale:
            raise StaleEdit(sorted(stale), rule=ECONOMY)
        versions = get_row_versions(ECONOMY, taken.rows)
        edits = [
            RowEdit(table, key, write_cells(ECONOMY.tables[table], row) if row is not None else None, versions.get((table, key)))
            for (table, key), row in taken.rows.items()
            if row is not None or key in book.table(table)
        ]
        moved = move_projects(taken.moves, actor=actor, seen=seen, note=note) if taken.moves else 0
        return TakenRevisions(moved, change_economy(edits, actor=actor, note=note) if edits else 0)
