"""The assumptions as a grid: several saved at once, nothing written over unseen, and what is wrong told where it stands."""

from html import unescape

import pytest

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER, OTHER_OFFICER, make_small_economy, with_rate
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.store.models import BookRevision
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
SAVE = "/okonomi/forutsetninger/lagre/"


@pytest.fixture
def officer():
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    return browser("budget_officer")


def value_of(key: str) -> int | None:
    one = get_economy_state().book.table("assumptions").get(key)
    return one.value if one else None


def send(client, seen: int = 1, **cells: str):
    data = {key.replace("__", "|"): text for key, text in cells.items()}
    return client.post(SAVE, {"seen": seen, "first": 2026, "source": "Nasjonalbudsjettet 2027", "noted": "2026-10-15", **data})


def test_the_form_has_every_cell_and_sent_as_it_is_nothing_changes(officer):
    html = unescape(officer.get("/okonomi/forutsetninger/?rediger=1").content.decode())
    assert 'name="price_growth|2026" value="2,1"' in html
    assert 'name="interest_floating|2030" value=""' in html
    assert send(officer, price_growth__2026="2,1", interest_floating__2030="").status_code == 302
    assert BookRevision.objects.count() == 1


def test_several_cells_are_one_change_with_their_source(officer):
    answer = send(officer, price_growth__2026="2,4", price_growth__2027="2,1", wage_growth__2026="", interest_floating__2027=" 3,9 ")
    assert answer.status_code == 302
    assert (value_of("price_growth|2026"), value_of("wage_growth|2026"), value_of("interest_floating|2027")) == (24_000, None, 39_000)
    changed = get_economy_state().book.table("assumptions")["price_growth|2026"]
    assert (changed.source, changed.noted.isoformat()) == ("Nasjonalbudsjettet 2027", "2026-10-15")
    assert get_economy_state().book.table("assumptions")["price_growth|2027"].source == "KS, prognose"
    assert BookRevision.objects.count() == 2
    html = unescape(officer.get("/okonomi/forutsetninger/").content.decode())
    assert "Endret 3 forutsetninger" in html
    assert "Nasjonalbudsjettet 2027" in html
    assert "satt 15.10.2026" in html


def test_what_cannot_be_read_is_told_in_its_cell_and_nothing_is_stored(officer):
    answer = send(officer, price_growth__2026="mye", wage_growth__2026="3,9")
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert 'value="mye"' in html
    assert 'value="3,9"' in html
    assert "e-price_growth-2026" in html
    assert "Nasjonalbudsjettet 2027" in html
    assert BookRevision.objects.count() == 1


def test_somebody_elses_change_of_another_cell_is_kept(officer):
    replace_economy(with_rate(make_small_economy(), 45_000), actor=OTHER_OFFICER, note="")
    assert send(officer, interest_floating__2026="3,75", price_growth__2026="2,4").status_code == 302
    assert (value_of("interest_floating|2026"), value_of("price_growth|2026")) == (45_000, 24_000)


def test_somebody_elses_change_of_the_same_cell_is_never_written_over_unseen(officer):
    replace_economy(with_rate(make_small_economy(), 45_000), actor=OTHER_OFFICER, note="")
    answer = send(officer, interest_floating__2026="4", price_growth__2026="2,4")
    assert answer.status_code == 409
    html = unescape(answer.content.decode())
    assert "«Flytende rente 2026»" in html
    assert 'name="interest_floating|2026" value="4"' in html
    assert 'name="seen" value="2"' in html
    assert (value_of("interest_floating|2026"), value_of("price_growth|2026")) == (45_000, 21_000)
    assert send(officer, seen=2, interest_floating__2026="4", price_growth__2026="2,4").status_code == 302
    assert (value_of("interest_floating|2026"), value_of("price_growth|2026")) == (40_000, 24_000)


def test_a_row_somebody_else_took_away_is_not_put_back_unseen(officer):
    book = make_small_economy()
    replace_economy(book.with_rows({"assumptions": {"interest_floating|2026": None}}), actor=OTHER_OFFICER, note="")
    assert send(officer, interest_floating__2026="3,75").status_code == 302
    assert value_of("interest_floating|2026") is None
    assert send(officer, interest_floating__2026="4").status_code == 409


@pytest.mark.parametrize("hostile", ["\x00", "9" * 40, "<b>", "1e9", "²", "x" * 5_000])
def test_nothing_that_is_sent_makes_it_fail(hostile, officer):
    data = dict.fromkeys(("seen", "first", "source", "noted", "price_growth|2026", "finnes|2026", "price_growth|1999"), hostile)
    assert officer.post(SAVE, data).status_code < 500
    assert value_of("price_growth|2026") == 21_000


def test_years_beyond_one_form_are_on_the_next(officer):
    book = make_small_economy()
    setting = book.table("settings")["lillevik"]
    longer = type(setting)(setting.id, setting.name, setting.municipality, 2026, 2050, 2026)
    replace_economy(book.with_rows({"settings": {"lillevik": longer}}), actor=OFFICER, note="")
    html = officer.get("/okonomi/forutsetninger/?rediger=1").content.decode()
    assert "price_growth|2040" in html
    assert "price_growth|2041" not in html
    assert "price_growth|2041" in officer.get("/okonomi/forutsetninger/?rediger=1&fra=2041").content.decode()


def test_only_those_who_may_change_it_get_the_form(officer):
    assert "input-table" not in browser("secretary").get("/okonomi/forutsetninger/?rediger=1").content.decode()
