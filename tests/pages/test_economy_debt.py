"""The pages of the debt and of the financing: what they say, whom they let write, and how many queries they ask."""

from dataclasses import replace

import pytest

from tests.support.economy import OFFICER
from tests.support.loan_book import LOANS, SETTING, loan_book, whole_loan_book
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.calc.financing import FinancingRule
from veikart.store.models import Person

pytestmark = pytest.mark.django_db
DEBT, FINANCING = "/okonomi/gjeld/", "/okonomi/finansiering/"


def _store(book: EconomyBook) -> None:
    replace_economy(book, actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


@pytest.fixture
def officer(client):
    _store(whole_loan_book())
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def _text(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_title_says_where_the_debt_goes_and_whether_the_least_is_paid(officer):
    html = _text(officer, DEBT)
    assert "Gjelden er størst i 2027 med" in html
    assert "minimumsavdraget er dekket hvert år" in html
    assert "Ett prosentpoeng høyere rente" in html
    assert "Må kontrolleres mot lovteksten" in html


def test_instalments_below_the_least_are_in_the_title_and_among_the_findings(officer):
    late = {key: replace(one, first_instalment=2030, last_instalment=2059) for key, one in LOANS.items()}
    _store(whole_loan_book(loans=late))
    html = _text(officer, DEBT)
    assert "minimumsavdraget er ikke dekket i 2026, 2027" in html
    assert "Kommunekassen betaler 0,0" in html
    assert "Mangler på minimum" in html


def test_a_book_without_loans_says_what_will_stand_there(officer):
    _store(EconomyBook({"settings": {"s": SETTING}}))
    assert "Ingen lån er lagt inn" in _text(officer, DEBT)


def test_those_who_may_write_have_the_forms(officer, client):
    assert "/loan_terms/lending/" in _text(officer, DEBT)
    assert "/financing_order/transfer/" in _text(officer, FINANCING)
    client.logout()
    assert "/loan_terms/lending/" not in _text(client, DEBT)
    assert "Legg inn et lån" not in _text(client, DEBT)


def test_the_title_says_how_much_is_lent(officer):
    html = _text(officer, FINANCING)
    assert "Lån betaler 111,0" in html
    assert "egenkapitalen når målet hvert år" in html
    assert "Merverdiavgiftskompensasjon: egenkapital (ikke lagt inn; brukes til slutt)" in html


def test_own_capital_below_its_goals_is_in_the_title(officer):
    _store(whole_loan_book(financing_rules={"2026": FinancingRule(2026, "loans_rest", 700_000, 650_000)}))
    assert "egenkapitalen er under minstekravet i 2026" in _text(officer, FINANCING)
    _store(whole_loan_book(financing_rules={"2026": FinancingRule(2026, "loans_rest", 650_000, 0)}))
    assert "egenkapitalen er under målet i 2026" in _text(officer, FINANCING)


def test_without_investments_there_is_nothing_to_finance(officer):
    _store(loan_book(assumptions={}))
    assert "Ingen investeringer å finansiere" in _text(officer, FINANCING)


@pytest.mark.parametrize("url", [DEBT, FINANCING])
def test_few_queries(officer, url, django_assert_max_num_queries):
    _text(officer, url)
    with django_assert_max_num_queries(6):
        _text(officer, url)
