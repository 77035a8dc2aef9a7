"""What is not there, is refused or fails is answered with the menu and a way on, also outside of debugging."""

import pytest
from django.db import DatabaseError
from django.test import Client, override_settings

from veikart.web import showing, shown

pytestmark = pytest.mark.django_db


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("url", ["/enhet/finnes-ikke/", "/tabell/99.9/", "/tall/frame:finnes@2020/"])
def test_a_page_that_is_not_there_has_the_menu(url, debug, client, published):
    with override_settings(DEBUG=debug):
        response = client.get(url)
    assert response.status_code == 404
    if not debug:
        assert "Hovedmeny" in page(response)
        assert page(response).count('href="/nokkeltall/"') == 2
        assert 'role="search"' in page(response)
        assert "Til forsiden" in page(response)


def test_a_wrong_address_offers_to_search_for_its_last_word(client, published):
    assert 'href="/sok/?q=finnes+ikke"' in page(client.get("/enhet/finnes-ikke/"))
    assert "Søk etter" not in page(client.get("/" + "a" * 500 + "/"))


def test_a_refusal_has_the_menu(client, published, monkeypatch):
    monkeypatch.setattr(showing, "VISITOR", shown.Actor(name="noen", role="ukjent"))
    response = client.get("/om/")
    assert response.status_code == 403
    assert "Du har ikke tilgang til dette" in page(response)
    assert 'href="/nokkeltall/"' in page(response)


def test_our_own_mistake_has_the_menu_and_no_trace(published, monkeypatch):
    def fail(_publication):
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(showing, "get_assessment", fail)
    response = Client(raise_request_exception=False).get("/om/")
    assert response.status_code == 500
    assert "Feilen er vår" in page(response)
    assert 'href="/nokkeltall/"' in page(response)
    assert "secret" not in page(response)
    assert "Traceback" not in page(response)


def test_a_database_that_does_not_answer_is_said_kindly(published, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(showing, "get_current_publication", fail)
    response = Client(raise_request_exception=False).get("/om/")
    assert response.status_code == 500
    assert "Feilen er vår" in page(response)
    assert "Til forsiden" in page(response)


def test_an_address_of_somebody_else_is_not_answered(client, published):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Vi forstår ikke spørsmålet" in page(response)
