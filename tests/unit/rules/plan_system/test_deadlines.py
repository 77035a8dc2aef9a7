"""The days the law sets in a term and in a year."""

from datetime import date

from veikart.calc.plan_system import PlanSystem, Process, ProcessStep, Term
from veikart.calc.wheels import Occurrence
from veikart.rules.law import get_rules
from veikart.rules.plan_system.deadlines import EARLIEST, as_occurrences, statutory_dates, statutory_dates_in_year

TERM = Term("p", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))
SYSTEM = PlanSystem(terms={"p": TERM})
TODAY = date(2024, 2, 1)


def test_the_planning_strategy_within_one_year() -> None:
    found = {one.rule: one for one in statutory_dates(SYSTEM, TERM, TODAY, with_yearly=False)}
    assert list(found) == ["pbl-10-1-offentlig", "pbl-10-1"]
    assert found["pbl-10-1"].date == date(2024, 10, 18)
    assert found["pbl-10-1"].days_left == 260
    assert found["pbl-10-1-offentlig"].date == date(2024, 9, 18)
    assert found["pbl-10-1"].done is None


def test_a_strategy_that_is_adopted_is_done() -> None:
    step = ProcessStep("one", 1, "adopted", date(2024, 6, 19))
    system = SYSTEM.with_rows({"processes": {"one": Process("one", "planning_strategy", "plan", "p")}, "steps": {"one|1": step}})
    assert [one.done for one in statutory_dates(system, TERM, TODAY, with_yearly=False) if one.rule == "pbl-10-1"] == [date(2024, 6, 19)]


def test_the_days_of_every_year_in_the_term_and_none_outside() -> None:
    found = [one for one in statutory_dates(SYSTEM, TERM, TODAY) if one.rule == "koml-14-3"]
    assert [one.date for one in found] == [date(year, 12, 31) for year in (2023, 2024, 2025, 2026)]
    assert [one.days_left for one in found][:2] == [-32, 334]
    accounts = [one.date for one in statutory_dates(SYSTEM, TERM, TODAY) if one.rule == "koml-14-6-avlagt"]
    assert accounts == [date(year, 2, 22) for year in (2024, 2025, 2026, 2027)]


def test_the_days_of_a_year() -> None:
    found = [(one.date.isoformat(), one.rule) for one in statutory_dates_in_year(SYSTEM, 2024, TODAY)]
    assert found == [
        ("2024-02-15", "kostra-innsending"),
        ("2024-02-22", "koml-14-6-avlagt"),
        ("2024-03-15", "kostra-forelopige"),
        ("2024-03-31", "koml-14-7-avlagt"),
        ("2024-04-15", "koml-24-revisjon"),
        ("2024-06-15", "kostra-endelige"),
        ("2024-06-30", "koml-14-6-vedtatt"),
        ("2024-09-18", "pbl-10-1-offentlig"),
        ("2024-10-18", "pbl-10-1"),
        ("2024-12-17", "koml-14-3-offentlig"),
        ("2024-12-31", "koml-14-3"),
    ]


def test_no_day_before_its_rule_was_law() -> None:
    assert not [one for one in statutory_dates_in_year(SYSTEM, 2019, TODAY) if one.rule.startswith("koml")]


def test_a_process_under_way_says_when_it_may_go_on() -> None:
    step = ProcessStep("one", 1, "hearing", date(2024, 2, 13), earliest_exit=date(2024, 3, 14), rule="pbl-10-1-offentlig")
    system = SYSTEM.with_rows({"processes": {"one": Process("one", "planning_strategy", "plan", "p")}, "steps": {"one|1": step}})
    [found] = [one for one in statutory_dates(system, TERM, TODAY) if one.kind == EARLIEST]
    assert (found.date, found.days_left, found.process) == (date(2024, 3, 14), 42, "one")
    assert found.name == "Planstrategi kan sendes til vedtak fra denne dagen"


def test_a_row_on_the_wheel_stands_for_the_law() -> None:
    own = Occurrence("budsjett", "one_year", "deadline", "Budsjettvedtak", date(2024, 12, 11), date(2024, 12, 11), "koml-14-3")
    dates = statutory_dates_in_year(SYSTEM, 2024, TODAY)
    on_wheel = as_occurrences(dates, "one_year", (own,))
    assert len(on_wheel) == len(dates) - 1
    assert "koml-14-3" not in {one.rule for one in on_wheel}
    assert {one.kind for one in on_wheel} == {"deadline"}
    assert len({one.event for one in on_wheel}) == len(on_wheel)


def test_every_deadline_of_the_rules_has_a_name_that_is_no_sentence() -> None:
    for rule in get_rules().values():
        assert not rule.deadline.endswith(".")


def test_only_a_deadline_stands_for_the_law() -> None:
    """The time a proposal is public follows from the same rule as the last day to make it so, and is something else."""
    hearing = Occurrence("h", "four_year", "phase", "Forslaget er offentlig", date(2024, 2, 5), date(2024, 3, 6), "pbl-10-1-offentlig")
    dates = statutory_dates_in_year(SYSTEM, 2024, TODAY)
    assert "Siste dag for å legge ut forslaget til planstrategi" in {one.name for one in as_occurrences(dates, "four_year", (hearing,))}


def test_a_deadline_does_not_hide_the_first_day_a_process_may_go_on() -> None:
    step = ProcessStep("one", 1, "hearing", date(2024, 2, 13), earliest_exit=date(2024, 3, 14), rule="pbl-10-1-offentlig")
    system = SYSTEM.with_rows({"processes": {"one": Process("one", "planning_strategy", "plan", "p")}, "steps": {"one|1": step}})
    own = Occurrence("d", "four_year", "deadline", "Ut innen", date(2024, 9, 1), date(2024, 9, 1), "pbl-10-1-offentlig")
    shown = as_occurrences(statutory_dates(system, TERM, TODAY), "four_year", (own,))
    assert [one.starts for one in shown if one.rule == "pbl-10-1-offentlig"] == [date(2024, 3, 14)]


def test_a_proposal_that_was_made_public_in_time_is_done() -> None:
    step = ProcessStep("one", 1, "hearing", date(2024, 2, 13), earliest_exit=date(2024, 3, 14), rule="pbl-10-1-offentlig")
    system = SYSTEM.with_rows({"processes": {"one": Process("one", "planning_strategy", "plan", "p")}, "steps": {"one|1": step}})
    done = {one.name: one.done for one in statutory_dates(system, TERM, TODAY, with_yearly=False) if one.kind != EARLIEST}
    assert done == {"Siste dag for å legge ut forslaget til planstrategi": date(2024, 2, 13), "Planstrategien skal være vedtatt": None}
