"""What a unit's report is filled in with: deviations, limits, and lines that add up."""

from dataclasses import replace

import pytest

from veikart.calc.reports import Limits, MoneyLine, UnitInputs, add_staff, divide_money

LINE = MoneyLine("total", "Skole", revised=200_000_000, forecast=204_000_000, budget_to_date=100, actual_to_date=90)


def test_a_deviation_is_budget_less_use():
    assert (LINE.deviation, LINE.share, LINE.deviation_to_date) == (-4_000_000, -20_000, 10)


@pytest.mark.parametrize("name", ["revised", "forecast"])
def test_what_is_not_known_is_not_zero(name):
    line = replace(LINE, **{name: None})
    assert (line.deviation, line.share) == (None, None)
    assert not Limits(0).is_passed(line)


def test_a_share_of_no_budget_is_not_known():
    assert replace(LINE, revised=0).share is None


@pytest.mark.parametrize(
    ("limits", "passed"),
    [
        (Limits(4_000_000), True),
        (Limits(4_000_001), False),
        (Limits(share=20_000), True),
        (Limits(share=20_001), False),
        (Limits(4_000_001, 20_000), True),
        (Limits(4_000_001, 20_000, both=True), False),
        (Limits(4_000_000, 20_000, both=True), True),
        (Limits(), False),
    ],
)
def test_when_a_deviation_must_be_explained(limits, passed):
    assert limits.is_passed(LINE) is passed
    assert limits.is_passed(replace(LINE, forecast=196_000_000)) is passed, "either way"


def test_without_limits_of_its_own_the_ledgers_threshold_counts():
    assert Limits().is_passed(replace(LINE, is_over=True))
    assert not Limits(10_000_000).is_passed(replace(LINE, is_over=True))


def test_a_line_exactly_on_budget_is_never_large():
    assert not Limits(share=0).is_passed(replace(LINE, forecast=200_000_000))


def test_what_nobody_below_has_stands_on_a_line_of_its_own():
    below = [MoneyLine("a", "A", original=60, revised=50), MoneyLine("b", "B", original=30, revised=None)]
    whole = MoneyLine("total", "Alt", original=100_000, revised=90, forecast=1)
    lines = divide_money(whole, below, rest="Resten")
    assert [one.id for one in lines] == ["a", "b", "rest"]
    assert (lines[-1].original, lines[-1].revised, lines[-1].forecast) == (99_910, None, None)


def test_a_rest_that_is_only_rounding_is_left_out():
    assert len(divide_money(MoneyLine("total", "", original=101), [MoneyLine("a", "", original=100)], rest="Resten")) == 1


def test_man_years_are_added_up_only_where_everybody_knows():
    units = {
        "topp": UnitInputs("topp", "Topp"),
        "a": UnitInputs("a", "A", "topp", man_years=3_000_000),
        "b": UnitInputs("b", "B", "topp", man_years=2_500_000),
    }
    assert add_staff(units, ["a", "b", "topp"])["topp"].man_years == 5_500_000
    missing = {**units, "b": replace(units["b"], man_years=None)}
    assert add_staff(missing, ["a", "b", "topp"])["topp"].man_years is None
    own = {**units, "topp": replace(units["topp"], man_years=9)}
    assert add_staff(own, ["a", "b", "topp"])["topp"].man_years == 9
