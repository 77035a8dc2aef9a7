"""No way of changing the plan system is a way around a workflow."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from veikart.calc.plan_system import Plan, PlanSystem, Process, ProcessStep, Term
from veikart.rules.findings import Finding
from veikart.rules.plan_system import check_step_changes, get_workflows, make_step

TODAY = date(2024, 3, 20)
TERM = Term("p", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))
PLANS = {key: Plan(key, key.capitalize(), "planning_strategy") for key in ("plan", "other")}
EMPTY = PlanSystem(terms={"p": TERM}, plans=PLANS)
HEARD = (("draft", date(2024, 1, 8)), ("hearing", date(2024, 2, 13)), ("recommended", date(2024, 3, 14)), ("adopted", TODAY))


def build(*states: tuple[str, date], key: str = "one", workflow: str = "planning_strategy", plan: str = "plan") -> PlanSystem:
    """One process that has been in these states, each with its deadline as the law sets it."""
    steps: list[ProcessStep] = []
    for state, day in states:
        steps.append(make_step(get_workflows()[workflow], tuple(steps), state, process=key, entered=day, by="Kari"))
    return replace(EMPTY, processes={key: Process(key, workflow, plan, "p")}, steps={f"{key}|{one.number}": one for one in steps})


def codes(before: PlanSystem, after: PlanSystem, role: str = "operator") -> list[str]:
    found: Iterable[Finding] = check_step_changes(before, after, today=TODAY, role=role)
    return [one.code for one in found]


def test_a_process_comes_with_its_whole_history_where_every_step_was_allowed() -> None:
    assert codes(EMPTY, build(*HEARD)) == []
    assert codes(build(*HEARD), build(*HEARD), role="planner") == []


def test_who_may_not_adopt_may_not_bring_an_adoption_in() -> None:
    assert codes(EMPTY, build(*HEARD), role="planner") == ["step-role"]
    assert codes(EMPTY, build(*HEARD[:3]), role="planner") == []


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ((HEARD[0], HEARD[1], ("recommended", date(2024, 3, 1))), "hearing-early"),
        ((HEARD[0], ("recommended", date(2024, 3, 1))), "step-unknown"),
        ((HEARD[0], ("hearing", date(2024, 3, 21))), "step-day"),
        ((("adopted", TODAY),), "step-unknown"),
        ((HEARD[0], ("elsewhere", TODAY)), "step-unknown"),
    ],
)
def test_a_history_that_went_around_its_hearing_is_refused(states: tuple[tuple[str, date], ...], code: str) -> None:
    history = [ProcessStep("one", number, state, day) for number, (state, day) in enumerate(states, start=1)]
    after = replace(build(), steps={f"one|{one.number}": one for one in history})
    assert codes(EMPTY, after) == [code]


def test_a_deadline_shorter_than_the_law_is_refused_and_a_longer_one_holds() -> None:
    short, long = build(*HEARD[:3]), build(*HEARD[:3])
    shortened = replace(short.steps["one|2"], earliest_exit=date(2024, 2, 20))
    assert codes(EMPTY, short.with_rows({"steps": {"one|2": shortened}})) == ["step-short"]
    lengthened = replace(long.steps["one|2"], earliest_exit=date(2024, 4, 2))
    assert codes(EMPTY, long.with_rows({"steps": {"one|2": lengthened}})) == ["hearing-early"]


def test_a_process_here_goes_on_today_and_on_no_other_day() -> None:
    """Otherwise the hearing could be said to have begun long ago."""
    before = build(HEARD[0])
    assert codes(before, build(*HEARD[:2])) == ["step-day"]
    assert codes(before, build(HEARD[0], ("hearing", TODAY))) == []
    assert codes(before, build(HEARD[0], ("hearing", TODAY), ("recommended", TODAY))) == ["hearing-early"]
    assert codes(build(*HEARD[:2]), build(*HEARD[:2], ("recommended", TODAY))) == []


def test_steps_that_are_taken_stay() -> None:
    before = build(*HEARD[:2])
    thawed = replace(before.steps["one|2"], earliest_exit=date(2024, 2, 20))
    assert codes(before, before.with_rows({"steps": {"one|2": thawed}})) == ["step-kept"]
    assert codes(before, build(HEARD[0])) == ["step-kept"]
    assert codes(before, build(HEARD[0], ("hearing", date(2024, 1, 9)))) == ["step-kept"]


def test_a_step_is_taken_back_the_same_day_by_whoever_may_take_it() -> None:
    assert codes(build(*HEARD), build(*HEARD[:3]), role="secretary") == []
    assert codes(build(*HEARD), build(*HEARD[:3]), role="planner") == ["step-role"]
    assert codes(build(HEARD[0], ("hearing", TODAY)), build(HEARD[0]), role="planner") == []


def test_a_withdrawn_hearing_is_not_brought_back_another_day() -> None:
    """It was not public in between."""
    withdrawn = build(*HEARD[:2], ("draft", date(2024, 2, 14)))
    assert codes(withdrawn, build(*HEARD[:2])) == ["step-kept"]


def test_a_process_under_way_is_not_taken_away_moved_or_doubled() -> None:
    before = build(*HEARD[:2])
    assert codes(before, EMPTY) == ["process-kept"]
    assert codes(before, replace(before, processes={"one": Process("one", "planning_strategy", "other", "p")})) == ["process-kept"]
    second = build(*HEARD[:3], key="two")
    both = replace(before, processes={**before.processes, **second.processes}, steps={**before.steps, **second.steps})
    assert codes(before, both) == ["process-twice"]


def test_two_that_come_at_once_are_one_too_many() -> None:
    first, second = build(*HEARD[:2]), build(*HEARD[:2], key="two")
    both = replace(first, processes={**first.processes, **second.processes}, steps={**first.steps, **second.steps})
    assert set(codes(EMPTY, both, role="administrator")) == {"process-twice"}


def test_a_new_round_begins_when_the_last_one_is_adopted() -> None:
    before, second = build(*HEARD), build(("draft", TODAY), key="two")
    both = replace(before, processes={**before.processes, **second.processes}, steps={**before.steps, **second.steps})
    assert codes(before, both) == []


def test_what_never_began_may_go_and_so_may_what_goes_with_its_plan() -> None:
    assert codes(build(HEARD[0]), EMPTY) == []
    assert codes(build(), EMPTY) == []
    assert codes(build(*HEARD[:2]), PlanSystem()) == []


def test_what_must_be_adopted_first_was_adopted_on_that_day() -> None:
    society = build(("draft", date(2024, 1, 8)), ("hearing", date(2024, 2, 1)), workflow="societal_element", key="two")
    programme = build(*HEARD, workflow="plan_programme")
    late = replace(society, processes={**society.processes, **programme.processes}, steps={**society.steps, **programme.steps})
    assert "step-after" in codes(EMPTY, late)
