"""The spreads of the levers: fitted to a variance that is known, and drawn as wide as they say."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.nation import make_national
from veikart.calc.odds.factors import FactorSpec, draw_factors
from veikart.calc.population import AGES, PopulationInputs, project
from veikart.calc.population.drawing import draw_groups
from veikart.calc.population.estimating import estimate_inputs
from veikart.calc.scorecard.calibration import (
    CalibratedSpread,
    calibrate_spreads,
    change_lever,
    fit_spread,
    get_drawn_spread,
    get_variance,
    measure_sensitivities,
)
from veikart.calc.scorecard.spreads import NEWBORN, OLDEST, TOTAL, MeasuredSpreads, SpreadLaw

LEVERS = ("fertility", "mortality", "in_domestic", "in_foreign", "out_domestic", "out_foreign", "housing")
MEASURED = MeasuredSpreads(
    tuple(SpreadLaw(first, 0.8) for first in (0.015, 0.009, 0.006, 0.005, 0.004)),
    {TOTAL: SpreadLaw(0.001, 1.2), NEWBORN: SpreadLaw(0.02, 0.6), OLDEST: SpreadLaw(0.002, 1.0)},
)


@pytest.fixture(scope="module")
def inputs() -> PopulationInputs:
    national = make_national(growth=0.01)
    return estimate_inputs({year: one[4] * 0.05 for year, one in national.counts.items()}, national, first_year=2015, years=8)


def test_a_change_of_a_year_moves_that_year_and_those_after(inputs: PopulationInputs) -> None:
    moved = measure_sensitivities(inputs, "in_domestic")
    assert np.triu(moved, 1) == pytest.approx(np.zeros((8, 8)), abs=1e-12)
    share = inputs.in_domestic[0].sum() / project(inputs).persons[1].sum()
    assert moved[0, 0] == pytest.approx(share, rel=0.02)


@pytest.mark.parametrize("lever", LEVERS)
def test_no_lever_moves_anything_when_it_stands_at_one(inputs: PopulationInputs, lever: str) -> None:
    assert project(change_lever(inputs, lever, np.ones(8))).persons == pytest.approx(project(inputs).persons)


def test_no_chance_goes_above_one(inputs: PopulationInputs) -> None:
    changed = change_lever(inputs, "mortality", np.full(8, 1e6))
    assert changed.survival.min() >= 0
    assert change_lever(inputs, "out_domestic", np.full(8, 1e6)).out_domestic.max() == 1


def test_a_lever_that_does_not_move_people_is_refused(inputs: PopulationInputs) -> None:
    with pytest.raises(KeyError):
        change_lever(inputs, "interest", np.ones(8))


@pytest.mark.parametrize("persistence", [0.0, 0.5, 1.0])
def test_a_spread_is_found_again(inputs: PopulationInputs, persistence: float) -> None:
    moved = measure_sensitivities(inputs, "in_domestic")
    found = fit_spread("in_domestic", [moved], 0.04**2 * get_variance(moved, persistence), is_national=False)
    assert (found.spread, found.persistence) == (pytest.approx(0.04), persistence)
    assert found.misfit == pytest.approx(0, abs=1e-9)


def test_nothing_that_moves_gives_no_spread() -> None:
    assert fit_spread("housing", [np.zeros((3, 3))], np.ones(3), is_national=False).spread == 0


def test_the_fan_is_as_wide_as_the_errors(inputs: PopulationInputs) -> None:
    spreads = calibrate_spreads(inputs, MEASURED, years=8)
    wanted = MEASURED.get_total(float(inputs.base.sum()), np.arange(1.0, 9))
    assert get_drawn_spread(inputs, spreads) == pytest.approx(wanted, rel=0.15)
    assert [one.lever for one in spreads if one.is_national] == ["fertility", "mortality", "in_foreign"]


def test_the_draws_are_as_wide_as_was_worked_out(inputs: PopulationInputs) -> None:
    """The engine that draws, with these spreads: the same fan, to the error of 4 000 draws."""
    spreads = calibrate_spreads(inputs, MEASURED, years=8)
    specs = [FactorSpec(one.lever, "log", one.spread, one.persistence, one.is_national) for one in spreads]
    drawn = draw_factors(specs, np.eye(len(specs)), years=8, draws=4_000, seed=7, municipality=3201)
    factors = {one.lever: drawn[..., at] for at, one in enumerate(specs)}
    persons = draw_groups(inputs, np.ones((1, 2, AGES)), factors, draws=4_000, seed=7, municipality=3201, noise=False)[:, 1:, 0]
    assert np.log(persons).std(0) == pytest.approx(get_drawn_spread(inputs, spreads), rel=0.06)


def test_levers_that_move_together_make_the_fan_wider_as_the_draws_do(inputs: PopulationInputs) -> None:
    spreads = [CalibratedSpread(lever, 0.03, 0.7, False, 0.0) for lever in ("in_domestic", "in_foreign", "out_domestic")]
    together = np.array([[1, 0.8, 0], [0.8, 1, 0], [0, 0, 1]])
    found = get_drawn_spread(inputs, spreads, together)
    assert (found > 1.1 * get_drawn_spread(inputs, spreads)).all()
    assert (get_drawn_spread(inputs, spreads, np.eye(3)) == get_drawn_spread(inputs, spreads)).all()
    specs = [FactorSpec(one.lever, "log", one.spread, one.persistence, one.is_national) for one in spreads]
    drawn = draw_factors(specs, together, years=8, draws=4_000, seed=7, municipality=3201)
    factors = {one.lever: drawn[..., at] for at, one in enumerate(specs)}
    persons = draw_groups(inputs, np.ones((1, 2, AGES)), factors, draws=4_000, seed=7, municipality=3201, noise=False)[:, 1:, 0]
    assert np.log(persons).std(0) == pytest.approx(found, rel=0.06)
    assert not get_drawn_spread(inputs, []).any()


def test_a_place_where_nobody_lives_is_moved_by_nothing() -> None:
    national = make_national()
    empty = estimate_inputs({2015: np.zeros((2, AGES))}, national, first_year=2015, years=3)
    assert not measure_sensitivities(empty, "fertility", NEWBORN).any()
    spreads = calibrate_spreads(empty, MEASURED, years=3)
    assert [one.spread for one in spreads] == [0] * 5


def test_what_homes_bring_is_taken_off(inputs: PopulationInputs) -> None:
    homes = np.zeros_like(inputs.in_domestic)
    homes[:, :, 30] = 40
    built = PopulationInputs(**{**{name: getattr(inputs, name) for name in inputs.__dataclass_fields__}, "in_housing": homes})
    alone = {one.lever: one.spread for one in calibrate_spreads(built, MEASURED, years=8)}
    known = {"housing": CalibratedSpread("housing", 0.2, 0.5, False, 0.0)}
    less = {one.lever: one.spread for one in calibrate_spreads(built, MEASURED, years=8, known=known)}
    assert less["in_domestic"] < alone["in_domestic"]
    assert less["fertility"] == alone["fertility"]
