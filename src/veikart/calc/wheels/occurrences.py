"""The events of a wheel as dated occurrences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from veikart.calc.plan_system import Term, WheelEvent
from veikart.calc.wheels.turns import Turn, add_years, turn_of_term, turn_of_year

ONE_YEAR = "one_year"
FOUR_YEAR = "four_year"
PHASE = "phase"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event on its days: `starts` and `ends` are both included, and the same where it is one day."""

    event: str
    wheel: str
    kind: str
    name: str
    starts: date
    ends: date
    rule: str = ""
    note: str = ""


def occurrences_in_year(events: Iterable[WheelEvent], year: int, *, term: Term | None = None) -> tuple[Occurrence, ...]:
    """What the one-year wheel shows in a calendar year, in order. With a term, events of one year in the term come in that year only."""
    wanted = [one for one in events if one.wheel == ONE_YEAR]
    return find_occurrences(wanted, turn_of_year(year), constituted=term.constituted if term else None)


def occurrences_in_term(events: Iterable[WheelEvent], term: Term) -> tuple[Occurrence, ...]:
    """What the four-year wheel shows in a council term, in order."""
    wanted = [one for one in events if one.wheel == FOUR_YEAR]
    return find_occurrences(wanted, turn_of_term(term), constituted=term.constituted)


def find_occurrences(events: Iterable[WheelEvent], turn: Turn, *, constituted: date | None = None) -> tuple[Occurrence, ...]:
    """Every occurrence with a day in the turn, in order of first day, last day and name.

    An event comes once a year; where `year` is given, only in that calendar year; where `year_in_term` is given, only in that twelve months
    counted from `constituted` (1 for the first), and not at all where `constituted` is None. An event that ends on an earlier day of the year
    than it starts, ends the year after. 29 February is 28 February in other years than leap years.
    """
    found = [one for event in events for one in _dated(event, turn, constituted) if turn.clip(one.starts, one.ends)]
    return tuple(sorted(found, key=lambda one: (one.starts, one.ends, one.name, one.event)))


def _dated(event: WheelEvent, turn: Turn, constituted: date | None) -> Iterable[Occurrence]:
    """The event in every year that may touch the turn."""
    if event.year_in_term is not None:
        starts = _day_in_term(event.starts, event.year_in_term, constituted)
        years = () if starts is None else (starts.year,)
    else:
        years = tuple(range(turn.first.year - 1, turn.last.year + 1))
    for year in years:
        if event.year in {None, year}:
            starts = day_of_year(year, event.starts)
            ends = day_of_year(year, event.ends) if event.ends else starts
            if ends < starts:
                ends = day_of_year(year + 1, event.ends)
            yield Occurrence(event.id, event.wheel, event.kind, event.name, starts, ends, event.rule, event.note)


def _day_in_term(month_day: str, number: int, constituted: date | None) -> date | None:
    """The first such day on or after the first day of that year in the term."""
    if constituted is None:
        return None
    begins = add_years(constituted, number - 1)
    same_year = day_of_year(begins.year, month_day)
    return same_year if same_year >= begins else day_of_year(begins.year + 1, month_day)


def day_of_year(year: int, month_day: str) -> date:
    """The day «MM-DD» in a year; «02-29» is 28 February in other years than leap years.

    >>> day_of_year(2024, "02-29"), day_of_year(2023, "02-29")
    (datetime.date(2024, 2, 29), datetime.date(2023, 2, 28))
    """
    month, day = int(month_day[:2]), int(month_day[3:])
    return date(year, 3, 1) - timedelta(1) if (month, day) == (2, 29) else date(year, month, day)


def find_next(occurrences: Iterable[Occurrence], today: date) -> Occurrence | None:
    """What comes next: the first that starts today or later. None where nothing does."""
    coming = [one for one in occurrences if one.starts >= today]
    return min(coming, key=lambda one: (one.starts, one.ends, one.name), default=None)


def number_occurrences(occurrences: Iterable[Occurrence]) -> Mapping[Occurrence, int]:
    """The number of each occurrence on a narrow wheel and in the list beside it, from 1, in order of days.

    An event that goes over New Year and so is on the wheel twice, has two numbers, because it has two lines in the list.
    """
    ordered = sorted(set(occurrences), key=lambda one: (one.starts, one.ends, one.name, one.event))
    return {one: number for number, one in enumerate(ordered, start=1)}
