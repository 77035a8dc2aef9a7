"""The plan system read back: a change played on top of what is known is the same as reading every row anew."""

from dataclasses import replace

import pytest

from tests.support.plan import OTHER, PLANNER, make_small_plan, with_element
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.actions.undo_revision import undo_revision
from veikart.calc.plan_system import ChainLink, Element, PlanSystem
from veikart.rules.books import PLAN
from veikart.store.models import BookChange, BookRevision, BookRow
from veikart.store.queries import BookState, get_changes, get_history, get_plan_state, get_published_plan, get_row_versions
from veikart.store.queries import books as queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    """A process that has just begun."""
    monkeypatch.setattr(queries, "_known", {})
    monkeypatch.setattr(queries, "_published", {})


def write(system: PlanSystem, **changes: object) -> int:
    return replace_plan(system, actor=PLANNER, note="", **changes)


def read_anew() -> BookState:
    queries._known.clear()
    return get_plan_state()


SMALL = make_small_plan()
RENAMED = with_element(SMALL, "klima", name="Klima og natur")
NEW = {"elements": {"ny": Element("ny", "sub_goal", "Ny")}, "chain": {"ny|klima": ChainLink("ny", "klima", 5)}}
CHANGED = {
    "another name": RENAMED,
    "a new element": SMALL.with_rows(NEW),
    "a link less": SMALL.with_rows({"measures": {"gangvei|gange": None}}),
    "another order": SMALL.with_rows({"chain": {"klima|visjon": ChainLink("klima", "visjon", 1)}}),
    "everything gone": PlanSystem(),
}


def test_before_anything_is_written_the_plan_is_empty():
    assert get_plan_state() == BookState(PLAN, 0, None, PlanSystem())
    assert get_published_plan() is None


@pytest.mark.parametrize("after", CHANGED.values(), ids=CHANGED)
def test_a_replay_gives_what_reading_all_anew_gives(after):
    write(SMALL)
    assert get_plan_state().book == SMALL
    write(after)
    played = get_plan_state()
    assert played.book == after
    assert read_anew() == played
    assert read_anew().book.children == played.book.children


def test_many_changes_by_somebody_else_are_played_in_their_order():
    write(SMALL)
    known = get_plan_state()
    for name in ("A", "B", "C"):
        write(with_element(SMALL, "klima", name=name))
    queries._known["plan"] = known
    assert get_plan_state().book.elements["klima"].name == "C"
    assert get_plan_state().number == 4


def test_what_is_too_much_to_play_is_read_anew(monkeypatch):
    write(SMALL)
    known = get_plan_state()
    write(PlanSystem())
    queries._known["plan"] = known
    monkeypatch.setattr(queries, "MOST_REPLAYED", 3)
    assert queries._replay(known) is None
    assert get_plan_state().book == PlanSystem()


def test_what_another_database_called_by_the_same_number_is_not_trusted():
    write(SMALL)
    queries._known["plan"] = replace(get_plan_state(), token=None, book=PlanSystem())
    assert get_plan_state().book == SMALL


def test_a_row_has_the_version_of_its_last_change_and_the_others_keep_theirs():
    write(SMALL)
    write(RENAMED)
    rows = [("elements", "klima"), ("elements", "visjon"), ("chain", "klima|visjon"), ("elements", "finnes-ikke")]
    assert get_row_versions(PLAN, rows) == {rows[0]: 2, rows[1]: 1, rows[2]: 1}


def test_only_what_changed_is_stored(django_assert_num_queries):
    write(SMALL)
    rows = BookRow.objects.count()
    write(RENAMED)
    assert BookRow.objects.count() == rows
    assert BookChange.objects.filter(revision__number=2).count() == 1
    with django_assert_num_queries(1):
        [change] = get_changes(PLAN, 2)
    assert (change.before.name, change.after.name) == ("Klimaklok", "Klima og natur")


def test_a_draft_is_not_what_is_published_until_it_is():
    write(SMALL)
    assert get_published_plan() is None
    publish_plan(actor=PLANNER)
    write(RENAMED)
    assert get_published_plan().book == SMALL
    assert get_published_plan().revision == 1
    assert get_plan_state().book == RENAMED
    publish_plan(actor=PLANNER)
    assert get_published_plan().book == RENAMED
    assert get_published_plan().revision == 2


def test_a_publication_is_read_once(django_assert_num_queries):
    write(SMALL)
    publish_plan(actor=PLANNER)
    queries._published.clear()
    with django_assert_num_queries(2):
        get_published_plan()
    with django_assert_num_queries(1):
        assert get_published_plan().book == SMALL


def test_the_history_of_one_row_has_only_what_happened_to_it(django_assert_num_queries):
    write(SMALL)
    replace_plan(RENAMED, actor=OTHER, note="Nytt navn")
    write(with_element(RENAMED, "gode-liv", name="Andre mål"))
    undo_revision(2, actor=PLANNER)
    with django_assert_num_queries(2):
        entries = get_history(PLAN, table="elements", key="klima")
    assert [(one.number, one.actor, one.note, one.undoes) for one in entries] == [
        (4, "Pia Plan", "", 2),
        (2, "Ola Andre", "Nytt navn", None),
        (1, "Pia Plan", "", None),
    ]
    assert all({change.key for change in one.changes} == {"klima"} for one in entries)
    assert entries[-1].changes[0].before is None
    assert entries[0].changes[0].after.name == "Klimaklok"


def test_the_history_is_read_a_page_at_a_time():
    for name in ("A", "B", "C", "D"):
        write(with_element(SMALL, "klima", name=name))
    assert [one.number for one in get_history(PLAN, most=2)] == [4, 3]
    assert [one.number for one in get_history(PLAN, most=2, before=3)] == [2, 1]
    assert get_history(PLAN, before=1) == []


def test_every_revision_played_from_nothing_is_the_plan_as_it_is():
    for system in CHANGED.values():
        write(system)
    write(SMALL)
    played = PlanSystem()
    for number in BookRevision.objects.order_by("number").values_list("number", flat=True):
        played = queries.apply_changes(played, get_changes(PLAN, number))
    assert played == SMALL
