"""Rates hold from a date, with unit, source, mark and rule; what is not so is refused."""

from datetime import date

import pytest

from veikart.rules.economy.rates import RATE_UNITS, RateMissing, get_rate, get_rate_entry, get_rates, has_rate, read_rates
from veikart.rules.law import MARKS, get_rules

VALUE = {"from": date(2020, 1, 1), "value": 1, "source": "Grønt hefte", "mark": "verified"}
RATE = {"name": "Sats", "unit": "ppm", "rule": "inntektsutjevning", "value": [VALUE]}


def test_premium_deviations_are_spread_over_the_years_of_their_vintage() -> None:
    assert [get_rate("premium_deviation_years", year) for year in (2002, 2010, 2011, 2013, 2014, 2026)] == [15, 15, 10, 10, 7, 7]


def test_the_shares_and_rates_that_others_build_on() -> None:
    found = [
        get_rate("demography_share_kindergarten", 2020),
        get_rate("demography_share_school", 2020),
        get_rate("demography_share_care", 2020),
        get_rate("equalisation_share", 2024),
        get_rate("equalisation_share", 2025),
        get_rate("extra_equalisation_share", 2025),
        get_rate("extra_equalisation_limit", 2025),
        get_rate("calculated_interest_supplement", 2020),
        get_rate("value_added_tax", 2020),
        get_rate("employer_contribution", 2020),
    ]
    assert found == [900_000, 700_000, 600_000, 600_000, 640_000, 350_000, 900_000, 5_000, 250_000, 141_000]


def test_a_rate_has_source_mark_and_rule() -> None:
    entry = get_rate_entry("equalisation_share", date(2025, 6, 30))
    assert (entry.mark, entry.rule, entry.valid_from) == ("to_check", "inntektsutjevning", date(2025, 1, 1))
    assert "Grønt hefte" in entry.source


def test_a_rate_changes_on_its_day() -> None:
    assert get_rate("equalisation_share", date(2024, 12, 31)) == 600_000
    assert get_rate("equalisation_share", date(2025, 1, 1)) == 640_000


def test_a_day_without_a_rate() -> None:
    assert not has_rate("calculated_interest_supplement", 2013)
    assert not has_rate("no_such", 2020)
    assert has_rate("calculated_interest_supplement", 2014)
    for rate_id, year in (("calculated_interest_supplement", 2013), ("no_such", 2020)):
        with pytest.raises(RateMissing):
            get_rate(rate_id, year)


def test_a_rate_that_was_ended_holds_to_its_last_day() -> None:
    (entry,) = read_rates({"a": RATE | {"value": [VALUE | {"to": date(2021, 6, 30)}]}})["a"]
    assert entry.holds(date(2021, 6, 30))
    assert not entry.holds(date(2021, 7, 1))
    assert not entry.holds(date(2019, 12, 31))


@pytest.mark.parametrize(
    "broken",
    [
        RATE | {"colour": "red"},
        RATE | {"unit": "nok"},
        RATE | {"rule": "no-such-rule"},
        RATE | {"value": []},
        {key: value for key, value in RATE.items() if key != "unit"},
        RATE | {"value": [VALUE | {"source": " "}]},
        RATE | {"value": [{key: value for key, value in VALUE.items() if key != "source"}]},
        RATE | {"value": [VALUE | {"mark": "sure"}]},
        RATE | {"value": [VALUE | {"value": 0.5}]},
        RATE | {"value": [VALUE | {"value": True}]},
        RATE | {"value": [VALUE | {"from": "2020"}]},
        RATE | {"value": [VALUE | {"to": date(2019, 1, 1)}]},
        RATE | {"value": [VALUE | {"extra": 1}]},
        RATE | {"value": [VALUE, VALUE]},
        RATE | {"value": [VALUE, VALUE | {"from": date(2019, 1, 1)}]},
        RATE | {"value": [VALUE | {"to": date(2021, 12, 31)}, VALUE | {"from": date(2021, 1, 1)}]},
    ],
)
def test_what_is_not_a_dated_rate_is_refused(broken: dict) -> None:
    with pytest.raises(ValueError, match=r"rates\.toml"):
        read_rates({"a": broken})


def test_every_rate_is_whole() -> None:
    for entries in get_rates().values():
        for one in entries:
            assert one.unit in RATE_UNITS
            assert one.mark in MARKS
            assert one.rule in get_rules()
            assert one.valid_from.day == 1
