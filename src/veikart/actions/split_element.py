"""Split an element of the goal chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import check_in_use, open_book, write_revision
from veikart.rules import plan_system
from veikart.rules.books import PLAN
from veikart.rules.plan_system import Decision


def split_element(key: str, names: Sequence[str], decision: Decision, *, actor: Actor, share_out: Mapping[tuple[str, str], int] | None = None) -> int:
    """Split an element into new ones with these names: it ends, and what hangs on it goes to the first of them, or as `share_out` says for
    rows (table, key). Gives the number of the revision.

    Raises AccessDenied, StaleEdit where the element is gone or ended, ChangeRefused where the whole would not hold together.
    """
    check_right(actor, "split_element")
    with open_book(PLAN) as state:
        check_in_use(state.book, [key])
        changes = plan_system.split_element(state.book, key, names, decision, share_out=share_out)
        number = write_revision(state, changes, actor=actor, note=f"Delt «{state.book.elements[key].name}»")
        record_act("split_element", actor=actor, revision=number, element=key, parts=len(names))
    return number
