"""The ways through a small goal chain: vision ← two goals ← a sub-goal each ← one strategy that serves both ← an assignment."""

from dataclasses import replace
from datetime import date

from tests.support.plan import make_small_plan, with_element
from veikart.calc.plan_system import ChainLink, Element, Influence, PlanSystem

SMALL = make_small_plan()


def test_up_and_down_and_through():
    assert SMALL.children["visjon"] == ("gode-liv", "klima")
    assert SMALL.parents["gange"] == ("oppvekst", "lavutslipp")
    assert SMALL.ancestors("gange") == {"oppvekst", "lavutslipp", "gode-liv", "klima", "visjon"}
    assert SMALL.descendants("klima") == {"lavutslipp", "gange", "trygg-skolevei"}
    assert SMALL.descendants("trygg-skolevei") == SMALL.ancestors("visjon") == set()


def test_an_element_is_shown_under_the_link_with_the_lowest_position():
    assert SMALL.path_up("trygg-skolevei") == ["trygg-skolevei", "gange", "oppvekst", "gode-liv", "visjon"]
    moved = SMALL.with_rows({"chain": {"gange|lavutslipp": ChainLink("gange", "lavutslipp", 1)}})
    assert moved.path_up("gange") == ["gange", "lavutslipp", "klima", "visjon"]


def test_a_walk_shows_what_serves_two_goals_under_both():
    shown = list(SMALL.walk("visjon"))
    assert shown[:4] == [(0, "visjon"), (1, "gode-liv"), (2, "oppvekst"), (3, "gange")]
    assert [depth for depth, key in shown if key == "gange"] == [3, 3]


def test_a_circle_is_followed_once():
    links = {"a|b": ChainLink("a", "b"), "b|a": ChainLink("b", "a")}
    system = PlanSystem(elements={key: Element(key, "sub_goal", key) for key in "ab"}, chain=links)
    assert system.path_up("a") == ["a", "b"]
    assert list(system.walk("a")) == [(0, "a"), (1, "b")]
    assert system.descendants("a") == {"a", "b"}


def test_what_has_no_position_comes_last_and_by_number():
    elements = {key: Element(key, "sub_goal", key, number=number) for key, number in (("c", "2"), ("b", "1"), ("a", "3"))}
    chain = {f"{key}|x": ChainLink(key, "x", 10 if key == "a" else None) for key in elements}
    assert PlanSystem(elements=elements, chain=chain).children["x"] == ("a", "b", "c")


def test_what_has_ended_is_not_in_use():
    ended = with_element(SMALL, "klima", retired=date(2024, 1, 1))
    assert not ended.is_in_use("klima")
    assert not ended.is_in_use("finnes-ikke")
    assert ended.children_in_use("visjon") == ["gode-liv"]
    assert [one.id for one in ended.of_kind("main_goal")] == ["gode-liv"]


def test_of_kind_takes_several_kinds_each_element_once():
    assert [one.id for one in SMALL.of_kind("main_goal", "vision", "main_goal")] == ["gode-liv", "klima", "visjon"]


def test_measures_are_found_from_both_ends():
    assert {one.element for one in SMALL.links_by_measure["barnehage"]} == {"oppvekst", "lavutslipp"}
    assert [one.measure for one in SMALL.links_by_element["gange"]] == ["gangvei"]


def test_an_influence_stands_at_both_ends_and_one_on_itself_once():
    both, itself = Influence("klima", "gode-liv", "+"), Influence("klima", "klima", "-")
    found = SMALL.with_rows({"influences": {"1": both, "2": itself}}).influences_by_element
    assert found == {"klima": (both, itself), "gode-liv": (both,)}


def test_a_new_plan_system_never_changes_the_old_one():
    children = SMALL.children
    changed = SMALL.with_rows({"chain": {"klima|visjon": None}, "elements": {"ny": Element("ny", "main_goal", "Ny")}})
    assert changed.children["visjon"] == ("gode-liv",)
    assert "ny" in changed.elements
    assert SMALL.children is children
    assert make_small_plan() == SMALL


def test_what_a_change_does_not_touch_is_not_worked_out_again():
    plan = make_small_plan()
    children, links = plan.children, plan.links_by_measure
    renamed = with_element(plan, "klima", name="Nytt navn")
    assert renamed.children is children
    assert renamed.links_by_measure is links
    numbered = plan.with_rows({"elements": {"klima": replace(plan.elements["klima"], number="0")}})
    assert numbered.children is not children


def test_taking_away_what_is_not_there_changes_nothing():
    assert SMALL.with_rows({"elements": {"finnes-ikke": None}}) == SMALL
