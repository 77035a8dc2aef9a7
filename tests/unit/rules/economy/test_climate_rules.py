"""Findings about the climate, one for each way the rows may not hold together."""

from dataclasses import replace

from veikart.calc.climate import (
    ClimateBudget,
    ClimateConversion,
    ClimateCost,
    ClimateEffect,
    ClimateGrowth,
    ClimateMeasure,
    ClimateTarget,
    ClimateVintage,
    Emission,
    EmissionSource,
)
from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.investments import Project, ProjectYear
from veikart.rules.economy import run_engines
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.checking.climate import check_climate, find_climate, find_climate_crossing
from veikart.rules.economy.engines.climate import get_climate_years, get_discount, name_municipality
from veikart.rules.economy.tables import get_economy_tables

MILLION = 1_000_000
GROWTH = ClimateGrowth("vekst", "mal", 1, "Flere biler", "biler", "ny", "change", 2020, 2030, 10 * MILLION)
MEASURE = ClimateMeasure("tiltak", "mal", 2, "Ladere", "biler", "ny", "municipality", "yes", "planned", 2021, 2025, tonnes=60 * MILLION)
BUDGET = ClimateBudget("mal", "Målet", "3201", "ny", 2020, 2020)


def _book(**changed):
    tables = {
        "settings": [Setting("s", "Eksempel", "Eksempel", 2020, 2022, 2020)],
        "climate_vintages": [ClimateVintage("ny", "Ny"), ClimateVintage("gammel", "Gammel")],
        "emission_sources": [EmissionSource("biler", "Biler", "road"), EmissionSource("alle", "Alle", "undivided")],
        "emissions": [Emission("ny", "3201", "biler", 2020, 100 * MILLION)],
        "climate_budgets": [BUDGET],
        "climate_targets": [ClimateTarget("mal", 2030, 500_000)],
        "climate_growth": [GROWTH],
        "climate_measures": [MEASURE],
    } | changed
    return EconomyBook({table: {get_economy_tables()[table].key_of(row): row for row in rows} for table, rows in tables.items()})


def _codes(**changed):
    return [one.code for one in check_climate(_book(**changed))]


def test_a_whole_budget_has_nothing_wrong():
    assert _codes() == []
    assert {one.code for one in check_economy_book(_book())} <= {"assumption-missing"}
    assert list(check_climate(EconomyBook({}))) == []


def test_what_pays_for_a_measure_is_in_the_programme_or_among_the_projects():
    book = _book(
        projects=[Project("bane", "Ladebane", "", "Sektor", "other", 30)],
        climate_measures=[replace(MEASURE, programme_measure="finnes"), replace(MEASURE, id="to", programme_measure="borte")],
        climate_costs=[ClimateCost("tiltak", 2021, "investment", 1, "bane"), ClimateCost("tiltak", 2021, "investment", 1, "nei")],
    )
    found = list(find_climate_crossing(book, {"finnes"}))
    assert [(one.code, one.place.figure) for one in found] == [
        ("climate-paid", "climate_measures:to"),
        ("climate-paid", "climate_costs:tiltak|2021|investment|nei"),
    ]
    assert "«Ladere» skal betales av «nei»" in found[1].sentence


def test_years_the_wrong_way():
    assert _codes(climate_growth=[replace(GROWTH, to_year=2020)]) == ["climate-years"]
    assert _codes(climate_measures=[replace(MEASURE, full_year=2020)]) == ["climate-years"]
    assert _codes(climate_measures=[replace(MEASURE, last_year=2024)]) == ["climate-years"]


def test_a_method_without_what_it_needs():
    assert _codes(climate_growth=[replace(GROWTH, tonnes=None)]) == ["cell-missing"]
    assert _codes(climate_growth=[replace(GROWTH, method="rate")]) == ["cell-missing"]
    assert _codes(climate_growth=[replace(GROWTH, method="population")]) == ["cell-missing"]


def test_a_spread_the_wrong_way():
    assert _codes(climate_measures=[replace(MEASURE, low=1_100_000)]) == ["climate-spread"]


def test_half_a_formula_and_two_effects():
    assert _codes(climate_measures=[replace(MEASURE, tonnes=None, amount=MILLION)]) == ["climate-formula"]
    whole = {"amount": MILLION, "use": MILLION, "reduction": MILLION, "factor": MILLION}
    assert _codes(climate_measures=[replace(MEASURE, **whole)]) == ["climate-twice"]


def test_parts_of_a_measure():
    part = replace(MEASURE, id="del", part_of="tiltak", tonnes=61 * MILLION)
    assert _codes(climate_measures=[MEASURE, part]) == ["climate-parts"]
    assert _codes(climate_measures=[replace(MEASURE, part_of="tiltak")]) == ["climate-part"]
    assert "climate-part" in _codes(climate_measures=[MEASURE, part, replace(part, id="del-av-del", part_of="del")])


def test_a_measure_without_an_effect():
    assert _codes(climate_measures=[replace(MEASURE, tonnes=None)]) == ["climate-effect"]
    assert _codes(climate_measures=[replace(MEASURE, tonnes=None)], climate_effects=[ClimateEffect("tiltak", 2022, MILLION)]) == []


def test_emissions_in_all_and_by_source():
    both = [Emission("ny", "3201", one, 2020, MILLION) for one in ("biler", "alle")]
    assert _codes(emissions=both) == ["climate-undivided"]


def test_emissions_of_years_after_they_were_published():
    vintages = [ClimateVintage("ny", "Ny", published=2020), ClimateVintage("gammel", "Gammel")]
    assert _codes(climate_vintages=vintages) == []
    rows = [Emission("ny", "3201", "biler", year, 100 * MILLION) for year in (2020, 2021)]
    assert _codes(climate_vintages=vintages, emissions=rows) == ["climate-row-year"]


def test_a_number_that_no_municipality_has():
    there = Emission("ny", "3201", "biler", 2020, MILLION)
    assert _codes(emissions=[there, replace(there, municipality="9998")]) == ["climate-municipality"]
    assert name_municipality("9998") == "9998"
    assert name_municipality("3201") == "Bærum"


def test_years_the_account_does_not_have():
    assert _codes(climate_budgets=[replace(BUDGET, base_year=2019)]) == ["climate-base"]
    assert _codes(climate_budgets=[replace(BUDGET, start_year=2021)]) == ["climate-start"]
    assert _codes(climate_growth=[replace(GROWTH, method="rate", rate=10_000, from_year=2021)]) == ["climate-source"]


def test_a_target_before_the_base_year():
    assert _codes(climate_targets=[ClimateTarget("mal", 2020, 1)]) == ["climate-target"]


def test_numbers_of_another_vintage():
    old = [replace(MEASURE, vintage="gammel")]
    assert _codes(climate_measures=old) == ["climate-vintage"]
    assert _codes(climate_measures=old, climate_conversions=[ClimateConversion("gammel", "ny", 950_000)]) == ["climate-converted"]


def test_numbers_that_are_too_large():
    assert _codes(climate_growth=[replace(GROWTH, tonnes=2 * 10**15)]) == ["climate-large"]
    fast = replace(GROWTH, method="rate", rate=1_000_000, to_year=2090)
    assert _codes(climate_growth=[fast]) == ["climate-large"]
    assert _codes(climate_measures=[replace(MEASURE, tonnes=2 * 10**15)]) == ["climate-large"]
    cost = [ClimateCost("tiltak", year, "operation", 10**11) for year in range(2020, 2031)]
    assert _codes(climate_costs=cost) == ["climate-large"]


def test_more_than_the_project_has():
    project = Project("ladere", "Ladere", "samferdsel", "execution", "non_self_financing")
    cost = ClimateCost("tiltak", 2021, "investment", 1_001, "ladere")
    tables = {"projects": [project], "project_years": [ProjectYear("ladere", 2021, 1_000)]}
    assert _codes(**tables, climate_costs=[cost]) == ["climate-cost"]
    assert _codes(**tables, climate_costs=[replace(cost, nok=1_000)]) == []
    assert _codes(climate_costs=[replace(cost, programme_measure="samferdsel.lading")]) == []


def _found(**changed):
    book = _book(**changed)
    return [one.code for one in find_climate(book, run_engines(book))]


def test_a_target_that_is_not_reached():
    assert _found() == []
    assert _found(climate_measures=[replace(MEASURE, decided="no")]) == ["climate-undecided"]
    assert _found(climate_measures=[replace(MEASURE, tonnes=MILLION)]) == ["climate-gap"]
    assert _found(climate_budgets=[replace(BUDGET, base_year=2019)]) == []


def test_the_rate_costs_are_discounted_by():
    entered = [Assumption("climate_discount", 2022, 30_000)]
    book = _book(assumptions=entered)
    assert get_discount(book, range(2020, 2025)) == (2020, (40_000, 40_000, 30_000, 30_000, 30_000))


def test_years_reach_from_what_is_first_to_what_is_last():
    years = get_climate_years(_book(climate_costs=[ClimateCost("tiltak", 2035, "operation", 1)]))
    assert (years[0], years[-1]) == (2020, 2035)
    assert get_climate_years(EconomyBook({})) == ()
