"""What keeps somebody from doing something with a task: a way that is not there, words that are missing, a post that is not theirs to give to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from veikart.calc.follow_up import Post
from veikart.calc.tasks import Task, TaskStep
from veikart.rules.findings import Finding, make_finding
from veikart.rules.follow_up.tables import get_follow_up_tables
from veikart.rules.tasks.reading import format_day
from veikart.rules.tasks.standing import get_next_statuses
from veikart.rules.tasks.statuses import StatusRule, get_statuses

UNKNOWN = "en status som ikke finnes"


def check_status_report(task: Task, before: StatusRule, status: str, text: str, *, standing: frozenset[str]) -> list[Finding]:
    """What keeps somebody with the standing from reporting the status of a task that has another, with the words they wrote. Grade stop."""
    place = get_follow_up_tables()["task_statuses"].place_of(task.id, "status")
    after = next((one for one in get_next_statuses(before, standing) if one.id == status), None)
    if after is None:
        wanted = get_statuses().get(status)
        return [make_finding("task-way", place, name=task.name, first=before.name, second=wanted.name if wanted else UNKNOWN)]
    if after.needs_text and not text.strip():
        return [make_finding("task-words", place, name=task.name, kind=after.name)]
    return []


def check_step_day(step: TaskStep, done: date | None, *, today: date) -> list[Finding]:
    """What is wrong with the day a step is said to have been done. Grade stop."""
    if done is None or done <= today:
        return []
    place = get_follow_up_tables()["task_steps"].place_of(f"{step.task}|{step.number}", "done")
    return [make_finding("task-step-future", place, name=step.name, date=format_day(done))]


def check_new_owner(task: Task, posts: Mapping[str, Post], *, standing: frozenset[str], is_moved: bool) -> list[Finding]:
    """What keeps somebody with the standing from giving the task to its owner: it must be a post they sit in or lead, and lead where the task is
    moved from another. Grade stop."""
    if standing and not (is_moved and "above" not in standing):
        return []
    owner = posts.get(task.owner)
    place = get_follow_up_tables()["tasks"].place_of(task.id, "owner")
    return [make_finding("task-owner", place, name=task.name, found=owner.name if owner else task.owner)]
