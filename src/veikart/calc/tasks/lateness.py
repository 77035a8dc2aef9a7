"""What says that a task is late. Nobody claims it: it is read from days, steps, statuses, and what the task waits for."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from veikart.calc.tasks.network import TaskCase, TaskFinish

HARD = frozenset({"due", "step", "finish", "waits"})
"""What makes a task late: its day has passed, a step's has, it cannot be finished in time as planned, or it waits for one that is late."""
SOFT = frozenset({"silent"})
"""What only asks for a word: nobody has said anything for too long."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that says a task is late, or silent. `kind` is one of HARD or SOFT, `day` the day it is counted from (or, for `finish`, the
    earliest day it can be finished), `days` how many days late, and `about` the step's number or the task that is waited for."""

    kind: str
    day: date | None = None
    days: int = 0
    about: str = ""


def find_reasons(cases: Mapping[str, TaskCase], finishes: Mapping[str, TaskFinish], *, today: date, fresh_days: int) -> dict[str, tuple[Reason, ...]]:
    """Every reason of every open task, the hard ones first. `fresh_days` is how old a status may be, in days."""
    own = {key: _own_reasons(one, finishes.get(key), today) for key, one in cases.items() if one.is_open}
    late = _spread((key for key, reasons in own.items() if reasons), cases)
    found = {}
    for key, reasons in own.items():
        told = {one.about for one in reasons if one.kind == "finish"}
        waits = (Reason("waits", about=other) for other in dict.fromkeys(cases[key].waits_for) if other in late and other not in told)
        found[key] = (*reasons, *waits, *_silence(cases[key], today, fresh_days))
    return found


def _own_reasons(one: TaskCase, finish: TaskFinish | None, today: date) -> tuple[Reason, ...]:
    found = []
    if one.due and one.due < today:
        found.append(Reason("due", one.due, (today - one.due).days))
    found.extend(Reason("step", day, (today - day).days, str(number)) for number, day in one.step_dues if day < today)
    if one.due and one.due >= today and finish and finish.day > one.due:
        found.append(Reason("finish", finish.day, (finish.day - one.due).days, finish.path[-2] if len(finish.path) > 1 else ""))
    return tuple(found)


def _spread(late: Iterable[str], cases: Mapping[str, TaskCase]) -> set[str]:
    """The late tasks, and every open one that waits for one of them, through others that are open."""
    after: dict[str, list[str]] = defaultdict(list)
    for key, one in cases.items():
        for other in one.waits_for if one.is_open else ():
            after[other].append(key)
    found = set(late)
    waiting = deque(found)
    while waiting:
        for key in after[waiting.popleft()]:
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def _silence(one: TaskCase, today: date, fresh_days: int) -> tuple[Reason, ...]:
    """Nobody has said anything for too long, counted from the last status, or from the day it was to begin. Before that nobody is asked."""
    since = one.said or one.starts
    if since is None:
        return (Reason("silent"),)
    days = (today - since).days
    return (Reason("silent", since, days),) if days > fresh_days else ()
