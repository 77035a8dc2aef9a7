"""Every task as people see it on a day: its status and what has been said, its steps, its owner, and what says that it is late, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.tasks import Decision, Reason, Task, TaskCase, TaskJudgement, TaskStatus, TaskStep, judge_tasks
from veikart.rules.tasks.statuses import StatusRule, get_lateness_rule, get_statuses


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """A task on a day. `unit` is its own or its owner's, `statuses` what has been reported (the oldest first), `status` the one that holds,
    `closed` the day it was closed, and `reasons` the sentences that say why it is late or silent."""

    task: Task
    owner: Post | None
    unit: str
    status: StatusRule
    statuses: tuple[TaskStatus, ...]
    steps: tuple[TaskStep, ...]
    waits_for: tuple[str, ...]
    parts: tuple[str, ...]
    judgement: TaskJudgement
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the task."""
        return self.task.id

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do."""
        return self.status.state == "open"

    @property
    def is_late(self) -> bool:
        """Whether something shows that it is late."""
        return self.judgement.is_late

    @property
    def is_silent(self) -> bool:
        """Whether nobody has said anything of it for too long, or ever."""
        return self.judgement.is_silent

    @property
    def said(self) -> TaskStatus | None:
        """The last status that was reported."""
        return self.statuses[-1] if self.statuses else None

    @property
    def closed(self) -> date | None:
        """The day it was done or stopped; None while it is open."""
        return self.said.date if self.said and not self.is_open else None

    @property
    def next_step(self) -> TaskStep | None:
        """The first step that is not done."""
        return next((one for one in self.steps if one.done is None), None)


@dataclass(frozen=True)
class Tasks:
    """Every task of a book on a day, by id in the order of the book."""

    every: Mapping[str, TaskSeen]
    decisions: Mapping[str, Decision]

    def of_units(self, units: Collection[str]) -> list[TaskSeen]:
        """The tasks of the units."""
        return [one for one in self.every.values() if one.unit in units]

    @cached_property
    def by_element(self) -> Mapping[str, tuple[TaskSeen, ...]]:
        """The tasks that come from each element of the plan."""
        return _grouped((one.task.element, one) for one in self.every.values())

    @cached_property
    def by_measure(self) -> Mapping[str, tuple[TaskSeen, ...]]:
        """The tasks that come from each measure of the budget."""
        return _grouped((one.task.measure, one) for one in self.every.values())

    @cached_property
    def by_decision(self) -> Mapping[str, tuple[TaskSeen, ...]]:
        """The tasks that come from each decision."""
        return _grouped((one.task.decision, one) for one in self.every.values())

    @cached_property
    def waiting(self) -> Mapping[str, tuple[TaskSeen, ...]]:
        """The tasks that wait for each task."""
        return _grouped((other, one) for one in self.every.values() for other in one.waits_for)

    @property
    def open(self) -> list[TaskSeen]:
        """The tasks there is something left to do with."""
        return [one for one in self.every.values() if one.is_open]


def read_tasks(book: FollowUpBook, today: date) -> Tasks:
    """Every task of the book, judged on the day."""
    cases = make_cases(book)
    judged = judge_tasks(cases, today=today, fresh_days=get_lateness_rule().fresh_days)
    tasks, posts = book.table("tasks"), book.table("posts")
    steps, statuses = get_steps(book), get_reported(book)
    every = {}
    for key, task in tasks.items():
        owner, said = posts.get(task.owner), statuses.get(key, ())
        every[key] = TaskSeen(
            task,
            owner,
            task.unit or (owner.unit if owner else ""),
            get_status(said),
            said,
            steps.get(key, ()),
            cases[key].waits_for,
            cases[key].parts,
            judged[key],
            tuple(_say(one, cases[key], tasks, steps.get(key, ())) for one in judged[key].reasons),
        )
    return Tasks(every, book.table("decisions"))


def get_status(said: tuple[TaskStatus, ...]) -> StatusRule:
    """The status that holds: the last that was reported, else the first there is."""
    statuses = get_statuses()
    return statuses[said[-1].status] if said else next(iter(statuses.values()))


def get_reported(book: FollowUpBook) -> dict[str, tuple[TaskStatus, ...]]:
    """What has been reported of each task, in order."""
    return _numbered(book.table("task_statuses").values())


def get_steps(book: FollowUpBook) -> dict[str, tuple[TaskStep, ...]]:
    """The steps of each task, in order."""
    return _numbered(book.table("task_steps").values())


def make_cases(book: FollowUpBook) -> dict[str, TaskCase]:
    """Every task as it is judged."""
    steps, reported = get_steps(book), get_reported(book)
    ties = _grouped((one.task, one.waits_for) for one in book.table("task_ties").values())
    parts = _grouped((one.parent, one.id) for one in book.table("tasks").values())
    found = {}
    for key, one in book.table("tasks").items():
        said, own = reported.get(key, ()), steps.get(key, ())
        found[key] = TaskCase(
            id=key,
            state=get_status(said).state,
            starts=one.starts,
            due=one.due,
            has_begun=get_status(said).is_begun if said else None,
            said=said[-1].date if said else None,
            step_dues=tuple((step.number, step.due) for step in own if step.due and step.done is None),
            steps=len(own),
            steps_done=sum(1 for step in own if step.done),
            waits_for=ties.get(key, ()),
            parts=parts.get(key, ()),
            weight=one.weight,
        )
    return found


def _say(reason: Reason, case: TaskCase, tasks: Mapping[str, Task], steps: tuple[TaskStep, ...]) -> str:
    words, kind, name = get_lateness_rule().reasons, reason.kind, ""
    if kind == "step":
        name = next(one.name for one in steps if str(one.number) == reason.about)
    elif reason.about in tasks:
        name = tasks[reason.about].name
    if kind == "finish" and name:
        kind = "finish_waits" if reason.about in case.waits_for else "finish_parts"
    if kind == "silent" and reason.day is None:
        kind = "silent_never"
    return words[kind].format(day=format_day(reason.day), days=count_days(reason.days), about=reason.about, name=name)


def format_day(day: date | None) -> str:
    """A day as people write it, empty for none.

    >>> format_day(date(2026, 3, 9))
    '09.03.2026'
    """
    return f"{day:%d.%m.%Y}" if day else ""


def count_days(number: int) -> str:
    """A number of days in words.

    >>> count_days(1), count_days(12)
    ('1 dag', '12 dager')
    """
    return f"{number} dag" if number == 1 else f"{number} dager"


def _numbered(rows: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(sorted(found, key=lambda one: one.number)) for key, found in _grouped((one.task, one) for one in rows).items()}


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """The second of each pair by the first, without those that have none."""
    found: dict[str, list[Any]] = defaultdict(list)
    for key, one in pairs:
        if key:
            found[key].append(one)
    return {key: tuple(members) for key, members in found.items()}
