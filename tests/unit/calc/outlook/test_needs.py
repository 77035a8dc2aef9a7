"""Places people need, places there are, and the odds that they are too few."""

import numpy as np
import pytest

from veikart.calc.investments import Project
from veikart.calc.outlook.need_rows import Capacity, NeedService, NeedUse
from veikart.calc.outlook.needs import (
    count_places,
    count_users,
    make_area_needs,
    make_capacities_sheet,
    make_need_odds,
    make_service_needs,
    make_use_weights,
    spread_to_areas,
)
from veikart.calc.population import AGES, OLDEST

YEARS = (2020, 2021, 2022)
SCHOOL = NeedService("skole", "Skole", "school", "elever", "plasser", places_per_user=1_100_000, staff_per_user=100_000, by_area="yes")
PROJECT = Project("bygg", "Ny skole", "skole", "execution", "non_self_financing", completion_year=2021, capacity=4)
OLD = Capacity("gammel", "Gammel skole", "skole", "nord", first_year=1990, last_year=2020, places=100)
NEW = Capacity("ny", "Ny skole", "skole", "soer", project="bygg", places_per_unit=28)


def test_use_is_by_sex_and_to_the_oldest():
    weights = make_use_weights([NeedUse("a", 80, 200_000, "female"), NeedUse("a", 67, 100_000, age_to=79)], 500_000)
    assert weights[0, 79] == weights[1, 67] == 0.05
    assert weights[0, OLDEST] == 0.1
    assert weights[1, 80] == weights[0, 66] == 0


def test_users_are_people_times_use():
    persons = np.zeros((2, 2, AGES))
    persons[:, :, 6] = [[10, 20], [11, 22]]
    weights = np.zeros((1, 2, AGES))
    weights[0, :, 6] = [1, 0.5]
    assert count_users(persons, weights).tolist() == [[20, 22]]


def test_places_come_with_the_project_and_move_with_it():
    projects = {"bygg": PROJECT}
    assert count_places(NEW, projects, YEARS).tolist() == [0, 112, 112]
    assert count_places(OLD, projects, YEARS).tolist() == [100, 0, 0]
    moved = {"bygg": Project("bygg", "Ny skole", "skole", "execution", "non_self_financing", completion_year=2022, capacity=4)}
    assert count_places(NEW, moved, YEARS).tolist() == [0, 0, 112]
    waiting = {"bygg": Project("bygg", "Ny skole", "skole", "idea", "non_self_financing", capacity=4)}
    assert count_places(NEW, waiting, YEARS).tolist() == [0, 0, 0]


def test_own_places_and_year_go_before_those_of_the_project():
    own = Capacity("ny", "Ny skole", "skole", project="bygg", places=50, first_year=2022)
    assert count_places(own, {"bygg": PROJECT}, YEARS).tolist() == [0, 0, 50]


def _capacities():
    rows = {"skole|nord|gammel": OLD, "skole|soer|ny": NEW}
    return rows, make_capacities_sheet(rows, {"bygg": PROJECT}, YEARS)


def test_free_places_are_those_there_are_less_those_needed():
    _, capacities = _capacities()
    needs = make_service_needs({"skole": SCHOOL}, np.array([[90.4, 100.0, 110.5]]), capacities)
    assert needs.row("skole", "users") == (90, 100, 110)  # halves to the even number, as all floats here
    assert needs.row("skole", "places") == (99, 110, 121)
    assert needs.row("skole", "capacity") == (100, 112, 112)
    assert needs.row("skole", "free") == (1, 2, -9)
    assert needs.row("skole", "staff") == (9, 10, 11)


def test_areas_have_their_own_places():
    rows, capacities = _capacities()
    users = np.array([[50.0, 50, 50], [40, 40, 40]])
    needs = make_area_needs({"skole": SCHOOL}, {"nord": "Nord", "soer": "Sør"}, users, (rows, capacities))
    assert needs.subjects == ("skole|nord", "skole|soer")
    assert needs.names == ("Skole, Nord", "Skole, Sør")
    assert needs.row("skole|nord", "capacity") == (100, 0, 0)
    assert needs.row("skole|soer", "free") == (-44, 68, 68)


def test_odds_count_draws_above_the_places():
    drawn = np.array([[[10.0], [12]], [[11], [9]], [[9], [9]], [[8], [13]]])
    held = (np.array([[9.5, 11]]), np.array([[10.0, 11]]))
    odds = make_need_odds(["a"], (2020, 2021), drawn, held, seed=7, since=2020)
    assert (odds.draws, odds.seed, odds.quantiles["a"].shape) == (4, 7, (7, 2))
    assert odds.quantiles["a"][3, 0] == 9.5
    assert odds.short["a"].tolist() == [0.25, 0.5]
    assert odds.passed["a"].tolist() == [0.25, 0.75]
    later = make_need_odds(["a"], (2020, 2021), drawn, held, seed=7, since=2021)
    assert later.passed["a"].tolist() == [0, 0.5]


def test_a_part_of_a_place_is_no_more_missing_in_draws_than_in_the_sheet():
    _, capacities = _capacities()
    users = np.array([[100 / 1.1, 112.4 / 1.1, 112.7 / 1.1]])
    sheet = make_service_needs({"skole": SCHOOL}, np.rint(users), capacities)
    drawn, there = (users * 1.1).T[None], np.array([sheet.row("skole", "capacity")], dtype=float)
    odds = make_need_odds(["skole"], YEARS, drawn, (users * 1.1, there), seed=7, since=YEARS[0])
    assert odds.short["skole"].tolist() == [0, 0, 1]


def test_areas_move_as_the_municipality():
    found = spread_to_areas(np.array([[110.0, 0]]), np.array([100.0, 0]), np.array([[40.0, 5], [60, 6]]))
    assert found.tolist() == [[[44, 66], [5, 6]]]


def test_without_services_there_are_empty_sheets():
    empty = make_capacities_sheet({}, {}, YEARS)
    assert make_service_needs({}, np.zeros((0, 3)), empty).subjects == ()
    with pytest.raises(KeyError):
        empty.row("skole", "places")
