"""The rows of assignments and tasks. Texts are empty and numbers and dates None where nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """Something decided that has to be followed up: a verbal decision or a political case. `body` is the committee, a unit of the plan, `case`
    the number of the case. `closed` is the day it was done with, and `answer` what became of it."""

    id: str
    kind: str
    name: str
    body: str = ""
    case: str = ""
    decided: date | None = None
    text: str = ""
    closed: date | None = None
    answer: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment or a task. `owner` is the one post that answers for it; `unit` is empty where it is the owner's.

    It comes from what its origin says: an element of the plan, a measure of the budget, or a decision. `parent` is the assignment it is a part
    of, and `weight` how much of that it is, in whole parts where None counts as one.
    """

    id: str
    kind: str
    name: str
    owner: str
    origin: str
    element: str = ""
    measure: str = ""
    decision: str = ""
    parent: str = ""
    unit: str = ""
    starts: date | None = None
    due: date | None = None
    weight: int | None = None
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskStep:
    """A step of a task; `done` is the day it was, and `evidence` what shows it: a text or an address."""

    task: str
    number: int
    name: str
    due: date | None = None
    done: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class TaskTie:
    """A task cannot begin before the one it waits for is closed."""

    task: str
    waits_for: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """What was reported of a task on a day: a status, and why, in the name of a post. The last number is the one that holds."""

    task: str
    number: int
    date: date
    status: str
    text: str = ""
    post: str = ""
