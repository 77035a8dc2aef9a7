"""Change rows of the follow-up's book."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import RowEdit, make_changes, open_book, write_revision
from veikart.actions.owned_fields import check_owned_fields
from veikart.rules.books import FOLLOW_UP


def change_follow_up(edits: Sequence[RowEdit], *, actor: Actor, note: str) -> int:
    """Make the edits together, or none of them. Gives the number of the revision, 0 where nothing would change.

    `data` of an edit is as people write it: kroner whole, shares in percent, numbers with their decimals. Raises AccessDenied, ChangeRefused where a
    value or the whole does not hold or a field is moved by acts the actor may not do, StaleEdit where a row has changed since it was shown.
    """
    check_right(actor, "change_follow_up")
    with open_book(FOLLOW_UP) as state:
        changes = make_changes(state, edits)
        check_owned_fields(changes, actor)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("change_follow_up", actor=actor, revision=number, rows=len(changes))
    return number
