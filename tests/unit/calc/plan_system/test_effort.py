"""The work a plan takes, year by year."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.plan_system import spread_person_months

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(st.integers(0, 10_000), DAYS, DAYS)
def test_nothing_is_lost_and_no_year_is_less_than_nothing(months: int, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    spread = spread_person_months(months, first, last)
    assert sum(spread.values()) == months
    assert list(spread) == list(range(first.year, last.year + 1))
    assert min(spread.values()) >= 0


def test_each_year_has_its_share_of_the_days() -> None:
    assert spread_person_months(24, date(2024, 1, 1), date(2025, 12, 31)) == {2024: 12, 2025: 12}
    assert spread_person_months(36, date(2024, 5, 1), date(2027, 3, 31)) == {2024: 8, 2025: 13, 2026: 12, 2027: 3}
    assert spread_person_months(1, date(2024, 12, 31), date(2025, 1, 1)) == {2024: 1, 2025: 0}


def test_one_day_is_enough_and_none_says_no_year() -> None:
    assert spread_person_months(5, date(2024, 5, 1), None) == {2024: 5}
    assert spread_person_months(5, None, date(2025, 5, 1)) == {2025: 5}
    assert spread_person_months(5, None, None) == {None: 5}
    assert spread_person_months(5, date(2025, 1, 1), date(2024, 1, 1)) == {None: 5}
