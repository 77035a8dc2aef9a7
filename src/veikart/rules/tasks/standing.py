"""How a person stands to a task, and what follows from it: the statuses they may report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.tasks import Task, TaskStatus
from veikart.rules.duties import get_posts_of, is_own_post, walk_units_above
from veikart.rules.tasks.statuses import StatusRule, get_statuses


def get_standing(book: FollowUpBook, parents: Mapping[str, str], email: str, task: Task, *, is_follower: bool) -> frozenset[str]:
    """How the person stands to the task (some of STANDINGS). `is_follower` is whether they are among those who run the follow-up.

    «above» is to lead the task's unit, its owner's unit, or one that either stands below, in another post than the owner's.
    """
    owner = book.table("posts").get(task.owner)
    units = {one for unit in (task.unit, owner.unit if owner else "") for one in walk_units_above(parents, unit)}
    found = {
        "post": is_own_post(book, email, task.owner),
        "above": any(one.leads == "yes" and one.id != task.owner and one.unit in units for one in get_posts_of(book, email)),
        "follower": is_follower,
    }
    return frozenset(key for key, holds in found.items() if holds)


def can_change(task: Task, standing: frozenset[str]) -> bool:
    """Whether somebody with the standing may change what the task is: who gave it, or the owner where it is their own."""
    return bool(standing & {"above", "follower"}) or ("post" in standing and task.origin == "own")


def may_withdraw(book: FollowUpBook, email: str, said: TaskStatus, today: date) -> bool:
    """Whether the person may take back what was reported: the same day, and from a post of their own."""
    return said.date == today and said.post in {one.id for one in get_posts_of(book, email)}


def get_next_statuses(status: StatusRule, standing: frozenset[str]) -> list[StatusRule]:
    """The statuses somebody with the standing may report of a task that has this one: itself while it is open, and the ways out of it."""
    if not standing:
        return []
    statuses = get_statuses()
    ways = [statuses[end] for end, who in status.ways.items() if standing & set(who)]
    return [status, *ways] if status.state == "open" else ways
