"""The page of demography: both methods, what is missing, whom it lets write, and how many queries it asks."""

import re

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.economy_example import get_example_book
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.demography import DemographyService, Population, Projection, ServiceUse
from veikart.calc.economy import EconomyBook
from veikart.rules.economy.tables import get_economy_tables
from veikart.store.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/okonomi/demografi/"


def _store(book: EconomyBook) -> None:
    replace_economy(book, actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


def _shrinking() -> EconomyBook:
    """A school with a tenth fewer pupils from 2027, and no cost per pupil."""
    tables = {
        "population_projections": [Projection("p", "Prognosen")],
        "population": [Population("p", year, 6, "", 15, 1_000 if year < 2027 else 900) for year in range(2025, 2031)],
        "demography_services": [DemographyService("skole", "Skole", "school", "p", 2025, 100_000_000)],
        "service_use": [ServiceUse("skole", 6, 1_000_000, 15)],
    }
    rules = get_economy_tables()
    return make_small_economy().with_rows({name: {rules[name].key_of(row): row for row in rows} for name, rows in tables.items()})


@pytest.fixture
def officer(client):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def _text(client) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_example(client):
    _store(get_example_book())
    html = _text(client)
    assert "Befolkningen gir et behov på 92,0 mill. kr mer i 2023" in html
    assert "TBUs metode gir 127,4 mill. kr" in html
    assert "har ikke folketall for 2024–2029" in html
    assert "/okonomi/regnestykke/demography/pleie-og-omsorg/compensation/2020/" in html
    assert re.search(r"Faste 20\d\d-kroner\.", html)


def test_fewer_people_need_less_and_a_method_without_costs_says_so(client):
    _store(_shrinking())
    html = _text(client)
    assert "Befolkningen gir et behov på 7,0 mill. kr mindre i 2030" in html
    assert "TBUs metode mangler utgift per bruker" in html


def test_an_economy_without_services_says_what_to_enter(client):
    _store(make_small_economy())
    html = _text(client)
    assert "Ingen tjenester følger folketallet ennå" in html
    assert "/okonomi/ny/demography_services/" not in html


def test_those_who_may_write_find_the_way(officer):
    _store(_shrinking())
    html = _text(officer)
    assert "/okonomi/rediger/demography_services/skole/" in html
    assert "/okonomi/ny/service_use/" in html


@pytest.mark.parametrize("make", [make_small_economy, _shrinking])
def test_the_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries, make):
    _store(make())
    _text(client)
    with django_assert_max_num_queries(6):
        _text(client)
