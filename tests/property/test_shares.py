"""Shares and indices: the same krone for one number and for an array, and what exact fractions say."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.values import LARGEST_NOK, PPB, PPM, divide_rounded, make_index, ratio_of, scale, share_of

NOK = st.integers(-1_000 * LARGEST_NOK, 1_000 * LARGEST_NOK)
SHARE = st.integers(-10 * PPM, 10 * PPM)
INDEX = st.integers(0, 8 * PPB)


def _half_away(value: Fraction) -> int:
    """To the nearest whole number, halves away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


@given(NOK, SHARE)
def test_share_is_the_exact_product_to_the_krone(nok: int, share: int) -> None:
    expected = _half_away(Fraction(nok * share, PPM))
    assert share_of(nok, share) == expected
    assert share_of(np.array([nok, -nok]), share).tolist() == [expected, -expected]


@given(NOK, INDEX)
def test_scale_is_the_exact_product_to_the_krone(nok: int, index: int) -> None:
    expected = _half_away(Fraction(nok * index, PPB))
    assert scale(nok, index) == expected
    assert scale(np.array([nok]), np.array([index])).tolist() == [expected]


@given(NOK, NOK.filter(lambda below: abs(below) > 1_000))
def test_ratio_is_the_exact_quotient_to_the_millionth(above: int, below: int) -> None:
    assert ratio_of(np.array([above, above]), np.array([below, 0])).tolist() == [_half_away(Fraction(above * PPM, below)), 0]


@given(st.integers(-(10**17), 10**17), st.integers(1, 10**9))
def test_division_is_rounded_once(number: int, divisor: int) -> None:
    expected = _half_away(Fraction(number, divisor))
    assert divide_rounded(number, divisor) == expected
    assert divide_rounded(np.array([number]), divisor).tolist() == [expected]


@given(st.lists(st.integers(-50_000, 200_000), min_size=1, max_size=12), st.data())
def test_index_grows_by_the_growth_to_a_whole_part(growth: list[int], data: st.DataObject) -> None:
    base = data.draw(st.integers(0, len(growth) - 1))
    index = make_index(growth, base)
    assert index[base] == PPB
    for year in range(1, len(growth)):
        grown = Fraction(index[year - 1] * (PPM + growth[year]), PPM)
        assert abs(index[year] - grown) <= 2
