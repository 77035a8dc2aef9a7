"""Take back a change of the follow-up's book."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, undo_changes
from veikart.rules.books import FOLLOW_UP


def undo_follow_up(number: int, *, actor: Actor) -> int:
    """Take a revision of the follow-up back, and give the number of the new one; 0 where there is nothing to take back.

    Raises AccessDenied, StaleEdit where any of its rows has changed since, ChangeRefused where what is left would not hold together.
    """
    check_right(actor, "undo_follow_up")
    with open_book(FOLLOW_UP) as state:
        made = undo_changes(state, number, actor=actor)
        record_act("undo_follow_up", actor=actor, revision=made, undone=number)
    return made
