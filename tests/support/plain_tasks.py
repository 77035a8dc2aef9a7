"""A slow and plain judge of tasks: the days are lived one by one, and nothing is remembered from one question to the next."""

from datetime import date, timedelta
from fractions import Fraction

from veikart.calc.tasks import TaskCase

DAY = timedelta(1)


def live_finishes(cases: dict[str, TaskCase], *, today: date, most_days: int) -> dict[str, date]:
    """The day each open task is finished when everybody does as planned; without those that are not finished in so many days."""
    live = {key: one for key, one in cases.items() if one.state == "open"}
    started: dict[str, date] = {}
    finished: dict[str, date] = {}
    first = min([today, *(one.starts for one in live.values() if one.starts)])
    for day in (first + number * DAY for number in range(most_days)):
        for key, one in live.items():
            others = [other for other in one.waits_for if other in live]
            may_start = day >= (one.starts or today) and not (one.has_begun is False and day < today)
            if key not in started and may_start and all(other in finished and finished[other] < day for other in others):
                started[key] = day
        if day >= today:
            _finish_those_who_can(live, started, finished, day, today)
    return finished


def _finish_those_who_can(live, started, finished, day: date, today: date) -> None:
    moved = True
    while moved:
        moved = False
        for key, one in live.items():
            planned = one.due or today
            if one.has_begun:
                worked = all(other in finished for other in one.waits_for if other in live)
            else:
                worked = key in started and day >= started[key] + timedelta(one.days - 1)
            if key not in finished and worked and day >= planned and all(part in finished for part in one.parts if part in live):
                finished[key] = day
                moved = True


def is_in_loop(cases: dict[str, TaskCase], key: str) -> bool:
    """Whether one comes back to the task by going on from it, one step at a time."""
    reached, before = set(), None
    while reached != before:
        before = set(reached)
        steps = reached or {key}
        reached = reached | {other for one in steps for other in (*cases[one].waits_for, *cases[one].parts) if other in cases}
    return key in reached


def is_late(cases: dict[str, TaskCase], key: str, finished: dict[str, date], today: date, seen: frozenset[str] = frozenset()) -> bool:
    """Whether the task is late by itself, or because of something it waits for."""
    one = cases[key]
    if one.state != "open" or key in seen:
        return False
    own = (one.due and one.due < today) or any(day < today for _, day in one.step_dues)
    cannot = one.due and one.due >= today and key in finished and finished[key] > one.due
    return bool(own or cannot or any(is_late(cases, other, finished, today, seen | {key}) for other in one.waits_for if other in cases))


def count_progress(cases: dict[str, TaskCase], key: str) -> Fraction:
    """How far a task has come; only of tasks that are not parts of themselves."""
    one = cases[key]
    if one.state == "done":
        return Fraction(1)
    parts = [part for part in one.parts if part in cases and cases[part].state != "stopped"]
    if parts:
        every = [part for part in parts for _ in range(cases[part].weight or 1)]
        return sum((count_progress(cases, part) for part in every), Fraction(0)) / len(every)
    return Fraction(one.steps_done, one.steps) if one.steps else Fraction(0)
