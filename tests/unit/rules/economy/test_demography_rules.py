"""Findings about the population and the services that follow it."""

from dataclasses import replace

from veikart.calc.demography import DemographyService, Population, Projection, ServiceUse
from veikart.calc.economy import EconomyBook, Setting
from veikart.rules.economy.checking.demography import check_demography
from veikart.rules.economy.engines.demography import get_share, name_ages
from veikart.rules.economy.tables import get_economy_tables

YEARS = range(2019, 2023)
POPULATION = [Population("p", year, start, "", end, 100) for year in YEARS for start, end in ((0, 0), (1, 5), (6, None))]
SERVICE = DemographyService("bhg", "Barnehage", "kindergarten", "p", 2019, 1_000_000)
USE = ServiceUse("bhg", 1, 900_000, 5, 160_000)


def _findings(population=POPULATION, services=(SERVICE,), uses=(USE,)):
    tables = {
        "settings": [Setting("s", "Eksempel", "Eksempel", 2020, 2022, 2020)],
        "population_projections": [Projection("p", "Prognosen")],
        "population": population,
        "demography_services": services,
        "service_use": uses,
    }
    keyed = {table: {get_economy_tables()[table].key_of(row): row for row in rows} for table, rows in tables.items()}
    return list(check_demography(EconomyBook(keyed)))


def _codes(**changed):
    return [one.code for one in _findings(**changed)]


def test_a_whole_population_has_nothing_wrong():
    assert _codes() == []
    assert list(check_demography(EconomyBook({}))) == []


def test_ages_the_wrong_way_round():
    assert "ages-order" in _codes(uses=[replace(USE, age_to=0)])


def test_ages_that_overlap():
    assert _codes(population=[*POPULATION, Population("p", 2020, 4, "", 5, 1)]) == ["ages-overlap"]
    assert "ages-overlap" in _codes(uses=[USE, ServiceUse("bhg", 3, 1, 5, 1)])


def test_ages_that_are_missing():
    (finding,) = _findings(population=[one for one in POPULATION if (one.year, one.age_from) != (2021, 1)])
    assert finding.code == "population-gap"
    assert "1 til 5 år" in finding.sentence


def test_both_sexes_apart_and_together():
    women = [replace(one, sex="female") for one in POPULATION if one.year == 2020]
    assert _codes(population=[*POPULATION, *women]) == ["population-both"]


def test_a_use_that_parts_a_group():
    assert _codes(uses=[replace(USE, age_to=3)]) == ["ages-parted"]
    assert _codes(uses=[replace(USE, age_from=2)]) == ["ages-parted"]


def test_years_without_population():
    (finding,) = _findings(population=[one for one in POPULATION if one.year != 2019])
    assert finding.code == "population-missing"
    assert "2019" in finding.sentence
    assert "Det regnes med 2020" in finding.sentence
    (nothing,) = _findings(population=[])
    assert "ingen år" in nothing.sentence


def test_a_service_without_use_or_cost():
    assert _codes(uses=[]) == ["service-use-missing"]
    assert _codes(uses=[replace(USE, cost_nok=None)]) == ["service-cost-missing"]


def test_another_service_needs_its_own_share():
    other = replace(SERVICE, kind="other")
    assert _codes(services=[other]) == ["service-share-missing"]
    assert _codes(services=[replace(other, share=500_000)]) == []


def test_users_that_a_budget_cannot_follow():
    nobody = [replace(one, persons=0) if one.year == 2019 else one for one in POPULATION]
    assert _codes(population=nobody) == ["service-growth"]
    many = [replace(one, persons=801) if one.year == 2022 else one for one in POPULATION]
    assert _codes(population=many) == ["service-growth"]


def test_more_users_than_can_be_counted():
    crowd = [replace(one, persons=1_000_000) for one in POPULATION]
    assert _codes(population=crowd, uses=[replace(USE, use=10_000_000)]) == ["service-users"]


def test_the_share_is_the_dated_rate_of_the_kind_unless_entered():
    assert [get_share(replace(SERVICE, kind=kind), 2020) for kind in ("kindergarten", "school", "care", "other")] == [900_000, 700_000, 600_000, 0]
    assert get_share(replace(SERVICE, share=5), 2020) == 5
    assert get_share(SERVICE, 2000) == 0


def test_ages_are_said_as_people_say_them():
    assert name_ages(replace(USE, age_from=80, age_to=None)) == "80 år og over"
