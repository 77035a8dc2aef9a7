"""A process begins and goes on by its workflow, and nothing that writes the plan is a way around it."""

from datetime import date

import pytest

from veikart.actions import advance_process as advancing
from veikart.actions import book_writing
from veikart.actions import start_process as starting
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.advance_process import advance_process
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.actions.replace_plan import replace_plan
from veikart.actions.start_process import start_process
from veikart.actions.undo_revision import undo_revision
from veikart.calc.plan_system import Plan, PlanSystem, ProcessStep, Term
from veikart.store.models import AuditEntry
from veikart.store.queries import get_plan_state

pytestmark = pytest.mark.django_db
PLANNER, SECRETARY = Actor("Kari", "planner"), Actor("Ola", "secretary")
SYSTEM = PlanSystem(
    terms={"2023": Term("2023", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))},
    plans={"strategi": Plan("strategi", "Planstrategi", "planning_strategy")},
)
KEY = "strategi-planning-strategy"


@pytest.fixture
def day(monkeypatch):
    """Sets the day it is."""

    def put(month: int, number: int) -> None:
        for module in (advancing, starting, book_writing):
            monkeypatch.setattr(module, "today", lambda: date(2024, month, number))

    put(1, 8)
    return put


@pytest.fixture
def begun(day):
    replace_plan(SYSTEM, actor=PLANNER, note="")
    start_process("planning_strategy", plan="strategi", term="2023", actor=PLANNER)
    return day


def steps() -> tuple[ProcessStep, ...]:
    return get_plan_state().book.steps_by_process.get(KEY, ())


def move(to: str, actor: Actor = PLANNER, days: int = 0) -> int:
    return advance_process(KEY, to, seen=steps()[-1].number, actor=actor, days=days)


def test_a_process_begins_today_in_its_first_state(begun):
    process = get_plan_state().book.processes[KEY]
    assert (process.workflow, process.plan, process.term) == ("planning_strategy", "strategi", "2023")
    assert steps() == (ProcessStep(KEY, 1, "draft", date(2024, 1, 8), "Kari"),)
    assert AuditEntry.objects.filter(act="start_process").count() == 1


def test_the_deadline_is_frozen_when_the_hearing_begins(begun):
    begun(2, 13)
    move("hearing")
    assert (steps()[-1].entered, steps()[-1].earliest_exit) == (date(2024, 2, 13), date(2024, 3, 14))
    assert AuditEntry.objects.filter(act="advance_process").count() == 1


def test_a_longer_time_than_the_law_holds_and_a_shorter_does_not(begun):
    begun(2, 13)
    move("hearing", days=45)
    assert steps()[-1].earliest_exit == date(2024, 3, 29)
    move("draft")
    move("hearing", days=3)
    assert steps()[-1].earliest_exit == date(2024, 3, 14)


def test_nothing_goes_to_the_vote_before_its_hearing_has_run(begun):
    begun(2, 13)
    move("hearing")
    begun(3, 13)
    with pytest.raises(ChangeRefused) as refused:
        move("recommended")
    assert [one.code for one in refused.value.findings] == ["hearing-early"]
    assert len(steps()) == 2
    begun(3, 14)
    move("recommended")
    begun(3, 20)
    with pytest.raises(ChangeRefused) as refused:
        move("adopted")
    assert [one.code for one in refused.value.findings] == ["step-role"]
    move("adopted", SECRETARY)
    assert [one.state for one in steps()] == ["draft", "hearing", "recommended", "adopted"]
    assert steps()[-1].by == "Ola"


def test_two_at_once_do_not_both_move_it(begun):
    advance_process(KEY, "hearing", seen=1, actor=PLANNER)
    with pytest.raises(StaleEdit) as stale:
        advance_process(KEY, "hearing", seen=1, actor=PLANNER)
    assert [(table, key) for table, key, _ in stale.value.changes] == [("steps", f"{KEY}|2")]
    with pytest.raises(StaleEdit):
        advance_process("finnes-ikke", "hearing", seen=0, actor=PLANNER)


def test_a_plan_has_one_such_process_at_a_time(begun):
    with pytest.raises(ChangeRefused) as refused:
        start_process("planning_strategy", plan="strategi", term="2023", actor=PLANNER)
    assert [one.code for one in refused.value.findings] == ["process-twice"]
    with pytest.raises(ChangeRefused):
        start_process("planning_strategy", plan="finnes-ikke", term="2023", actor=PLANNER)


def test_rights(begun):
    with pytest.raises(AccessDenied):
        start_process("planning_strategy", plan="strategi", term="", actor=SECRETARY)
    with pytest.raises(AccessDenied):
        advance_process(KEY, "hearing", seen=1, actor=Actor("noen", "citizen"))


@pytest.mark.parametrize("table", ["processes", "steps"])
def test_rows_of_a_process_are_not_edited(begun, table):
    with pytest.raises(KeyError):
        change_plan([RowEdit(table, "x", {})], actor=PLANNER, note="")


def test_an_import_does_not_move_a_process_past_its_hearing(begun):
    state = get_plan_state().book
    heard = ProcessStep(KEY, 2, "hearing", date(2024, 1, 8), "Kari", date(2024, 1, 9))
    sent = ProcessStep(KEY, 3, "recommended", date(2024, 1, 8), "Kari")
    for rows in ({f"{KEY}|2": heard}, {f"{KEY}|2": heard, f"{KEY}|3": sent}, {f"{KEY}|3": sent}):
        with pytest.raises(ChangeRefused):
            replace_plan(state.with_rows({"steps": rows}), actor=PLANNER, note="")
    assert len(steps()) == 1


def test_the_same_plan_comes_back_with_its_processes(begun):
    move("hearing")
    before = get_plan_state()
    assert replace_plan(before.book, actor=PLANNER, note="") == 0
    renamed = before.book.with_rows({"plans": {"strategi": Plan("strategi", "Ny", "planning_strategy")}})
    assert replace_plan(renamed, actor=PLANNER, note="") == before.number + 1


def test_a_step_is_undone_the_same_day_only(begun):
    number = move("hearing")
    undo_revision(number, actor=PLANNER)
    assert len(steps()) == 1
    number = move("hearing")
    begun(1, 9)
    with pytest.raises(ChangeRefused) as refused:
        undo_revision(number, actor=PLANNER)
    assert [one.code for one in refused.value.findings] == ["step-kept"]
