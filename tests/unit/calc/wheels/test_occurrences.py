"""The rows of a wheel become days."""

from datetime import date

from veikart.calc.plan_system import Term, WheelEvent
from veikart.calc.wheels import find_next, number_occurrences, occurrences_in_term, occurrences_in_year

TERM = Term("p", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))


def event(starts: str, ends: str = "", *, wheel: str = "one_year", **more: object) -> WheelEvent:
    return WheelEvent(id="e", wheel=wheel, kind="phase", name="Hendelse", starts=starts, ends=ends, **more)


def days(found: tuple) -> list[tuple[str, str]]:
    return [(one.starts.isoformat(), one.ends.isoformat()) for one in found]


def test_an_event_comes_once_a_year() -> None:
    assert days(occurrences_in_year([event("04-30")], 2024)) == [("2024-04-30", "2024-04-30")]


def test_an_event_over_new_year_is_on_the_wheel_at_both_ends() -> None:
    found = occurrences_in_year([event("11-15", "02-01")], 2024)
    assert days(found) == [("2023-11-15", "2024-02-01"), ("2024-11-15", "2025-02-01")]


def test_an_event_of_one_year_comes_in_that_year_only() -> None:
    assert days(occurrences_in_year([event("04-30", year=2024)], 2024)) == [("2024-04-30", "2024-04-30")]
    assert not occurrences_in_year([event("04-30", year=2024)], 2025)
    assert days(occurrences_in_year([event("12-01", "01-31", year=2023)], 2024)) == [("2023-12-01", "2024-01-31")]


def test_the_leap_day() -> None:
    assert days(occurrences_in_year([event("02-29")], 2024)) == [("2024-02-29", "2024-02-29")]
    assert days(occurrences_in_year([event("02-29")], 2025)) == [("2025-02-28", "2025-02-28")]


def test_each_wheel_shows_its_own() -> None:
    rows = [event("04-30"), event("05-30", wheel="four_year")]
    assert days(occurrences_in_year(rows, 2024)) == [("2024-04-30", "2024-04-30")]
    assert [one.wheel for one in occurrences_in_term(rows, TERM)] == ["four_year"] * 4


def test_a_year_in_the_term_is_twelve_months_from_the_constituting() -> None:
    first, second = event("10-18", wheel="four_year", year_in_term=1), event("10-17", wheel="four_year", year_in_term=1)
    assert days(occurrences_in_term([first], TERM)) == [("2023-10-18", "2023-10-18")]
    assert days(occurrences_in_term([second], TERM)) == [("2024-10-17", "2024-10-17")]
    fourth = event("09-01", "11-30", wheel="four_year", year_in_term=4)
    assert days(occurrences_in_term([fourth], TERM)) == [("2027-09-01", "2027-11-30")]


def test_a_year_in_the_term_on_the_annual_wheel_needs_the_term() -> None:
    row = event("03-01", year_in_term=2)
    assert not occurrences_in_year([row], 2025)
    assert days(occurrences_in_year([row], 2025, term=TERM)) == [("2025-03-01", "2025-03-01")]
    assert not occurrences_in_year([row], 2024, term=TERM)


def test_what_is_next_starts_today_or_later() -> None:
    found = occurrences_in_year([event("04-30"), event("08-31")], 2024)
    assert find_next(found, date(2024, 4, 30)) == found[0]
    assert find_next(found, date(2024, 5, 1)) == found[1]
    assert find_next(found, date(2024, 9, 1)) is None


def test_numbers_are_in_order_of_days_and_each_its_own() -> None:
    found = occurrences_in_year([event("11-15", "02-01"), event("04-30")], 2024)
    assert [number_occurrences(reversed(found))[one] for one in found] == [1, 2, 3]
