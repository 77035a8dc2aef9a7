"""Change rows of the plan system."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import RowEdit, make_changes, open_book, write_revision
from veikart.actions.clock import today
from veikart.rules.books import PLAN
from veikart.rules.plan_system import remember_names
from veikart.store.queries import get_published_plan


def change_plan(edits: Sequence[RowEdit], *, actor: Actor, note: str) -> int:
    """Make the edits together, or none of them. Gives the number of the revision, 0 where nothing would change.

    An element that gets another name or number than it was published with, remembers the old one in its lineage.

    Raises AccessDenied, ChangeRefused where a value or the whole does not hold, StaleEdit where a row has changed since it was shown.
    """
    check_right(actor, "change_plan")
    with open_book(PLAN) as state:
        changes = make_changes(state, edits)
        published = get_published_plan()
        if published:
            changes.extend(remember_names(state.book, changes, published.book, today()))
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("change_plan", actor=actor, revision=number, rows=len(changes))
    return number
