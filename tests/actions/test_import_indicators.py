"""Values of indicators stored: all or nothing, never twice, and a revised one keeps what it was."""

from datetime import date

import pytest

from tests.support.follow_up import LEADER, OFFICER
from tests.support.indicators import make_indicator_book
from veikart.actions.access import AccessDenied
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_follow_up import change_follow_up
from veikart.actions.import_indicators import import_indicators
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.undo_follow_up import undo_follow_up
from veikart.calc.indicators import IndicatorValue
from veikart.exchange.indicators import TableMapping, write_source
from veikart.rules.follow_up import get_follow_up_tables
from veikart.rules.indicators.incoming import compare_values, count_values
from veikart.rules.tables import write_cells
from veikart.store.models import AuditEntry, BookRevision
from veikart.store.queries import get_follow_up_state

pytestmark = pytest.mark.django_db
MARCH, JUNE, OCTOBER = date(2020, 3, 15), date(2020, 6, 15), date(2020, 10, 1)


@pytest.fixture(autouse=True)
def book():
    replace_follow_up(make_indicator_book(), actor=OFFICER, note="Begynt")


def value(number, *, year=2019, vintage=MARCH, state="", place="lillevik"):
    return IndicatorValue("fravaer", place, year, "", vintage, None if number is None else number * 1_000_000, state)


def store(*values, **more):
    return import_indicators(values, actor=OFFICER, note="Leste inn", **more)


def values():
    return list(get_follow_up_state().book.table("indicator_values").values())


def kinds(*rows):
    return [one.kind for one in compare_values(get_follow_up_state().book, rows)]


def test_values_are_stored_with_who_and_can_be_taken_back():
    assert store(value(7), value(8, year=2018), seen=1) == 2
    assert values() == [value(7), value(8, year=2018)]
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (entry.act, entry.detail) == ("import_indicators", {"revision": 2, "rows": 2})
    undo_follow_up(2, actor=OFFICER)
    assert values() == []


def test_the_same_again_changes_nothing_whatever_day_it_says():
    store(value(7))
    assert store(value(7)) == 0
    assert store(value(7, vintage=JUNE)) == 0
    assert len(values()) == 1
    assert BookRevision.objects.count() == 2


def test_a_revised_value_keeps_what_it_was():
    store(value(7))
    (change,) = compare_values(get_follow_up_state().book, [value(8, vintage=JUNE)])
    assert (change.kind, change.before) == ("revised", value(7))
    store(value(8, vintage=JUNE))
    assert values() == [value(7), value(8, vintage=JUNE)]
    assert kinds(value(8, vintage=OCTOBER), value(7)) == ["same", "same"]


def test_one_that_was_published_before_stands_before():
    store(value(8, vintage=JUNE))
    assert kinds(value(7)) == ["earlier"]
    store(value(7))
    assert len(values()) == 2


def test_another_number_the_same_day_is_refused():
    store(value(7))
    assert kinds(value(8)) == ["clash"]
    with pytest.raises(ChangeRefused) as refused:
        store(value(8), value(9, year=2018))
    assert [one.code for one in refused.value.findings] == ["indicator-vintage"]
    assert values() == [value(7)]


def test_a_file_without_a_number_takes_none_away():
    store(value(7))
    assert kinds(value(None, state="missing", vintage=JUNE), value(None, state="missing", year=2018)) == ["unsaid", "unsaid"]
    assert store(value(None, state="missing", vintage=JUNE)) == 0
    store(value(None, state="suppressed", vintage=JUNE))
    assert [one.state for one in values()] == ["", "suppressed"]
    assert count_values(compare_values(get_follow_up_state().book, [value(7)]))["earlier"] == 0


def test_how_the_file_is_read_is_kept_and_replaced():
    store(value(7), kept=write_source(TableMapping(place="Kommune", places={"Lillevik": "lillevik", "X": ""}), key="fil", name="Fil", source=""))
    store(value(7), kept=write_source(TableMapping(place="Region", places={"Lillevik": "lillevik"}), key="fil", name="Fil", source=""))
    book = get_follow_up_state().book
    assert book.table("indicator_sources")["fil"].place_dimension == "Region"
    assert [one.code for one in book.table("indicator_codes").values()] == ["Lillevik"]


def test_nothing_is_written_over_what_somebody_else_did():
    store(value(7))
    seen = get_follow_up_state().number
    cells = write_cells(get_follow_up_tables()["indicator_values"], value(9, vintage=JUNE))
    change_follow_up([RowEdit("indicator_values", "fravaer|lillevik|2019||2020-06-15", cells)], actor=OFFICER, note="")
    with pytest.raises(ChangeRefused):
        store(value(8, vintage=JUNE), seen=seen)
    source = write_source(TableMapping(), key="fil", name="Fil", source="")
    store(value(7), kept=source)
    with pytest.raises(StaleEdit):
        store(value(7), kept=write_source(TableMapping(place="Ny"), key="fil", name="Fil", source=""), seen=seen)


def test_who_may_read_in():
    with pytest.raises(AccessDenied):
        import_indicators([value(7)], actor=LEADER, note="")
    assert values() == []


def test_a_value_of_a_place_that_is_gone_is_refused():
    with pytest.raises(ChangeRefused):
        store(value(7, place="borte"))
