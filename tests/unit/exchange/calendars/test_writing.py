"""A calendar is read back as it was written, and is as the standard says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from veikart.calc.plan_system import PlanSystem, Process, ProcessStep, Term, WheelEvent
from veikart.calc.wheels import occurrences_in_year
from veikart.exchange.calendars import CalendarEntry, entries_of_dates, entries_of_occurrences, write_calendar
from veikart.rules.plan_system.deadlines import statutory_dates, statutory_dates_in_year

STAMPED = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
TERM = Term("p", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))
ROWS = [
    WheelEvent("budsjett", "one_year", "meeting", "Kommunestyret vedtar årsbudsjett; og økonomiplan, samlet", "12-11", rule="koml-14-3"),
    WheelEvent("avtaler", "one_year", "phase", "Lederavtaler", "11-15", "02-15", note="Linje én\nLinje to"),
]


def write(entries: list[CalendarEntry]) -> bytes:
    return write_calendar(entries, name="Årshjul for Bærum", place="baerum", stamped=STAMPED)


def read(content: bytes) -> list[dict[str, object]]:
    events = Calendar.from_ical(content).walk("VEVENT")
    names = {"UID": str, "SUMMARY": str, "DESCRIPTION": str, "URL": str}
    return [{name: kind(one.get(name, "")) for name, kind in names.items()} | {"starts": one.start, "ends": one.end} for one in events]


def wheel(year: int) -> list[CalendarEntry]:
    return entries_of_occurrences(occurrences_in_year(ROWS, year), lambda one: f"https://plan.example/hjul#{one.event}")


def test_what_is_written_is_read_back() -> None:
    entries = wheel(2024)
    found = read(write(entries))
    assert [one["SUMMARY"] for one in found] == [one.name for one in entries]
    assert [(one["starts"], one["ends"]) for one in found] == [(one.starts, one.ends + timedelta(1)) for one in entries]
    assert [one["UID"] for one in found] == ["avtaler-2023@baerum", "avtaler-2024@baerum", "budsjett-2024@baerum"]
    assert {one["URL"] for one in found} == {"https://plan.example/hjul#budsjett", "https://plan.example/hjul#avtaler"}
    assert found[0]["DESCRIPTION"] == "Linje én\nLinje to"


def test_the_file_is_as_the_standard_says() -> None:
    content = write(wheel(2024))
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"DTSTART;VALUE=DATE:20241211" in content
    assert b"DTSTAMP:20240301T083000Z" in content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in content
    calendar = Calendar.from_ical(content)
    assert calendar["X-WR-CALNAME"] == "Årshjul for Bærum"
    assert [one["CATEGORIES"].cats for one in calendar.walk("VEVENT")][-1] == ["Møte", "Årshjulet"]


def test_the_same_is_written_each_time_but_for_the_stamp() -> None:
    assert write(wheel(2024)) == write(list(reversed(wheel(2024))))
    later = write_calendar(wheel(2024), name="Årshjul for Bærum", place="baerum", stamped=STAMPED + timedelta(days=1))
    assert later.replace(b"20240302T083000Z", b"20240301T083000Z") == write(wheel(2024))


def test_a_year_added_keeps_the_ids_of_the_years_before() -> None:
    both = {one["UID"] for one in read(write(wheel(2024) + wheel(2025)))}
    assert {one["UID"] for one in read(write(wheel(2024)))} < both
    assert len(both) == 5


def test_the_days_of_the_law() -> None:
    dates = statutory_dates_in_year(PlanSystem(terms={"p": TERM}), 2024, date(2024, 3, 1))
    found = {one["UID"]: one for one in read(write(entries_of_dates(dates, lambda one: "")))}
    strategy = found["lov-pbl-10-1-2024@baerum"]
    assert strategy["starts"] == date(2024, 10, 18)
    assert "plan- og bygningsloven § 10-1. Kontrollert mot offentlig kilde." in strategy["DESCRIPTION"]
    assert "Må kontrolleres mot lovteksten" in found["lov-koml-14-6-avlagt-2024@baerum"]["DESCRIPTION"]
    assert len(found) == len(dates)


@pytest.mark.parametrize("leaves", [date(2024, 3, 14), date(2024, 3, 20)])
def test_the_day_of_a_process_keeps_its_id_when_it_moves(leaves: date) -> None:
    step = ProcessStep("one", 1, "hearing", date(2024, 2, 13), earliest_exit=leaves, rule="pbl-10-1-offentlig")
    rows = {"processes": {"one": Process("one", "planning_strategy", "plan", "p")}, "steps": {"one|1": step}}
    dates = statutory_dates(PlanSystem(terms={"p": TERM}).with_rows(rows), TERM, date(2024, 3, 1), with_yearly=False)
    found = {one["UID"]: one["starts"] for one in read(write(entries_of_dates(dates, lambda one: "")))}
    assert found["prosess-one-pbl-10-1-offentlig@baerum"] == leaves


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=200).map(str.strip).filter(bool)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(st.lists(st.tuples(TEXT, DAYS, st.integers(0, 400), TEXT), max_size=8))
def test_any_words_and_days_go_through(rows: list[tuple[str, date, int, str]]) -> None:
    entries = [
        CalendarEntry(f"id{number}", name, starts, starts + timedelta(days), ("Møte",), words)
        for number, (name, starts, days, words) in enumerate(rows)
    ]
    content = write(entries)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = {one["UID"]: one for one in read(content)}
    for one in entries:
        again = found[f"{one.id}@baerum"]
        assert (again["SUMMARY"], again["DESCRIPTION"]) == (one.name, one.description)
        assert (again["starts"], again["ends"]) == (one.starts, one.ends + timedelta(1))
