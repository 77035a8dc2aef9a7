"""The rows of the example as inputs, with alternatives and changed levers; and the sheets that come out of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.support.economy_example import get_example_book, get_example_long_run, get_example_run
from tests.support.tree import ROOT
from veikart.calc.outlook import PlanFigures
from veikart.calc.population import project
from veikart.calc.values import LeverChange
from veikart.exchange.population.national import read_national
from veikart.rules.foresight import run_foresight
from veikart.rules.foresight.age_bands import OWN, STATE, get_band_names, get_bands
from veikart.rules.foresight.estimated_rates import get_movers_before, replace_rates
from veikart.rules.foresight.population import get_alternative, get_area_inputs, get_counts, get_housing_homes, get_population_inputs

BOOK = get_example_book()
PLAIN = get_population_inputs(BOOK)
NATIONAL: Path = ROOT / "examples" / "norge"


def test_the_base_is_the_counts_of_the_first_year() -> None:
    assert PLAIN.base.sum() == 126_841
    assert PLAIN.base[:, 0].sum() == 1_378
    assert get_counts(BOOK, 1999).sum() == 0
    assert PLAIN.years == tuple(range(2019, 2040))


def test_a_change_of_a_lever_moves_its_component_in_its_years_and_no_other() -> None:
    levers = {"fertility": "fertility", "in_domestic": "in_domestic", "in_foreign": "in_foreign", "out_domestic": "out_domestic"}
    for lever, name in (levers | {"out_foreign": "out_foreign", "housing": "in_housing"}).items():
        found = get_population_inputs(BOOK, changes=[LeverChange(lever, 900_000, 2025, 2026)])
        ratio = getattr(found, name).reshape(21, -1).sum(axis=1) / getattr(PLAIN, name).reshape(21, -1).sum(axis=1)
        assert ratio == pytest.approx([0.9 if year in {2025, 2026} else 1 for year in PLAIN.years], abs=0.005)
        others = {"fertility", "survival", "out_domestic", "out_foreign", "in_domestic", "in_foreign", "in_housing"} - {name}
        assert all(np.array_equal(getattr(found, one), getattr(PLAIN, one)) for one in others)
    dying = get_population_inputs(BOOK, changes=[LeverChange("mortality", 2_000_000, 2019)])
    assert 1 - dying.survival == pytest.approx(np.minimum(2 * (1 - PLAIN.survival), 1))


def test_changes_that_would_move_more_than_all_out_are_cut() -> None:
    found = get_population_inputs(BOOK, changes=[LeverChange("out_domestic", 90_000_000, 2019)])
    assert (found.out_domestic + found.out_foreign).max() <= 1 + 1e-12
    assert project(found).persons.min() >= 0


def test_alternatives_have_their_levels_and_their_homes() -> None:
    few = get_population_inputs(BOOK, alternative="redusert")
    assert few.in_housing.sum() / PLAIN.in_housing.sum() == pytest.approx(0.8, abs=0.005)
    low = get_population_inputs(BOOK, alternative="llml")
    assert (low.fertility[-1].sum() / PLAIN.fertility[-1].sum()) == pytest.approx(0.88)
    assert (low.survival[-1] <= PLAIN.survival[-1]).all()
    assert low.in_foreign[-1].sum() / PLAIN.in_foreign[-1].sum() == pytest.approx(0.75)
    assert get_alternative(BOOK).id == "hovedalternativ"
    with pytest.raises(KeyError):
        get_population_inputs(BOOK, alternative="finnes-ikke")


def test_the_programme_is_815_homes_and_652_with_a_fifth_less() -> None:
    assert set(get_housing_homes(BOOK).total("dwellings").tolist()) == {815}
    assert set(get_housing_homes(BOOK, alternative="redusert").total("dwellings").tolist()) <= set(range(650, 655))


def test_the_areas_are_the_municipality_on_the_first_day() -> None:
    areas = get_area_inputs(BOOK, PLAIN.base, get_housing_homes(BOOK))
    assert areas.base.sum(axis=0) == pytest.approx(PLAIN.base)
    homes = get_housing_homes(BOOK)
    assert (areas.from_outside + areas.from_inside).sum() == pytest.approx(homes.lines["direct"].sum())


def test_sheets_are_of_the_same_projection() -> None:
    sheets = get_example_long_run().sheets
    account, ages = sheets["population_account"], sheets["population_ages"]
    closing = account.row("alle", "closing")
    assert account.value("alle", "opening", 2019) == 126_841
    for system in (STATE, OWN):
        assert tuple(ages.total("persons", system)) == closing
    assert tuple(sheets["population_areas"].total("persons"))[-1] == pytest.approx(closing[-1], abs=10)
    assert sheets["population_alternatives"].row("hovedalternativ", "persons") == closing
    assert account.row("alle", "in_housing") == sheets["housing"].row("alle", "persons")
    assert len(get_band_names(BOOK)) == sum(len(one) for one in get_bands(BOOK).values())


def test_untouched_sheets_are_taken_from_the_earlier_run() -> None:
    earlier, area = get_example_long_run(), next(iter(BOOK.table("population_areas").values()))
    same = run_foresight(BOOK, get_example_run(), PlanFigures(), earlier)
    assert same.sheets["population_account"] is earlier.sheets["population_account"]
    moved = run_foresight(BOOK.with_rows({"population_areas": {area.id: area}}), get_example_run(), PlanFigures(), earlier)
    assert moved.sheets["population_account"] is not earlier.sheets["population_account"]


def test_the_rates_of_the_example_are_the_ones_the_estimate_gives() -> None:
    national, findings = read_national(NATIONAL)
    assert national is not None, findings
    again = replace_rates(BOOK, national)
    for table in ("fertility_rates", "mortality_rates", "out_migration", "in_migration", "in_migration_ages"):
        assert dict(again.table(table)) == dict(BOOK.table(table)), f"{table}: run veikart economy estimate and export the example again"
    assert get_movers_before(BOOK).sum() == pytest.approx(913, abs=30)
    nobody = BOOK.with_rows({"housing_programme": dict.fromkeys(BOOK.table("housing_programme"))})
    assert get_movers_before(nobody).sum() == 0
