"""A visitor who pulls a slider again and again is asked to wait; others are not, and a page as it is costs nothing."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from veikart.web import pacing
from veikart.web.pacing import MOST, PER_SECOND, paced, take_turn


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    pacing._buckets.clear()
    monkeypatch.setattr(pacing, "now", lambda: SimpleNamespace(timestamp=lambda: 1_000.0))
    yield
    pacing._buckets.clear()


def ask(address: str = "10.0.0.1", query: str = "rente=1", user=None, **headers: str) -> HttpResponse:
    request = RequestFactory(headers=headers).get(f"/framsyn/prov/?{query}", REMOTE_ADDR=address)
    request.user = user or AnonymousUser()
    return paced(lambda _request: HttpResponse("viftene"))(request)


def test_turns_end_and_come_back():
    assert [take_turn("a", 0.0) for _ in range(int(MOST))] == [0] * int(MOST)
    assert take_turn("a", 0.0) == 1
    assert take_turn("b", 0.0) == 0
    assert take_turn("a", 1 / PER_SECOND) == 0
    assert take_turn("a", 1 / PER_SECOND) == 1
    assert [take_turn("a", 1e6) for _ in range(int(MOST) + 1)][-2:] == [0, 1]
    assert take_turn("a", 0.0) == 1  # a clock that is set back gives nothing away


def test_who_is_forgotten_begins_anew(monkeypatch):
    monkeypatch.setattr(pacing, "VISITORS", 2)
    for visitor in "abc":
        take_turn(visitor, 0.0)
    assert list(pacing._buckets) == ["b", "c"]


def test_the_answer_says_when_to_try_again():
    answers = [ask() for _ in range(int(MOST) + 1)]
    assert {one.status_code for one in answers[:-1]} == {200}
    assert (answers[-1].status_code, answers[-1]["Retry-After"]) == (429, "1")
    assert "Prøv igjen om litt." in answers[-1].content.decode()
    assert ask("10.0.0.2").status_code == 200
    assert ask(query="").status_code == 200
    assert ask(user=SimpleNamespace(is_authenticated=True, pk=7)).status_code == 200


def test_behind_another_server_the_visitor_is_whom_it_asks_for(settings):
    settings.SECURE_PROXY_SSL_HEADER = None
    ask(x_forwarded_for="1.1.1.1")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ask(x_forwarded_for="9.9.9.9, 1.1.1.1")
    ask()
    assert {key: round(left) for key, (left, _) in pacing._buckets.items()} == {"1.1.1.1": 59, "10.0.0.1": 58}


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/framsyn/prov/", "/framsyn/boliger/prov/", "/framsyn/okonomi/", "/framsyn/boliger/"])
def test_what_is_tried_is_paced(client, url):
    pacing._buckets["127.0.0.1"] = (0.0, 1_000.0)
    assert client.get(f"{url}?endring=5").status_code == 429
    assert "<h1>Vent litt</h1>" in client.get(f"{url}?endring=5", headers={"Sec-Fetch-Mode": "navigate"}).content.decode()
    assert client.get(url).status_code != 429
