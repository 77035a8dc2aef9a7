"""Every status has somebody who has it, a way out, and a way there."""

from datetime import timedelta

import pytest

from tests.support.task_books import POSTS, TODAY, make_own
from veikart.calc.tasks import TaskStep
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.follow_up.checking.task_acts import check_new_owner, check_status_report, check_step_day
from veikart.rules.tasks.standing import get_next_statuses
from veikart.rules.tasks.statuses import SENTIMENT_WORDS, SENTIMENTS, STANDINGS, get_lateness_rule, get_statuses, read_statuses
from veikart.web.task_views import GRADES

ONE = {"name": "Én", "sentiment": "good", "state": "open", "is_begun": False, "owner": "post", "words": "Slik.", "ways": {}}


def test_every_status_has_an_owner_and_a_way_out():
    for one in get_statuses().values():
        assert one.owner in STANDINGS
        assert one.ways, f"{one.id} has no way out"
        assert all(who for who in one.ways.values())
        assert one.words.endswith(".")


def test_every_status_can_be_reached_from_the_first():
    statuses = get_statuses()
    reached = {next(iter(statuses))}
    for _ in statuses:
        reached |= {end for one in reached for end in statuses[one].ways}
    assert reached == set(statuses)


def test_whoever_has_a_task_can_take_it_on():
    for one in get_statuses().values():
        assert any(one.owner in who for who in one.ways.values()), one.id


def test_what_is_bad_or_unsure_must_be_explained():
    assert {one.id for one in get_statuses().values() if one.sentiment == "bad"} <= {one.id for one in get_statuses().values() if one.needs_text}


def test_sentiments_are_shapes_and_words():
    assert set(GRADES) == set(SENTIMENTS) == set(SENTIMENT_WORDS)
    assert len(set(GRADES.values())) == len(SENTIMENTS)


def test_the_words_are_those_of_the_table():
    assert get_follow_up_choices("task_status")["stuck"] == "Står fast"


def test_an_owner_cannot_stop_a_task_alone():
    ways = {one.id for one in get_next_statuses(get_statuses()["on_track"], frozenset({"post"}))}
    assert ways == {"on_track", "unsure", "stuck", "done"}
    assert "stopped" in {one.id for one in get_next_statuses(get_statuses()["on_track"], frozenset({"above"}))}
    assert not get_next_statuses(get_statuses()["on_track"], frozenset())


def test_what_is_closed_is_not_reported_again_as_it_is():
    assert "done" not in {one.id for one in get_next_statuses(get_statuses()["done"], frozenset(STANDINGS))}


@pytest.mark.parametrize("wrong", [
    {"sentiment": "red"},
    {"state": "closed"},
    {"owner": "anybody"},
    {"ways": {"two": ["post"]}},
    {"ways": {"one": ["nobody"]}},
])  # fmt: skip
def test_what_is_not_known_is_refused(wrong):
    with pytest.raises(ValueError, match=r"statuses\.toml"):
        read_statuses({"one": ONE | wrong})
    with pytest.raises(TypeError):
        read_statuses({"one": {**ONE, "colour": "red"}})


def test_every_reason_has_a_sentence():
    for words in get_lateness_rule().reasons.values():
        assert words.format(day="1.1.2026", days="3 dager", about="1", name="Plan").endswith(".")


def codes(findings) -> list[str]:
    return [one.code for one in findings]


def test_what_keeps_somebody_from_reporting():
    task, begun = make_own(), get_statuses()["on_track"]
    owner = frozenset({"post"})
    assert not check_status_report(task, begun, "done", "", standing=owner)
    assert codes(check_status_report(task, begun, "stopped", "Ikke nå", standing=owner)) == ["task-way"]
    assert codes(check_status_report(task, begun, "finnes-ikke", "", standing=owner)) == ["task-way"]
    assert codes(check_status_report(task, begun, "stuck", " ", standing=owner)) == ["task-words"]
    assert not check_status_report(task, begun, "stuck", "Mangler penger", standing=owner)


def test_a_step_is_not_done_in_days_to_come():
    step = TaskStep("plan", 1, "Utkast")
    assert codes(check_step_day(step, TODAY + timedelta(1), today=TODAY)) == ["task-step-future"]
    assert not check_step_day(step, TODAY, today=TODAY)
    assert not check_step_day(step, None, today=TODAY)


def test_a_task_is_given_to_those_one_leads():
    task = make_own()
    assert codes(check_new_owner(task, POSTS, standing=frozenset(), is_moved=False)) == ["task-owner"]
    assert codes(check_new_owner(task, POSTS, standing=frozenset({"post"}), is_moved=True)) == ["task-owner"]
    assert not check_new_owner(task, POSTS, standing=frozenset({"post"}), is_moved=False)
    assert not check_new_owner(task, POSTS, standing=frozenset({"above"}), is_moved=True)
