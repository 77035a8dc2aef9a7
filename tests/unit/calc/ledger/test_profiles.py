"""A year over its months, and a year so far."""

import numpy as np
import pytest

from veikart.calc.ledger import EVEN, get_weights, make_profile, spread_year, sum_to_month

HOLIDAYS = (10, 10, 10, 10, 10, 0, 4, 10, 10, 10, 10, 6)


def test_profile_is_twelve_weights():
    assert make_profile(HOLIDAYS).tolist() == list(HOLIDAYS)
    for wrong in ([1] * 11, [0] * 12, [1] * 11 + [-1], [2**40] * 12):
        with pytest.raises(ValueError, match="twelve weights"):
            make_profile(wrong)


def test_year_is_spread_by_weight_and_sums_to_the_krone():
    months = spread_year(np.array([1_000, -1_000, 0, 7]), make_profile(HOLIDAYS))
    assert months.tolist() == [
        [100, 100, 100, 100, 100, 0, 40, 100, 100, 100, 100, 60],
        [-100, -100, -100, -100, -100, 0, -40, -100, -100, -100, -100, -60],
        [0] * 12,
        [1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0],
    ]


def test_weights_may_be_of_each_unit_and_none_is_even():
    weights = np.array([[1] + [0] * 11, [0] * 12])
    assert spread_year(np.array([5, 24]), weights).tolist() == [[5] + [0] * 11, [2] * 12]


def test_amounts_too_large_for_a_product_are_exact():
    large = 9 * 10**17
    months = spread_year(np.array([large]), np.array([10**6] * 11 + [1]))
    assert int(months.sum()) == large


def test_last_years_months_are_weights_with_what_closes_the_year_in_december():
    assert get_weights(np.array([[-1] * 12 + [-5]])).tolist() == [[1] * 11 + [6]]
    assert get_weights(np.array([[0] * 13])).tolist() == [[1] * 12]


def test_to_a_month_and_to_december_with_what_closes_the_year():
    months = np.arange(1, 14).reshape(1, 13)
    assert sum_to_month(months, 3).tolist() == [6]
    assert sum_to_month(months, 12).tolist() == [91]
    assert sum_to_month(np.array([EVEN]), 12).tolist() == [12]
