"""Whole persons that add up."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from veikart.calc.population.rounding import round_persons, round_to_total

NUMBERS = st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.sampled_from((-1, 0, 1)))
def test_parts_are_rounded_up_or_down_and_add_up(values: list[float], away: int) -> None:
    parts = np.round(np.array(values), 6)[:, None]
    nearest = int(np.rint(parts.sum()))
    total = nearest + away if abs(nearest + away - parts.sum()) < 0.999 else nearest
    found = round_to_total(parts, np.array([total]))
    assert found.sum() == total
    assert (np.abs(found - parts) < 1 + 1e-6).all()


def test_what_rounding_cannot_give_is_put_on_the_largest_part() -> None:
    assert round_to_total(np.array([[300.2], [0.0], [-5.0]]), np.array([298])).ravel().tolist() == [303, 0, -5]
    assert round_to_total(np.array([[-90.5], [2.0]]), np.array([-90])).ravel().tolist() == [-92, 2]
    assert round_to_total(np.zeros((0, 2)), np.zeros(2, dtype=np.int64)).shape == (0, 2)


def test_what_is_a_whole_number_but_for_the_arithmetic_stays() -> None:
    assert round_to_total(np.array([[44.0000000001], [2.9999999999]]), np.array([47])).ravel().tolist() == [44, 3]
    assert round_persons(np.array([0.49999999999, 1.5])).tolist() == [0, 2]
