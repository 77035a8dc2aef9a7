"""The fast judge of tasks says what the slow one says who lives the days one by one."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_tasks import count_progress, is_in_loop, is_late, live_finishes
from veikart.calc.tasks import TaskCase, find_finishes, find_loops, judge_tasks

TODAY = date(2026, 11, 22)
NAMES = "abcdef"
DAYS = st.none() | st.integers(-20, 20).map(lambda number: TODAY + timedelta(number))
MOST_DAYS = 400


@st.composite
def _cases(draw, *, loops: bool = False) -> dict[str, TaskCase]:
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    found, taken = {}, set()
    for place, name in enumerate(names):
        others = [one for one in names if one != name] if loops else list(names[:place])
        waits = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
        free = [one for one in others if one not in taken]
        parts = draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else []
        taken.update(parts)
        steps = draw(st.integers(0, 3))
        found[name] = TaskCase(
            name,
            state=draw(st.sampled_from(["open", "open", "open", "done", "stopped"])),
            starts=draw(DAYS),
            due=draw(DAYS),
            has_begun=draw(st.sampled_from([None, False, True])),
            said=draw(DAYS),
            step_dues=tuple((number, day) for number in range(steps) if (day := draw(DAYS))),
            steps=steps,
            steps_done=draw(st.integers(0, steps)),
            waits_for=tuple(waits),
            parts=tuple(parts),
            weight=draw(st.none() | st.integers(1, 5)),
        )
    return found


@settings(max_examples=60, deadline=None)
@given(_cases())
def test_finishes_are_those_of_the_days_lived(cases):
    assert {key: one.day for key, one in find_finishes(cases, today=TODAY).items()} == live_finishes(cases, today=TODAY, most_days=MOST_DAYS)


@settings(max_examples=40, deadline=None)
@given(_cases(loops=True))
def test_what_is_in_a_circle_or_behind_one_is_never_finished(cases):
    assert {key: one.day for key, one in find_finishes(cases, today=TODAY).items()} == live_finishes(cases, today=TODAY, most_days=MOST_DAYS)


@settings(max_examples=60, deadline=None)
@given(_cases(loops=True))
def test_circles_are_those_one_comes_back_in(cases):
    found = [key for loop in find_loops(cases) for key in loop]
    assert sorted(found) == sorted(key for key in cases if is_in_loop(cases, key))
    assert len(found) == len(set(found))


@settings(max_examples=60, deadline=None)
@given(_cases())
def test_the_late_are_late_by_themselves_or_by_what_they_wait_for(cases):
    judged = judge_tasks(cases, today=TODAY, fresh_days=10)
    finished = live_finishes(cases, today=TODAY, most_days=MOST_DAYS)
    assert {key: one.is_late for key, one in judged.items()} == {key: is_late(cases, key, finished, TODAY) for key in cases}
    assert {key: one.roll_up.progress for key, one in judged.items()} == {key: count_progress(cases, key) for key in cases}


@settings(max_examples=40, deadline=None)
@given(_cases(loops=True), st.integers(1, 30))
def test_time_alone_makes_nothing_less_late(cases, days):
    before = judge_tasks(cases, today=TODAY, fresh_days=10)
    after = judge_tasks(cases, today=TODAY + timedelta(days), fresh_days=10)
    assert all(after[key].is_late for key, one in before.items() if one.is_late)
    assert all(after[key].is_silent for key, one in before.items() if one.is_silent)


@settings(max_examples=40, deadline=None)
@given(_cases(), st.randoms())
def test_the_order_of_the_rows_does_not_matter(cases, chance):
    shuffled = list(cases.items())
    chance.shuffle(shuffled)
    judged = [judge_tasks(one, today=TODAY, fresh_days=10) for one in (cases, dict(shuffled))]
    told = [{key: (one.finish and one.finish.day, one.is_late, one.is_silent, one.roll_up) for key, one in found.items()} for found in judged]
    assert told[0] == told[1]
