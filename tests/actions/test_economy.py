"""Changing the economy: by row, by files and back again, with what stands in the way."""

import pytest

from tests.support.economy import OFFICER, OTHER_OFFICER, make_small_economy, with_rate
from tests.support.plan import CITIZEN, PLANNER
from veikart.actions.access import AccessDenied
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.actions.replace_economy import replace_economy
from veikart.actions.undo_economy import undo_economy
from veikart.calc.economy import EconomyBook
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.tables import write_cells
from veikart.store.models import AuditEntry, BookPublication, BookRevision
from veikart.store.queries import get_economy_baseline, get_economy_state

pytestmark = pytest.mark.django_db
SMALL = make_small_economy()
KEY = "interest_floating|2026"


@pytest.fixture
def book():
    replace_economy(SMALL, actor=OFFICER, note="Begynt")
    return SMALL


def cells(key: str = KEY, table: str = "assumptions", **fields: object) -> dict[str, object]:
    """A row as it stands in the form, with some fields written anew."""
    return {**write_cells(get_economy_tables()[table], get_economy_state().book.table(table)[key]), **fields}


def test_a_rate_is_changed_as_people_write_it(book):
    assert change_economy([RowEdit("assumptions", KEY, cells(value="4,1 %"), 1)], actor=OFFICER, note="Høyere rente") == 2
    assert get_economy_state().book == with_rate(SMALL, 41_000)
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (entry.act, entry.actor, entry.detail) == ("change_economy", "Britt Budsjett", {"revision": 2, "rows": 1})


def test_a_form_saved_as_it_was_changes_nothing(book):
    assert change_economy([RowEdit("assumptions", KEY, cells(), 1)], actor=OFFICER, note="") == 0
    assert BookRevision.objects.count() == 1


def test_a_row_comes_and_goes(book):
    new = {"series": "Prisvekst", "year": "2031", "value": "2", "source": "", "noted": "2026-11-22", "note": ""}
    assert change_economy([RowEdit("assumptions", "price_growth|2031", new)], actor=OFFICER, note="") == 2
    assert get_economy_state().book.table("assumptions")["price_growth|2031"].value == 20_000
    assert change_economy([RowEdit("assumptions", "price_growth|2031", None, 2)], actor=OFFICER, note="") == 3
    assert get_economy_state().book == SMALL


def test_somebody_elses_change_is_never_written_over(book):
    change_economy([RowEdit("assumptions", KEY, cells(value="4"), 1)], actor=OTHER_OFFICER, note="Den andres")
    with pytest.raises(StaleEdit) as stale:
        change_economy([RowEdit("assumptions", KEY, cells(value="5"), 1)], actor=OFFICER, note="")
    [(table, key, entry)] = stale.value.changes
    assert (table, key, entry.actor, entry.note) == ("assumptions", KEY, "Ole Økonom", "Den andres")
    assert get_economy_state().book == with_rate(SMALL, 40_000)


@pytest.mark.parametrize(
    ("table", "key", "fields", "code"),
    [
        ("assumptions", KEY, {"value": "mye"}, "value-kind"),
        ("assumptions", KEY, {"value": "1001"}, "value-range"),
        ("assumptions", KEY, {"series": "været"}, "value-choice"),
        ("settings", "lillevik", {"last_year": "2020"}, "economy-years"),
        ("settings", "lillevik", None, "economy-settings"),
        ("postings", "debt|interest|1500||", {"sign": "0"}, "value-range"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_place(book, table, key, fields, code):
    data = None if fields is None else cells(key, table, **fields)
    with pytest.raises(ChangeRefused) as refused:
        change_economy([RowEdit(table, key, data, 1)], actor=OFFICER, note="")
    assert code in {one.code for one in refused.value.findings}
    assert get_economy_state().book == SMALL


def test_files_from_an_older_revision_are_refused(book):
    change_economy([RowEdit("assumptions", KEY, cells(value="4"), 1)], actor=OTHER_OFFICER, note="")
    with pytest.raises(ChangeRefused) as refused:
        replace_economy(SMALL, actor=OFFICER, note="", seen=1)
    assert [one.code for one in refused.value.findings] == ["stale-file"]
    assert replace_economy(SMALL, actor=OFFICER, note="", seen=2) == 3


def test_the_same_files_again_change_nothing(book):
    assert replace_economy(make_small_economy(), actor=OFFICER, note="") == 0


def test_a_change_is_taken_back_while_nobody_has_built_on_it(book):
    change_economy([RowEdit("assumptions", KEY, cells(value="4"), 1)], actor=OFFICER, note="")
    assert undo_economy(2, actor=OTHER_OFFICER) == 3
    assert get_economy_state().book == SMALL
    with pytest.raises(StaleEdit):
        undo_economy(2, actor=OFFICER)
    assert undo_economy(99, actor=OFFICER) == 0


def test_the_first_load_is_taken_back(book):
    assert undo_economy(1, actor=OFFICER) == 2
    assert get_economy_state().book == EconomyBook()


def test_adopting_the_same_again_keeps_the_baseline_that_is_there(book):
    first = adopt_economy(actor=OFFICER)
    assert adopt_economy(actor=OTHER_OFFICER) == first
    assert BookPublication.objects.count() == 1
    assert [one.detail["outcome"] for one in AuditEntry.objects.filter(act="adopt_economy").order_by("pk")] == ["adopted", "unchanged"]


def test_an_empty_economy_is_not_adopted():
    with pytest.raises(ChangeRefused) as refused:
        adopt_economy(actor=OFFICER)
    assert [one.code for one in refused.value.findings] == ["economy-settings"]
    assert get_economy_baseline() is None


@pytest.mark.parametrize("actor", [CITIZEN, PLANNER])
def test_only_those_who_work_with_the_economy_change_it(book, actor):
    for act in (
        lambda: change_economy([RowEdit("assumptions", KEY, None, 1)], actor=actor, note=""),
        lambda: replace_economy(EconomyBook(), actor=actor, note=""),
        lambda: undo_economy(1, actor=actor),
        lambda: adopt_economy(actor=actor),
    ):
        with pytest.raises(AccessDenied):
            act()
    assert get_economy_state().book == SMALL
