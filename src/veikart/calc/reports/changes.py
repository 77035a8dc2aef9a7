"""What changed in a unit since an earlier report: figure by figure, worked out from what the two were filled in with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from veikart.calc.reports.inputs import IndicatorSeen, TaskSeen, UnitInputs

Seen = TypeVar("Seen", IndicatorSeen, TaskSeen)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was. `kind` says what: forecast, absence, staff (`before` and `after` are numbers in their own unit), indicator,
    target, task, late, done (texts in `was` and `now`), new_task."""

    kind: str
    about: str
    name: str
    before: int | None = None
    after: int | None = None
    was: str = ""
    now: str = ""


def find_changes(before: UnitInputs, after: UnitInputs) -> tuple[Change, ...]:
    """What changed, money first, then indicators, tasks and people. What was not known before or is not known now is no change."""
    return (*_money(before, after), *_indicators(before, after), *_tasks(before, after), *_people(before, after))


def _money(before: UnitInputs, after: UnitInputs) -> Iterator[Change]:
    if before.money and after.money:
        yield from _moved("forecast", after.unit, after.money.name, before.money.deviation, after.money.deviation)


def _moved(kind: str, about: str, name: str, before: int | None, after: int | None) -> Iterator[Change]:
    if before is not None and after is not None and before != after:
        yield Change(kind, about, name, before, after)


def _indicators(before: UnitInputs, after: UnitInputs) -> Iterator[Change]:
    for was, now in _pairs(before.indicators, after.indicators):
        if was.verdict != now.verdict and {"met", "missed"} >= {was.verdict, now.verdict}:
            yield Change("target", now.id, now.name, was=was.verdict, now=now.verdict)
        elif was.value != now.value:
            yield Change("indicator", now.id, now.name, was=was.value, now=now.value)


def _tasks(before: UnitInputs, after: UnitInputs) -> Iterator[Change]:
    known = {one.id for one in before.tasks}
    for was, now in _pairs(before.tasks, after.tasks):
        if now.is_done and not was.is_done:
            yield Change("done", now.id, now.name)
        elif now.is_late and not was.is_late:
            yield Change("late", now.id, now.name, after=now.days_late)
        elif was.status != now.status:
            yield Change("task", now.id, now.name, was=was.status, now=now.status)
    if before.tasks:
        yield from (Change("new_task", one.id, one.name, now=one.status) for one in after.tasks if one.id not in known)


def _people(before: UnitInputs, after: UnitInputs) -> Iterator[Change]:
    yield from _moved("absence", after.unit, after.name, before.absence, after.absence)
    yield from _moved("staff", after.unit, after.name, before.man_years, after.man_years)


def _pairs(before: Iterable[Seen], after: Iterable[Seen]) -> Iterator[tuple[Seen, Seen]]:
    known = {one.id: one for one in before}
    return ((known[one.id], one) for one in after if one.id in known)
