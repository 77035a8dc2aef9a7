"""What is wrong with services and places, and who uses them where nothing is entered."""

from dataclasses import replace

from veikart.calc.demography import DemographyService, ServiceUse
from veikart.calc.economy import EconomyBook
from veikart.calc.investments import Project
from veikart.calc.outlook.need_rows import Capacity, NeedService, NeedUse
from veikart.rules.economy.checking.needs import check_needs
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.foresight.needs import get_need_uses, list_area_services, make_need_weights

SERVICE = NeedService("skole", "Skole", "school", "elever", "plasser")
USE = NeedUse("skole", 6, 1_000_000, age_to=15)
PLACES = Capacity("gammel", "Gammel skole", "skole", first_year=1990, places=100)
PROJECT = Project("bygg", "Nytt bygg", "skole", "idea", "non_self_financing", completion_year=2022, capacity=4)


def _book(**tables):
    usual = {"need_services": [SERVICE], "need_use": [USE], "capacities": [PLACES], "projects": [PROJECT]}
    rules = get_economy_tables()
    return EconomyBook({table: {rules[table].key_of(row): row for row in rows} for table, rows in (usual | tables).items()})


def _codes(**tables):
    return [one.code for one in check_needs(_book(**tables))]


def test_a_school_with_pupils_and_places_has_nothing_wrong():
    assert _codes() == []
    assert list(check_needs(EconomyBook({}))) == []


def test_ages_the_wrong_way_round_or_twice():
    assert _codes(need_use=[replace(USE, age_to=5)]) == ["ages-order"]
    assert _codes(need_use=[USE, NeedUse("skole", 15, 1_000_000, age_to=16)]) == ["ages-overlap"]
    assert _codes(need_use=[USE, NeedUse("skole", 10, 1_000_000, "female", 11)]) == ["ages-overlap"]
    assert _codes(need_use=[replace(USE, sex="male"), replace(USE, sex="female")]) == []


def test_a_service_that_nobody_uses():
    assert _codes(need_use=[]) == ["place-use-missing"]


def test_places_without_a_number_or_a_year():
    assert _codes(capacities=[replace(PLACES, places=None)]) == ["places-unknown"]
    assert _codes(capacities=[replace(PLACES, first_year=None)]) == ["places-unknown"]
    assert _codes(capacities=[replace(PLACES, last_year=1989)]) == ["places-years"]


def test_places_that_wait_for_a_project():
    row = Capacity("ny", "Ny skole", "skole", project="bygg")
    assert _codes(capacities=[row]) == []
    assert _codes(capacities=[row], projects=[replace(PROJECT, completion_year=None)]) == ["places-project"]
    (found,) = check_needs(_book(capacities=[row], projects=[replace(PROJECT, completion_year=None, capacity=None)]))
    assert "et år det er ferdig og kapasitet" in found.sentence


def test_places_of_no_area_where_areas_are_counted():
    by_area = replace(SERVICE, by_area="yes")
    assert _codes(need_services=[by_area]) == ["places-area"]
    assert list_area_services(_book(need_services=[by_area])) == {"skole": by_area}


def test_the_use_of_the_service_of_the_budget_is_taken_where_none_is_entered():
    budget = DemographyService("grunnskole", "Grunnskole", "school", "p", 2019, 1)
    book = _book(
        need_services=[replace(SERVICE, service="grunnskole", coverage=500_000)],
        need_use=[],
        demography_services=[budget],
        service_use=[ServiceUse("grunnskole", 6, 1_000_000, 12)],
    )
    assert get_need_uses(book) == {"skole": [NeedUse("skole", 6, 1_000_000, age_to=12)]}
    assert make_need_weights(book)[0, :, 6].tolist() == [0.5, 0.5]
    assert list(check_needs(book)) == []
