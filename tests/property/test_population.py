"""The projection and its areas are the slow ones, the account always adds up, and more of what gives people gives more people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_population import plain_areas, plain_chain, plain_persons
from tests.support.random_population import make_inputs
from veikart.calc.population import project
from veikart.calc.population.account import round_flows
from veikart.calc.population.areas import GAINS, LOSSES, AreaInputs, project_areas, scale_to_whole
from veikart.calc.population.housing import Homes, make_housing_homes_sheet
from veikart.calc.population.rows import DwellingType
from veikart.calc.population.sheets import AGE_FLOWS, make_ages_sheet

SEEDS = st.integers(0, 10_000)
BANDS = {"state": {"a": (0, 0), "b": (1, 19), "c": (20, 66), "d": (67, 105)}, "own": {"e": (16, 22), "f": (90, 105)}}


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.booleans(), st.sampled_from([0.2, 3.0, 200.0]))
def test_the_projection_is_the_slow_one(seed: int, extreme: bool, size: float) -> None:
    inputs = make_inputs(seed, years=3, size=size, extreme=extreme)
    assert project(inputs).persons == pytest.approx(np.array(plain_persons(inputs)), rel=1e-12, abs=1e-9)


@settings(max_examples=6, deadline=None)
@given(SEEDS, st.integers(1, 3))
def test_areas_are_the_slow_ones(seed: int, count: int) -> None:
    inputs, rng = make_inputs(seed, years=2), np.random.default_rng(seed)
    base = scale_to_whole(rng.random((count, 2, 106)), inputs.base)
    outside = inputs.in_housing * rng.dirichlet(np.ones(count))[:, None, None, None] * rng.uniform(0, 1)
    areas = AreaInputs(base, outside, outside * rng.uniform(0, 2))
    whole = project(inputs)
    found = project_areas(inputs, whole, areas)
    slow = plain_areas(inputs, areas)
    assert found.persons == pytest.approx(np.array(slow), rel=1e-9, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.booleans(), st.sampled_from([0.2, 3.0, 200.0]))
def test_the_account_and_the_groups_of_ages_add_up_to_the_person(seed: int, extreme: bool, size: float) -> None:
    whole = project(make_inputs(seed, years=4, size=size, extreme=extreme))
    persons, flows = round_flows(whole)
    moved = sum(flows[one] for one in GAINS) - sum(flows[one] for one in LOSSES)
    assert (np.diff(persons) == moved).all()
    assert np.abs(persons - whole.persons.sum(axis=(1, 2))).max() <= 0.5 + 1e-6
    lines = make_ages_sheet(whole, BANDS, ["x"] * 6).lines
    gained = sum(lines[one] for one in AGE_FLOWS[:4]) - sum(lines[one] for one in AGE_FLOWS[4:])
    assert (lines["opening"] + gained == lines["persons"]).all()
    assert (lines["persons"][:4].sum(axis=0) == persons[1:]).all()


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.floats(1.0, 1.5))
def test_more_births_moves_in_and_homes_give_more_people_and_more_deaths_and_moves_out_fewer(seed: int, factor: float) -> None:
    inputs = make_inputs(seed, years=4)
    before = project(inputs).persons.sum()
    for name in ("fertility", "in_domestic", "in_foreign", "in_housing"):
        assert project(replace(inputs, **{name: getattr(inputs, name) * factor})).persons.sum() >= before - 1e-6
    for name in ("out_domestic", "out_foreign"):
        assert project(replace(inputs, **{name: getattr(inputs, name) * factor})).persons.sum() <= before + 1e-6
    dying = np.clip((1 - inputs.survival) * factor, 0, 1)
    assert project(replace(inputs, survival=1 - dying)).persons.sum() <= before + 1e-6


@settings(max_examples=40, deadline=None)
@given(st.integers(-500, 5_000), st.integers(50_000, 900_000), st.integers(0, 100_000), st.integers(50, 400))
def test_the_chain_of_homes_is_the_one_followed_home_by_home(dwellings: int, outside: int, new: int, persons: int) -> None:
    kind = DwellingType("t", "T", persons, outside, new)
    sheet = make_housing_homes_sheet([Homes("a", "t", (dwellings,))], {"t": kind}, (2020,), [1_000_000])
    filled, came = plain_chain(dwellings, outside / 1e6, new / 1e6, persons / 100)
    assert sheet.value("t|a", "filled", 2020) == pytest.approx(filled * 100, abs=0.51)
    assert sheet.value("t|a", "persons", 2020) == pytest.approx(came, abs=0.51 + persons / 10_000)
