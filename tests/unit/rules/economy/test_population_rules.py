"""What is wrong with what a population is projected from."""

from dataclasses import replace

import pytest

from veikart.calc.demography import Population, Projection
from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.outlook import PlanFigures
from veikart.calc.population import rows
from veikart.rules.economy import run_engines
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.checking.population import check_population
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Place
from veikart.rules.foresight import run_foresight
from veikart.rules.foresight.population import get_projected_areas
from veikart.rules.tables import read_row, stops

SETTING = rows.ForesightSetting("s", "3201", "talt", 2020, 2022, "hoved")
COUNTS = [Population("talt", 2020, age, sex, age, 10) for sex in ("female", "male") for age in range(106)]
FLAT = rows.DwellingType("flat", "Leilighet", 200, 400_000, 200_000)
MOVERS = rows.DwellingMover("flat", 20, 1_000_000, "", 39)
HOMES = rows.HousingYear("byen", "flat", 2020, 5, 2022)
DEATHS = rows.MortalityRate(2020, 0, 10_000)
OUT = rows.OutMigration("domestic", 2020, 0, 50_000)
AGES_IN = rows.InMigrationAge("domestic", 2020, 0, 1_000_000)
LIVING = rows.AreaPopulation("byen", 0, share=1_000_000)
USUAL = {
    "settings": [Setting("s", "Eksempel", "Eksempel", 2020, 2022, 2020)],
    "foresight_settings": [SETTING],
    "population_projections": [Projection("talt", "Folketallet")],
    "population": COUNTS,
    "fertility_rates": [rows.FertilityRate(2020, 15, 50_000, 49)],
    "mortality_rates": [DEATHS],
    "out_migration": [OUT],
    "in_migration": [rows.InMigration("domestic", 2020, 30)],
    "in_migration_ages": [AGES_IN],
    "population_alternatives": [rows.PopulationAlternative("hoved", "Hovedalternativet")],
    "dwelling_types": [FLAT],
    "dwelling_movers": [MOVERS],
    "housing_programme": [HOMES],
    "population_areas": [rows.PopulationArea("byen", "Byen")],
    "area_population": [LIVING],
}


def _book(**changed):
    rules = get_economy_tables()
    return EconomyBook({table: {rules[table].key_of(one): one for one in some} for table, some in (USUAL | changed).items()})


def _findings(**changed):
    return list(check_population(_book(**changed)))


def _codes(**changed):
    return [one.code for one in _findings(**changed)]


def test_a_whole_population_has_nothing_wrong():
    assert _codes() == []
    assert list(check_population(EconomyBook({}))) == []
    assert check_economy_book(EconomyBook({})) == []


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"foresight_settings": [SETTING, replace(SETTING, id="t")]}, ["foresight-settings"]),
        ({"foresight_settings": [replace(SETTING, last_year=2019)]}, ["foresight-years"]),
        ({"foresight_settings": [replace(SETTING, last_year=2060)]}, ["foresight-years"]),
        ({"foresight_settings": [replace(SETTING, municipality="321")]}, ["foresight-municipality"]),
        ({"foresight_settings": [replace(SETTING, municipality="9876")]}, ["foresight-municipality-unknown"]),
        ({"foresight_settings": [replace(SETTING, municipality="0219")]}, ["foresight-municipality-old"]),
        ({"foresight_settings": [replace(SETTING, municipality="0220")]}, ["foresight-municipality-old"]),
        ({"population": []}, ["foresight-counts"]),
        ({"population": [replace(one, year=2019) for one in COUNTS]}, ["foresight-counts"]),
        ({"population": COUNTS[:90] + COUNTS[106:]}, ["foresight-counts-ages"]),
        ({"population": [Population("talt", 2020, 0, "", None, 2_000)]}, ["foresight-counts-bands"]),
        ({"mortality_rates": [replace(DEATHS, age_from=5, age_to=4)]}, ["ages-order"]),
        ({"mortality_rates": [DEATHS, rows.MortalityRate(2020, 90, 1, "male")]}, ["ages-overlap"]),
        ({"mortality_rates": [replace(DEATHS, sex="male")]}, ["rates-ages"]),
        ({"mortality_rates": []}, ["rates-missing"]),
        ({"fertility_rates": []}, ["rates-missing"]),
        ({"out_migration": []}, ["flow-missing"]),
        ({"out_migration": [OUT, rows.OutMigration("foreign", 2021, 30, 960_000)]}, ["out-share"]),
        ({"in_migration_ages": []}, ["movers-ages"]),
        ({"dwelling_movers": []}, ["movers-ages"]),
        ({"dwelling_movers": [replace(MOVERS, share=0)]}, ["movers-ages"]),
        ({"in_migration_ages": [replace(AGES_IN, share=900_000)]}, ["movers-sum"]),
        ({"population_alternatives": [rows.PopulationAlternative("hoved", "H", fertility="low")]}, ["level-missing"]),
        ({"dwelling_types": [replace(FLAT, outside_share=10_000, new_share=0)]}, ["dwelling-shares"]),
        ({"dwelling_types": [replace(FLAT, outside_share=900_000)]}, ["dwelling-shares"]),
        ({"housing_programme": [replace(HOMES, last_year=2019)]}, ["housing-years"]),
        ({"housing_programme": [replace(HOMES, last_year=2021)]}, ["housing-gap"]),
        ({"housing_programme": [replace(HOMES, dwellings=10_000)]}, ["housing-many"]),
        ({"area_population": [replace(LIVING, persons=3)]}, ["area-row"]),
        ({"area_population": [], "housing_programme": []}, ["area-empty", "areas-total"]),
        ({"area_population": [replace(LIVING, share=900_000)]}, ["areas-total"]),
    ],
)
def test_what_is_wrong_is_said(changed, codes):
    found = _findings(**changed)
    assert [one.code for one in found] == codes
    assert all(one.place.file for one in found)


def test_sentences_say_which_ages_and_how_many():
    (missing,) = _findings(population=COUNTS[:90] + COUNTS[106:])
    assert "90–105 år" in missing.sentence
    (many,) = _findings(housing_programme=[replace(HOMES, dwellings=10_000)])
    assert many.sentence.startswith("Boligene i 2020 flytter 13\u202f333 personer")
    (few,) = _findings(area_population=[replace(LIVING, share=900_000)])
    assert " for få. Områdene framskrives ikke" in few.sentence
    (more,) = _findings(area_population=[replace(LIVING, share=1_250_000)])
    assert " for mange." in more.sentence


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("mortality_rates", {"year": "2020", "age_from": "80", "chance": "101"}),
        ("mortality_rates", {"year": "2020", "age_from": "-1", "chance": "1"}),
        ("housing_programme", {"area": "byen", "dwelling_type": "flat", "year": "2020", "dwellings": "1000000000"}),
        ("out_migration", {"flow": "domestic", "year": "2020", "age_from": "20", "share": "-3"}),
    ],
)
def test_values_out_of_reach_never_become_rows(table, cells):
    row, findings = read_row(get_economy_tables()[table], cells, Place(file=table))
    assert row is None
    assert [one.code for one in findings] == ["value-range"]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"foresight_settings": [replace(SETTING, last_year=2020)]},
        {"population": [Population("talt", 2020, 0, "", None, 2_000)]},
        {"out_migration": [], "in_migration": [], "in_migration_ages": []},
        {"housing_programme": [], "dwelling_types": [], "dwelling_movers": []},
        {"housing_programme": [], "population_areas": [], "area_population": []},
        {"area_population": [replace(LIVING, share=100_000)]},
        {"housing_programme": [replace(HOMES, dwellings=-8)]},
        {"mortality_rates": [replace(DEATHS, chance=1_000_000)]},
        {"out_migration": [replace(OUT, share=1_000_000)]},
        {"population": [replace(one, persons=int(one.age_from == 30)) for one in COUNTS], "housing_programme": []},
    ],
)
def test_what_passes_the_checks_is_worked_out(changed):
    book = _book(**changed)
    assert not stops(check_population(book))
    sheets = run_foresight(book, run_engines(book), PlanFigures()).sheets
    lines = sheets["population_account"].lines
    assert (lines["closing"] >= 0).all()
    assert (lines["closing"][0] == lines["closing"][1:].sum(axis=0)).all() or not get_projected_areas(book)
    assert (sheets["population_ages"].total("persons", "state") == lines["closing"][0]).all()
