"""What says that a task is late, one thing at a time."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from veikart.calc.tasks import Reason, TaskCase, judge_tasks

TODAY = date(2026, 11, 22)


def day(number: int) -> date:
    return TODAY + timedelta(number)


def reasons(*cases: TaskCase, fresh_days: int = 45) -> dict[str, tuple[Reason, ...]]:
    judged = judge_tasks({one.id: one for one in cases}, today=TODAY, fresh_days=fresh_days)
    return {key: one.reasons for key, one in judged.items()}


def test_a_day_that_has_passed():
    assert reasons(TaskCase("a", due=day(-3), said=TODAY)) == {"a": (Reason("due", day(-3), 3),)}
    assert reasons(TaskCase("a", due=TODAY, said=TODAY)) == {"a": ()}


def test_a_step_that_should_have_been_done():
    assert reasons(TaskCase("a", step_dues=((1, day(-2)), (2, TODAY)), said=TODAY)) == {"a": (Reason("step", day(-2), 2, "1"),)}


@pytest.mark.parametrize(("said", "starts", "found"), [
    (day(-45), None, ()),
    (day(-46), None, (Reason("silent", day(-46), 46),)),
    (None, None, (Reason("silent"),)),
    (None, day(-46), (Reason("silent", day(-46), 46),)),
    (None, day(10), ()),
])  # fmt: skip
def test_nobody_has_said_anything(said, starts, found):
    assert reasons(TaskCase("a", said=said, starts=starts)) == {"a": found}


def test_silence_alone_is_not_lateness():
    judged = judge_tasks({"a": TaskCase("a")}, today=TODAY, fresh_days=45)["a"]
    assert (judged.is_late, judged.is_silent) == (False, True)


def test_what_is_said_not_to_have_begun_cannot_keep_its_days():
    late = TaskCase("a", starts=day(-10), due=day(9), has_begun=False, said=TODAY)  # twenty days from today
    assert reasons(late) == {"a": (Reason("finish", day(19), 10),)}
    assert reasons(TaskCase("a", starts=day(-10), due=day(9), has_begun=True, said=TODAY)) == {"a": ()}


def test_a_task_waits_for_one_that_is_late():
    first = TaskCase("a", due=day(-1), said=TODAY)
    then = TaskCase("b", waits_for=("a",), said=TODAY)
    last = TaskCase("c", waits_for=("b",), said=TODAY)
    found = reasons(first, then, last)
    assert found["b"] == (Reason("waits", about="a"),)
    assert found["c"] == (Reason("waits", about="b"),)


def test_what_is_closed_is_neither_late_nor_waited_for():
    first = TaskCase("a", state="done", due=day(-1))
    assert reasons(first, TaskCase("b", waits_for=("a",), said=TODAY)) == {"a": (), "b": ()}


def test_the_task_that_pushes_another_is_named_once():
    first = TaskCase("a", due=day(20), starts=day(-10), has_begun=True, step_dues=((1, day(-1)),), said=TODAY)
    then = TaskCase("b", starts=day(5), due=day(10), waits_for=("a",), said=TODAY, has_begun=False)
    assert reasons(first, then)["b"] == (Reason("finish", day(26), 16, "a"),)


def test_the_chain_that_decides():
    cases = {
        "a": TaskCase("a", starts=TODAY, due=day(9), has_begun=True),
        "b": TaskCase("b", starts=day(1), due=day(5), waits_for=("a",)),
        "c": TaskCase("c", parts=("b",), due=day(8), has_begun=True),
    }
    found = judge_tasks(cases, today=TODAY, fresh_days=45)
    assert (found["c"].finish.day, found["c"].finish.path) == (day(14), ("a", "b", "c"))


def test_a_circle_has_no_end_and_stops_nothing():
    found = judge_tasks({"a": TaskCase("a", waits_for=("b",)), "b": TaskCase("b", waits_for=("a",))}, today=TODAY, fresh_days=45)
    assert found["a"].finish is None
    assert not found["a"].is_late


def test_a_roll_up_tells_of_weights_that_are_missing_and_parts_that_are_stopped():
    cases = {
        "a": TaskCase("a", parts=("b", "c", "d"), said=TODAY),
        "b": TaskCase("b", state="done", weight=3),
        "c": TaskCase("c", steps=4, steps_done=1, due=day(-1)),
        "d": TaskCase("d", state="stopped", weight=9),
    }
    made = judge_tasks(cases, today=TODAY, fresh_days=45)["a"].roll_up
    assert made.progress == Fraction(13, 16)  # (3 · 1 + 1 · 1/4) / 4
    assert (made.parts, made.done, made.late, made.stopped, made.unweighted) == (2, 1, 1, 1, 1)


def test_a_thousand_tasks_in_a_row():
    cases = {str(one): TaskCase(str(one), waits_for=(str(one - 1),), parts=(str(one - 1),), said=TODAY) for one in range(1000)}
    assert judge_tasks(cases, today=TODAY, fresh_days=45)["999"].finish.day == day(999)


def test_the_example_in_the_guide():
    """docs/guide/oppdrag-og-oppgaver.md"""
    today = date(2026, 3, 1)
    cases = {
        "kartlegge": TaskCase("kartlegge", starts=date(2026, 2, 1), due=date(2026, 3, 20), has_begun=True, said=today),
        "plan": TaskCase("plan", starts=date(2026, 3, 10), due=date(2026, 3, 29), has_begun=False, said=today, waits_for=("kartlegge",)),
        "vedtak": TaskCase("vedtak", starts=date(2026, 4, 1), due=date(2026, 4, 30), waits_for=("plan",)),
    }
    found = judge_tasks(cases, today=today, fresh_days=45)
    assert [one.finish.day for one in found.values()] == [date(2026, 3, 20), date(2026, 4, 9), date(2026, 5, 9)]
    assert [[(reason.kind, reason.days) for reason in one.reasons] for one in found.values()] == [[], [("finish", 11)], [("finish", 9)]]
    half = {"o": TaskCase("o", parts=("a", "b")), "a": TaskCase("a", "done", weight=3), "b": TaskCase("b", steps=2, steps_done=1, weight=1)}
    assert int(judge_tasks(half, today=today, fresh_days=45)["o"].roll_up.progress * 100) == 87
