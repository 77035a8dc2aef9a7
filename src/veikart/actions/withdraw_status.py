"""Take back the status of a task that one has just reported."""

from __future__ import annotations

from veikart.actions.access import AccessDenied, Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import StaleEdit, open_book, write_revision
from veikart.actions.clock import today
from veikart.actions.task_standing import check_standing
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.rules.tasks.reading import get_reported
from veikart.rules.tasks.standing import may_withdraw

NOT_YOURS = "En status kan bare tas tilbake samme dag, av den som meldte den. Meld heller en ny."


def withdraw_status(task: str, number: int, *, actor: Actor) -> int:
    """Take back the newest status of a task, the same day and by the one whose post it was reported from. Gives the number of the revision.

    `number` is that of the status they saw. Raises AccessDenied for somebody else's or an older one, and StaleEdit where somebody has reported
    meanwhile or the task is gone.
    """
    check_right(actor, "withdraw_status")
    with open_book(FOLLOW_UP) as state:
        known, said = state.book.table("tasks").get(task), get_reported(state.book).get(task, ())
        key = f"{task}|{number}"
        if known is None or not said or said[-1].number != number:
            raise StaleEdit([("task_statuses", key)], rule=FOLLOW_UP)
        check_standing(state.book, known, actor=actor)
        if not may_withdraw(state.book, actor.email, said[-1], today()):
            raise AccessDenied(NOT_YOURS)
        made = write_revision(state, [RowChange("task_statuses", key, said[-1], None)], actor=actor, note=f"«{known.name}»: tok statusen tilbake")
        record_act("withdraw_status", actor=actor, revision=made, task=task, number=number)
    return made
