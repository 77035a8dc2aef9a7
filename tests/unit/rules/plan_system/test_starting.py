"""What a municipality begins with holds together from the first day."""

from datetime import date

import pytest

from veikart.calc.plan_system import PlanSystem
from veikart.rules.plan_system import check_plan_system, make_id, make_starting_system
from veikart.rules.tables import stops


def begin(*goals: str, constituted: date = date(2023, 10, 18)) -> PlanSystem:
    return make_starting_system(municipality="Lillevik", vision="Sammen", main_goals=goals, constituted=constituted)


@pytest.mark.parametrize("goals", [(), ("Gode liv",), ("Gode liv", "Klimaklok", "Nyskapende")])
def test_it_passes_the_check_of_the_whole(goals):
    assert stops(check_plan_system(begin(*goals))) == []


def test_the_goals_are_numbered_and_serve_the_vision_in_the_order_they_were_given():
    system = begin("Gode liv", "Klimaklok", "Ærlig øy")
    assert [(one.id, one.number) for one in system.of_kind("main_goal")] == [("gode-liv", "1"), ("klimaklok", "2"), ("aerlig-oy", "3")]
    assert system.children["visjon"] == ("gode-liv", "klimaklok", "aerlig-oy")


def test_two_goals_of_the_same_name_are_two():
    assert set(begin("Gode liv", "Gode liv").elements) == {"visjon", "gode-liv", "gode-liv-2"}


def test_a_goal_called_vision_does_not_become_the_vision():
    assert begin("Visjon").parents["visjon-2"] == ("visjon",)


@pytest.mark.parametrize(
    ("constituted", "name", "ends"),
    [(date(2023, 10, 18), "2023–2027", date(2027, 10, 18)), (date(2024, 2, 29), "2024–2028", date(2028, 2, 28))],
)
def test_a_term_is_four_years(constituted, name, ends):
    [term] = begin(constituted=constituted).terms.values()
    assert (term.name, term.constituted, term.ends) == (name, constituted, ends)


def test_the_plans_stand_under_each_other_and_the_law_is_in_the_wheel():
    system = begin()
    assert system.plans["handlingsprogram"].parent == "samfunnsdel"
    assert system.plans["samfunnsdel"].parent == "planstrategi"
    assert system.events["regnskap-avlegges"].starts == "02-22"


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("Trygg oppvekst", set(), "trygg-oppvekst"),
        ("Trygg oppvekst", {"trygg-oppvekst", "trygg-oppvekst-2"}, "trygg-oppvekst-3"),
        ("ÆØÅ æøå", set(), "aeoa-aeoa"),
        ("Idé & café!", set(), "ide-cafe"),
        ("!!!", set(), "rad"),
        ("", {"rad"}, "rad-2"),
        ("x" * 90, set(), "x" * 60),
    ],
)
def test_an_id_is_made_of_the_name(name, taken, made):
    assert make_id(name, taken) == made
