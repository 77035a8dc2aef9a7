"""Move projects of the investment programme to other years."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book, write_revision
from veikart.rules.books import ECONOMY
from veikart.rules.economy.project_moves import move_projects as plan_moves
from veikart.store.queries import get_rows_changed_after


def move_projects(moves: Mapping[str, int], *, actor: Actor, seen: int, note: str) -> int:
    """Move each project so many years later (earlier where negative), all or none. Gives the number of the revision, 0 where nothing moves.

    `seen` is the revision of the book that was shown. Raises AccessDenied, ChangeRefused where a move leads outside the years or a project is
    not there, StaleEdit where somebody else has changed a row of the projects since.
    """
    check_right(actor, "move_projects")
    with open_book(ECONOMY) as state:
        changes, wrong = plan_moves(state.book, moves)
        if wrong:
            raise ChangeRefused(wrong)
        stale = get_rows_changed_after(state.rule, seen, {(one.table, one.key) for one in changes if one.before is not None})
        if stale:
            raise StaleEdit(sorted(stale), rule=state.rule)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("move_projects", actor=actor, revision=number, rows=len(changes))
    return number
