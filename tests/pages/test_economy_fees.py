"""The pages of the fees: what they say, the path that is tried, whom they let write, and how many queries they ask."""

import re
from html import unescape

import pytest

from tests.support.economy import OFFICER
from tests.support.fee_book import MILL, ROWS, make_fees
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.calc.fees import FeeAsset, FeeOpening
from veikart.store.models import Person
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
FEES, WATER = "/okonomi/gebyr/", "/okonomi/gebyr/vann/"
PAGES = (FEES, WATER, "/okonomi/gebyr/byggesak/")


def _store(book: EconomyBook) -> None:
    replace_economy(book, actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


@pytest.fixture
def officer(client):
    _store(make_fees())
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def _text(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_title_says_what_a_household_pays(officer):
    html = _text(officer, FEES)
    assert re.search(r"En husholdning betaler 5\s\d{3} kr i gebyr i 2026", html)
    assert "fra året før" in html


def test_every_area_goes_from_this_year_to_the_next(officer):
    html = _text(officer, FEES)
    assert "Gebyr 2025" in html
    assert "+4,8" in html  # 2 100 to 2 200
    assert "Standardbolig" not in html
    assert "Bolig på 120 m²" in html
    assert "/okonomi/gebyr/renovasjon/" in html


def test_what_is_found_stands_with_the_area(officer):
    html = _text(officer, FEES)
    assert "Byggesak taper 1,0 mill. kr i 2026" in html
    assert "Byggesak taper" not in _text(officer, WATER)
    assert "Byggesak taper" in _text(officer, "/okonomi/gebyr/byggesak/")


def test_an_area_shows_its_vintages_with_the_last_year_of_each(officer):
    html = _text(officer, WATER)
    assert "Igjen av hver årgang 31. desember" in html
    assert re.search(r">2024</a></th>\s*<td class=\"text\">2029</td>", html)


def test_the_two_calculations_stand_beside_each_other(officer):
    html = _text(officer, WATER)
    assert "Forkalkyle og etterkalkyle 2026" in html
    assert "Forkalkyle og etterkalkyle 2027" not in html
    assert "står den her ved siden av" in _text(officer, "/okonomi/gebyr/renovasjon/")


def test_prices_are_in_kroner_and_ore(officer):
    html = _text(officer, WATER)
    assert "12,50" in html
    assert "13,75" in html  # 2 200 divided by 160


def test_another_path_is_tried_and_saved(officer):
    before = _text(officer, WATER)
    assert "Prøvd" not in before
    tried = _text(officer, f"{WATER}?ar=1&bane=level")
    assert "Prøvd: gebyr per" in tried
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', tried))
    address = re.search(r'<form method="post" action="(/okonomi/rediger/[^"]+)"', tried)
    assert address
    assert officer.post(address[1], fields).status_code == 302
    saved = get_economy_state().book.table("fee_areas")["vann"]
    assert (saved.path_years, saved.path_shape) == (1, "level")
    assert (saved.standard, saved.bill_count, saved.cover_share) == ("Bolig på 120 m²", 1, MILL)


@pytest.mark.parametrize("query", ["?ar=x&bane=y", "?ar=0", "?ar=999", "?ar=-1"])
def test_a_path_that_is_none_is_the_one_that_is(officer, query):
    assert "Prøvd" not in _text(officer, WATER + query)


def test_an_area_that_is_not_there_is_not_found(officer):
    assert officer.get("/okonomi/gebyr/annet/").status_code == 404


def test_without_areas_the_page_says_what_will_stand_there(officer):
    _store(make_fees(**{table: [] for table in ROWS if table.startswith("fee_")}))
    html = _text(officer, FEES)
    assert "Ingen gebyrområder er lagt inn" in html
    assert "Legg inn et gebyrområde" in html


def test_an_area_without_rows_can_be_read(officer):
    empty = {table: [] for table in ROWS if table.startswith("fee_") and table != "fee_areas"}
    _store(make_fees(**empty))
    assert "har ingen kalkyle for 2026–2029" in _text(officer, FEES)
    assert "Fondet er tomt i alle årene." in _text(officer, WATER)


def test_a_surplus_that_is_kept_too_long_is_marked(officer):
    _store(make_fees(fee_openings=[FeeOpening("byggesak", 2020, MILL)]))
    assert "som skulle vært betalt tilbake" in _text(officer, FEES)


@pytest.mark.parametrize("url", PAGES)
def test_a_visitor_sees_the_adopted_book_and_no_way_to_change_it(client, url):
    _store(make_fees())
    html = _text(client, f"{url}?ar=1&bane=level")
    assert "Vedtatt grunnlag" in html
    assert "Bruk denne banen" not in html
    assert "Legg til i «" not in html
    assert "Rediger området" not in html


@pytest.mark.parametrize("url", PAGES)
def test_the_pages_ask_few_questions(officer, django_assert_max_num_queries, url):
    officer.get(url)
    with django_assert_max_num_queries(7):
        officer.get(url)


def test_of_many_assets_the_first_are_shown(officer):
    _store(make_fees(fee_assets=[FeeAsset(f"ledning-{number}", "vann", f"Ledning {number}", MILL, 2020, 40) for number in range(70)]))
    for url in (FEES, WATER):
        html = _text(officer, url)
        assert "De første 60 av 70 rader" in html
        assert "Ledning 61" not in html
