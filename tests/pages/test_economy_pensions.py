"""The page of pensions: what it says, whom it lets write, and how many queries it asks."""

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.economy_example import get_example_book
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.calc.pensions import PensionScheme, PensionYear, PremiumDeviation
from veikart.store.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/okonomi/pensjon/"
MILL = 1_000_000


def _store(book: EconomyBook) -> None:
    replace_economy(book, actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


def _two_schemes() -> EconomyBook:
    """KLP with a deviation below zero from 2028 and the contribution on it, SPK charged in one year."""
    schemes = [PensionScheme("klp", "KLP", contribution="yes"), PensionScheme("spk", "SPK", one_year_from=2002, growth_year=2026)]
    years = [PensionYear("klp", year, nok * MILL, 80 * MILL) for year, nok in zip(range(2026, 2031), (100, 90, 75, 70, 70), strict=True)]
    years.append(PensionYear("spk", 2026, 20 * MILL, 18 * MILL))
    deviations = [PremiumDeviation("klp", year, 7 * MILL) for year in range(2019, 2026)] + [PremiumDeviation("spk", 2025, MILL)]
    return make_small_economy().with_rows(
        {
            "pension_schemes": {one.id: one for one in schemes},
            "pension_years": {f"{one.scheme}|{one.year}": one for one in years},
            "premium_deviations": {f"{one.scheme}|{one.year}": one for one in deviations},
        }
    )


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
    assert "Utsatt pensjonskostnad" in html
    assert "Akkumulert premieavvik" in html
    assert "2006–2010, over 15 år" in html
    assert "2011–2013, over 10 år" in html
    assert "Eksempel, ikke trykt i kilden" in html
    assert "/okonomi/regnestykke/pensions/alle/charged/2020/" in html


def test_the_title_says_where_what_is_put_off_goes_and_the_picture_when_it_turns(client):
    _store(_two_schemes())
    html = _text(client)
    assert "Utsatt pensjonskostnad går fra 29" in html
    assert "Amortiseringen er størst i 2028–2030" in html
    assert "Arbeidsgiveravgift av årets premieavvik" in html
    assert "Kommunen betaler da tilbake" in html


def test_each_scheme_has_a_table_where_there_are_two(client):
    _store(_two_schemes())
    html = _text(client)
    assert "<h2>KLP</h2>" in html
    assert "<h2>SPK</h2>" in html


def test_those_who_may_write_find_the_rows(officer):
    _store(_two_schemes())
    html = _text(officer)
    assert "/okonomi/rediger/pension_years/klp%7C2026/" in html or "/okonomi/rediger/pension_years/klp|2026/" in html
    assert "/okonomi/ny/premium_deviations/" in html
    form = officer.get("/okonomi/rediger/pension_years/klp|2026/")
    assert form.status_code == 200
    assert "Netto pensjonskostnad, kr" in form.content.decode()


def test_a_visitor_does_not(client):
    _store(_two_schemes())
    html = _text(client)
    assert "/okonomi/rediger/" not in html
    assert "/okonomi/ny/" not in html


def test_without_schemes_the_page_says_what_will_stand_there(officer):
    _store(make_small_economy())
    html = _text(officer)
    assert "Ingen pensjonsordninger er lagt inn" in html
    assert "/okonomi/ny/pension_schemes/" in html


def test_a_scheme_without_anything_else_is_shown(officer):
    _store(make_small_economy().with_rows({"pension_schemes": {"klp": PensionScheme("klp", "KLP")}}))
    html = _text(officer)
    assert "KLP har ikke premie og netto pensjonskostnad for 2026–2030" in html
    assert "Ingen årganger har noe igjen" in html


def test_the_page_asks_few_questions(officer, django_assert_max_num_queries):
    _store(_two_schemes())
    officer.get(PAGE)
    with django_assert_max_num_queries(6):
        officer.get(PAGE)
