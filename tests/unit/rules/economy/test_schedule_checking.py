"""What is missing or does not fit in the projects that are to be put in order."""

from dataclasses import replace

import pytest

from tests.support.economy_example import get_example_book
from veikart.calc.economy import EconomyBook
from veikart.calc.schedule.rows import ScheduleCapacity, ScheduleCost, ScheduleProject, ScheduleTie
from veikart.rules.books import ECONOMY
from veikart.rules.economy.checking.schedule import check_schedule
from veikart.rules.economy.tables import get_economy_tables

SCHOOL = ScheduleProject("skole", "Skolen", "grunnskoleopplaering", cost_nok=100, building_years=2, need_year=2030)


def codes(**tables: list[object]) -> list[str]:
    rows = get_economy_tables()
    return [one.code for one in check_schedule(EconomyBook({name: {rows[name].key_of(one): one for one in given} for name, given in tables.items()}))]


def test_what_is_filled_in_has_nothing_wrong():
    assert codes(schedule_projects=[SCHOOL], schedule_capacities=[ScheduleCapacity("alt", "Alt", amount_nok=10)]) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"cost_nok": None}, "schedule-cost"),
        ({"building_years": None}, "schedule-cost"),
        ({"project": "finnes-uten-belop"}, "schedule-cost"),
        ({"earliest_year": 2030, "latest_year": 2029}, "schedule-window"),
        ({"need_year": None}, "schedule-need"),
        ({"frame": "ukjent"}, "schedule-frame"),
    ],
)
def test_a_project_that_does_not_fit(changed, code):
    assert codes(schedule_projects=[replace(SCHOOL, **changed)]) == [code]


def test_years_of_building_that_are_not_the_cost():
    assert codes(schedule_projects=[SCHOOL], schedule_costs=[ScheduleCost("skole", 1, 40)]) == ["schedule-costs-differ"]


def test_a_project_tied_to_itself():
    assert codes(schedule_projects=[SCHOOL], schedule_ties=[ScheduleTie("skole", "skole", "after")]) == ["schedule-tie-self"]


def test_capacity_without_anything_and_for_nobody():
    given = [ScheduleCapacity("tom", "Tom"), ScheduleCapacity("vei", "Vei", group="vei", starts=1)]
    assert codes(schedule_projects=[SCHOOL], schedule_capacities=given) == ["schedule-capacity-empty", "schedule-capacity-unused"]


def test_the_example_has_nothing_wrong():
    assert [one.sentence for one in check_schedule(get_example_book()) if one.code != "schedule-need"] == []
    assert len(get_example_book().table("schedule_projects")) >= 25
    assert not [one for one in ECONOMY.check(get_example_book(), None) if one.grade == "stop"]
