"""Tasks that wait for each other and are parts of each other: the earliest day each can be finished, and the chain that decides it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class TaskCase:
    """A task as it is judged. `state` is open, done or stopped. `has_begun` is whether work has, None where nobody has said; `said` is the day of
    the last status. `step_dues` are the days its undone steps should have been done, by number; `steps` and `steps_done` are how many there are.

    `parts` are the tasks below it, `waits_for` those it cannot begin before. Those not among the cases are left out of account.
    """

    id: str
    state: str = "open"
    starts: date | None = None
    due: date | None = None
    has_begun: bool | None = None
    said: date | None = None
    step_dues: tuple[tuple[int, date], ...] = ()
    steps: int = 0
    steps_done: int = 0
    waits_for: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    weight: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do."""
        return self.state == "open"

    @property
    def days(self) -> int:
        """How many days it was planned to take, both ends included; 1 where a day is missing or they are turned around."""
        return (self.due - self.starts).days + 1 if self.starts and self.due and self.due >= self.starts else 1


@dataclass(frozen=True, slots=True)
class TaskFinish:
    """The earliest day an open task is finished when the planned days hold, and the tasks that decide it: the first to be done first, the task
    itself last."""

    day: date
    path: tuple[str, ...]


def find_finishes(cases: Mapping[str, TaskCase], *, today: date) -> dict[str, TaskFinish]:
    """The earliest finish of every open task that is not in a circle or behind one, when each takes the days it was planned to take.

    A task that has begun is finished the day it is due, or today where that day has passed, and not before those it waits for. Any other takes its
    planned days from its first day, or from the day after the last of those it waits for; from today where it is said not to have begun. Nothing
    is finished before today, before the day it is due, or before its parts. A task without both days is said to take one day.

    >>> first, then = TaskCase("a", due=date(2026, 3, 5), starts=date(2026, 3, 1)), TaskCase("b", waits_for=("a",))
    >>> find_finishes({"a": first, "b": then}, today=date(2026, 3, 2))["b"]
    TaskFinish(day=datetime.date(2026, 3, 6), path=('a', 'b'))
    """
    days: dict[str, date] = {}
    drivers: dict[str, str] = {}
    for key in _order(cases):
        days[key], drivers[key] = _finish(cases[key], days, today)
    return {key: TaskFinish(day, _follow(key, drivers)) for key, day in days.items()}


def find_loops(cases: Mapping[str, TaskCase]) -> list[tuple[str, ...]]:
    """Every circle of tasks that wait for each other or are parts of each other: the tasks of each, in the order of the cases.

    >>> find_loops({"a": TaskCase("a", waits_for=("b",)), "b": TaskCase("b", waits_for=("a",)), "c": TaskCase("c")})
    [('a', 'b')]
    """
    ways = {key: _before(one, cases) for key, one in cases.items()}
    forward = _peel(ways)
    left = {key: [one for one in before if one in forward] for key, before in ways.items() if key in forward}
    back = _peel(_turned(left))
    return _gather({key: [one for one in left[key] if one in back] for key in left if key in back})


def _order(cases: Mapping[str, TaskCase]) -> list[str]:
    """The open tasks with those they depend on first; not those in a circle or behind one."""
    live = {key: one for key, one in cases.items() if one.is_open}
    waiting = {key: _before(one, live) for key, one in live.items()}
    after, count = _turned(waiting), {key: len(before) for key, before in waiting.items()}
    ready = deque(key for key, number in count.items() if not number)
    found = []
    while ready:
        key = ready.popleft()
        found.append(key)
        for one in after[key]:
            count[one] -= 1
            if not count[one]:
                ready.append(one)
    return found


def _before(one: TaskCase, cases: Mapping[str, TaskCase]) -> list[str]:
    """What must be finished before the task can be."""
    return [key for key in dict.fromkeys((*one.waits_for, *one.parts)) if key in cases]


def _finish(one: TaskCase, days: Mapping[str, date], today: date) -> tuple[date, str]:
    """The earliest finish, and the task that decides it; empty where it is the task's own."""
    planned = max(today, one.due or today)
    waited = max(((days[key], key) for key in one.waits_for if key in days), default=None)
    day, driver = (planned, "") if one.has_begun else _begin(one, waited, today)
    if one.has_begun and waited and waited[0] > day:
        day, driver = waited
    if planned > day:
        day, driver = planned, ""
    last = max(((days[key], key) for key in one.parts if key in days), default=None)
    return last if last and last[0] > day else (day, driver)


def _begin(one: TaskCase, waited: tuple[date, str] | None, today: date) -> tuple[date, str]:
    """The finish of a task that begins as soon as it can, and the task it waits for where that decides."""
    start, driver = one.starts or today, ""
    if one.has_begun is False:
        start = max(start, today)
    if waited and waited[0] >= start:
        start, driver = waited[0] + DAY, waited[1]
    return start + (one.days - 1) * DAY, driver


def _follow(key: str, drivers: Mapping[str, str]) -> tuple[str, ...]:
    path = [key]
    while drivers[path[-1]]:
        path.append(drivers[path[-1]])
    return tuple(reversed(path))


def _turned(ways: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list, {key: [] for key in ways})
    for key, before in ways.items():
        for one in before:
            found[one].append(key)
    return found


def _peel(ways: Mapping[str, list[str]]) -> frozenset[str]:
    """What is left when everything that leads to nothing has been taken away, again and again: circles, and what leads into them."""
    after, count = _turned(ways), {key: len(before) for key, before in ways.items()}
    free = deque(key for key, number in count.items() if not number)
    left = set(ways)
    while free:
        key = free.popleft()
        left.discard(key)
        for one in after[key]:
            count[one] -= 1
            if not count[one]:
                free.append(one)
    return frozenset(left)


def _gather(ways: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """The groups where each can reach the other, of what lies in circles or between them; ways between circles join nothing."""
    reach = {key: _reach(key, ways) for key in ways}
    seen: set[str] = set()
    found = []
    for key in ways:
        if key in reach[key] and key not in seen:
            group = tuple(one for one in ways if one in reach[key] and key in reach[one])
            seen.update(group)
            found.append(group)
    return found


def _reach(start: str, ways: Mapping[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = deque(ways[start])
    while waiting:
        key = waiting.popleft()
        if key not in seen:
            seen.add(key)
            waiting.extend(ways[key])
    return seen
