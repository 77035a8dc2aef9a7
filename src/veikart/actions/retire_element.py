"""End an element of the goal chain."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import check_in_use, open_book, write_revision
from veikart.rules import plan_system
from veikart.rules.books import PLAN
from veikart.rules.plan_system import Decision


def retire_element(key: str, decision: Decision, *, actor: Actor, successor: str = "") -> int:
    """End an element from the day of the decision; what hangs on it goes to `successor` where one is named. Gives the number of the revision.

    Raises AccessDenied, StaleEdit where an element is gone or ended, ChangeRefused where something would be left without a goal.
    """
    check_right(actor, "retire_element")
    with open_book(PLAN) as state:
        check_in_use(state.book, filter(None, (key, successor)))
        changes = plan_system.retire_element(state.book, key, decision, successor=successor)
        number = write_revision(state, changes, actor=actor, note=f"Avsluttet «{state.book.elements[key].name}»")
        record_act("retire_element", actor=actor, revision=number, element=key)
    return number
