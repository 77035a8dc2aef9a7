"""Tasks as the pages show them: in lists, with their status by shape and word, and the way to each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.follow_up import FollowUpBook, Post
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.tasks.reading import Tasks, TaskSeen, format_day, read_tasks
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.keeping import remember
from veikart.web.tables import Context

GRADES = {"good": "ok", "neutral": "note", "bad": "warning"}
"""The shape of each sentiment."""


def get_tasks(shown: FollowUpShown) -> Tasks:
    """Every task of the book as it is today."""
    found: Tasks = shown.keep(("tasks", shown.today.isoformat()), lambda: read_tasks(shown.book, shown.today))
    return found


def get_tasks_beside(book: FollowUpBook, day: date) -> Tasks:
    """The tasks of a book that is shown beside the plan or the budget."""
    found: Tasks = remember(("tasks-beside", day.isoformat()), lambda: read_tasks(book, day), of=(book,))
    return found


def task_url(task_id: str) -> str:
    return reverse("task", args=[task_id])


def status_view(seen: TaskSeen) -> Context:
    """A status as a shape and a word."""
    return {"word": seen.status.name, "grade": GRADES[seen.status.sentiment]}


def lateness_view(seen: TaskSeen) -> Context | None:
    """Late or silent as a shape and a word; None for a task that is neither."""
    if seen.is_late:
        return {"word": _("Forsinket"), "grade": "warning"}
    return {"word": _("Uten fersk status"), "grade": "note"} if seen.is_silent else None


def post_name(post: Post | None) -> str:
    return post.name if post else _("Ingen")


def task_view(seen: TaskSeen) -> Context:
    """A task in a list: its name, kind, owner, day, status, and what says it is late."""
    return {
        "name": seen.task.name,
        "url": task_url(seen.id),
        "kind": get_follow_up_choices("task_kind")[seen.task.kind],
        "owner": post_name(seen.owner),
        "due": format_day(seen.task.due),
        "status": status_view(seen),
        "lateness": lateness_view(seen),
        "reasons": list(seen.reasons),
        "progress": progress_words(seen),
    }


def progress_words(seen: TaskSeen) -> str:
    """How far it has come, in whole percent rounded down, so that only what is done is said to be; empty where nothing measures it."""
    roll_up = seen.judgement.roll_up
    if not (roll_up.parts or seen.steps or seen.status.state == "done"):
        return ""
    return f"{int(roll_up.progress * 100)} %"


def sort_tasks(tasks: Iterable[TaskSeen]) -> list[TaskSeen]:
    """The late first, then the silent, then by day; what is closed last."""
    return sorted(tasks, key=_order)


def _order(seen: TaskSeen) -> tuple[bool, bool, bool, date, str]:
    return (not seen.is_open, not seen.is_late, not seen.is_silent, seen.task.due or date.max, seen.task.name)
