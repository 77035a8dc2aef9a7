"""All municipalities: the same numbers however the work is cut, quantiles that are draws, and scenarios that share them."""

import copy
import tomllib
from functools import cache

import numpy as np
import pytest

from tests.support.tree import ROOT
from veikart.calc.outlook import LEVELS
from veikart.calc.population import PopulationInputs, project
from veikart.exchange.cluster import map_blocks
from veikart.exchange.cluster.national import read_municipalities
from veikart.exchange.population.scorecard import read_scorecard
from veikart.rules.foresight import national
from veikart.rules.foresight.levers import get_levers
from veikart.rules.foresight.national import (
    get_national_rules,
    get_outputs,
    join_blocks,
    make_blocks,
    make_digest,
    make_output_weights,
    read_national_rules,
    work_out_block,
)

RAW = tomllib.loads(national._FILE.read_text(encoding="utf-8"))
YEARS, DRAWS = 3, 40


@cache
def make_inputs(persons: float) -> PopulationInputs:
    """A small municipality."""
    ages = np.arange(106)
    shape = (YEARS, 2, 106)
    fertility = np.tile(np.where((ages >= 20) & (ages < 40), 0.09, 0.0), (YEARS, 1))
    out = np.full(shape, 0.02)
    arrived = np.full(shape, persons * 0.02)
    return PopulationInputs(2019, np.full((2, 106), persons), fertility, np.full(shape, 0.99), out, out, arrived, arrived, np.zeros(shape))


def run(size: int, threads: int = 1, scenarios=("main", "low_fertility"), draws: int = DRAWS, codes=("0301", "1103", "3201", "4601", "5001")):
    inputs = {code: make_inputs(10.0 + at) for at, code in enumerate(codes)}
    blocks = make_blocks(inputs, scenarios, draws=draws, seed=5, noise=False, size=size)
    return join_blocks(map_blocks(work_out_block, blocks, threads=threads))


def test_there_are_33_outputs_that_hold_together():
    weights = make_output_weights()
    ids = [one.id for one in get_outputs()]
    assert len(set(ids)) == len(weights) == 33
    everybody = weights[0]
    assert (everybody == 1).all()
    for some in ("state_", "ages_"):
        assert (weights[[one.startswith(some) for one in ids]].sum(axis=0) == everybody).all()
    assert (weights[1] + weights[2] == everybody).all()


def test_the_same_numbers_however_the_work_is_cut():
    digests = {make_digest(run(size, threads)) for size, threads in ((1, 1), (2, 1), (5, 1), (2, 2), (1, 3))}
    assert len(digests) == 1


def test_another_seed_or_number_of_draws_gives_other_numbers():
    assert make_digest(run(5)) != make_digest(run(5, draws=DRAWS + 1))


def test_what_is_given_by_scenario_municipality_output_level_and_year():
    found = run(2)
    assert found.shape == (2, 5, 33, len(LEVELS), YEARS + 1)
    assert (np.diff(found, axis=3) >= 0).all()
    base = found[:, :, 0, :, 0]
    assert (base == np.array([212 * (10.0 + at) for at in range(5)])[None, :, None]).all()
    newborn = get_outputs().index(next(one for one in get_outputs() if one.id == "state_0"))
    assert (found[1, :, newborn, :, 1:] < found[0, :, newborn, :, 1:]).all()


def test_without_anything_drawn_it_is_the_plain_projection(monkeypatch):
    rules = get_national_rules()
    still = national.NationalRules(((),) * 5, {"main": rules.scenarios["main"]})
    monkeypatch.setattr(national, "get_national_rules", lambda: still)
    found = run(5, scenarios=("main",), codes=("3201",))
    persons = np.einsum("ysa,gsa->gy", project(make_inputs(10.0)).persons, make_output_weights())
    assert found[0, 0, :, 3] == pytest.approx(persons, rel=1e-5)


def test_a_scenario_that_is_not_declared():
    with pytest.raises(KeyError):
        make_blocks({}, ["tull"], draws=1, seed=1, noise=False)


def test_what_is_drawn_moves_the_population():
    rules = get_national_rules()
    assert {one.lever for one in rules.specs} <= {key for key, one in get_levers().items() if one.room == "population"}
    assert any(one.is_national for one in rules.specs)
    assert not all(one.is_national for one in rules.specs)
    local = [next(one.spread for one in specs if one.lever == "in_domestic") for specs in rules.specs_by_size]
    assert local == sorted(local, reverse=True)  # the smaller, the more uncertain


def test_the_fan_is_as_wide_as_the_errors_of_earlier_projections_were():
    folder = ROOT / "examples" / "norge"
    inputs, _ = read_municipalities(folder, first_year=2019, years=5)
    chosen = {code: inputs[code] for code in ("1160", "3201", "4615", "5546")}
    found = join_blocks([work_out_block(one) for one in make_blocks(chosen, ["main"], draws=2_000, seed=1, noise=False)])[0, :, 0, :, -1]
    half = np.log(found[:, LEVELS.index(0.9)] / found[:, LEVELS.index(0.1)]) / 2
    spreads = read_scorecard(folder).spreads
    wanted = [float(spreads.get_half_width(float(one.base.sum()), np.array([5.0]))[0]) for one in chosen.values()]
    assert half == pytest.approx(wanted, rel=0.2)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw["scenarios"].pop("main"),
        lambda raw: raw["scenarios"]["main"].update(interest=2),
        lambda raw: raw["uncertainties"]["fertility"].update(source=""),
        lambda raw: raw["uncertainties"]["fertility"].update(colour="red"),
        lambda raw: raw["uncertainties"]["in_domestic"].update(spread=[1, 2, 3]),
        lambda raw: raw["uncertainties"].update(tax=raw["uncertainties"]["fertility"]),
    ],
)
def test_a_file_that_does_not_hold_is_refused(spoil):
    raw = copy.deepcopy(RAW)
    spoil(raw)
    with pytest.raises((TypeError, ValueError)):
        read_national_rules(raw)
