"""What is adopted and what is being worked on: who sees which of the two, and what stands there before there is anything."""

import pytest
from django.test import Client

from tests.pages.test_economy import text_of
from tests.pages.test_rights import browser
from tests.support.economy import OFFICER, make_small_economy, with_rate
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    """A small book, adopted, and another rate of interest that is not."""
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    replace_economy(with_rate(make_small_economy(), 40_000), actor=OFFICER, note="")


def test_a_visitor_sees_what_is_adopted_and_an_officer_what_is_being_worked_on(small):
    visitor, officer = Client(), browser("budget_officer")
    assert "Vedtatt grunnlag" in text_of(visitor, "/okonomi/")
    assert "Arbeidsutgave, endring 2" in text_of(officer, "/okonomi/")
    assert "3,75\u00a0%" in text_of(visitor, "/okonomi/forutsetninger/")
    assert "4\u00a0%" in text_of(officer, "/okonomi/forutsetninger/")


def test_the_front_lists_what_has_changed_and_the_officer_adopts_it(small):
    client = browser("budget_officer")
    html = text_of(client, "/okonomi/")
    assert "1 rad er endret siden grunnlaget ble vedtatt" in html
    assert "Flytende rente 2026" in html
    assert "<del>3,75\u00a0%</del>" in html
    assert "<ins>4\u00a0%</ins>" in html
    assert client.post("/okonomi/vedta/").status_code == 302
    html = text_of(client, "/okonomi/")
    assert "er vedtatt som grunnlag" in html
    assert "Ingenting er endret" in html
    assert "Vedta som grunnlag" not in html
    assert "4\u00a0%" in text_of(Client(), "/okonomi/forutsetninger/")


def test_before_anything_is_written_the_page_says_what_will_stand_there():
    assert "Ingen økonomi er vedtatt ennå" in text_of(Client(), "/okonomi/", 503)
    assert "Boken er tom" in text_of(browser("budget_officer"), "/okonomi/")


def test_a_book_that_nobody_has_adopted_is_shown_to_nobody_else():
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    assert "Ingen økonomi er vedtatt ennå" in text_of(Client(), "/okonomi/ark/", 503)
    html = text_of(browser("budget_officer"), "/okonomi/")
    assert "Ingen økonomi er vedtatt som grunnlag" in html
    assert "Vedta som grunnlag" in html
    assert "Vedta som grunnlag" not in text_of(browser("secretary"), "/okonomi/")
