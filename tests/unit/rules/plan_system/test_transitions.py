"""Who may move a process on, and when."""

from collections.abc import Iterable
from datetime import date

import pytest

from veikart.calc.plan_system import Plan, PlanSystem, Process, ProcessStep, Term, WheelEvent
from veikart.rules.findings import Finding
from veikart.rules.plan_system.transitions import (
    check_events,
    check_hearing_days,
    check_processes,
    check_transition,
    current_state,
    find_earliest_exit,
    list_transitions,
)
from veikart.rules.plan_system.workflows import get_workflows, make_step

TERM = Term("p", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))
PLAN = Plan("plan", "Planstrategi 2024", "planning_strategy")


def build(workflow: str, *states: tuple[str, date], others: Iterable[tuple[str, str]] = ()) -> tuple[PlanSystem, Process]:
    """A process that has been in these states; `others` are other processes for the same plan as (workflow, state)."""
    process = Process("one", workflow, "plan", "p")
    steps: list[ProcessStep] = []
    for state, day in states:
        steps.append(make_step(get_workflows()[workflow], tuple(steps), state, process="one", entered=day, by="Kari"))
    processes = {"one": process}
    for number, (other, state) in enumerate(others):
        processes[f"other{number}"] = Process(f"other{number}", other, "plan", "p")
        steps.append(ProcessStep(f"other{number}", 1, state, date(2024, 1, 1)))
    rows = {f"{one.process}|{one.number}": one for one in steps}
    return PlanSystem(terms={"p": TERM}, plans={"plan": PLAN}, processes=processes, steps=rows), process


def codes(findings: Iterable[Finding]) -> list[str]:
    return [one.code for one in findings]


HEARD = (("draft", date(2024, 1, 8)), ("hearing", date(2024, 2, 13)))


def test_nothing_is_sent_to_vote_before_its_hearing_has_run() -> None:
    system, process = build("planning_strategy", *HEARD)
    [finding] = check_transition(system, process, "recommended", today=date(2024, 2, 25), role="planner")
    assert finding.code == "hearing-early"
    assert finding.grade == "stop"
    assert finding.sentence == "Forslaget har vært offentlig i 12 av 30 dager. Det kan sendes til vedtak tidligst 14. mars 2024."
    assert check_transition(system, process, "recommended", today=date(2024, 3, 13), role="planner")
    assert not check_transition(system, process, "recommended", today=date(2024, 3, 14), role="planner")


def test_a_frozen_deadline_holds_and_a_lost_one_is_counted_anew() -> None:
    workflow = get_workflows()["planning_strategy"]
    frozen = ProcessStep("one", 1, "hearing", date(2024, 2, 13), earliest_exit=date(2024, 4, 1))
    assert find_earliest_exit(workflow, frozen) == date(2024, 4, 1)
    assert find_earliest_exit(workflow, ProcessStep("one", 1, "hearing", date(2024, 2, 13))) == date(2024, 3, 14)
    assert find_earliest_exit(workflow, ProcessStep("one", 1, "draft", date(2024, 2, 13))) is None


def test_a_vote_asks_once_more_whether_the_hearing_ran() -> None:
    system, process = build("planning_strategy", *HEARD, ("recommended", date(2024, 2, 20)))
    [finding] = check_transition(system, process, "adopted", today=date(2024, 6, 1), role="secretary")
    assert finding.code == "hearing-cut"
    assert "offentlig i 7 av 30 dager" in finding.sentence
    system, process = build("planning_strategy", ("draft", date(2024, 1, 8)), ("recommended", date(2024, 2, 20)))
    assert codes(check_transition(system, process, "adopted", today=date(2024, 6, 1), role="secretary")) == ["hearing-missing"]
    system, process = build("planning_strategy", *HEARD, ("recommended", date(2024, 3, 14)))
    assert not check_transition(system, process, "adopted", today=date(2024, 3, 20), role="secretary")


def test_only_the_roles_that_are_declared() -> None:
    system, process = build("planning_strategy", *HEARD, ("recommended", date(2024, 3, 14)))
    [finding] = check_transition(system, process, "adopted", today=date(2024, 3, 20), role="planner")
    assert finding.code == "step-role"
    assert finding.sentence == ("«Før vedtaket» kan bare gjøres av: politisk sekretariat, administrator, driftsansvarlig. Din rolle er planlegger.")
    assert codes(check_transition(system, process, "adopted", today=date(2024, 3, 20), role="citizen")) == ["step-role"]


def test_only_the_ways_that_are_declared() -> None:
    system, process = build("planning_strategy", ("draft", date(2024, 1, 8)))
    [finding] = check_transition(system, process, "adopted", today=date(2024, 6, 1), role="administrator")
    assert finding.code == "step-unknown"
    assert finding.sentence == "Saken er i «Utkast» og kan ikke gå til «Vedtatt». Det neste kan være: «Forslaget er offentlig»."
    system, process = build("planning_strategy", ("adopted", date(2024, 1, 8)))
    assert "saken er ferdig" in check_transition(system, process, "draft", today=date(2024, 6, 1), role="planner")[0].sentence


def test_a_step_may_not_begin_before_the_last_one() -> None:
    system, process = build("planning_strategy", ("draft", date(2024, 1, 8)))
    assert codes(check_transition(system, process, "hearing", today=date(2024, 1, 7), role="planner")) == ["step-order"]
    assert not check_transition(system, process, "hearing", today=date(2024, 1, 8), role="planner")


def test_the_plan_programme_comes_before_the_societal_element_is_heard() -> None:
    day = date(2024, 6, 1)
    for others, words in (((), "er ikke begynt"), ((("plan_programme", "hearing"),), "står som «På høring»")):
        system, process = build("societal_element", ("draft", date(2024, 1, 8)), others=others)
        [finding] = check_transition(system, process, "hearing", today=day, role="planner")
        assert finding.code == "step-after"
        assert words in finding.sentence
    system, process = build("societal_element", ("draft", date(2024, 1, 8)), others=[("plan_programme", "adopted")])
    assert not check_transition(system, process, "hearing", today=day, role="planner")


def test_a_proposal_taken_back_must_be_public_anew() -> None:
    again = (*HEARD, ("draft", date(2024, 3, 20)), ("hearing", date(2024, 4, 1)))
    system, process = build("planning_strategy", *again)
    assert codes(check_transition(system, process, "recommended", today=date(2024, 4, 10), role="planner")) == ["hearing-early"]


def test_the_recommendation_is_public_before_the_budget_is_adopted() -> None:
    system, process = build("action_programme", ("draft", date(2024, 9, 1)), ("recommended", date(2024, 11, 27)))
    [finding] = check_transition(system, process, "adopted", today=date(2024, 12, 10), role="secretary")
    assert finding.sentence == "Forslaget har vært offentlig i 13 av 14 dager. Det kan vedtas tidligst 11. desember 2024."
    assert not check_transition(system, process, "adopted", today=date(2024, 12, 11), role="secretary")


def test_a_new_process_is_in_the_first_state_and_may_enter_it() -> None:
    system, process = build("planning_strategy")
    assert current_state(system, process) == "draft"
    assert not check_transition(system, process, "draft", today=date(2024, 1, 8), role="planner")
    assert not check_transition(system, process, "hearing", today=date(2024, 1, 8), role="planner")


def test_every_way_out_comes_with_what_bars_it() -> None:
    system, process = build("planning_strategy", *HEARD)
    ways = list_transitions(system, process, today=date(2024, 2, 25), role="planner")
    assert [(one.ends, codes(found)) for one, found in ways] == [("recommended", ["hearing-early"]), ("draft", [])]


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        (date(2024, 2, 13), []),
        (date(2024, 7, 1), [("hearing-holiday", "begynner 1. juli 2024, i fellesferien i juli"), ("hearing-holiday", "slutter 31. juli 2024")]),
        (date(2024, 3, 23), [("hearing-holiday", "begynner 23. mars 2024, i påsken")]),
        (date(2024, 3, 22), [("hearing-weekend", "slutter en søndag, 21. april 2024")]),
        (date(2024, 11, 25), [("hearing-holiday", "slutter 25. desember 2024, i jula")]),
        (date(2025, 1, 2), [("hearing-holiday", "begynner 2. januar 2025, i jula"), ("hearing-weekend", "slutter en lørdag, 1. februar 2025")]),
    ],
)
def test_a_hearing_in_the_holidays_is_warned_of(entered: date, expected: list[tuple[str, str]]) -> None:
    system, process = build("planning_strategy", ("draft", entered), ("hearing", entered))
    found = check_hearing_days(process, system.steps["one|2"])
    assert codes(found) == [code for code, _ in expected]
    assert all(words in one.sentence for one, (_, words) in zip(found, expected, strict=True))
    assert not check_hearing_days(process, system.steps["one|1"])


def test_a_deadline_of_the_law_that_is_past() -> None:
    system, _ = build("planning_strategy", *HEARD)
    assert not check_processes(system, date(2024, 10, 18))
    [finding] = check_processes(system, date(2024, 10, 19))
    assert finding.code == "step-late"
    assert finding.sentence == "Planstrategi er ikke vedtatt. Fristen var 18. oktober 2024."
    system, _ = build("planning_strategy", *HEARD, ("recommended", date(2024, 3, 14)), ("adopted", date(2024, 11, 1)))
    assert "ble vedtatt 1. november 2024" in check_processes(system, date(2026, 1, 1))[0].sentence
    system, _ = build("action_programme", ("draft", date(2024, 9, 1)))
    assert not check_processes(system, date(2024, 12, 31))
    assert codes(check_processes(system, date(2025, 1, 1))) == ["step-late"]


@pytest.mark.parametrize(
    ("starts", "rule", "expected"),
    [("12-31", "koml-14-3", []), ("12-11", "koml-14-3", []), ("03-01", "koml-14-6-avlagt", ["event-late"]), ("03-01", "koml-99", ["event-rule"])],
)
def test_events_that_do_not_fit_the_law(starts: str, rule: str, expected: list[str]) -> None:
    row = WheelEvent("e", "one_year", "deadline", "Frist", starts, rule=rule)
    found = check_events(PlanSystem(events={"e": row}))
    assert codes(found) == expected
    if "event-late" in expected:
        assert found[0].sentence == "«Frist» er satt til 1. mars. Fristen i regelen er 22. februar."
