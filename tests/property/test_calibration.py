"""Projections made to come to known totals: whatever is asked for within reason is met, and everything else about a projection still holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veikart.calc.population import AGES, PopulationInputs, project
from veikart.calc.population.calibration import MOVES, PERSONS, PopulationTarget, apply_scaling, calibrate_inputs

YEARS = 2
SHARE = st.integers(92, 108).map(lambda percent: percent / 100)


def make_inputs(seed: int) -> PopulationInputs:
    """A made-up municipality where everything that happens to anybody happens to some at every age."""
    chance = np.random.default_rng(seed)
    shape = (YEARS, 2, AGES)
    fertility = np.zeros((YEARS, AGES))
    fertility[:, 18:45] = chance.uniform(0.01, 0.15, (YEARS, 27))
    rates = {name: chance.uniform(0.01, 0.1, shape) for name in ("out_domestic", "out_foreign")}
    flows = {name: chance.uniform(0.5, 20, shape) for name in ("in_domestic", "in_foreign")}
    base = chance.uniform(20, 300, (2, AGES))
    return PopulationInputs(2020, base, fertility, 1 - chance.uniform(0.001, 0.2, shape), in_housing=np.zeros(shape), **rates, **flows)


@st.composite
def cases(draw):
    """Inputs and totals: flows of the first year, and persons in bands at its end, each some per cent from what the projection gives."""
    inputs = make_inputs(draw(st.integers(0, 10_000)))
    one = project(inputs)
    chosen = draw(st.sets(st.sampled_from(["births", "deaths", *MOVES]), max_size=4))
    targets = [PopulationTarget(name, 2020, round(float(getattr(one, name)[0].sum()) * draw(SHARE))) for name in sorted(chosen)]
    edges = sorted(draw(st.sets(st.integers(1, AGES - 10), max_size=3)))
    bands = list(zip([0, *edges], [*(edge - 1 for edge in edges), AGES - 1], strict=True)) if draw(st.booleans()) else []
    near = st.integers(-20, 20).map(lambda tenths: 1 + tenths / 1_000)
    persons = [round(float(one.persons[1][:, first : last + 1].sum()) * draw(near)) for first, last in bands]
    return inputs, targets, [PopulationTarget(PERSONS, 2021, count, "", *ages) for ages, count in zip(bands, persons, strict=True)]


@given(cases())
@settings(max_examples=25, deadline=None)
def test_flows_alone_are_met_to_the_person(case):
    inputs, targets, _ = case
    found, report = calibrate_inputs(inputs, targets)
    after = project(found)
    for one in targets:
        assert getattr(after, one.measure)[0].sum() == pytest.approx(one.count, rel=1e-9)
    assert report.is_met.all()
    assert ((found.survival >= 0) & (found.survival <= 1)).all()


@given(cases())
@settings(max_examples=25, deadline=None)
def test_bands_of_persons_are_met_and_the_account_holds(case):
    inputs, _, targets = case
    found, report = calibrate_inputs(inputs, targets)
    after = project(found)
    for one in targets:
        assert after.persons[1][:, one.age_from : one.age_to + 1].sum() == pytest.approx(one.count, abs=1e-5)
    assert report.is_met.all()
    gained = after.births + after.in_domestic + after.in_foreign + after.in_housing - after.deaths - after.out_domestic - after.out_foreign
    assert after.persons[1].sum() == pytest.approx(after.persons[0].sum() + gained[0].sum())
    assert (after.persons >= 0).all()
    assert (found.fertility == inputs.fertility).all()


@given(cases())
@settings(max_examples=25, deadline=None)
def test_calibrating_again_changes_nothing_and_a_factor_on_top_stays(case):
    inputs, flows, bands = case
    targets = [*flows, *bands]
    once, _ = calibrate_inputs(inputs, bands or flows)
    _, again = calibrate_inputs(once, bands or flows)
    assert again.factor == pytest.approx(np.ones_like(again.factor), abs=1e-6)
    calibrated, _ = calibrate_inputs(inputs, targets)
    same = apply_scaling(inputs, inputs, calibrated)
    for name in ("fertility", "survival", *MOVES):
        assert getattr(same, name) == pytest.approx(getattr(calibrated, name))
