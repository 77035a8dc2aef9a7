"""Editing the economy in the browser: forms for every kind of value, findings in their place, undo, and files."""

import io
import zipfile
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER, OTHER_OFFICER, make_small_economy, with_rate
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.exchange.books import read_book_workbook, write_book_workbook
from veikart.rules.books import ECONOMY
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
SMALL = make_small_economy()
RATE = "/okonomi/rediger/assumptions/interest_floating%7C2026/"
KEY = "interest_floating|2026"
WRITTEN = {"series": "interest_floating", "year": "2026", "value": "4,1 %", "source": "", "noted": "", "note": "", "version": "1"}
SETTINGS = {"name": "Økonomien", "municipality": "Lillevik", "first_year": "2026", "last_year": "2029", "price_year": "2026"}


@pytest.fixture
def book():
    replace_economy(SMALL, actor=OFFICER, note="Begynt")


@pytest.fixture
def officer():
    return browser("budget_officer")


def text_of(response) -> str:
    return unescape(response.content.decode())


def rate() -> int:
    return get_economy_state().book.table("assumptions")[KEY].value


def test_a_rate_stands_as_people_write_it(book, officer):
    html = text_of(officer.get(RATE))
    assert "Rediger «Flytende rente 2026»" in html
    assert 'value="3,75" inputmode="decimal" class="amount"' in html
    assert '<span class="unit" id="u-value">%</span>' in html
    assert "Prosent, som 2,37." in html


def test_a_rate_is_saved_and_shown_in_its_table(book, officer):
    response = officer.post(RATE, WRITTEN)
    assert (response.status_code, response["Location"]) == (302, "/okonomi/tabeller/assumptions/")
    assert rate() == 41_000
    html = text_of(officer.get(response["Location"]))
    assert "Endret «Flytende rente 2026»." in html
    assert "4,1\u00a0%" in html
    assert 'action="/okonomi/angre/2/"' in html
    assert text_of(officer.get("/okonomi/historikk/")).count("4,1\u00a0%") == 1
    officer.post("/okonomi/angre/2/")
    assert get_economy_state().book == SMALL


def test_what_is_wrong_stands_at_its_field_and_what_was_written_is_kept(book, officer):
    response = officer.post(RATE, {**WRITTEN, "value": "mye"})
    html = text_of(response)
    assert response.status_code == 422
    assert '<p class="field-error" id="e-value">' in html
    assert 'value="mye"' in html
    assert rate() == 37_500


def test_somebody_elses_change_is_shown_and_nothing_is_written_over(book, officer):
    replace_economy(with_rate(SMALL, 39_000), actor=OTHER_OFFICER, note="")
    response = officer.post(RATE, WRITTEN)
    html = text_of(response)
    assert response.status_code == 409
    assert "Ole Økonom" in html
    assert "3,9\u00a0%" in html
    assert rate() == 39_000
    assert officer.post(RATE, {**WRITTEN, "version": "2"}).status_code == 302
    assert rate() == 41_000


def test_a_row_is_taken_away_unless_something_needs_it(book, officer):
    assert officer.post(RATE, {"version": "1", "delete": "1"}).status_code == 302
    assert KEY not in get_economy_state().book.table("assumptions")
    refused = officer.post("/okonomi/rediger/settings/lillevik/", {"version": "1", "delete": "1"})
    assert refused.status_code == 422
    assert "0 rader i Innstillinger" in text_of(refused)


def test_a_new_row_begins_with_what_it_has_by_default(book, officer):
    html = text_of(officer.get("/okonomi/ny/postings/?sheet=loans&next=/okonomi/"))
    assert '<option value="change" selected>Bare det som er endret</option>' in html
    assert 'name="sign" type="number" value="1"' in html
    response = officer.post("/okonomi/ny/postings/", {"sheet": "loans", "line": "interest", "account": "1500", "next": "/okonomi/"})
    assert (response.status_code, response["Location"]) == (302, "/okonomi/")
    assert get_economy_state().book.table("postings")["loans|interest|1500||"].mode == "change"
    assert officer.get("/okonomi/rediger/postings/loans%7Cinterest%7C1500%7C%7C/").status_code == 200


def test_the_lines_of_a_posting_are_those_of_its_sheet(book, officer):
    response = officer.post("/okonomi/ny/postings/", {"sheet": "loans", "line": "", "account": "1500"})
    html = text_of(response)
    assert response.status_code == 422
    assert '<option value="loans" selected>' in html
    assert '<option value="interest">' in html


def test_an_empty_economy_is_begun_with_its_years(officer):
    assert "Boken er tom" in text_of(officer.get("/okonomi/"))
    assert "/okonomi/ny/settings/" in text_of(officer.get("/okonomi/"))
    assert officer.post("/okonomi/ny/settings/", SETTINGS).status_code == 302
    assert list(get_economy_state().book.table("settings")) == ["okonomien"]
    assert get_economy_state().book.years == (2026, 2027, 2028, 2029)


def test_the_tables_are_listed_with_their_rows(book, officer):
    html = text_of(officer.get("/okonomi/tabeller/"))
    assert "Forutsetninger" in html
    html = text_of(officer.get("/okonomi/tabeller/assumptions/"))
    assert 'href="/okonomi/rediger/assumptions/price_growth%7C2026/"' in html
    assert "Rad 1–16 av 16" in html
    assert officer.get("/okonomi/tabeller/assumptions/?fra=999").status_code == 200


def test_the_workbook_goes_out_and_comes_back(book, officer):
    content = officer.get("/okonomi/okonomi.xlsx").content
    assert read_book_workbook(ECONOMY, content, name="okonomi.xlsx") == (SMALL, 1, [])
    changed = write_book_workbook(ECONOMY, with_rate(SMALL, 42_000), revision=1)
    response = officer.post("/okonomi/les-inn/", {"file": SimpleUploadedFile("okonomi.xlsx", changed)})
    assert (response.status_code, response["Location"]) == (302, "/okonomi/historikk/")
    assert rate() == 42_000
    again = officer.post("/okonomi/les-inn/", {"file": SimpleUploadedFile("okonomi.xlsx", changed)})
    assert again.status_code == 422
    assert "Noe er endret siden filen ble hentet" in text_of(again) or "Filen er hentet ut ved endring 1" in text_of(again)
    assert officer.post("/okonomi/les-inn/", {}).status_code == 200


def test_the_open_data_are_the_files_of_the_book(book, officer):
    with zipfile.ZipFile(io.BytesIO(officer.get("/okonomi/okonomi.zip").content)) as packed:
        assert set(packed.namelist()) == {"settings.csv", "assumptions.csv", "postings.csv"}


def test_an_empty_workbook_can_be_fetched_and_filled(officer):
    content = officer.get("/okonomi/okonomi.xlsx").content
    assert read_book_workbook(ECONOMY, content, name="okonomi.xlsx") == (EconomyBook(), 0, [])


HOSTILE = ("\x00", "a\x00b", "9" * 40, "-1", "²³", "../../etc/passwd", "x" * 5_000, "<script>alert(1)</script>", "=1+1", "'; DROP TABLE x;--")
FIELDS = ("version", "next", "id", "name", "series", "year", "value", "sheet", "line", "account", "sign", "mode", "delete", "first_year", "noted")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_sent_in_makes_a_page_fail(hostile, book, officer):
    addresses = [RATE, *(f"/okonomi/{page}/{table}/" for page in ("ny", "tabeller") for table in ("assumptions", "postings")), "/okonomi/historikk/"]
    for url in addresses:
        assert officer.get(url, dict.fromkeys(("fra", "table", "key", "for", "next", *FIELDS), hostile)).status_code < 500, url
        assert officer.post(url, dict.fromkeys(FIELDS, hostile)).status_code < 500, url
    assert "<script>alert" not in officer.post(RATE, {**WRITTEN, "value": "<script>alert(1)</script>"}).content.decode()


@pytest.mark.parametrize("path", ["rediger/assumptions/finnes/", "rediger/finnes/x/", "ny/finnes/", "tabeller/finnes/", "rediger/settings/%00/"])
def test_what_is_not_there(path, book, officer):
    assert officer.get(f"/okonomi/{path}").status_code == 404


def test_a_visitor_sees_nothing_before_something_is_adopted(book):
    for path in ("okonomi.xlsx", "okonomi.zip", "tabeller/", "tabeller/settings/"):
        assert Client().get(f"/okonomi/{path}").status_code == 404


@pytest.mark.parametrize("wanted", ["//annet.no/", "/\\annet.no/", "/\t/annet.no/", "https://annet.no/"])
def test_the_way_back_never_leads_to_another_site(wanted):
    replace_economy(SMALL, actor=OFFICER, note="")
    client = browser("budget_officer")
    assert b"annet.no" not in client.get(RATE, {"next": wanted}).content
    answer = client.post("/okonomi/arbeidsutgave/", {"next": wanted})
    assert "annet.no" not in answer.headers["Location"]
