"""The page of central revenues: what it says, what is missing, whom it lets write, and how many queries it asks."""

import re

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.economy_example import get_example_book
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.calc.grants.rows import GrantYear, NeedCriterion, RefugeeCohort, RefugeeRate, TaxBase, TaxYear
from veikart.rules.economy.tables import get_economy_tables
from veikart.store.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/okonomi/inntekter/"


def _store(book: EconomyBook) -> None:
    replace_economy(book, actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


def _with(**tables) -> EconomyBook:
    rules = get_economy_tables()
    return make_small_economy().with_rows({name: {rules[name].key_of(row): row for row in rows} for name, rows in tables.items()})


def _poor() -> EconomyBook:
    """A municipality with 80 percent of the country's tax, refugees of two years, and one criterion."""
    growth = [TaxYear(area, year, real_growth=0) for area in ("own", "country") for year in range(2027, 2031)]
    rates = [RefugeeRate("adult", number, 2026, 100_000) for number in range(1, 6)]
    return _with(
        tax_bases=[TaxBase("own", 2026, 640_000_000), TaxBase("country", 2026, 200_000_000_000)],
        tax_years=growth,
        grant_years=[GrantYear(2026, 20_000, 5_000_000, 30_000, 60_000, 500_000_000)],
        need_criteria=[NeedCriterion(2026, "age_6_12", 2_000, 450_000)],
        refugee_cohorts=[RefugeeCohort("adult", year, 20) for year in range(2018, 2031)],
        refugee_rates=rates,
    )


@pytest.fixture
def officer(client):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def _text(client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_example(client):
    _store(get_example_book())
    html = _text(client)
    assert "Sentrale inntekter vokser fra" in html
    assert "Rammetilskuddet er oppgitt" in html
    assert "Det trengs skatten i kommunen og i hele landet" in html
    assert "Flyktninger kommunen har tilskudd for" in html
    assert "Satser mangler" not in html
    assert "har ingen sats i 2020" in html
    assert "/okonomi/regnestykke/central_revenue/alle/total/2020/" in html
    assert re.search(r"Faste 20\d\d-kroner\.", html)


def test_the_equalisation_is_a_bridge_of_the_year_that_is_asked_for(client):
    _store(_poor())
    html = _text(client)
    assert "I 2026 har kommunen 80,0\u00a0% av landets skatt per innbygger før utjevningen, og 96,1\u00a0% etter." in html
    assert "Symmetrisk utjevning" in html
    assert "I 2028 har kommunen" in _text(client, f"{PAGE}?ar=2028")
    assert "I 2026 har kommunen" in _text(client, f"{PAGE}?ar=1999")
    assert "I 2026 har kommunen" in _text(client, f"{PAGE}?ar=x")


def test_refugees_are_kroner_where_there_are_rates_and_the_oldest_cohorts_are_one(client):
    _store(_poor())
    html = _text(client)
    assert "Integreringstilskuddet etter bosettingsår" in html
    assert "Bosatt før 2025" in html
    assert "Behovet i hver sektor" in html


def test_an_economy_without_central_revenues_says_what_to_enter(client):
    _store(make_small_economy())
    html = _text(client)
    assert "Ingen sentrale inntekter er lagt inn" in html
    assert "Her vil de sentrale inntektene stå" in html
    assert "/okonomi/ny/tax_bases/" not in html


def test_those_who_may_write_find_the_way(officer):
    _store(make_small_economy())
    assert "/okonomi/ny/tax_bases/" in _text(officer)


@pytest.mark.parametrize("make", [make_small_economy, _poor])
def test_the_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries, make):
    _store(make())
    _text(client)
    with django_assert_max_num_queries(6):
        _text(client)
