"""The rows of the planning strategy and the wheels: what is planned in a term, and what happens when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlanAssessment:
    """What the planning strategy of a term says of a plan. Answers are yes, partly, no or empty; `person_months` is the work it takes."""

    term: str
    plan: str
    verdict: str
    important: str = ""
    feasible: str = ""
    purpose: str = ""
    enough: str = ""
    resources: str = ""
    person_months: int | None = None
    starts: date | None = None
    finishes: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """A statutory process under way: which workflow, for which plan, in which term."""

    id: str
    workflow: str
    plan: str
    term: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """A state a process has entered: the day, by whom, and the day it may be left at the earliest, frozen when it began."""

    process: str
    number: int
    state: str
    entered: date
    by: str = ""
    earliest_exit: date | None = None
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WheelEvent:
    """Something on a wheel. `starts` and `ends` are «MM-DD»; `year_in_term` (1 to 4) on the four-year wheel; `year` where it is that year only."""

    id: str
    wheel: str
    kind: str
    name: str
    starts: str
    ends: str = ""
    year_in_term: int | None = None
    year: int | None = None
    rule: str = ""
    note: str = ""
