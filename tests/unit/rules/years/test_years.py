"""The years that numbers may be of, and that a file of limits which does not fit is refused."""

import pytest

from veikart.rules.years import get_year_limits, read_year_limits

GOOD = {"first": 2000, "ahead": 1, "why": "fordi"}


def test_every_limit_says_why():
    assert set(get_year_limits()) == {"indicators", "emissions"}
    assert all(one.why for one in get_year_limits().values())


def test_a_year_is_held_against_the_year_of_publication():
    limit = read_year_limits({"prove": GOOD})["prove"]
    assert [year for year in range(1998, 2025) if limit.is_within(year, 2020)] == [*range(2000, 2022)]
    assert limit.words(2020) == "2000–2021"


@pytest.mark.parametrize("change", [{"ahead": -1}, {"why": ""}, {"first": 5}, {"last": 2100}])
def test_a_limit_that_does_not_fit_is_refused(change):
    with pytest.raises(ValueError, match=r"limits\.toml"):
        read_year_limits({"prove": {**GOOD, **change}})
