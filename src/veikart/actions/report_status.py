"""Report how it goes with a task."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit, make_changes, open_book, write_revision
from veikart.actions.clock import today
from veikart.actions.task_standing import check_standing
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.tasks import Task
from veikart.rules.books import FOLLOW_UP
from veikart.rules.duties import get_posts_of, is_own_post
from veikart.rules.follow_up.checking.task_acts import check_status_report
from veikart.rules.tasks.reading import get_reported, get_status
from veikart.rules.tasks.statuses import get_statuses


def report_status(task: str, status: str, *, text: str, seen: int, actor: Actor) -> int:
    """Write down the status of a task as it is today, with why. Gives the number of the revision.

    `seen` is the number of the last status the actor saw, 0 for none. Raises AccessDenied for someone the task does not concern, StaleEdit where
    somebody has reported meanwhile or the task is gone, and ChangeRefused for a status it cannot go to, or one that asks for words it did not get.
    """
    check_right(actor, "report_status")
    with open_book(FOLLOW_UP) as state:
        known = state.book.table("tasks").get(task)
        if known is None:
            raise StaleEdit([("tasks", task)], rule=FOLLOW_UP)
        standing = check_standing(state.book, known, actor=actor)
        said = get_reported(state.book).get(task, ())
        last = said[-1].number if said else 0
        if last != seen:
            raise StaleEdit([("task_statuses", f"{task}|{last}")], rule=FOLLOW_UP)
        wrong = check_status_report(known, get_status(said), status, text, standing=standing)
        if wrong:
            raise ChangeRefused(wrong)
        data = {
            "task": task,
            "number": str(last + 1),
            "date": today().isoformat(),
            "status": status,
            "text": text,
            "post": _find_post(state.book, known, actor),
        }
        changes = make_changes(state, [RowEdit("task_statuses", f"{task}|{last + 1}", data)])
        number = write_revision(state, changes, actor=actor, note=f"«{known.name}»: {get_statuses()[status].name}")
        record_act("report_status", actor=actor, revision=number, task=task, status=status)
    return number


def _find_post(book: FollowUpBook, task: Task, actor: Actor) -> str:
    """The post it is said from: the owner's where the actor sits there, else one that they lead from; empty for those who run the follow-up."""
    if is_own_post(book, actor.email, task.owner):
        return task.owner
    return next((one.id for one in get_posts_of(book, actor.email) if one.leads == "yes"), "")
