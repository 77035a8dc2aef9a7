"""What a rounded number may have been, and what may become of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.values import Interval
from veikart.calc.values.intervals import mean, total


def _interval(value: int | Fraction, half: int | Fraction = 0) -> Interval:
    return Interval.rounded(Fraction(value), half_width=half)


def test_rounded_lies_half_a_unit_to_each_side() -> None:
    assert _interval(10, Fraction(1, 2)) == Interval(Fraction(10), Fraction(19, 2), Fraction(21, 2))


def test_exact_has_no_width() -> None:
    assert Interval.exact(3) == Interval(Fraction(3), Fraction(3), Fraction(3))


def test_a_negative_half_width_is_refused() -> None:
    with pytest.raises(ValueError, match="rounded by"):
        _interval(1, -1)


def test_uncertainty_grows_in_sums_and_in_differences() -> None:
    assert _interval(10, 1) + _interval(5, 2) == _interval(15, 3)
    assert _interval(10, 1) - _interval(5, 2) == _interval(5, 3)
    assert -_interval(10, 1) == _interval(-10, 1)


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [((2, 1), (3, 1), 2, 12), ((-2, 1), (3, 1), -12, -2), ((0, 1), (0, 2), -2, 2), ((-2, 1), (-3, 1), 2, 12)],
)
def test_product_of_the_corners(left: tuple[int, int], right: tuple[int, int], low: int, high: int) -> None:
    product = _interval(*left) * _interval(*right)
    assert (product.low, product.high) == (low, high)


def test_quotient_of_the_corners() -> None:
    quotient = _interval(12, 2) / _interval(4, 1)
    assert (quotient.low, quotient.value, quotient.high) == (2, 3, Fraction(14, 3))
    assert (_interval(12) / _interval(-4, 1)).high == Fraction(-12, 5)


@pytest.mark.parametrize("divisor", [_interval(0), _interval(1, 1), _interval(-1, 1), _interval(0, 5)])
def test_a_divisor_that_may_be_zero_is_refused(divisor: Interval) -> None:
    with pytest.raises(ZeroDivisionError):
        _ = Interval.exact(1) / divisor


def test_absolute_value_of_one_that_may_have_either_sign_starts_at_zero() -> None:
    assert abs(_interval(-5, 1)) == _interval(5, 1)
    assert abs(_interval(5, 1)) == _interval(5, 1)
    assert abs(_interval(-1, 3)) == Interval(Fraction(1), Fraction(0), Fraction(4))


def test_two_intervals_meet_where_they_share_a_point() -> None:
    assert _interval(0, 1).meets(_interval(2, 1))
    assert not _interval(0, 1).meets(Interval.exact(Fraction(1001, 1000)))


def test_total_and_mean() -> None:
    assert total([]) == Interval.exact(0)
    assert mean([_interval(1, 1), _interval(4, 1)]) == _interval(Fraction(5, 2), 1)
    with pytest.raises(ZeroDivisionError):
        mean([])


NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=50)
HALVES = st.fractions(min_value=0, max_value=50, max_denominator=20)
SHARES = st.fractions(min_value=-1, max_value=1, max_denominator=20)


@given(NUMBERS, HALVES, SHARES, NUMBERS, HALVES, SHARES)
def test_no_possible_number_falls_outside(a: Fraction, half_a: Fraction, at_a: Fraction, b: Fraction, half_b: Fraction, at_b: Fraction) -> None:
    """Whatever the two numbers were before they were rounded, the result of the real ones lies in the result of the intervals."""
    left, right = _interval(a, half_a), _interval(b, half_b)
    real_a, real_b = a + half_a * at_a, b + half_b * at_b
    results = [(left + right, real_a + real_b), (left - right, real_a - real_b), (left * right, real_a * real_b), (abs(left), abs(real_a))]
    if not right.low <= 0 <= right.high:
        results.append((left / right, real_a / real_b))
    for interval, real in results:
        assert interval.low <= real <= interval.high
        assert interval.low <= interval.value <= interval.high
