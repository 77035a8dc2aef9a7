"""Quantiles of many draws, in the same room."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.random_population import make_inputs
from veikart.calc.odds import FactorSpec, draw_factors
from veikart.calc.population import AGES, streaming
from veikart.calc.population.drawing import Drawing, draw_groups
from veikart.calc.population.streaming import draw_quantiles, stream_quantiles

LEVELS = (0.05, 0.5, 0.95)
SPECS = [FactorSpec("fertility", "log", 0.05), FactorSpec("in_domestic", "log", 0.2, 0.5, is_national=True)]
WEIGHTS = np.stack([np.ones((2, AGES)), np.repeat([[0.0] * 80 + [1.0] * 26], 2, axis=0)])


@pytest.mark.parametrize(("noise", "correlation"), [(False, 0.0), (False, 0.5), (True, 0.0)])
def test_quantiles_are_those_of_all_draws_put_in_order(noise: bool, correlation: float) -> None:
    inputs, correlations = make_inputs(4, years=3, size=20), np.array([[1, correlation], [correlation, 1]])
    drawn = draw_factors(SPECS, correlations, years=3, draws=1000, seed=8, municipality=3201)
    factors = {"fertility": drawn[:, :, 0], "in_domestic": drawn[:, :, 1] * 1.1, "housing": np.full((1000, 3), 0.5)}
    groups = draw_groups(inputs, WEIGHTS, factors, draws=1000, seed=8, municipality=3201, noise=noise)
    drawing = Drawing(inputs, WEIGHTS, noise=noise, seed=8, municipality=3201)
    found = draw_quantiles(drawing, SPECS, correlations, LEVELS, draws=1000, times={"in_domestic": 1.1, "housing": 0.5})
    assert found.shape == (3, 4, 2)
    assert np.array_equal(found, np.sort(groups, axis=0)[[49, 499, 949]])


def test_many_draws_are_found_to_a_step_of_the_grid() -> None:
    drawn = np.random.default_rng(1).normal(1000, [[5, 0.1], [300, 0]], (20_000, 2, 2))
    exact = np.sort(drawn, axis=0)[[999, 9_999, 18_999]]
    found = stream_quantiles(lambda first, count: drawn[first : first + count], len(drawn), LEVELS)
    assert np.abs(found - exact).max(axis=0) == pytest.approx(np.zeros((2, 2)), abs=0.006 * 300)
    assert (np.abs(found - exact) <= 0.01 * drawn.std(axis=0) + 1e-6).all()


def test_draws_far_outside_the_first_ones_are_counted_at_the_edge() -> None:
    drawn = np.concatenate([np.zeros(streaming.PART), np.full(3000, 1e9), np.full(3000, -1e9)])[:, None]
    found = stream_quantiles(lambda first, count: drawn[first : first + count], len(drawn), (0.01, 0.5, 0.99))
    assert found[1] == pytest.approx(0, abs=1e-6)
    assert found[0] < 0 < found[2]


def test_no_more_than_a_part_is_asked_for_at_a_time() -> None:
    asked: list[tuple[int, int]] = []

    def draw(first: int, count: int) -> np.ndarray:
        asked.append((first, count))
        return np.arange(first, first + count, dtype=float)[:, None]

    stream_quantiles(draw, 5000, LEVELS)
    assert asked == [(0, 1024), (1024, 1024), (2048, 1024), (3072, 1024), (4096, 904)]
