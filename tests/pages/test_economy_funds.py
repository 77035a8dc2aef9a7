"""The pages of the funds: what they say, whom they let write, and how many queries they ask."""

import pytest

from tests.support.economy import OFFICER
from tests.support.fund_book import MILL, make_funds
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.calc.funds import FundMove, ManagedAllocation, ManagedYear
from veikart.store.models import Person

pytestmark = pytest.mark.django_db
PAGES = ("/okonomi/fond/", "/okonomi/forvaltningsfondet/")


def _store(book: EconomyBook) -> None:
    replace_economy(book, actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


@pytest.fixture
def officer(client):
    _store(make_funds())
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def _text(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_title_says_what_the_funds_come_to(officer):
    html = _text(officer, "/okonomi/fond/")
    assert "Bufferfondet er" in html
    assert "over målet i 2029; alle fond går fra" in html
    assert "Mål 2029" in html
    assert "Minst" in html
    assert "Likviditetsreserven" in html


def test_a_plan_without_cover_is_in_the_title_and_among_the_findings(officer):
    _store(make_funds(fund_moves=[FundMove("b", "buffer", 2027, use=700 * MILL, price="current")]))
    html = _text(officer, "/okonomi/fond/")
    assert "1 fond dekker ikke planlagt bruk" in html
    assert "fondet har bare 500,0" in html


def test_the_plan_is_a_row_for_each_purpose_and_opens_to_the_row_it_is_written_in(officer):
    html = _text(officer, "/okonomi/fond/")
    assert "/fund_moves/b27/" in html
    assert "−129,6" in html
    assert "Legg til bruk eller avsetning" in html


def test_two_moves_for_the_same_purpose_and_year_are_both_shown(officer):
    _store(make_funds(fund_moves=[FundMove("a", "buffer", 2027, use=MILL), FundMove("b", "buffer", 2027, 2 * MILL)]))
    html = _text(officer, "/okonomi/fond/")
    assert "/fund_moves/a/" in html
    assert "/fund_moves/b/" in html


def test_the_managed_fund_says_what_may_be_taken_out_and_whether_its_value_is_kept(officer):
    html = _text(officer, "/okonomi/forvaltningsfondet/?ar=2027")
    assert "til bruk i 2027, og realverdien holdes" in html
    assert "Inflasjonsjustering, blir i fondet" in html
    assert "Realverdien er den samme i 2029 som den skulle være." in html
    assert 'aria-current="page">2027' in html


def test_a_year_that_is_not_there_is_the_first_and_a_fund_that_is_not_there_is_not_found(officer):
    assert "til bruk i 2026" in _text(officer, "/okonomi/forvaltningsfondet/?ar=1999")
    assert "til bruk i 2026" in _text(officer, "/okonomi/forvaltningsfondet/?ar=x")
    assert officer.get("/okonomi/forvaltningsfondet/?fond=annet").status_code == 404


def test_a_loss_is_covered_by_the_buffer_capital(officer):
    loss = [ManagedAllocation("f", "aksjer", 2026, "Aksjer", 1_000_000, -100_000)]
    _store(make_funds(managed_allocation=loss))
    html = _text(officer, "/okonomi/forvaltningsfondet/")
    assert "Tap som bufferkapitalen dekker" in html
    assert "realverdien faller med" in html


def test_a_withdrawal_of_its_own_is_a_step_of_its_own(officer):
    _store(make_funds(managed_years=[ManagedYear("f", 2026, 4 * MILL, 20_000, withdrawal=100 * MILL)]))
    assert "Eget vedtak om uttak" in _text(officer, "/okonomi/forvaltningsfondet/")


@pytest.mark.parametrize("url", PAGES)
def test_without_funds_the_pages_say_what_will_stand_there(officer, url):
    empty = {table: [] for table in ("funds", "fund_moves", "managed_funds", "managed_allocation", "managed_years", "liquidity_balances")}
    _store(make_funds(**empty))
    assert "er lagt inn" in _text(officer, url)


@pytest.mark.parametrize("url", PAGES)
def test_a_visitor_sees_the_adopted_book_and_no_way_to_change_it(client, url):
    _store(make_funds())
    html = _text(client, url)
    assert "Vedtatt grunnlag" in html
    assert "Legg til bruk" not in html
    assert "Ny rad" not in html


@pytest.mark.parametrize("url", PAGES)
def test_the_pages_ask_few_questions(officer, django_assert_max_num_queries, url):
    officer.get(url)
    with django_assert_max_num_queries(6):
        officer.get(url)


def test_a_move_is_changed_and_a_new_one_written_in_the_ordinary_form(officer):
    form = _text(officer, "/okonomi/rediger/fund_moves/b27/")
    assert "Avsetning, kr" in form
    sent = {"id": "b27", "fund": "buffer", "year": "2027", "allocation": "0", "use": "100 000 000", "price": "current", "version": "1"}
    assert officer.post("/okonomi/rediger/fund_moves/b27/", sent).status_code == 302
    new = {"fund": "buffer", "year": "2028", "allocation": "25 000 000", "price": "current", "purpose": "Salg"}
    assert officer.post("/okonomi/ny/fund_moves/", new).status_code == 302
    html = _text(officer, "/okonomi/fond/")
    assert "−100,0" in html
    assert "+25,0" in html


def test_a_use_below_zero_is_refused(officer):
    answer = officer.post("/okonomi/ny/fund_moves/", {"fund": "buffer", "year": "2028", "use": "-5"})
    assert answer.status_code == 422
    assert "«Bruk, kr»" in answer.content.decode()
