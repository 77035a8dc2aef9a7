"""The fixed lists, counted against their sources."""

from dataclasses import fields

import pytest

from veikart.calc.plan_system import PlanSystem
from veikart.rules.law import get_rules
from veikart.rules.plan_system import get_choices, get_tables, get_workflows
from veikart.rules.plan_system.catalogues import get_chain_rules, get_plan_types, get_un_goals

TARGETS = {
    "1": 7, "2": 8, "3": 13, "4": 10, "5": 9, "6": 8, "7": 5, "8": 12, "9": 8,
    "10": 10, "11": 10, "12": 11, "13": 5, "14": 10, "15": 12, "16": 12, "17": 19,
}  # fmt: skip
"""How many targets each goal has in A/RES/70/1."""


def test_the_un_has_17_goals_and_169_targets():
    counted = {number: len(goal.targets) for number, goal in get_un_goals().items()}
    assert counted == TARGETS
    assert (len(counted), sum(counted.values())) == (17, 169)


@pytest.mark.parametrize(("code", "is_there"), [("11", True), ("11.3", True), ("13.b", True), ("13.4", False), ("18", False), ("13.c", False)])
def test_goals_and_targets_are_both_choices(code, is_there):
    assert (code in get_choices("un_target")) is is_there


def test_every_un_goal_has_a_name():
    assert all(one.name for one in get_un_goals().values())
    assert len(get_choices("un_target")) == 17 + 169


def test_every_field_with_choices_has_some():
    for table in get_tables().values():
        for field in table.fields.values():
            if field.kind == "choice":
                assert all(get_choices(field.choices).values()), field.choices
            else:
                assert not field.choices


def test_every_reference_is_to_a_table_and_every_key_is_a_required_field():
    tables = get_tables()
    assert set(tables) == {one.name for one in fields(PlanSystem)}
    for table in tables.values():
        assert {field.refers for field in table.fields.values() if field.refers} <= set(tables)
        assert all(table.fields[name].required for name in table.key), table.id


def test_every_kind_of_element_has_a_place_in_the_chain():
    rules = get_chain_rules()
    assert set(rules) == set(get_choices("element_kind"))
    assert {kind for one in rules.values() for kind in one.serves} <= set(rules)
    assert all(one.serves for one in rules.values() if one.needs_parent)


def test_the_plan_types_say_what_holds_where_the_register_is_silent():
    rules = get_rules()
    for one in get_plan_types().values():
        assert one.level in get_choices("plan_level")
        assert one.treatment in get_choices("treatment")
        assert not one.rule or one.rule in rules
    assert get_plan_types()["planning_strategy"].rule == "pbl-10-1"


def test_the_workflows_are_a_choice():
    assert set(get_choices("workflow")) == set(get_workflows())


def test_an_unknown_choice_is_our_own_mistake():
    with pytest.raises(KeyError):
        get_choices("finnes-ikke")
