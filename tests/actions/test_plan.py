"""Changing the plan system: all or nothing, never over somebody else's change, everything in the history and able to be taken back."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.db import connection

from tests.support.many_writers import WRITERS, save_at_once
from tests.support.plan import CITIZEN, OTHER, PLANNER, make_small_plan
from tests.support.tree import ROOT, SOURCE
from veikart.actions.access import AccessDenied
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.actions.merge_elements import merge_elements
from veikart.actions.move_element import move_element
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.actions.retire_element import retire_element
from veikart.actions.split_element import split_element
from veikart.actions.undo_revision import undo_revision
from veikart.calc.plan_system import PlanSystem
from veikart.rules.books import PLAN
from veikart.rules.plan_system import Decision
from veikart.rules.tables import write_row
from veikart.store.models import AuditEntry, BookChange, BookPublication, BookRevision, BookRow
from veikart.store.queries import get_history, get_plan_state, get_published_plan, get_row_versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> PlanSystem:
    system = make_small_plan()
    assert replace_plan(system, actor=PLANNER, note="Begynte") == 1
    return system


def edit(key: str, *, version: int | None, **fields: object) -> RowEdit:
    data = {**write_row(get_plan_state().book.elements[key]), **fields}
    return RowEdit("elements", key, data, version)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (BookRow, BookRevision, BookChange))


def test_what_is_stored_is_what_was_given(plan):
    assert get_plan_state().book == plan
    assert get_plan_state().number == 1


def test_the_same_plan_again_changes_nothing(plan):
    before = counts()
    assert replace_plan(make_small_plan(), actor=PLANNER, note="") == 0
    assert counts() == before


def test_a_change_has_who_when_before_and_after(plan):
    assert change_plan([edit("klima", version=1, name="Klima- og miljøklok")], actor=PLANNER, note="Nytt navn") == 2
    newest = get_history(PLAN, table="elements", key="klima")[0]
    assert (newest.actor, newest.note, newest.number) == ("Pia Plan", "Nytt navn", 2)
    assert [(one.before.name, one.after.name) for one in newest.changes] == [("Klimaklok", "Klima- og miljøklok")]
    assert AuditEntry.objects.order_by("-pk").first().act == "change_plan"


def test_two_at_once_never_overwrite_each_other(plan):
    first = edit("klima", version=1, name="Den enes navn")
    second = edit("klima", version=1, name="Den andres navn")
    change_plan([first], actor=PLANNER, note="")
    with pytest.raises(StaleEdit) as stale:
        change_plan([second], actor=OTHER, note="")
    table, key, entry = stale.value.changes[0]
    assert (table, key, entry.actor) == ("elements", "klima", "Pia Plan")
    assert get_plan_state().book.elements["klima"].name == "Den enes navn"


def test_a_stale_save_goes_through_once_the_other_change_has_been_seen(plan):
    change_plan([edit("klima", version=1, name="Den enes navn")], actor=PLANNER, note="")
    version = get_row_versions(PLAN, [("elements", "klima")])["elements", "klima"]
    assert change_plan([edit("klima", version=version, name="Den andres navn")], actor=OTHER, note="") == 3


def test_a_new_row_with_a_key_that_is_taken_is_stale(plan):
    with pytest.raises(StaleEdit):
        change_plan([edit("klima", version=None)], actor=PLANNER, note="")


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ([RowEdit("chain", "visjon|gange", {"element": "oppvekst", "parent": "gange"})], "plan-chain-kind"),
        ([RowEdit("elements", "ny", {"id": "ny", "kind": "sub_goal", "name": "Uten mål"})], "plan-no-parent"),
        (
            [RowEdit("plans", "samfunnsdel", {"id": "samfunnsdel", "name": "S", "type": "societal_element", "parent": "samfunnsdel"}, 1)],
            "plan-circle",
        ),
        ([RowEdit("terms", "2023-2027", {"id": "2023-2027", "name": "x", "constituted": "2027-01-01", "ends": "2023-01-01"}, 1)], "plan-dates"),
        ([RowEdit("elements", "gode-liv", None, 1)], "row-reference"),
        ([RowEdit("elements", "klima", {"id": "klima", "kind": "main_goal", "name": "x", "due": "i morgen"}, 1)], "value-kind"),
        ([RowEdit("measures", "barnehage|gange", {"measure": "barnehage", "element": "gange", "share_percent": "10"})], "plan-shares"),
    ],
)
def test_what_does_not_hold_together_is_refused_with_a_sentence_and_nothing_is_stored(plan, edits, code):
    before = counts()
    with pytest.raises(ChangeRefused) as refused:
        change_plan(edits, actor=PLANNER, note="")
    assert code in {one.code for one in refused.value.findings}
    assert counts() == before
    assert get_plan_state().book == plan


def test_a_good_edit_is_not_kept_when_another_in_the_same_act_is_bad(plan):
    with pytest.raises(ChangeRefused):
        change_plan([edit("klima", version=1, name="Nytt"), RowEdit("elements", "oppvekst", None, 1)], actor=PLANNER, note="")
    assert get_plan_state().book == plan


@pytest.mark.parametrize(
    "act",
    [
        lambda: change_plan([edit("klima", version=1, name="x")], actor=CITIZEN, note=""),
        lambda: replace_plan(PlanSystem(), actor=CITIZEN, note=""),
        lambda: move_element("oppvekst", old_parent="gode-liv", new_parent="klima", place=0, actor=CITIZEN),
        lambda: undo_revision(1, actor=CITIZEN),
        lambda: publish_plan(actor=CITIZEN),
    ],
)
def test_a_citizen_changes_nothing(plan, act):
    before = counts()
    with pytest.raises(AccessDenied):
        act()
    assert counts() == before


def test_undo_takes_a_change_back_and_can_be_undone(plan):
    change_plan([edit("klima", version=1, name="Nytt")], actor=PLANNER, note="")
    assert undo_revision(2, actor=PLANNER) == 3
    assert get_plan_state().book == plan
    assert undo_revision(3, actor=PLANNER) == 4
    assert get_plan_state().book.elements["klima"].name == "Nytt"


def test_undo_stops_where_someone_has_changed_the_row_since(plan):
    change_plan([edit("klima", version=1, name="Nytt")], actor=PLANNER, note="")
    change_plan([edit("klima", version=2, name="Nyere")], actor=OTHER, note="")
    with pytest.raises(StaleEdit):
        undo_revision(2, actor=PLANNER)
    assert get_plan_state().book.elements["klima"].name == "Nyere"


def test_undo_that_would_leave_something_hanging_is_refused(plan):
    new = {"id": "ny", "kind": "sub_goal", "name": "Nytt delmål"}
    change_plan([RowEdit("elements", "ny", new), RowEdit("chain", "ny|klima", {"element": "ny", "parent": "klima"})], actor=PLANNER, note="")
    change_plan([RowEdit("chain", "gange|ny", {"element": "gange", "parent": "ny"})], actor=PLANNER, note="")
    with pytest.raises(ChangeRefused):
        undo_revision(2, actor=PLANNER)


def test_moving_keeps_order_and_refuses_what_cannot_stand_there(plan):
    move_element("lavutslipp", old_parent="klima", new_parent="gode-liv", place=0, actor=PLANNER)
    assert get_plan_state().book.children["gode-liv"] == ("lavutslipp", "oppvekst")
    move_element("lavutslipp", old_parent="gode-liv", new_parent="gode-liv", place=1, actor=PLANNER)
    assert get_plan_state().book.children["gode-liv"] == ("oppvekst", "lavutslipp")
    with pytest.raises(ChangeRefused):
        move_element("gode-liv", old_parent="visjon", new_parent="gange", place=0, actor=PLANNER)
    with pytest.raises(StaleEdit):
        move_element("lavutslipp", old_parent="klima", new_parent="gode-liv", place=0, actor=PLANNER)


def test_a_file_from_an_older_plan_is_refused(plan):
    change_plan([edit("klima", version=1, name="Nytt")], actor=PLANNER, note="")
    with pytest.raises(ChangeRefused) as refused:
        replace_plan(plan, actor=PLANNER, note="", seen=1)
    assert refused.value.findings[0].code == "stale-file"


def test_published_is_what_was_there_then(plan):
    first = publish_plan(actor=PLANNER)
    assert publish_plan(actor=PLANNER) == first
    change_plan([edit("klima", version=1, name="Nytt")], actor=PLANNER, note="")
    assert get_published_plan().book == plan
    publish_plan(actor=PLANNER)
    assert get_published_plan().book.elements["klima"].name == "Nytt"
    assert BookPublication.objects.count() == 2


def test_what_is_kept_in_memory_follows_every_change(plan, django_assert_num_queries):
    get_plan_state()
    with django_assert_num_queries(1):
        get_plan_state()
    change_plan([edit("klima", version=1, name="Nytt")], actor=PLANNER, note="")
    with django_assert_num_queries(3):
        assert get_plan_state().book.elements["klima"].name == "Nytt"


EXPECTED = (["stale"] * (WRITERS - 1) + ["stored"], [1, 2])


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_gets_through_and_nothing_is_lost(tmp_path):
    """On PostgreSQL in the test's own database; on SQLite in a file, for the tests' database in memory has other locks than a file."""
    if connection.vendor == "postgresql":
        assert save_at_once() == EXPECTED
        return
    script = "import django; django.setup(); from tests.support.many_writers import save_at_once_in_a_file as run; run()"
    environment = {**os.environ, "VEIKART_VAR": str(tmp_path), "PYTHONPATH": f"{SOURCE.parent}{os.pathsep}{ROOT}"}
    environment["DJANGO_SETTINGS_MODULE"] = "veikart.config.settings"
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(EXPECTED)


TODAY = Decision(date(2024, 5, 1), "12/24", "Ryddet")


def test_a_new_number_and_name_after_publication_are_remembered(plan):
    publish_plan(actor=PLANNER)
    change_plan([edit("klima", version=1, name="Klima og natur", number="3")], actor=PLANNER, note="")
    rows = get_plan_state().book.descents_by_element["klima"]
    assert {(one.change, one.before) for one in rows} == {("renumbered", "2"), ("renamed", "Klimaklok")}


def test_before_publication_a_new_name_is_only_a_draft(plan):
    change_plan([edit("klima", version=1, name="Klima og natur")], actor=PLANNER, note="")
    assert not get_plan_state().book.lineage


def test_an_element_is_not_ended_while_something_would_be_left_without_a_goal(plan):
    with pytest.raises(ChangeRefused):
        retire_element("klima", TODAY, actor=PLANNER)
    assert get_plan_state().book == plan


def test_an_element_that_is_replaced_hands_on_what_hangs_on_it(plan):
    retire_element("klima", TODAY, actor=PLANNER, successor="gode-liv")
    system = get_plan_state().book
    assert system.elements["klima"].retired == TODAY.date
    assert set(system.children["gode-liv"]) == {"oppvekst", "lavutslipp"}
    [row] = system.descents_by_origin["klima"]
    assert (row.element, row.change, row.before, row.case) == ("gode-liv", "replaced", "Klimaklok", "12/24")
    undo_revision(2, actor=PLANNER)
    assert get_plan_state().book == plan


def test_merged_elements_are_one_and_the_shares_of_a_measure_are_added(plan):
    merge_elements(["lavutslipp"], "oppvekst", TODAY, actor=PLANNER)
    system = get_plan_state().book
    assert [(one.element, one.share_percent) for one in system.links_by_measure["barnehage"]] == [("oppvekst", 100)]
    assert system.parents["gange"] == ("oppvekst",)
    assert system.descents_by_origin["lavutslipp"][0].change == "merged"


def test_a_split_element_gives_each_part_its_own(plan):
    share_out = {("chain", "gange|oppvekst"): 1, ("measures", "barnehage|oppvekst"): 0}
    split_element("oppvekst", ["Trygg skole", "Trygg fritid"], TODAY, actor=PLANNER, share_out=share_out)
    system = get_plan_state().book
    assert system.parents["trygg-skole"] == system.parents["trygg-fritid"] == ("gode-liv",)
    assert system.children["trygg-fritid"] == ("gange",)
    assert "barnehage|trygg-skole" in system.measures
    assert {one.element for one in system.descents_by_origin["oppvekst"]} == {"trygg-skole", "trygg-fritid"}
    assert system.elements["oppvekst"].retired == TODAY.date
