"""A projection made to come to known totals: the factors by head, and what cannot be met."""

from __future__ import annotations

import numpy as np
import pytest

from veikart.calc.population import AGES, FEMALE, MALE, PopulationInputs, project
from veikart.calc.population.calibration import MEASURES, PopulationTarget, TargetSeries, calibrate_inputs, rake

YEARS = 3


def make_inputs(years: int = YEARS) -> PopulationInputs:
    shape = (years, 2, AGES)
    base = np.full((2, AGES), 100.0)
    fertility = np.zeros((years, AGES))
    fertility[:, 20:40] = 0.08
    return PopulationInputs(
        2020,
        base,
        fertility,
        np.full(shape, 0.99),
        np.full(shape, 0.05),
        np.full(shape, 0.01),
        np.full(shape, 6.0),
        np.full(shape, 1.0),
        np.zeros(shape),
    )


def test_births_are_met_by_fertility_and_nothing_else_is_touched() -> None:
    inputs = make_inputs()
    born = float(project(inputs).births[0].sum())
    found, report = calibrate_inputs(inputs, [PopulationTarget("births", 2020, round(born) + 16)])
    assert report.series == (TargetSeries("births"),)
    assert report.before[0, 0] == pytest.approx(born)
    assert report.factor[0] == pytest.approx([(round(born) + 16) / born, 1, 1])
    assert project(found).births[0].sum() == pytest.approx(round(born) + 16)
    assert (found.fertility[1:] == inputs.fertility[1:]).all()
    assert (found.survival == inputs.survival).all()
    assert (found.in_domestic == inputs.in_domestic).all()


@pytest.mark.parametrize("measure", ["deaths", "out_domestic", "out_foreign", "in_domestic", "in_foreign"])
def test_a_flow_is_met_by_its_own_rates(measure: str) -> None:
    inputs = make_inputs()
    flow = float(getattr(project(inputs), measure)[1].sum())
    found, report = calibrate_inputs(inputs, [PopulationTarget(measure, 2021, round(flow * 1.2))])
    assert getattr(project(found), measure)[1].sum() == pytest.approx(round(flow * 1.2))
    assert report.factor[0, 1] == pytest.approx(round(flow * 1.2) / flow)
    assert report.is_met.all()
    assert not report.is_far.any()


def test_persons_of_1_january_are_met_by_moving_at_the_end_of_the_year_before() -> None:
    inputs = make_inputs()
    total = float(project(inputs).persons[2].sum())
    found, report = calibrate_inputs(inputs, [PopulationTarget("persons", 2022, round(total) + 200)])
    after = project(found)
    assert after.persons[2].sum() == pytest.approx(round(total) + 200)
    assert after.persons[1].sum() == pytest.approx(project(inputs).persons[1].sum())
    factor = report.factor[0, 1]
    assert factor > 1
    assert after.in_domestic[1].sum() == pytest.approx(project(inputs).in_domestic[1].sum() * factor)
    assert found.out_domestic[1] == pytest.approx(inputs.out_domestic[1] / factor)
    assert report.is_set.tolist() == [[False, True, False]]
    assert report.target[0, 2] == pytest.approx(report.after[0, 2])


def test_bands_and_sexes_hold_together() -> None:
    inputs = make_inputs()
    there = project(inputs).persons[1]
    women, young, all_of_them = round(float(there[FEMALE].sum()) + 30), round(float(there[:, :20].sum()) - 20), round(float(there.sum()) + 40)
    targets = [
        PopulationTarget("persons", 2021, all_of_them),
        PopulationTarget("persons", 2021, women, "female"),
        PopulationTarget("persons", 2021, young, "", 0, 19),
    ]
    found, report = calibrate_inputs(inputs, targets)
    after = project(found).persons[1]
    assert after.sum() == pytest.approx(all_of_them, abs=1e-5)
    assert after[FEMALE].sum() == pytest.approx(women, abs=1e-5)
    assert after[:, :20].sum() == pytest.approx(young, abs=1e-5)
    assert report.is_met.all()
    assert report.factor[2, 0] < 1 < report.factor[1, 0]


def test_totals_that_contradict_each_other_are_not_met_and_it_shows() -> None:
    inputs = make_inputs()
    total = round(float(project(inputs).persons[1].sum()))
    targets = [PopulationTarget("persons", 2021, total - 500), PopulationTarget("persons", 2021, total, "", 0, 104)]
    _, report = calibrate_inputs(inputs, targets)
    assert not report.is_met[:, 0].all()


def test_a_total_far_off_is_met_and_marked() -> None:
    inputs = make_inputs()
    _, report = calibrate_inputs(inputs, [PopulationTarget("births", 2020, 10_000)])
    assert report.is_met.all()
    assert report.is_far.tolist() == [[True, False, False]]


def test_nobody_who_moves_and_nobody_there() -> None:
    inputs = make_inputs()
    still = {name: getattr(inputs, name) * 0 for name in ("out_domestic", "out_foreign", "in_domestic", "in_foreign", "fertility")}
    inputs = PopulationInputs(2020, inputs.base, survival=inputs.survival, in_housing=inputs.in_housing, **still)
    targets = [PopulationTarget(measure, 2021, 5_000) for measure in MEASURES]
    found, report = calibrate_inputs(inputs, targets)
    assert np.isfinite(report.after).all()
    assert project(found).persons[1].sum() == pytest.approx(project(inputs).persons[1].sum())
    assert {one.measure: bool(met) for one, met in zip(report.series, report.is_met.all(axis=1), strict=True)} == {
        "persons": False, "births": False, "deaths": True, "in_domestic": False, "in_foreign": False, "out_domestic": False, "out_foreign": False,
    }  # fmt: skip


def test_everybody_but_a_few_must_go() -> None:
    inputs = make_inputs()
    found, report = calibrate_inputs(inputs, [PopulationTarget("persons", 2021, 10)])
    after = project(found)
    assert (after.persons >= 0).all()
    assert ((found.out_domestic + found.out_foreign) <= 1 + 1e-12).all()
    assert report.after[0, 0] < report.before[0, 0] / 100
    assert report.is_far[0, 0]


def test_totals_of_other_years_are_left_out() -> None:
    found, report = calibrate_inputs(make_inputs(), [PopulationTarget("births", 2030, 5), PopulationTarget("persons", 2020, 5)])
    assert report.series == ()
    assert report.before.shape == (0, YEARS)
    assert (found.fertility == make_inputs().fertility).all()


def test_raking_keeps_what_is_nobody_and_meets_the_margins() -> None:
    counts = np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 5.0]])
    rows = [np.zeros((2, 3), dtype=bool) for _ in range(2)]
    rows[0][0], rows[1][1] = True, True
    column = np.zeros((2, 3), dtype=bool)
    column[:, 0] = True
    raked, factors = rake(counts, [*rows, column], [6, 24, 10])
    assert raked[0].sum() == pytest.approx(6)
    assert raked[1].sum() == pytest.approx(24)
    assert raked[:, 0].sum() == pytest.approx(10)
    assert raked[0, 2] == 0
    assert raked[MALE, 1] == pytest.approx(4 * factors[1])
