"""Enter a decision that has to be followed up, and say what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.actions.access import AccessDenied, Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import RowEdit, make_changes, open_book, write_revision
from veikart.rules.books import FOLLOW_UP


def change_decisions(edits: Sequence[RowEdit], *, actor: Actor, note: str) -> int:
    """Make the edits of decisions, together or none of them. Gives the number of the revision, 0 where nothing would change.

    Raises AccessDenied, ChangeRefused where a value or the whole does not hold, StaleEdit where a row has changed since it was shown.
    """
    check_right(actor, "change_decisions")
    if any(one.table != "decisions" for one in edits):
        raise AccessDenied("Her endres bare vedtak til oppfølging.")
    with open_book(FOLLOW_UP) as state:
        changes = make_changes(state, edits)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("change_decisions", actor=actor, revision=number, rows=len(changes))
    return number
