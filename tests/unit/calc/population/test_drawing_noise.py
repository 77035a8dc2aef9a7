"""The binomial and Poisson numbers lie as their exact distributions say, and persons are drawn by seed, municipality and draw."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

import numpy as np
import pytest

from tests.support.random_population import make_inputs
from veikart.calc.odds.philox import NOISE, fill_shares, make_key
from veikart.calc.population import AGES
from veikart.calc.population.drawing import draw_groups
from veikart.calc.population.kernel import TILE
from veikart.calc.population.noise import LARGE, fill_binomials, fill_poissons, make_work

TILES = 800
ZERO = np.uint64(0)
ROW = np.ones(TILE)


def _sample(fill: Callable[..., None], *given: float) -> np.ndarray:
    """Numbers from the shares of many tiles, at a fixed seed."""
    key, work, shares, found = make_key(2026, NOISE), make_work(), np.empty((2, TILE)), np.empty((TILES, TILE))
    for tile in range(TILES):
        counter = (np.uint64(tile), ZERO, ZERO)
        fill_shares(shares, ZERO, counter, key)
        fill(shares[0], *(ROW * one for one in given), found[tile], work, ZERO, counter, key)
    return found.reshape(-1)


def _distance(sample: np.ndarray, chance: Callable[[int], float], highest: int) -> float:
    """Chi-square against the exact chances, as standard deviations from its mean. Numbers expected under five times are one."""
    expected = np.array([chance(number) for number in range(highest + 1)]) * len(sample)
    counted = np.bincount(sample.astype(int), minlength=highest + 1)[: highest + 1].astype(float)
    often = expected >= 5
    expected = np.append(expected[often], max(len(sample) - expected[often].sum(), 1e-9))
    counted = np.append(counted[often], len(sample) - counted[often].sum())
    kept = expected > 1e-6
    squares = ((counted - expected) ** 2 / np.where(kept, expected, 1))[kept].sum()
    freedom = max(int(kept.sum()) - 1, 1)
    return abs(float(squares - freedom)) / sqrt(2 * freedom)


@pytest.mark.parametrize(
    ("trials", "chance"),
    [(1, 0.3), (7, 0.5), (71, 0.06), (71, 0.94), (1000, 0.08), (1000, 0.11), (400, 0.5), (500, 0.7), (15_000, 0.2), (10**6, 0.01)],
)
def test_binomials_lie_as_they_should(trials: int, chance: float) -> None:
    sample = _sample(fill_binomials, trials, chance)
    spread = sqrt(trials * chance * (1 - chance))
    assert abs(sample.mean() - trials * chance) < 4 * spread / sqrt(len(sample))
    assert sample.var() == pytest.approx(spread**2, rel=0.02)
    assert sample.min() >= 0
    assert sample.max() <= trials

    def exact(number: int) -> float:
        ways = lgamma(trials + 1) - lgamma(number + 1) - lgamma(trials - number + 1)
        return exp(ways + number * log(chance) + (trials - number) * log(1 - chance))

    assert _distance(sample, exact, min(trials, int(trials * chance + 12 * spread))) < 4


@pytest.mark.parametrize("mean", [0.01, 1.0, 12.0, LARGE - 1, LARGE + 1, 2_000.0])
def test_poissons_lie_as_they_should(mean: float) -> None:
    sample = _sample(fill_poissons, mean)
    assert abs(sample.mean() - mean) < 4 * sqrt(mean / len(sample))
    assert sample.var() == pytest.approx(mean, rel=0.02 if mean > 0.1 else 0.05)
    assert _distance(sample, lambda number: exp(number * log(mean) - mean - lgamma(number + 1)), int(mean + 12 * sqrt(mean) + 9)) < 4


def test_nothing_and_everything() -> None:
    assert (_sample(fill_binomials, 0, 0.4) == 0).all()
    assert (_sample(fill_binomials, 900, 0) == 0).all()
    assert (_sample(fill_binomials, 900, 1) == 900).all()
    assert (_sample(fill_poissons, 0) == 0).all()


@pytest.mark.parametrize("size", [0.3, 5, 90])
def test_the_outermost_shares_have_an_end(size: float) -> None:
    work, found, key = make_work(), np.empty(TILE), make_key(1, NOISE)
    for share in (2.0**-53, 1 - 2.0**-53):
        fill_poissons(ROW * share, ROW * size, found, work, ZERO, (ZERO, ZERO, ZERO), key)
        assert (abs(found - size) <= 9 * sqrt(size) + 14).all()
        fill_binomials(ROW * share, ROW * 200, ROW * size / 200, found, work, ZERO, (ZERO, ZERO, ZERO), key)
        assert (abs(found - size) <= 9 * sqrt(size) + 14).all()


def test_a_row_may_hold_all_kinds_and_each_number_is_its_own() -> None:
    trials, chances = np.resize([0.0, 5, 90, 3000, 10**5], TILE), np.resize([0.2, 0.9, 0.03, 1.0, 0.5, 0.0, 0.6], TILE)
    key, work, shares, found = make_key(1, NOISE), make_work(), np.empty((2, TILE)), np.empty(TILE)
    fill_shares(shares, ZERO, (ZERO, ZERO, ZERO), key)
    fill_binomials(shares[0], trials, chances, found, work, ZERO, (ZERO, ZERO, ZERO), key)
    alone = np.empty(TILE)
    for at in range(0, TILE, 7):
        fill_binomials(shares[0], ROW * trials[at], ROW * chances[at], alone, work, ZERO, (ZERO, ZERO, ZERO), key)
        assert found[at] == alone[at]
    assert ((found >= 0) & (found <= trials)).all()


def _draw(seed: int, municipality: int, **factors: np.ndarray) -> np.ndarray:
    groups = np.ones((1, 2, AGES))
    return draw_groups(make_inputs(1, years=3, size=10), groups, factors, draws=200, seed=seed, municipality=municipality, noise=True)


def test_seed_and_municipality_make_other_persons_and_the_same_ones_again() -> None:
    found = _draw(1, 301)
    assert np.array_equal(found, _draw(1, 301))
    for other in (_draw(2, 301), _draw(1, 4601)):
        assert not np.array_equal(found, other)
        assert abs(np.corrcoef(found[:, 3, 0], other[:, 3, 0])[0, 1]) < 0.25


def test_two_scenarios_share_the_chances_of_their_draws() -> None:
    more = _draw(1, 301, mortality=np.full((200, 3), 1.05))
    assert (more <= _draw(1, 301)).mean() > 0.95
    assert np.corrcoef(more[:, 3, 0], _draw(1, 301)[:, 3, 0])[0, 1] > 0.9


def test_parts_of_a_person_are_there_with_that_chance() -> None:
    inputs = make_inputs(1, years=1, size=0.5)
    inputs.base[:] = 2.25
    start = draw_groups(inputs, np.ones((1, 2, AGES)), {}, draws=500, seed=1, municipality=1, noise=True)[:, 0, 0]
    assert start.mean() == pytest.approx(212 * 2.25, abs=4 * sqrt(212 * 0.1875 / 500))
    assert np.array_equal(start, np.floor(start))
