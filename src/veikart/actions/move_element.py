"""Move an element in the goal chain."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import StaleEdit, open_book, write_revision
from veikart.calc.plan_system import link_key, move_link
from veikart.rules.books import PLAN


def move_element(element: str, *, old_parent: str, new_parent: str, place: int, actor: Actor) -> int:
    """Put an element at `place` (0 first) under `new_parent`. Gives the number of the revision, 0 where nothing moves.

    Raises AccessDenied, StaleEdit where it no longer stands under `old_parent`, ChangeRefused where it cannot stand there.
    """
    check_right(actor, "move_element")
    with open_book(PLAN) as state:
        system = state.book
        if element not in system.elements:
            raise StaleEdit([("elements", element)])
        if old_parent and link_key(element, old_parent) not in system.chain:
            raise StaleEdit([("chain", link_key(element, old_parent))])
        changes = move_link(system, element, old_parent=old_parent, new_parent=new_parent, place=place)
        number = write_revision(state, changes, actor=actor, note=f"Flyttet «{system.elements[element].name}»")
        record_act("move_element", actor=actor, revision=number, element=element)
    return number
