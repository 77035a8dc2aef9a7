"""The economy's book is stored beside the plan's, each with its own rows, numbers and publications."""

import pytest

from tests.support.economy import OFFICER, make_small_economy, with_rate
from tests.support.plan import PLANNER, make_small_plan
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_economy import replace_economy
from veikart.actions.replace_plan import replace_plan
from veikart.calc.economy import EconomyBook
from veikart.rules.books import ECONOMY, PLAN
from veikart.store.models import BookChange, BookRow
from veikart.store.queries import (
    books,
    get_changes,
    get_economy_baseline,
    get_economy_state,
    get_history,
    get_plan_state,
    get_published_plan,
    get_row_versions,
)

pytestmark = pytest.mark.django_db
SMALL = make_small_economy()
DEARER = with_rate(SMALL, 40_000)
RATE = ("assumptions", "interest_floating|2026")


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    """A process that has just begun."""
    monkeypatch.setattr(books, "_known", {})
    monkeypatch.setattr(books, "_published", {})


def write(book: EconomyBook) -> int:
    return replace_economy(book, actor=OFFICER, note="")


def test_before_anything_is_written_the_book_is_empty():
    state = get_economy_state()
    assert (state.number, state.token, state.book) == (0, None, EconomyBook())
    assert get_economy_baseline() is None


@pytest.mark.parametrize("after", [DEARER, SMALL.with_rows({"postings": {"debt|interest|1500||": None}})])
def test_a_replay_gives_what_reading_all_anew_gives(after):
    write(SMALL)
    assert get_economy_state().book == SMALL
    write(after)
    played = get_economy_state()
    assert played.book == after
    books._known.clear()
    assert get_economy_state() == played


def test_a_table_where_nothing_changed_is_the_same_object(django_assert_num_queries):
    write(SMALL)
    before = get_economy_state().book
    write(DEARER)
    with django_assert_num_queries(3):
        after = get_economy_state().book
    assert after.table("settings") is before.table("settings")
    assert after.table("postings") is before.table("postings")
    assert after.table("assumptions") is not before.table("assumptions")
    with django_assert_num_queries(1):
        assert get_economy_state().book is after


def test_the_books_have_numbers_of_their_own():
    assert replace_plan(make_small_plan(), actor=PLANNER, note="Planen") == 1
    assert write(SMALL) == 1
    assert write(DEARER) == 2
    assert get_plan_state().number == 1
    assert get_plan_state().book == make_small_plan()
    assert [one.note for one in get_history(PLAN)] == ["Planen"]
    assert [one.number for one in get_history(ECONOMY)] == [2, 1]
    [change] = get_changes(ECONOMY, 2)
    assert (change.before.value, change.after.value) == (37_500, 40_000)
    assert len(get_changes(PLAN, 1)) == sum(PLAN.count(make_small_plan()).values())
    assert get_row_versions(ECONOMY, [RATE]) == {RATE: 2}
    assert get_row_versions(PLAN, [RATE]) == {}


def test_the_history_of_a_row_is_of_its_own_book():
    write(SMALL)
    write(DEARER)
    assert [one.number for one in get_history(ECONOMY, table=RATE[0], key=RATE[1])] == [2, 1]
    assert get_history(PLAN, table=RATE[0], key=RATE[1]) == []


def test_a_share_is_stored_as_a_whole_number():
    write(SMALL)
    assert BookRow.objects.get(book="economy", key=RATE[1]).data["value"] == 37_500
    assert BookChange.objects.get(revision__book="economy", key=RATE[1]).after["value"] == 37_500


def test_the_baseline_is_the_newest_that_was_adopted(django_assert_num_queries):
    write(SMALL)
    adopt_economy(actor=OFFICER)
    write(DEARER)
    found = get_economy_baseline()
    assert (found.book, found.revision, found.actor) == (SMALL, 1, "Britt Budsjett")
    assert get_economy_state().book == DEARER
    with django_assert_num_queries(1):
        assert get_economy_baseline() is found
    adopt_economy(actor=OFFICER)
    assert get_economy_baseline().book == DEARER
    assert get_economy_baseline().revision == 2


def test_what_is_published_of_the_plan_is_no_baseline():
    replace_plan(make_small_plan(), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)
    assert get_economy_baseline() is None
    write(SMALL)
    adopt_economy(actor=OFFICER)
    assert get_published_plan().book == make_small_plan()
