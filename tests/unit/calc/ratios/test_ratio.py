"""Averages of what is not rounded, and verdicts that rounding cannot overturn."""

from fractions import Fraction

import pytest

from veikart.calc.documents import Target
from veikart.calc.ratios import Ratio, RatioSeries, judge_target
from veikart.calc.values import Interval
from veikart.rules.words import in_ratio

YEARS = (2020, 2021, 2022, 2023)
RATIO = Ratio("resultatgrad", "Resultatgrad", "", "", "share", 1, "")
PERCENT = [Fraction(4355, 100_000), Fraction(3353, 100_000), Fraction(3796, 100_000), Fraction(4161, 100_000)]


def _series(values: list[Fraction | None], half: Fraction = Fraction(0)) -> RatioSeries:
    known = {year: Interval.rounded(value, half_width=half) for year, value in zip(YEARS, values, strict=True) if value is not None}
    return RatioSeries(RATIO, known, {year: "noe" for year in YEARS if year not in known}, {})


def _target(aim: Fraction | None = None, minimum: Fraction | None = None, applies: str = "each_year") -> Target:
    return Target("resultatgrad", aim, minimum, applies, "Kommunestyret", "tabell 4.3")


def test_the_average_is_of_the_unrounded_values() -> None:
    """4,355, 3,353, 3,796 and 4,161 give 3,916, shown 3,9; of 4,4, 3,4, 3,8 and 4,2 it would have been 3,95."""
    average = _series(PERCENT).average(YEARS)
    assert average == Interval.exact(Fraction(391_625, 10_000_000))
    assert in_ratio(average.value, RATIO) == "3,9\u00a0%"


def test_no_average_without_every_year() -> None:
    assert _series([PERCENT[0], None, PERCENT[2], PERCENT[3]]).average(YEARS) is None
    assert _series(PERCENT).average(()) is None


@pytest.mark.parametrize(
    ("aim", "half", "below"),
    [
        (Fraction(4, 100), Fraction(0), True),
        (Fraction(39, 1000), Fraction(0), False),
        (Fraction(391_625, 10_000_000), Fraction(0), False),
        (Fraction(4, 100), Fraction(1, 1000), False),
        (None, Fraction(0), None),
    ],
)
def test_the_aim_is_for_the_average_and_rounding_is_in_its_favour(aim: Fraction | None, half: Fraction, below: bool | None) -> None:
    verdict = judge_target(_target(aim), _series(PERCENT, half), YEARS)
    assert verdict.below_aim is below
    assert verdict.is_met is (below is not True)


def test_a_minimum_for_each_year() -> None:
    verdict = judge_target(_target(minimum=Fraction(4, 100)), _series(PERCENT), YEARS)
    assert verdict.years_below_minimum == (2021, 2022)
    assert not verdict.is_met


def test_a_minimum_for_the_last_year_only() -> None:
    assert judge_target(_target(minimum=Fraction(4, 100), applies="last_year"), _series(PERCENT), YEARS).years_below_minimum == ()
    assert judge_target(_target(minimum=Fraction(5, 100), applies="last_year"), _series(PERCENT), YEARS).years_below_minimum == (2023,)


def test_rounding_may_lift_a_value_to_the_minimum() -> None:
    assert judge_target(_target(minimum=Fraction(4, 100)), _series(PERCENT, Fraction(3, 1000)), YEARS).years_below_minimum == (2021,)


def test_a_missing_year_is_not_below() -> None:
    verdict = judge_target(_target(Fraction(9), Fraction(9)), _series([None, *PERCENT[1:]]), YEARS)
    assert verdict.years_below_minimum == (2021, 2022, 2023)
    assert verdict.below_aim is None


def test_a_target_without_limits_is_met() -> None:
    assert judge_target(_target(), _series(PERCENT), YEARS).is_met
