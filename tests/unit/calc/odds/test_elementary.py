"""Logarithm, exponential and normal, beside the standard library's."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist

import numpy as np
import pytest

from veikart.calc.odds.elementary import fill_normals_below, get_exp, get_log


@pytest.mark.parametrize("x", [1e-300, 1e-20, 0.3, 0.70710678, 0.999, 1.0, 1.001, 1.5, 2.0, 3e5, 1e300])
def test_logarithm(x: float) -> None:
    assert get_log(x) == pytest.approx(log(x), rel=5e-16, abs=1e-300)


@pytest.mark.parametrize("x", [-700.0, -20.5, -0.4, -1e-9, 0.0, 1e-9, 0.35, 1.0, 33.3, 700.0])
def test_exponential(x: float) -> None:
    assert get_exp(x) == pytest.approx(exp(x), rel=5e-16)


def test_exponential_stays_a_number_far_out() -> None:
    assert get_exp(-1e6) == pytest.approx(exp(-708))
    assert get_exp(1e6) == pytest.approx(exp(709))


def test_normals_of_the_middle_and_of_both_tails() -> None:
    shares = np.array([2.0**-53, 1e-12, 1e-6, 0.01, 0.074, 0.076, 0.3, 0.5, 0.9, 0.93, 0.999, 1 - 1e-13, 1 - 2.0**-53])
    found = np.empty_like(shares)
    fill_normals_below(shares, found)
    assert found.tolist() == pytest.approx([NormalDist().inv_cdf(share) for share in shares], rel=2e-15)
