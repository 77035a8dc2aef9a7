"""What is asked of tasks, and of what the follow-up names in the plan and the programme."""

from dataclasses import replace
from datetime import date

from tests.support.task_books import make_organisation, make_own, make_task_book
from veikart.calc.tasks import Decision, Task, TaskStatus, TaskTie
from veikart.rules.follow_up import check_follow_up_book
from veikart.rules.follow_up.crossing import Crossing, find_crossing


def codes(book) -> list[str]:
    return [one.code for one in check_follow_up_book(book)]


def test_a_book_that_is_right_has_nothing_wrong():
    assert not codes(make_task_book(make_own(starts=date(2026, 1, 1), due=date(2026, 2, 1))))


def test_tasks_that_wait_for_each_other_are_told_of_by_name():
    book = make_task_book(make_own("a"), make_own("b"), ties=(TaskTie("a", "b"), TaskTie("b", "a")))
    [found] = check_follow_up_book(book)
    assert (found.code, found.grade) == ("task-loop", "stop")
    assert "«A», «B»" in found.sentence


def test_a_part_cannot_wait_for_what_it_is_a_part_of():
    assert codes(make_task_book(make_own("a"), make_own("b", parent="a"), ties=(TaskTie("b", "a"),))) == ["task-loop"]
    assert codes(make_task_book(make_own("a", parent="a"))) == ["task-loop"]


def test_days_the_wrong_way_round():
    assert codes(make_task_book(make_own(starts=date(2026, 2, 1), due=date(2026, 1, 31)))) == ["task-days"]


def test_where_a_task_comes_from():
    found = check_follow_up_book(make_task_book(*(Task(one, "task", "X", "rektor", one) for one in ("plan", "budget", "decision", "own"))))
    assert [(one.code, one.place.column) for one in found] == [
        ("task-origin", "Element i planen"), ("task-origin", "Tiltak i handlingsprogrammet"), ("task-origin", "Vedtak"),
    ]  # fmt: skip


def test_weights_are_given_to_all_parts_or_none():
    parts = (make_own("b", parent="a", weight=2), make_own("c", parent="a"))
    assert codes(make_task_book(make_own("a"), *parts)) == ["task-weight"]
    assert not codes(make_task_book(make_own("a"), *(replace(one, weight=None) for one in parts)))


def test_statuses_stand_in_order_of_days():
    statuses = (TaskStatus("a", 1, date(2026, 2, 1), "on_track"), TaskStatus("a", 2, date(2026, 1, 1), "done"))
    assert codes(make_task_book(make_own("a"), statuses=statuses)) == ["task-status-order"]


def test_an_assignment_is_not_done_before_its_parts():
    book = make_task_book(make_own("a"), make_own("b", parent="a"), statuses=(TaskStatus("a", 1, date(2026, 1, 1), "done"),))
    assert codes(book) == ["task-done-early"]


def test_waiting_for_what_is_stopped():
    statuses = (TaskStatus("b", 1, date(2026, 1, 1), "stopped"),)
    assert codes(make_task_book(make_own("a"), make_own("b"), ties=(TaskTie("a", "b"),), statuses=statuses)) == ["task-waits-stopped"]


def test_decisions_are_given_to_somebody_or_answered():
    decisions = (Decision("a", "verbal", "Gangfelt"), Decision("b", "case", "Rapport", closed=date(2026, 1, 1)))
    assert codes(make_task_book(decisions=decisions)) == ["decision-untaken", "decision-unanswered"]
    assert not codes(make_task_book(make_own(origin="decision", decision="a"), decisions=decisions[:1]))


def test_what_the_plan_does_not_have_is_told_of():
    system = make_organisation()
    task = make_own(origin="plan", element="finnes-ikke", unit="heller-ikke", measure="tiltak")
    found = find_crossing(Crossing(make_task_book(task), system, {"annet-tiltak"}))
    assert [(one.code, one.found) for one in found] == [
        ("crossing-plan", "heller-ikke"), ("crossing-plan", "finnes-ikke"), ("crossing-measure", "tiltak"),
    ]  # fmt: skip
    assert {one.grade for one in found} == {"warning"}
    assert not find_crossing(Crossing(make_task_book(make_own(unit="skole", element="skolevei")), system, None))


def test_what_the_plan_has_ended_is_told_of():
    system = make_organisation()
    ended = system.with_rows({"elements": {"skolevei": replace(system.elements["skolevei"], retired=date(2026, 1, 1))}})
    assert [one.code for one in find_crossing(Crossing(make_task_book(make_own(element="skolevei")), ended, None))] == ["crossing-ended"]
