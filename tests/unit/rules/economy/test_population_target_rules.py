"""The totals a projection is made to come to: what is refused, and what the calibration of the example tells."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.economy_example import get_example_book, get_example_long_run
from veikart.calc.outlook import PlanFigures
from veikart.calc.population import project
from veikart.calc.population.calibration import PopulationTarget
from veikart.calc.values import PPB, LeverChange
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.checking.population_targets import check_population_targets
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.foresight.calibrating import find_calibration, name_target
from veikart.rules.foresight.engines.calibration import run_calibration
from veikart.rules.foresight.population import get_foresight_setting, get_free_inputs, get_population_inputs

FIRST = get_foresight_setting(get_example_book()).first_year
BORN = float(project(get_free_inputs(get_example_book())).births[0].sum())


def with_targets(*targets: PopulationTarget):
    rule = get_economy_tables()["population_targets"]
    return get_example_book().with_rows({"population_targets": {rule.key_of(one): one for one in targets}})


def codes(*targets: PopulationTarget) -> list[str]:
    return [one.code for one in check_population_targets(with_targets(*targets))]


BIRTHS = PopulationTarget("births", FIRST, round(BORN * 1.1))


def test_totals_that_can_be_used():
    assert codes(BIRTHS, PopulationTarget("persons", FIRST + 1, 127_000), PopulationTarget("deaths", FIRST, 900, "male", 67)) == []
    assert not [one for one in check_economy_book(with_targets(BIRTHS)) if one.code.startswith("target-")]


def test_births_that_are_not_all_and_ages_the_wrong_way():
    assert codes(replace(BIRTHS, sex="female")) == ["target-births"]
    assert codes(replace(BIRTHS, age_from=20)) == ["target-births"]
    assert codes(PopulationTarget("persons", FIRST + 1, 5, "", 20, 19)) == ["ages-order"]


def test_totals_of_other_years_are_left_out_and_it_is_said():
    assert codes(PopulationTarget("persons", FIRST, 5), PopulationTarget("births", FIRST - 1, 5)) == ["target-outside"]


def test_the_projection_comes_to_the_total_and_the_sheet_tells_how():
    book, run = with_targets(BIRTHS), Run(None)
    assert project(get_population_inputs(book)).births[0].sum() == pytest.approx(BIRTHS.count)
    run_calibration(book, run, PlanFigures())
    sheet = run.sheets["population_calibration"]
    assert sheet.subjects == ("births.both.0-105",)
    assert sheet.names == ("Fødte",)
    assert sheet.value(sheet.subjects[0], "before", FIRST) == round(BORN)
    assert sheet.value(sheet.subjects[0], "after", FIRST) == BIRTHS.count
    assert sheet.value(sheet.subjects[0], "factor", FIRST) == pytest.approx(BIRTHS.count / BORN * PPB, abs=PPB // 10**6)
    assert sheet.row(sheet.subjects[0], "factor")[1:] == (PPB,) * (len(sheet.years) - 1)
    assert sheet.lines["deviation"].max() == 0


def test_without_totals_nothing_is_scaled():
    assert get_example_long_run().sheets["population_calibration"].subjects == ()
    assert list(find_calibration(get_example_book())) == []


def test_changed_levers_go_on_top_of_the_calibration():
    book = with_targets(BIRTHS)
    halved = get_population_inputs(book, changes=[LeverChange("fertility", 500_000, FIRST)])
    assert halved.fertility == pytest.approx(get_population_inputs(book).fertility / 2)
    assert np.array_equal(halved.survival, get_population_inputs(book).survival)


def test_totals_far_off_and_totals_that_contradict_are_told():
    (finding,) = find_calibration(with_targets(replace(BIRTHS, count=20_000)))
    assert finding.code == "target-far"
    assert "Fødte" in finding.sentence
    assert "0,5 og 2" in finding.sentence
    everybody, all_but_the_oldest = PopulationTarget("persons", FIRST + 1, 125_000), PopulationTarget("persons", FIRST + 1, 126_000, "", 0, 104)
    found = {one.code for one in find_calibration(with_targets(everybody, all_but_the_oldest))}
    assert "target-missed" in found


def test_what_a_total_is_called():
    assert name_target(PopulationTarget("persons", FIRST, 1, "male", 0, 5).series) == "Innbyggere, menn, 0–5 år"
