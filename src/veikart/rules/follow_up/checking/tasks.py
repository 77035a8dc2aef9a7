"""What is asked of assignments, tasks and what is reported of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.tasks import Task, TaskCase, find_loops
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.follow_up.tables import get_follow_up_tables
from veikart.rules.tasks.reading import format_day, get_reported, make_cases
from veikart.rules.tasks.statuses import get_statuses

SOURCES = {"plan": ("element", "Element i planen"), "budget": ("measure", "Tiltak i handlingsprogrammet"), "decision": ("decision", "Vedtak")}
"""The field that must be filled, and what it is called, by where a task comes from."""


def check_tasks(book: FollowUpBook) -> Iterator[Finding]:
    """Circles, days that are turned around, tasks that say where they come from but not what, parts and weights, and statuses out of order."""
    tasks, cases = book.table("tasks"), make_cases(book)
    yield from _check_loops(tasks, cases)
    for key, task in tasks.items():
        yield from _check_days(key, task)
        yield from _check_origin(key, task)
        yield from _check_parts(tasks, cases[key])
    yield from _check_statuses(book)
    yield from _check_decisions(book)


def _place(table: str, key: str, field: str = "") -> Place:
    return get_follow_up_tables()[table].place_of(key, field)


def _check_loops(tasks: Mapping[str, Task], cases: Mapping[str, TaskCase]) -> Iterator[Finding]:
    for loop in find_loops(cases):
        names = ", ".join(f"«{tasks[key].name}»" for key in loop)
        yield make_finding("task-loop", _place("tasks", loop[0]), name=tasks[loop[0]].name, found=names)


def _check_days(key: str, task: Task) -> Iterator[Finding]:
    if task.starts and task.due and task.due < task.starts:
        yield make_finding("task-days", _place("tasks", key, "due"), name=task.name, first=format_day(task.starts), second=format_day(task.due))


def _check_origin(key: str, task: Task) -> Iterator[Finding]:
    field, label = SOURCES.get(task.origin, ("", ""))
    if field and not getattr(task, field):
        origin = get_follow_up_choices("task_origin")[task.origin]
        yield make_finding("task-origin", _place("tasks", key, field), name=task.name, kind=origin.lower(), expected=label)


def _check_parts(tasks: Mapping[str, Task], case: TaskCase) -> Iterator[Finding]:
    parts = [tasks[one] for one in case.parts]
    bare = [one.name for one in parts if one.weight is None]
    name = tasks[case.id].name
    if bare and len(bare) < len(parts):
        yield make_finding("task-weight", _place("tasks", case.id), name=name, found=", ".join(f"«{one}»" for one in bare))


def _check_statuses(book: FollowUpBook) -> Iterator[Finding]:
    tasks, statuses, cases = book.table("tasks"), get_statuses(), make_cases(book)
    for key, reported in get_reported(book).items():
        for before, after in pairwise(reported):
            if after.date < before.date:
                place = _place("task_statuses", f"{key}|{after.number}", "date")
                yield make_finding("task-status-order", place, name=tasks[key].name, first=format_day(before.date), second=format_day(after.date))
    for key, case in cases.items():
        open_parts = [f"«{tasks[one].name}»" for one in case.parts if cases[one].is_open]
        if case.state == "done" and open_parts:
            yield make_finding("task-done-early", _place("tasks", key), name=tasks[key].name, found=", ".join(open_parts))
        stopped = [f"«{tasks[one].name}»" for one in case.waits_for if cases[one].state == "stopped"]
        if case.is_open and stopped:
            word = statuses["stopped"].name.lower()
            yield make_finding("task-waits-stopped", _place("tasks", key), name=tasks[key].name, found=", ".join(stopped), kind=word)


def _check_decisions(book: FollowUpBook) -> Iterator[Finding]:
    taken = {one.decision for one in book.table("tasks").values()}
    for key, one in book.table("decisions").items():
        if key not in taken and one.closed is None:
            yield make_finding("decision-untaken", _place("decisions", key), name=one.name)
        if one.closed and not one.answer:
            yield make_finding("decision-unanswered", _place("decisions", key, "answer"), name=one.name)
