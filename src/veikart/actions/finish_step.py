"""Tick off a step of a task."""

from __future__ import annotations

from datetime import date

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit, make_changes, open_book, write_revision
from veikart.actions.clock import today
from veikart.actions.task_standing import check_standing
from veikart.rules.books import FOLLOW_UP
from veikart.rules.follow_up.checking.task_acts import check_step_day
from veikart.rules.tables import write_cells


def finish_step(task: str, step: int, *, done: date | None, evidence: str, version: int | None, actor: Actor) -> int:
    """Write that the step was done on a day, and what shows it; None opens it again. Gives the number of the revision, 0 where nothing changes.

    `version` is the one of the row that the actor saw. Raises AccessDenied for someone the task does not concern, StaleEdit where the step is gone
    or somebody else changed it, and ChangeRefused for a day that has not been.
    """
    check_right(actor, "finish_step")
    with open_book(FOLLOW_UP) as state:
        key = f"{task}|{step}"
        known, row = state.book.table("tasks").get(task), state.book.table("task_steps").get(key)
        if known is None or row is None:
            raise StaleEdit([("task_steps", key)], rule=FOLLOW_UP)
        check_standing(state.book, known, actor=actor)
        wrong = check_step_day(row, done, today=today())
        if wrong:
            raise ChangeRefused(wrong)
        data = {**write_cells(FOLLOW_UP.tables["task_steps"], row), "done": done.isoformat() if done else "", "evidence": evidence}
        note = f"«{known.name}»: {'gjorde' if done else 'åpnet'} steg {step}, «{row.name}»"
        number = write_revision(state, make_changes(state, [RowEdit("task_steps", key, data, version)]), actor=actor, note=note)
        record_act("finish_step", actor=actor, revision=number, task=task, step=step)
    return number
