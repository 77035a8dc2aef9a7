"""Merge elements of the goal chain."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import check_in_use, open_book, write_revision
from veikart.rules import plan_system
from veikart.rules.books import PLAN
from veikart.rules.plan_system import Decision


def merge_elements(keys: Sequence[str], into: str, decision: Decision, *, actor: Actor) -> int:
    """Merge elements into one that is there: they end, and everything that hangs on them goes to it. Gives the number of the revision.

    Raises AccessDenied, StaleEdit where an element is gone or ended, ChangeRefused where the whole would not hold together.
    """
    check_right(actor, "merge_elements")
    with open_book(PLAN) as state:
        check_in_use(state.book, (*keys, into))
        changes = plan_system.merge_elements(state.book, keys, into, decision)
        number = write_revision(state, changes, actor=actor, note=f"Slått sammen til «{state.book.elements[into].name}»")
        record_act("merge_elements", actor=actor, revision=number, element=into, merged=len(keys))
    return number
