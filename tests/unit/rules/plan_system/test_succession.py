"""Ended, merged, split: everything that hangs on an element goes on, once, and where it came from is remembered."""

from datetime import date

import pytest

from tests.support.plan import make_small_plan
from veikart.calc.books import RowChange, apply_changes
from veikart.calc.plan_system import Indicator, IndicatorLink, Influence, MeasureLink, PlanSystem
from veikart.rules.plan_system import Decision, check_plan_system, merge_elements, remember_names, retire_element, split_element
from veikart.rules.tables import stops

SMALL = make_small_plan()
DAY = date(2024, 5, 1)
DECISION = Decision(DAY, "12/24", "Ryddet")


def after(changes) -> PlanSystem:
    system = apply_changes(SMALL, changes)
    assert stops(check_plan_system(system)) == []
    return system


def shares(system: PlanSystem, measure: str) -> dict[str, int | None]:
    return {one.element: one.share_percent for one in system.links_by_measure.get(measure, ())}


def test_retired_without_a_successor_only_the_day_and_the_lineage_are_new():
    changes = retire_element(SMALL, "trygg-skolevei", DECISION)
    system = after(changes)
    assert len(changes) == 2
    assert system.elements["trygg-skolevei"].retired == DAY
    [row] = system.descents_by_element["trygg-skolevei"]
    assert (row.origin, row.change, row.before, row.case, row.note) == ("trygg-skolevei", "retired", "Trygge skoleveier", "12/24", "Ryddet")


def test_replaced_everything_goes_to_the_successor():
    system = after(retire_element(SMALL, "lavutslipp", DECISION, successor="klima"))
    assert system.children_in_use("klima") == ["gange"]
    assert shares(system, "barnehage") == {"oppvekst": 60, "klima": 40}
    assert system.descents_by_origin["lavutslipp"][0].element == "klima"
    assert not system.is_in_use("lavutslipp")


def test_merged_shares_are_added_and_a_link_that_both_had_stands_once():
    system = after(merge_elements(SMALL, ["lavutslipp", "oppvekst"], "oppvekst", DECISION))
    assert shares(system, "barnehage") == {"oppvekst": 100}
    assert system.parents["gange"] == ("oppvekst",)
    assert [one.origin for one in system.descents_by_element["oppvekst"]] == ["lavutslipp"]


def test_merged_with_a_link_that_states_no_share_none_is_stated():
    system = SMALL.with_rows({"measures": {"barnehage|lavutslipp": MeasureLink("barnehage", "lavutslipp")}})
    merged = apply_changes(system, merge_elements(system, ["lavutslipp"], "oppvekst", DECISION))
    assert shares(merged, "barnehage") == {"oppvekst": None}


def test_a_conflict_between_two_that_become_one_is_gone():
    between, outward = Influence("klima", "gode-liv", "-"), Influence("klima", "gange", "+")
    system = SMALL.with_rows({"influences": {"klima|gode-liv": between, "klima|gange": outward}})
    merged = apply_changes(system, merge_elements(system, ["klima"], "gode-liv", DECISION))
    assert merged.influences == {"gode-liv|gange": Influence("gode-liv", "gange", "+")}


def test_indicators_follow():
    rows = {"indicators": {"x": Indicator("x", "X")}, "indicator_links": {"x|lavutslipp": IndicatorLink("x", "lavutslipp")}}
    system = SMALL.with_rows(rows)
    replaced = apply_changes(system, retire_element(system, "lavutslipp", DECISION, successor="klima"))
    assert replaced.indicator_links == {"x|klima": IndicatorLink("x", "klima")}


def test_split_each_part_stands_where_the_whole_stood():
    system = after(split_element(SMALL, "oppvekst", ["Trygg skole", "Trygg fritid"], DECISION))
    assert system.parents["trygg-skole"] == system.parents["trygg-fritid"] == ("gode-liv",)
    assert {one.element for one in system.descents_by_origin["oppvekst"]} == {"trygg-skole", "trygg-fritid"}
    assert {one.change for one in system.descents_by_origin["oppvekst"]} == {"split"}
    assert system.elements["trygg-fritid"].plan == "samfunnsdel"


def test_split_goes_to_the_first_where_nothing_else_is_said():
    shared_out = {("chain", "gange|oppvekst"): 1, ("measures", "barnehage|oppvekst"): 9}
    first = after(split_element(SMALL, "oppvekst", ["A", "B"], DECISION))
    chosen = after(split_element(SMALL, "oppvekst", ["A", "B"], DECISION, share_out=shared_out))
    assert (first.children["a"], shares(first, "barnehage")) == (("gange",), {"a": 60, "lavutslipp": 40})
    assert (chosen.children["b"], shares(chosen, "barnehage")) == (("gange",), {"b": 60, "lavutslipp": 40})


def test_two_parts_of_the_same_name_are_two():
    system = after(split_element(SMALL, "oppvekst", ["Klima", "Klima"], DECISION))
    assert {"klima", "klima-2", "klima-3"} <= set(system.elements)
    assert system.elements["klima"] == SMALL.elements["klima"]


@pytest.mark.parametrize(
    "act",
    [
        lambda: retire_element(SMALL, "finnes-ikke", DECISION),
        lambda: retire_element(SMALL, "klima", DECISION, successor="finnes-ikke"),
        lambda: merge_elements(SMALL, ["klima"], "finnes-ikke", DECISION),
        lambda: merge_elements(SMALL, ["finnes-ikke"], "klima", DECISION),
        lambda: split_element(SMALL, "finnes-ikke", ["A", "B"], DECISION),
    ],
)
def test_what_is_not_there_is_our_own_mistake(act):
    with pytest.raises(KeyError):
        act()


@pytest.mark.parametrize(
    ("fields", "remembered"),
    [
        ({"name": "Klima og natur"}, {("renamed", "Klimaklok")}),
        ({"number": "3"}, {("renumbered", "2")}),
        ({"name": "Klima og natur", "number": ""}, {("renamed", "Klimaklok"), ("renumbered", "2")}),
        ({"text": "Ny tekst"}, set()),
    ],
)
def test_a_new_name_or_number_after_publication_is_remembered(fields, remembered):
    klima = SMALL.elements["klima"]
    new = type(klima)(**{one: getattr(klima, one) for one in klima.__slots__} | fields)
    rows = remember_names(SMALL, [RowChange("elements", "klima", klima, new)], SMALL, DAY)
    assert {(one.after.change, one.after.before) for one in rows} == remembered


def test_what_was_never_published_has_no_old_name():
    klima = SMALL.elements["klima"]
    assert remember_names(SMALL, [RowChange("elements", "klima", klima, None)], PlanSystem(), DAY) == ()
    assert remember_names(SMALL, [RowChange("elements", "klima", None, klima)], SMALL, DAY) == ()
