"""The draws of the levers: as the plain ones, the same however they are cut, and as spread and correlated as they were told to be."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.plain_odds import plain_factors
from veikart.calc.odds import FactorSpec, draw_factors
from veikart.calc.odds.factors import factor_correlations

SPECS = [
    FactorSpec("interest", "add", 0.01, 0.7, is_national=True),
    FactorSpec("fertility", "log", 0.03),
    FactorSpec("in_domestic", "log", 0.1, 0.5),
]
CORRELATIONS = np.array([[1, -0.4, 0.2], [-0.4, 1, 0.3], [0.2, 0.3, 1]])


def test_a_draw_is_the_plain_one() -> None:
    found = draw_factors(SPECS, CORRELATIONS, years=5, draws=3, seed=99 << 30, municipality=3201, first_draw=600)
    triangle = factor_correlations(CORRELATIONS)
    plain = [plain_factors(SPECS, triangle, 5, draw, 99 << 30, 3201) for draw in (600, 601, 602)]
    assert found == pytest.approx(np.array(plain), rel=1e-12)


def test_the_same_however_many_draws_and_years_and_wherever_they_start() -> None:
    whole = draw_factors(SPECS, CORRELATIONS, years=6, draws=1100, seed=1, municipality=301)
    part = draw_factors(SPECS, CORRELATIONS, years=3, draws=521, seed=1, municipality=301, first_draw=505)
    assert np.array_equal(part, whole[505:1026, :3])


def test_national_levers_are_the_same_everywhere_wherever_they_stand() -> None:
    turned = CORRELATIONS[::-1, ::-1]
    bergen = draw_factors(SPECS[::-1], turned, years=4, draws=50, seed=1, municipality=4601)
    oslo = draw_factors(SPECS, CORRELATIONS, years=4, draws=50, seed=1, municipality=301)
    assert np.array_equal(bergen[:, :, 2], oslo[:, :, 0])
    assert not np.array_equal(bergen[:, :, 1], oslo[:, :, 1])


def test_spread_persistence_and_correlation_are_what_was_asked_for() -> None:
    found = draw_factors(SPECS, CORRELATIONS, years=10, draws=20_000, seed=3, municipality=1)
    x = np.concatenate([found[..., :1], np.log(found[..., 1:])], axis=2)
    spreads = [[one.get_spread_after(year) for one in SPECS] for year in range(1, 11)]
    assert x.mean(axis=0) == pytest.approx(np.zeros((10, 3)), abs=0.004)
    assert x.std(axis=0) == pytest.approx(np.array(spreads), rel=0.02)
    assert np.corrcoef(x[:, 0].T) == pytest.approx(CORRELATIONS, abs=0.02)
    kept = (x[:, 1:] * x[:, :-1]).sum(axis=(0, 1)) / (x[:, :-1] ** 2).sum(axis=(0, 1))
    assert kept == pytest.approx(np.array([one.persistence for one in SPECS]), abs=0.01)


def test_nothing_drawn_is_no_change() -> None:
    still = [FactorSpec("tax", "log", 0.0), FactorSpec("prices", "add", 0.0)]
    assert draw_factors(still, np.eye(2), years=2, draws=2, seed=0, municipality=0).tolist() == [[[1, 0]] * 2] * 2
    assert draw_factors([], np.empty((0, 0)), years=2, draws=3, seed=0, municipality=0).shape == (3, 2, 0)


def test_two_that_always_go_together_are_one() -> None:
    both = draw_factors(SPECS[1:], np.ones((2, 2)), years=1, draws=9, seed=0, municipality=0)
    assert np.log(both[..., 0]) / 0.03 == pytest.approx(np.log(both[..., 1]) / 0.1)


@pytest.mark.parametrize("wrong", [[[1, 2], [2, 1]], [[1, 0.5], [0.4, 1]], [[2, 0], [0, 1]], [[1, 0.5]]])
def test_correlations_that_cannot_be_are_refused(wrong: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="correlations"):
        factor_correlations(np.array(wrong, float))


def test_correlations_that_cannot_all_hold_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="at once"):
        factor_correlations(np.array([[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]))


@pytest.mark.parametrize("wrong", [("fertility", "sum", 0.1, 1.0), ("fertility", "log", -0.1, 1.0), ("fertility", "log", 0.1, 1.2)])
def test_a_lever_that_cannot_be_drawn_is_refused(wrong: tuple[str, str, float, float]) -> None:
    with pytest.raises(ValueError, match="fertility"):
        FactorSpec(*wrong)  # type: ignore[arg-type]
