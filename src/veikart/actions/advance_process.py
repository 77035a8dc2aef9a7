"""Move a statutory process on to its next state."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.books import RowChange
from veikart.rules.books import PLAN
from veikart.rules.plan_system import check_transition, describe_process, get_tables, get_workflows, make_step


def advance_process(process: str, to: str, *, seen: int, actor: Actor, days: int = 0) -> int:
    """Let the process enter the state `to` today, with the day it may be left at the earliest frozen as the law is today.

    `seen` is the number of the last step the actor saw, 0 for none; `days` is a longer time than the law's that the state is to last. Gives the
    number of the revision. Raises AccessDenied, StaleEdit where somebody else has moved the process or it is gone, and ChangeRefused with what
    keeps it where it is: the role, a hearing that has not run, something that must be adopted first.
    """
    check_right(actor, "advance_process")
    with open_book(PLAN) as state:
        known = state.book.processes.get(process)
        if known is None:
            raise StaleEdit([("processes", process)])
        steps = state.book.steps_by_process.get(process, ())
        last = steps[-1].number if steps else 0
        if last != seen:
            raise StaleEdit([("steps", f"{process}|{last}")])
        wrong = check_transition(state.book, known, to, today=today(), role=actor.role)
        if wrong:
            raise ChangeRefused(wrong)
        workflow = get_workflows()[known.workflow]
        step = make_step(workflow, steps, to, process=process, entered=today(), by=actor.name, days=days)
        note = f"«{describe_process(state.book, known)}»: {workflow.states[to].name}"
        number = write_revision(state, [RowChange("steps", get_tables()["steps"].key_of(step), None, step)], actor=actor, note=note)
        record_act("advance_process", actor=actor, revision=number, process=process, state=to)
    return number
