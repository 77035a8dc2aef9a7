"""Changing the follow-up: by row, by files and back again, and making it public."""

from dataclasses import replace

import pytest

from tests.support.follow_up import LEADER, OFFICER, make_small_follow_up
from tests.support.plan import CITIZEN, PLANNER
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_follow_up import change_follow_up
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.undo_follow_up import undo_follow_up
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.reports import Period, Report
from veikart.calc.revisions import BudgetRevision
from veikart.rules.books import FOLLOW_UP
from veikart.rules.follow_up import get_follow_up_tables
from veikart.rules.tables import read_row, write_cells
from veikart.store.models import AuditEntry, BookPublication
from veikart.store.queries import get_economy_state, get_follow_up_state, get_published_follow_up, get_row_versions

pytestmark = pytest.mark.django_db
SMALL = make_small_follow_up()
ADMINISTRATOR, DRIVER = Actor("Ada Administrator", "administrator"), Actor("drift", "operator")


@pytest.fixture
def book():
    replace_follow_up(SMALL, actor=OFFICER, note="Begynt")
    return SMALL


def edit(**fields: object) -> RowEdit:
    """Another who sits in the school director's post."""
    cells = write_cells(get_follow_up_tables()["posts"], get_follow_up_state().book.table("posts")["skolesjef"])
    return RowEdit("posts", "skolesjef", {**cells, **fields}, 1)


def test_somebody_new_sits_in_a_post(book):
    assert change_follow_up([edit(email="ny@lillevik.no")], actor=ADMINISTRATOR, note="Ny skolesjef") == 2
    assert [one.id for one in get_follow_up_state().book.posts_by_email["ny@lillevik.no"]] == ["skolesjef"]
    assert AuditEntry.objects.order_by("-pk")[0].detail == {"revision": 2, "rows": 1}
    with pytest.raises(ChangeRefused):
        undo_follow_up(2, actor=PLANNER)
    assert undo_follow_up(2, actor=ADMINISTRATOR) == 3
    assert get_follow_up_state().book == SMALL


def test_somebody_elses_change_is_never_written_over(book):
    first = edit(note="Vikar")
    change_follow_up([edit(note="Fast")], actor=OFFICER, note="")
    with pytest.raises(StaleEdit):
        change_follow_up([first], actor=PLANNER, note="")


def test_one_book_does_not_move_another(book):
    assert (get_follow_up_state().number, get_economy_state().number) == (1, 0)


def test_the_same_files_again_change_nothing_and_old_ones_are_refused(book):
    assert replace_follow_up(make_small_follow_up(), actor=OFFICER, note="") == 0
    change_follow_up([edit(note="Vikar")], actor=OFFICER, note="")
    with pytest.raises(ChangeRefused) as refused:
        replace_follow_up(SMALL, actor=OFFICER, note="", seen=1)
    assert [one.code for one in refused.value.findings] == ["stale-file"]


@pytest.mark.parametrize("actor", [LEADER, CITIZEN])
def test_who_may_not_change_or_publish(book, actor):
    for act in (
        lambda: change_follow_up([edit(note="x")], actor=actor, note=""),
        lambda: replace_follow_up(FollowUpBook(), actor=actor, note=""),
        lambda: undo_follow_up(1, actor=actor),
        lambda: publish_follow_up(actor=actor),
    ):
        with pytest.raises(AccessDenied):
            act()
    assert get_follow_up_state().book == SMALL
    assert not BookPublication.objects.exists()


def test_what_is_public_stays_until_it_is_published_anew(book):
    first = publish_follow_up(actor=OFFICER)
    change_follow_up([edit(note="Vikar")], actor=OFFICER, note="")
    assert get_published_follow_up().book == SMALL
    assert publish_follow_up(actor=OFFICER).pk != first.pk
    assert get_published_follow_up().book == get_follow_up_state().book


def test_an_empty_follow_up_is_not_published():
    with pytest.raises(ChangeRefused) as refused:
        publish_follow_up(actor=OFFICER)
    assert [one.code for one in refused.value.findings] == ["follow-up-settings"]


def test_nobody_approves_a_report_by_editing_its_row_or_with_a_file(book):
    waiting = {"2026-t1|skole": Report("2026-t1", "skole")}
    periods = {"2026-t1": Period("2026-t1", "1. tertial 2026", "tertial", 2026, 4, status="open")}
    with_report = make_small_follow_up(periods=periods, reports=waiting)
    replace_follow_up(with_report, actor=OFFICER, note="")
    approved = {"2026-t1|skole": replace(waiting["2026-t1|skole"], status="approved", approved_by="kommunedirektor")}
    with pytest.raises(KeyError):
        change_follow_up([RowEdit("reports", "2026-t1|skole", None, 2)], actor=OFFICER, note="")
    assert replace_follow_up(make_small_follow_up(periods=periods, reports=approved), actor=OFFICER, note="") == 0
    assert get_follow_up_state().book == with_report


REVISION = BudgetRevision("om-1", "Økonomimelding I", 2026)


@pytest.mark.parametrize(
    ("actor", "table", "row", "fields"),
    [
        (PLANNER, "posts", None, {"id": "rektor", "name": "Rektor", "unit": "skole", "email": "pia@lillevik.no"}),
        (OFFICER, "posts", "skolesjef", {"email": OFFICER.email}),
        (PLANNER, "revisions", "om-1", {"status": "decided", "decided": "2026-06-17", "case": "42/26"}),
        (OFFICER, "revisions", "om-1", {"status": "put_forward", "put_forward": "2026-06-03"}),
        (PLANNER, "periods", "2026-t1", {"status": "open"}),
    ],
)
def test_nobody_gets_round_an_act_by_a_form_or_a_file(book, actor, table, row, fields):
    more = {"revisions": {"om-1": REVISION}, "periods": {"2026-t1": Period("2026-t1", "1. tertial 2026", "tertial", 2026, 4)}}
    replace_follow_up(make_small_follow_up(**more), actor=DRIVER, note="")
    before = get_follow_up_state().book
    rule = get_follow_up_tables()[table]
    data = {**(write_cells(rule, before.table(table)[row]) if row else {}), **fields}
    version = get_row_versions(FOLLOW_UP, [(table, row)]).get((table, row)) if row else None
    with pytest.raises(ChangeRefused) as refused:
        change_follow_up([RowEdit(table, row or data["id"], data, version)], actor=actor, note="")
    assert {one.code for one in refused.value.findings} == {"field-owned"}
    written, _findings = read_row(rule, data, rule.place_of(""))
    with pytest.raises(ChangeRefused) as refused:
        replace_follow_up(before.with_rows({table: {rule.key_of(written): written}}), actor=actor, note="")
    assert {one.code for one in refused.value.findings} == {"field-owned"}
    assert get_follow_up_state().book == before
    assert change_follow_up([RowEdit(table, row or data["id"], data, version)], actor=DRIVER, note="") == 3
