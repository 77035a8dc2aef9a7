"""The declared workflows are complete, and their deadlines are the law's."""

from datetime import date
from typing import Any

import pytest

from veikart.rules.law import get_rules
from veikart.rules.plan_system import get_choices
from veikart.rules.plan_system.workflows import get_workflows, make_step, read_workflows, start_step

WORKFLOWS = get_workflows()
SMALL: dict[str, Any] = {
    "name": "Liten",
    "rule": "pbl-10-1",
    "states": [
        {"id": "draft", "name": "Utkast", "owner": "planner"},
        {"id": "adopted", "name": "Vedtatt", "owner": "secretary", "is_final": True},
    ],
    "transitions": [{"from": "draft", "to": "adopted", "name": "Vedta", "told": "vedtas", "roles": ["secretary"]}],
}


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_every_state_can_be_reached(workflow) -> None:
    reached, waiting = {workflow.first.id}, [workflow.first.id]
    while waiting:
        ends = {one.ends for one in workflow.transitions_from(waiting.pop())} - reached
        reached |= ends
        waiting.extend(ends)
    assert reached == set(workflow.states)


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_every_state_has_a_way_out_or_is_final(workflow) -> None:
    for state in workflow.states.values():
        assert bool(workflow.transitions_from(state.id)) != state.is_final, state.id
    assert any(state.is_final for state in workflow.states.values())


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_every_transition_has_a_role_and_words_and_leads_elsewhere(workflow) -> None:
    for one in workflow.transitions:
        assert one.roles
        assert "administrator" in one.roles
        assert one.name[0].isupper()
        assert one.told
        assert one.starts != one.ends
    pairs = [(one.starts, one.ends) for one in workflow.transitions]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_nothing_is_adopted_before_it_has_been_public(workflow) -> None:
    """Every way from the first state to a vote goes through a hearing, and every step into a vote is guarded by it."""
    into = [one for one in workflow.transitions if workflow.states[one.ends].is_final]
    assert into
    assert all("hearing_has_run" in one.guards for one in into)
    hearings = [state for state in workflow.states.values() if state.is_hearing]
    assert hearings
    assert all(state.rule for state in hearings)


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_a_hearing_is_left_forward_only_when_its_days_have_run(workflow) -> None:
    order = list(workflow.states)
    for one in workflow.transitions:
        if workflow.states[one.starts].is_hearing and order.index(one.ends) > order.index(one.starts):
            assert "days_have_run" in one.guards, one.name


def test_the_choices_of_a_process_are_the_workflows() -> None:
    assert get_choices("workflow") == {key: one.name for key, one in WORKFLOWS.items()}


# Entered, how many days by the law, and the first day it may be left.
@pytest.mark.parametrize(
    ("workflow", "state", "entered", "leaves"),
    [
        ("planning_strategy", "hearing", date(2024, 2, 13), date(2024, 3, 14)),
        ("planning_strategy", "hearing", date(2023, 2, 13), date(2023, 3, 15)),
        ("plan_programme", "hearing", date(2024, 3, 1), date(2024, 4, 12)),
        ("societal_element", "hearing", date(2024, 12, 1), date(2025, 1, 12)),
        ("action_programme", "recommended", date(2024, 11, 27), date(2024, 12, 11)),
        ("planning_strategy", "draft", date(2024, 2, 13), None),
    ],
)
def test_the_deadline_of_a_step(workflow: str, state: str, entered: date, leaves: date | None) -> None:
    found, rule = start_step(WORKFLOWS[workflow], state, entered, get_rules())
    assert found == leaves
    assert rule == WORKFLOWS[workflow].states[state].rule


def test_a_municipality_may_give_longer_time_and_never_shorter() -> None:
    workflow, day = WORKFLOWS["action_programme"], date(2024, 11, 1)
    assert start_step(workflow, "recommended", day, get_rules(), days=30)[0] == date(2024, 12, 1)
    assert start_step(workflow, "recommended", day, get_rules(), days=3)[0] == date(2024, 11, 15)


def test_a_step_follows_the_last_one_with_its_deadline_frozen() -> None:
    workflow, day = WORKFLOWS["planning_strategy"], date(2024, 2, 13)
    first = make_step(workflow, (), "draft", process="p", entered=day, by="Kari")
    second = make_step(workflow, (first,), "hearing", process="p", entered=day, by="Kari")
    assert (first.number, first.earliest_exit, first.rule) == (1, None, "")
    assert (second.number, second.earliest_exit, second.rule) == (2, date(2024, 3, 14), "pbl-10-1-offentlig")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rule": "pbl-99"}, "unknown rule"),
        ({"transitions": [{**SMALL["transitions"][0], "to": "lost"}]}, "unknown state"),
        ({"transitions": [{**SMALL["transitions"][0], "roles": ["king"]}]}, "unknown role"),
        ({"transitions": [{**SMALL["transitions"][0], "guards": ["luck"]}]}, "unknown guard"),
        ({"transitions": [{**SMALL["transitions"][0], "after": ["other"]}]}, "unknown workflow"),
        ({"states": [{**SMALL["states"][0], "rule": "pbl-11-3"}, SMALL["states"][1]]}, "have no days"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], words: str) -> None:
    assert read_workflows({"small": SMALL}, get_rules())
    with pytest.raises(ValueError, match=words):
        read_workflows({"small": {**SMALL, **changed}}, get_rules())
