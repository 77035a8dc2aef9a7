"""The page of how good projections have been: for everyone, with the figures that the published tests work out again."""

from html import unescape

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.foresight import adopt_few_draws
from veikart.actions.book_writing import RowEdit
from veikart.actions.change_economy import change_economy
from veikart.actions.replace_economy import replace_economy
from veikart.store.models import Person
from veikart.store.queries import get_economy_state
from veikart.web.foresight_comparisons import say_width

pytestmark = pytest.mark.django_db
ADDRESS = "/framsyn/treffsikkerhet/"


def read(client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_visitor_reads_what_was_promised_and_what_happened(client):
    adopt_few_draws()
    html = read(client)
    assert "Fem år fram bommer framskrivingen med 2,2 prosent i snitt" in html
    assert "holdt i 80 prosent av tilfellene" in html
    assert '<th scope="col"></th>' not in html
    assert "1,8 prosent for mange i 2024, innenfor båndet" in html
    assert html.count("chart-line") == 5
    assert html.count("chart-fan") == 2 + 11
    assert "Bom i snitt fem år fram, etter metode" in html
    assert "90 år eller eldre" in html
    assert "95 år og over" in html


def test_the_own_model_is_held_against_it_and_the_draws_against_the_errors(client):
    adopt_few_draws()
    html = read(client)
    assert "2,4 prosent av innbyggerne med modellen her, og 2,7 prosent med kommunens egen" in html
    assert "Usikkerheten som trekkes, og den som er målt" in html
    assert "/okonomi/tabeller/uncertainties/" in html


def test_an_officer_takes_the_measured_uncertainty_into_the_book(client):
    adopt_few_draws()
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    change_economy([RowEdit("uncertainties", "fertility", {"lever": "fertility", "spread": "0,1"}, 1)], actor=OFFICER, note="")
    html = read(client)
    assert "Vifta er så bred" in html
    assert "Ta den målte usikkerheten i bruk" in html
    assert client.post(f"{ADDRESS}bruk/").status_code == 302
    found = get_economy_state().book.table("uncertainties")["fertility"]
    assert found.spread == pytest.approx(30_600, rel=0.05)
    assert (found.persistence, found.national) == (1_000_000, "yes")
    assert "Ta den målte usikkerheten i bruk" not in read(client)


@pytest.mark.parametrize(("drawn", "words"), [(0.02, "for smal: 10 år fram er den 50 prosent"), (0.041, "så bred som"), (0.06, "for bred")])
def test_a_fan_that_promises_too_much_is_told_of(drawn, words):
    assert words in say_width(drawn, 0.04, 10)


def test_a_book_without_settings_says_what_fills_the_page(client):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    assert "Begynn med innbyggerne i kommunen." in read(client)
