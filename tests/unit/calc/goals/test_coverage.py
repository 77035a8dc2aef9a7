"""The gaps of a small plan on a day: each comes with its cause and goes away with it."""

from datetime import date

import pytest

from tests.support.plan import make_small_plan, with_element
from veikart.calc.goals import find_gaps, is_overdue
from veikart.calc.plan_system import Indicator, IndicatorLink, Plan, PlanUnit

SMALL = make_small_plan()
DAY = date(2024, 6, 1)


def ids(rows) -> list[str]:
    return [one.id for one in rows]


def test_a_strategy_nobody_works_on():
    assert ids(find_gaps(SMALL, today=DAY).idle_strategies) == []
    assert ids(find_gaps(SMALL.with_rows({"chain": {"trygg-skolevei|gange": None}}), today=DAY).idle_strategies) == ["gange"]
    ended = with_element(SMALL, "trygg-skolevei", retired=DAY)
    assert ids(find_gaps(ended, today=DAY).idle_strategies) == ["gange"]


@pytest.mark.parametrize(("changes", "unowned"), [({}, False), ({"owner": ""}, True), ({"role": ""}, True), ({"owner": "finnes-ikke"}, True)])
def test_an_assignment_has_both_a_unit_and_a_role(changes, unowned):
    assert bool(find_gaps(with_element(SMALL, "trygg-skolevei", **changes), today=DAY).unowned) is unowned


@pytest.mark.parametrize(("closed", "unowned"), [(date(2024, 6, 2), False), (DAY, True), (date(2024, 5, 31), True)])
def test_a_unit_owns_nothing_from_the_day_it_is_closed(closed, unowned):
    system = SMALL.with_rows({"units": {"vei": PlanUnit("vei", "Vei", "unit", closed)}})
    assert bool(find_gaps(system, today=DAY).unowned) is unowned


def test_a_goal_is_measured_by_what_measures_something_under_it():
    assert ids(find_gaps(SMALL, today=DAY).unmeasured) == ["gode-liv", "klima", "oppvekst", "lavutslipp"]
    rows = {"indicators": {"utslipp": Indicator("utslipp", "Utslipp")}, "indicator_links": {"1": IndicatorLink("utslipp", "lavutslipp")}}
    assert ids(find_gaps(SMALL.with_rows(rows), today=DAY).unmeasured) == ["gode-liv", "oppvekst"]


@pytest.mark.parametrize(
    ("due", "status", "is_late"),
    [
        (date(2024, 5, 31), "", True),
        (date(2024, 5, 31), "started", True),
        (DAY, "", False),
        (date(2024, 5, 31), "done", False),
        (date(2024, 5, 31), "stopped", False),
        (None, "", False),
    ],
)
def test_late_is_after_the_day_and_not_ended(due, status, is_late):
    assert bool(find_gaps(with_element(SMALL, "trygg-skolevei", due=due, status=status), today=DAY).late) is is_late


@pytest.mark.parametrize(
    ("plan", "overdue"),
    [
        (Plan("p", "P", "thematic_plan"), False),
        (Plan("p", "P", "thematic_plan", revision_due=date(2024, 5, 31)), True),
        (Plan("p", "P", "thematic_plan", revision_due=DAY), False),
        (Plan("p", "P", "thematic_plan", valid_to=date(2023, 12, 31), revision_due=date(2030, 1, 1)), True),
        (Plan("p", "P", "thematic_plan", valid_to=date(2023, 12, 31), status="repealed"), False),
        (Plan("p", "P", "thematic_plan", valid_to=date(2023, 12, 31), status="planned"), False),
    ],
)
def test_a_plan_is_overdue_after_the_first_of_its_days(plan, overdue):
    assert is_overdue(plan, DAY) is overdue
    assert bool(find_gaps(SMALL.with_rows({"plans": {"p": plan}}), today=DAY).overdue_plans) is overdue


def test_money_without_a_goal():
    assert find_gaps(SMALL, today=DAY, measures=["gangvei", "annet"]).unserved_measures == ("annet",)
