"""A calendar file of whole days (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vDuration

from veikart.calc.wheels import Occurrence
from veikart.rules.law import MARKS, get_rules
from veikart.rules.plan_system import get_choices
from veikart.rules.plan_system.deadlines import StatutoryDate

PRODUCT = "-//Veikart//Plankalender//NO"
REFRESH = timedelta(hours=12)
LAW = "Frist i loven"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry of whole days, first and last included. `id` is the same each time the same thing is written."""

    id: str
    name: str
    starts: date
    ends: date
    categories: tuple[str, ...] = ()
    description: str = ""
    url: str = ""


def entries_of_occurrences(occurrences: Iterable[Occurrence], url: Callable[[Occurrence], str]) -> list[CalendarEntry]:
    """The occurrences of a wheel as entries, each with the address of its page. One event has one entry for each year it begins in."""
    return [
        CalendarEntry(
            id=f"{one.event}-{one.starts.year}",
            name=one.name,
            starts=one.starts,
            ends=one.ends,
            categories=_categories(get_choices("event_kind").get(one.kind, one.kind), get_choices("wheel").get(one.wheel, one.wheel)),
            description=_describe(one.note, one.rule),
            url=url(one),
        )
        for one in occurrences
    ]


def entries_of_dates(dates: Iterable[StatutoryDate], url: Callable[[StatutoryDate], str]) -> list[CalendarEntry]:
    """The days the law sets as entries. Those of a process keep their id when the day moves; the others have one for each year."""
    return [
        CalendarEntry(
            id=f"prosess-{one.process}-{one.rule}" if one.process else f"lov-{one.rule}-{one.date.year}",
            name=one.name,
            starts=one.date,
            ends=one.date,
            categories=_categories(LAW),
            description=_describe("", one.rule),
            url=url(one),
        )
        for one in dates
    ]


def write_calendar(entries: Iterable[CalendarEntry], *, name: str, place: str, stamped: datetime) -> bytes:
    """The calendar file in UTF-8, with CRLF and lines of at most 75 octets.

    `name` is what subscribers see; `place` comes after the «@» of every id and is the same each time (the id of the plan system);
    `stamped` is when it is written, with its time zone. Of two entries with one id only the first is written.

    Source: RFC 5545, and RFC 7986 for the calendar's name and how often it is read anew.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    written: set[str] = set()
    for one in sorted(entries, key=lambda one: (one.starts, one.ends, one.name, one.id)):
        if one.id not in written:
            calendar.add_component(_event(one, place, stamped))
            written.add(one.id)
    return calendar.to_ical()


def _event(one: CalendarEntry, place: str, stamped: datetime) -> Event:
    event = Event()
    event.add("UID", f"{one.id}@{place}")
    event.add("DTSTAMP", stamped)
    event.add("SUMMARY", one.name)
    event.add("DTSTART", one.starts)
    # RFC 5545, 3.6.1: the end of whole days is the day after the last.
    event.add("DTEND", one.ends + timedelta(1))
    event.add("TRANSP", "TRANSPARENT")
    if one.categories:
        event.add("CATEGORIES", list(one.categories))
    if one.description:
        event.add("DESCRIPTION", one.description)
    if one.url:
        event.add("URL", one.url)
    return event


def _categories(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _describe(note: str, rule: str) -> str:
    """The note, and the law with how sure its wording is."""
    found = get_rules().get(rule)
    law = f"{found.text} ({found.citation}. {MARKS[found.mark]}.)" if found else ""
    return "\n".join(part for part in (note, law) if part)
