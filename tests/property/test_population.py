"""What must hold for every population and every draw of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_population import plain_draw, plain_noisy_draw
from tests.support.random_population import make_inputs
from veikart.calc.population import AGES, FEMALE, MALE, OLDEST, PopulationInputs, project
from veikart.calc.population.drawing import LEVERS, Drawing, Grouping, draw_groups, draw_moves

ALL = np.ones((1, 2, AGES))
EACH = np.eye(2 * AGES).reshape(2 * AGES, 2, AGES)
SEEDS = st.integers(0, 2**56 - 1)


def _factors(seed: int, draws: int, years: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {lever: np.exp(rng.normal(0, 0.3, (draws, years))) for lever in LEVERS if rng.random() < 0.8}


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.booleans())
def test_a_draw_is_that_of_the_plain_engine(seed: int, extreme: bool) -> None:
    inputs, factors = make_inputs(seed, years=3, extreme=extreme), _factors(seed, 2, 3)
    found = Drawing(inputs, EACH, noise=False, seed=1, municipality=1, precision=np.float64).draw(factors, 2)
    for draw in range(2):
        plain = plain_draw(inputs, {lever: values[draw].tolist() for lever, values in factors.items()})
        assert found[draw] == pytest.approx(np.array(plain).reshape(4, -1), rel=1e-11, abs=1e-9)


@settings(max_examples=6, deadline=None)
@given(SEEDS, st.booleans(), st.integers(0, 2**32 - 2))
def test_a_draw_of_persons_is_that_of_the_plain_engine(seed: int, extreme: bool, first: int) -> None:
    inputs, factors = make_inputs(seed, years=2, size=15, extreme=extreme), _factors(seed, 2, 2)
    found = draw_groups(inputs, EACH, factors, draws=2, seed=seed, municipality=3201, noise=True, first_draw=first)
    for draw in range(2):
        levers = {lever: values[draw].tolist() for lever, values in factors.items()}
        plain = plain_noisy_draw(inputs, levers, draw=first + draw, seed=seed, municipality=3201)
        assert np.array_equal(found[draw], np.array(plain).reshape(3, -1))


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.booleans(), st.sampled_from([3.0, 60.0, 3000.0]))
def test_persons_are_those_of_the_year_before_with_what_moved_them(seed: int, extreme: bool, size: float) -> None:
    inputs = make_inputs(seed, years=4, size=size, extreme=extreme)
    opening, births, leavers, arrivals, closing = draw_moves(inputs, _factors(seed, 40, 4), draws=40, seed=seed, municipality=1).transpose(2, 0, 1)
    assert np.array_equal(closing, opening + births - leavers + arrivals)
    assert np.array_equal(closing[:, :-1], opening[:, 1:])
    assert (births >= 0).all() and (leavers >= 0).all() and (closing >= 0).all()


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.booleans(), st.lists(st.integers(1, 1500), min_size=1, max_size=3))
def test_no_cut_and_no_thread_changes_a_bit(seed: int, noise: bool, counts: list[int]) -> None:
    inputs, draws = make_inputs(seed, years=2, size=4), sum(counts)
    factors = _factors(seed, draws, 2)
    how: dict[str, Any] = {"seed": seed, "municipality": 9, "noise": noise}
    whole = draw_groups(inputs, ALL, factors, draws=draws, threads=2, **how)
    parts, first = [], 0
    for count in counts:
        own = {lever: values[first : first + count] for lever, values in factors.items()}
        parts.append(draw_groups(inputs, ALL, own, draws=count, first_draw=first, **how))
        first += count
    assert np.concatenate(parts).tobytes() == whole.tobytes()


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.sampled_from(LEVERS), st.floats(1.01, 3))
def test_more_of_a_lever_is_never_more_or_never_fewer_people(seed: int, lever: str, times: float) -> None:
    inputs = make_inputs(seed, years=5)
    both = {lever: np.outer([1, times], np.ones(5))}
    least, most = draw_groups(inputs, EACH, both, draws=2, seed=1, municipality=1, noise=False)
    sign = -1 if lever in ("mortality", "out_domestic", "out_foreign") else 1
    assert (sign * (most - least) >= -1e-3).all()
    assert (sign * (most - least)[1:].sum(axis=1) > 0).all()


def _closed(seed: int, years: int) -> PopulationInputs:
    """Nobody moves, and the rates are the same in all years."""
    one = make_inputs(seed, years=1)
    none = np.zeros((years, 2, AGES))
    still = dict.fromkeys(("out_domestic", "out_foreign", "in_domestic", "in_foreign", "in_housing"), none)
    return replace(one, fertility=np.repeat(one.fertility, years, axis=0), survival=np.repeat(one.survival, years, axis=0), **still)


def _leslie(inputs: PopulationInputs) -> np.ndarray:
    """The matrix that takes women by age a year on."""
    survival, found = inputs.survival[0, FEMALE], np.zeros((AGES, AGES))
    for age in range(1, AGES):
        found[age, age - 1] = survival[age]
        found[0, age - 1] = inputs.fertility[0, age] * (1 - inputs.boys) * survival[0]
    found[OLDEST, OLDEST] = survival[OLDEST]
    found[0, OLDEST] = inputs.fertility[0, OLDEST] * (1 - inputs.boys) * survival[0]
    return found


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_a_closed_population_ends_at_the_growth_of_its_leslie_matrix(seed: int) -> None:
    inputs = _closed(seed, 600)
    found = draw_groups(inputs, ALL, {}, draws=1, seed=1, municipality=1, noise=False)[0, :, 0]
    growth = max(abs(np.linalg.eigvals(_leslie(inputs))))
    assert (found[-1] / found[-101]) ** 0.01 == pytest.approx(growth, abs=2e-6)
    women = np.linalg.matrix_power(_leslie(inputs), 3) @ inputs.base[FEMALE]
    assert project(inputs).persons[3, FEMALE] == pytest.approx(women)


def _survivors(survival: np.ndarray) -> np.ndarray:
    """Those at each age of one born each year for ever: the life table's."""
    alive = np.cumprod(survival)
    alive[OLDEST] = alive[OLDEST - 1] * survival[OLDEST] / (1 - survival[OLDEST])
    return alive


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_a_population_that_is_its_own_life_table_stands_still(seed: int) -> None:
    inputs = _closed(seed, 40)
    shares = np.array([1 - inputs.boys, inputs.boys])
    base = 1000 * shares[:, None] * np.stack([_survivors(inputs.survival[0, sex]) for sex in (FEMALE, MALE)])
    women = np.append(base[FEMALE, : OLDEST - 1], base[FEMALE, OLDEST - 1 :].sum())
    fertility = inputs.fertility * (1000 / (women @ inputs.fertility[0, 1:]))
    still = replace(inputs, base=base, fertility=fertility)
    found = draw_groups(still, EACH, {}, draws=1, seed=1, municipality=1, noise=False)[0]
    assert found[-1] == pytest.approx(base.reshape(-1), rel=2e-5)
    assert project(still).births.sum(axis=(1, 2)) == pytest.approx(np.full(40, 1000.0))
    assert project(still).deaths.sum(axis=(1, 2)) == pytest.approx(np.full(40, 1000.0))


@settings(max_examples=4, deadline=None)
@given(SEEDS)
def test_the_mean_of_many_draws_of_persons_is_the_projection(seed: int) -> None:
    inputs, draws = make_inputs(seed, years=4, size=40), 4000
    groups = np.stack([np.ones((2, AGES)), np.repeat([[0.0] * 67 + [1.0] * 39], 2, axis=0)])
    found = draw_groups(inputs, groups, {}, draws=draws, seed=seed, municipality=1, noise=True)
    expected = Grouping.of(groups).count(project(inputs).persons)
    error = (found.mean(axis=0) - expected)[1:] / (found.std(axis=0)[1:] / np.sqrt(draws))
    assert np.abs(error).max() < 5
    assert np.array_equal(found, np.floor(found))
