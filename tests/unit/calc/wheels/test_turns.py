"""A turn of a wheel, true to the day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from veikart.calc.plan_system import Term
from veikart.calc.wheels import Turn, add_years, find_easter, turn_of_term, turn_of_year

TERM = Term("p", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))


def test_the_year_begins_at_the_top_and_ends_there() -> None:
    for year, days in ((2023, 365), (2024, 366), (1900, 365), (2000, 366)):
        turn = turn_of_year(year)
        assert turn.days == days
        assert turn.fraction(date(year, 1, 1)) == 0
        assert turn.fraction(date(year + 1, 1, 1)) == 1
        assert turn.fraction_at_noon(date(year, 12, 31)) == Fraction(2 * days - 1, 2 * days)


def test_a_mark_stands_in_the_middle_of_its_day() -> None:
    turn = turn_of_year(2024)
    for number in range(366):
        day = date(2024, 1, 1) + timedelta(number)
        assert turn.fraction(day) < turn.fraction_at_noon(day) < turn.fraction(day + timedelta(1))


def test_what_goes_over_the_end_is_cut_there() -> None:
    turn = turn_of_year(2024)
    assert turn.clip(date(2023, 11, 1), date(2024, 1, 31)) == (0, Fraction(31, 366))
    assert turn.clip(date(2024, 12, 31), date(2025, 2, 1)) == (Fraction(365, 366), 1)
    assert turn.clip(date(2023, 1, 1), date(2023, 12, 31)) is None


def test_the_term_is_from_the_constituting_to_the_day_before_the_next() -> None:
    turn = turn_of_term(TERM)
    assert (turn.first, turn.last, turn.days) == (date(2023, 10, 18), date(2027, 10, 19), 1463)


def test_a_turn_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Turn(date(2024, 1, 2), date(2024, 1, 1))


def test_years_are_added_also_to_a_leap_day() -> None:
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2023, 10, 18), 1) == date(2024, 10, 18)


# Days of Easter as printed in the almanac.
@pytest.mark.parametrize(
    ("year", "month", "day"), [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert find_easter(year) == date(year, month, day)


def test_easter_is_a_sunday_in_the_weeks_the_church_has_set() -> None:
    for year in range(1583, 2500):
        easter = find_easter(year)
        assert easter.weekday() == 6
        assert date(year, 3, 22) <= easter <= date(year, 4, 25)
