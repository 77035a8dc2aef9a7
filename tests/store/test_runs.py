"""Runs read back, and the book as it was at any revision."""

import pytest

from tests.support.economy import OFFICER, make_small_economy, with_rate
from tests.support.runs import ask, ask_and_carry_out
from veikart.actions.publish_run import publish_run
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.rules.books import ECONOMY
from veikart.store.models import ForesightRun
from veikart.store.models.run import pack_result, unpack_result
from veikart.store.queries import get_book_at, get_newest_done, get_run, get_run_json, get_runs

pytestmark = pytest.mark.django_db
SMALL = make_small_economy()
DEARER = with_rate(SMALL, 40_000)
FEWER = DEARER.with_rows({"postings": {"debt|interest|1500||": None}})


def test_a_book_is_read_as_it_was_at_any_revision(django_assert_num_queries):
    books = [EconomyBook(), SMALL, DEARER, FEWER, SMALL]
    for one in books[1:]:
        replace_economy(one, actor=OFFICER, note="")
    assert [get_book_at(ECONOMY, number) for number in range(5)] == books
    with django_assert_num_queries(1):
        get_book_at(ECONOMY, 4)


def test_lists_are_read_without_results(django_assert_num_queries):
    ask_and_carry_out()
    ask("schedule")
    with django_assert_num_queries(1):
        assert [(one.number, one.kind, one.status) for one in get_runs(only_published=False)] == [(2, "schedule", "queued"), (1, "odds", "done")]
    assert [one.number for one in get_runs(only_published=False, kind="odds")] == [1]
    assert get_runs(only_published=True) == []
    assert "result" in get_run(1, only_published=False).get_deferred_fields()
    assert get_run_json(2) is None


def test_the_newest_that_is_done_and_may_be_seen():
    ask_and_carry_out()
    ask_and_carry_out()
    ask()
    assert get_newest_done("odds", only_published=False).number == 2
    assert get_newest_done("odds", only_published=True) is None
    publish_run(1, is_public=True, actor=OFFICER)
    assert get_newest_done("odds", only_published=True).number == 1
    assert get_newest_done("national", only_published=False) is None


def test_what_is_stored_is_packed_and_read_back_to_the_last_bit():
    numbers = {"å": [0.1 + 0.2, 1e-300, 2**53 + 1, -0.0]}
    stored, written = pack_result(numbers)
    assert unpack_result(stored) == written
    assert ForesightRun(result=stored, number=1, kind="odds", title="x", status="done").result == stored
