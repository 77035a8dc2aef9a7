"""Areas that together are the municipality."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.random_population import make_inputs
from veikart.calc.population import AGES, PopulationInputs, project
from veikart.calc.population.account import make_account_sheet, round_flows
from veikart.calc.population.areas import GAINS, LOSSES, AreaInputs, project_areas, scale_to_whole, share_cells
from veikart.calc.population.sheets import make_ages_sheet, make_areas_sheet, make_dependency_sheet, round_groups

YEARS = 6


def _areas(inputs: PopulationInputs, count: int = 3) -> AreaInputs:
    rng = np.random.default_rng(1)
    parts = rng.random((count, 2, AGES))
    outside = inputs.in_housing * rng.dirichlet(np.ones(count))[:, None, None, None] * 0.6
    inside = np.abs(outside) * 0.8
    return AreaInputs(scale_to_whole(parts, inputs.base), outside, inside)


@pytest.mark.parametrize("extreme", [False, True])
def test_the_areas_are_the_municipality_in_every_sex_and_age(extreme: bool) -> None:
    inputs = make_inputs(4, years=YEARS, extreme=extreme)
    whole = project(inputs)
    found = project_areas(inputs, whole, _areas(inputs))
    assert found.persons.sum(axis=0) == pytest.approx(whole.persons, abs=1e-6)
    assert found.persons.min() >= 0
    for name in (*GAINS, *LOSSES):
        flow = getattr(whole, name).sum(axis=(1, 2))
        assert found.flows[name].sum(axis=0) == pytest.approx(flow, rel=1e-6 if not extreme else 1, abs=1e-6 if not extreme else 1e9)


def test_one_area_is_the_municipality() -> None:
    inputs = make_inputs(5, years=YEARS)
    whole = project(inputs)
    shape = (1, *inputs.in_housing.shape)
    found = project_areas(inputs, whole, AreaInputs(inputs.base[None], np.zeros(shape), np.zeros(shape)))
    assert found.persons[0] == pytest.approx(whole.persons)


def test_those_who_move_into_new_homes_come_to_the_area_of_the_homes() -> None:
    inputs = make_inputs(6, years=1)
    base = scale_to_whole(np.ones((2, 2, AGES)), inputs.base)
    still = np.zeros((2, *inputs.in_housing.shape))
    moving = still.copy()
    moving[0, 0, :, 30] = 4
    whole = project(inputs)
    before = project_areas(inputs, whole, AreaInputs(base, still, still)).persons[:, 1]
    after = project_areas(inputs, whole, AreaInputs(base, still, moving)).persons[:, 1]
    assert (after - before).sum(axis=(1, 2)) == pytest.approx([4, -4])


def test_shares_without_anybody_are_equal() -> None:
    assert share_cells(np.zeros((4, 2, AGES)))[:, 0, 0].tolist() == [0.25] * 4


@pytest.mark.parametrize("extreme", [False, True])
def test_the_account_leads_from_year_to_year_and_the_areas_add_up(extreme: bool) -> None:
    inputs = make_inputs(7, years=YEARS, extreme=extreme)
    whole = project(inputs)
    areas = project_areas(inputs, whole, _areas(inputs)) if not extreme else project_areas(inputs, whole, _areas(inputs, 1))
    sheet = make_account_sheet(whole, areas, [str(at) for at in range(len(areas.persons))], ["Et område"] * len(areas.persons), "Kommunen")
    lines = sheet.lines
    moved = lines["births"] - lines["deaths"] + lines["in_domestic"] - lines["out_domestic"] + lines["in_foreign"] - lines["out_foreign"]
    assert (lines["opening"] + moved + lines["in_housing"] + lines["within"] == lines["closing"]).all()
    assert (lines["opening"][:, 1:] == lines["closing"][:, :-1]).all()
    assert not lines["within"][0].any()
    assert np.abs(lines["closing"][0] - whole.persons[1:].sum(axis=(1, 2))).max() <= 0.5
    for name in ("opening", "closing", "births", "deaths", "in_housing", "in_domestic"):
        assert (lines[name][1:].sum(axis=0) == lines[name][0]).all()


def test_flows_are_never_a_whole_person_off() -> None:
    whole = project(make_inputs(8, years=YEARS, size=3))
    persons, flows = round_flows(whole)
    assert len(persons) == YEARS + 1
    for name, flow in flows.items():
        assert np.abs(flow - getattr(whole, name).sum(axis=(1, 2))).max() < 1 + 1e-6


def test_groups_of_every_age_add_up_to_everybody() -> None:
    whole = project(make_inputs(9, years=YEARS))
    assert (round_groups(whole.persons, [(0, 9), (10, 66), (67, 105)]).sum(axis=0) == np.rint(whole.persons.sum(axis=(1, 2)))).all()
    ages = make_ages_sheet(whole, {"state": {"a": (0, 40), "b": (41, 105)}, "own": {"c": (90, 105)}}, ["A", "B", "C"])
    assert (ages.total("persons", "state") == ages.row("a", "everybody")).all()
    burden = make_dependency_sheet(whole, "Kommunen").lines
    assert (burden["young"] + burden["working"] + burden["old"] == ages.lines["everybody"][:1]).all()


def test_the_areas_add_up_in_every_group_of_ages() -> None:
    inputs = make_inputs(10, years=YEARS)
    whole = project(inputs)
    persons = project_areas(inputs, whole, _areas(inputs)).persons
    bands = {"a": (0, 15), "b": (16, 105)}
    sheet = make_areas_sheet(persons, ["x", "y", "z"], bands, whole.years, ["navn"] * 6)
    young = sum(sheet.lines["persons"][sheet.place[f"{key}|a"]] for key in "xyz")
    assert (young == np.rint(whole.persons[1:, :, :16].sum(axis=(1, 2)))).all()
    assert make_areas_sheet(persons[:0], [], bands, whole.years, []).subjects == ()
