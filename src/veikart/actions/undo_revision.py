"""Take back a change of the plan system."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.plan_writing import StaleEdit, open_plan, write_revision
from veikart.calc.plan_system import invert_changes
from veikart.store.queries import get_changes, get_rows_changed_after


def undo_revision(number: int, *, actor: Actor) -> int:
    """Take a revision back, and give the number of the new one; 0 where there is nothing to take back.

    Raises AccessDenied, StaleEdit where any of its rows has changed since, PlanRefused where what is left would not hold together.
    """
    check_right(actor, "undo_revision")
    with open_plan() as state:
        changes = get_changes(number)
        moved = get_rows_changed_after(number, {(one.table, one.key) for one in changes})
        if moved:
            raise StaleEdit(sorted(moved))
        made = write_revision(state, invert_changes(changes), actor=actor, note="", undoes=number)
        record_act("undo_revision", actor=actor, revision=made, undone=number)
    return made
