"""Follow up the plan's assignments and tasks."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.rules.tasks.taking_over import TakenOver, take_over
from veikart.store.queries import get_plan_state


def take_over_assignments(*, actor: Actor) -> tuple[int, TakenOver]:
    """Make a task of every assignment and task of the plan that nobody has taken over. Gives the number of the revision, 0 where there were none,
    and what was taken over and what has no owner. Raises AccessDenied and ChangeRefused."""
    check_right(actor, "take_over_assignments")
    with open_book(FOLLOW_UP) as state:
        found = take_over(state.book, get_plan_state().book, today())
        changes = [RowChange("tasks", one.id, None, one) for one in found.tasks]
        number = write_revision(state, changes, actor=actor, note=f"Tok over {len(found.tasks)} oppdrag og oppgaver fra planen")
        record_act("take_over_assignments", actor=actor, revision=number, tasks=len(found.tasks))
    return number, found
