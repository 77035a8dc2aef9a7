"""Give somebody a task, and change what it is, its steps and what it waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from veikart.actions.access import AccessDenied, Actor, can, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, RowEdit, make_changes, open_book, write_revision
from veikart.actions.task_standing import STANDS_NOWHERE, get_actor_standing, get_unit_parents_now
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.tasks import Task
from veikart.rules.books import FOLLOW_UP
from veikart.rules.follow_up.checking.task_acts import check_new_owner
from veikart.rules.tasks.standing import can_change

TABLES = frozenset({"tasks", "task_steps", "task_ties"})
"""What is changed here. What is reported of a task has acts of its own."""


def change_tasks(edits: Sequence[RowEdit], *, actor: Actor, note: str) -> int:
    """Make the edits of tasks, their steps and ties, together or none of them. Gives the number of the revision, 0 where nothing would change.

    Those who run the follow-up may change all. A leader gives tasks to posts they sit in or lead, and changes those; the owner of a task changes
    its steps and what it waits for, and the task itself where it is their own. The secretary makes tasks of decisions. Raises AccessDenied,
    ChangeRefused where a value, the owner or the whole does not hold, and StaleEdit where a row has changed since it was shown.
    """
    check_right(actor, "change_tasks")
    if any(one.table not in TABLES for one in edits):
        raise AccessDenied(STANDS_NOWHERE)
    with open_book(FOLLOW_UP) as state:
        changes = make_changes(state, edits)
        if not can(actor, "change_follow_up"):
            _check_changes(state.book, changes, actor)
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("change_tasks", actor=actor, revision=number, rows=len(changes))
    return number


def _check_changes(book: FollowUpBook, changes: Sequence[RowChange], actor: Actor) -> None:
    parents = get_unit_parents_now()
    for one in changes:
        if one.table == "tasks":
            _check_task(book, one, actor, parents)
        else:
            task = book.table("tasks").get((one.after or one.before).task)
            if task and not get_actor_standing(book, task, actor=actor, parents=parents):
                raise AccessDenied(STANDS_NOWHERE)


def _check_task(book: FollowUpBook, change: RowChange, actor: Actor, parents: Mapping[str, str]) -> None:
    before: Task | None = change.before
    after: Task | None = change.after
    if before and not can_change(before, get_actor_standing(book, before, actor=actor, parents=parents)):
        raise AccessDenied(STANDS_NOWHERE)
    if after is None or (before is None and after.decision and can(actor, "change_decisions")):
        return
    standing = get_actor_standing(book, after, actor=actor, parents=parents)
    wrong = check_new_owner(after, book.table("posts"), standing=standing, is_moved=before is not None and before.owner != after.owner)
    if wrong:
        raise ChangeRefused(wrong)
