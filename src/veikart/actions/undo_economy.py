"""Take back a change of the economy's book."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, undo_changes
from veikart.rules.books import ECONOMY


def undo_economy(number: int, *, actor: Actor) -> int:
    """Take a revision of the economy back, and give the number of the new one; 0 where there is nothing to take back.

    Raises AccessDenied, StaleEdit where any of its rows has changed since, ChangeRefused where what is left would not hold together.
    """
    check_right(actor, "undo_economy")
    with open_book(ECONOMY) as state:
        made = undo_changes(state, number, actor=actor)
        record_act("undo_economy", actor=actor, revision=made, undone=number)
    return made
