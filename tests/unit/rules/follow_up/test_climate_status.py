"""The climate measures of a unit, as a report tells of them."""

from tests.support.economy_example import get_example_book, get_example_long_run
from veikart.calc.worksheets import Run
from veikart.rules.follow_up.climate_status import get_climate_status

MILLION = 1_000_000


def _of(unit, year=2020):
    return get_climate_status(get_example_book(), get_example_long_run(), unit, year)


def test_a_unit_has_its_measures_with_what_they_do_and_cost():
    found = {one.measure: one for one in _of("transport")}
    assert set(found) == {"kommunale-varebiler", "kommunens-biler", "fossilfritt-drivstoff"}
    cars = found["kommunens-biler"]
    assert (cars.effect, cars.target_effect, cars.target_year) == (81 * MILLION, 324 * MILLION, 2030)
    assert (cars.cost_nok, cars.part_of, cars.is_decided) == (6_000_000, "Mer utslippsfrie personbiler", True)
    assert cars.budget_gap == 15_976_188_381


def test_an_effect_nobody_has_told_is_not_zero():
    assert {one.measure: one.effect for one in _of("fysisk-planlegging")}["klimafond"] is None


def test_a_unit_without_measures_has_none():
    assert _of("barnehager") == ()
    assert _of("transport", 1999) == ()
    assert get_climate_status(get_example_book(), Run(), "transport", 2020) == ()
