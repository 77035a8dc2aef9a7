"""Every page as a visitor: it is there, it says what it should, and it asks the database a fixed number of times."""

import re

import pytest
from django.urls import get_resolver

from tests.pages.addresses import ACTS, ECONOMY, FILES, FOLLOW_UP, FORESIGHT, LEDGER, MORE, PAGES, PLAN, REDIRECTS
from tests.pages.test_rights import ADDRESSES
from tests.support.example import get_example
from veikart.rules.words import disagreement_words
from veikart.store.models import Publication


def names_of_addresses() -> set[str]:
    return {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_every_address_is_walked():
    """The addresses of the plan that are not walked here are asked for in test_rights.py, which lists every one."""
    assert names_of_addresses() == {*PAGES, *REDIRECTS, *FILES, *PLAN, *ACTS, *ADDRESSES, *ECONOMY, *FORESIGHT, *FOLLOW_UP, *LEDGER}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_with_its_queries(name, client, published, django_assert_num_queries):
    url, queries = PAGES[name]
    client.get("/om/")  # what follows from a publication is worked out once
    with django_assert_num_queries(queries):
        response = client.get(url)
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy


@pytest.mark.parametrize("url", MORE)
def test_more_pages(url, client, published):
    response = client.get(url)
    assert response.status_code == 200
    html = response.content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert " style=" not in html


@pytest.mark.parametrize("name", sorted(REDIRECTS))
def test_redirects(name, client, published, django_assert_num_queries):
    url, queries = REDIRECTS[name]
    client.get("/om/")
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 302


@pytest.mark.parametrize("url", [url for url, _ in (*PAGES.values(), *REDIRECTS.values(), *FILES.values())])
def test_before_anything_is_published(url, client, published):
    Publication.objects.update(published_at=None)
    response = client.get(url, follow=True)
    assert response.status_code == 503
    assert "Ingenting er publisert" in response.content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/finnes-ikke/",
        "/enhet/finnes-ikke/",
        "/enhet/sentrale-inntekter/",
        "/tiltak/finnes-ikke/",
        "/oppstillinger/9Z/",
        "/oppstillinger/1A/?versjon=finnes-ikke",
        "/tabell/99.9/",
        "/tall/xx/",
        "/tall/frame:finnes@2020/",
        "/tall/frame:barnehager@1814/",
        "/tall/line:1A:finnes@2020/",
        "/tall/line:9Z:skatt@2020/",
        "/tall/ratio:finnes@2020/",
        "/tall/11.4:finnes@2020/",
        "/tall/measure:finnes@2020/",
        "/tall/frame:barnehager@2020~finnes/",
        "/tall/" + "a" * 2000 + "/",
        "/tall/%00:%00@2020/",
        "/last-ned/finnes/",
        "/last-ned/tabell/form/finnes.xlsx",
        "/last-ned/tabell/finnes/x.xlsx",
        "/last-ned/..%2f..%2fsettings/",
    ],
)
def test_what_is_not_there_is_said_kindly(url, client, published):
    response = client.get(url)
    assert response.status_code == 404
    html = response.content.decode()
    assert "Vi finner ikke siden" in html
    assert "Traceback" not in html


@pytest.mark.parametrize(
    "url",
    [
        "/enhet/barnehager/?aar=9999",
        "/enhet/barnehager/?aar=²³²³",
        "/sammenlign/?fra=x&til=y&aar=z",
        "/oppstillinger/1A/?apne=finnes-ikke&apne=" + "x" * 500,
        "/sok/?q=%00%ff%27",
        "/sok/?q=" + "a" * 3000,
    ],
)
def test_odd_questions_are_answered(url, client, published):
    assert client.get(url).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_rows(client, published, django_assert_num_queries):
    """The first page after a publication reads it in eight queries; the ones after in none."""
    Publication.objects.filter(pk=published.pk).update(content_hash="0" * 64)
    with django_assert_num_queries(9):
        client.get("/om/")


def test_the_panel_is_only_the_explanation(client, published):
    response = client.get("/tall/frame:barnehager@2020/", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in html
    assert "Barnehager" in html


@pytest.mark.once
def test_every_figure_on_the_pages_opens(client, published):
    """Each number link on the main pages leads to an explanation."""
    urls: set[str] = set()
    for url in (
        "/handlingsprogram/",
        "/sektorer/",
        "/enhet/barnehager/",
        "/oppstillinger/drift/",
        "/oppstillinger/5-6/",
        "/nokkeltall/",
        "/investeringer/",
    ):
        urls.update(re.findall(r'class="figure" href="([^"]+)"', client.get(url).content.decode()))
    assert len(urls) > 400
    for url in sorted(urls):
        assert client.get(url).status_code == 200, url


def test_the_front_page_says_what_the_document_says(client, published):
    html = client.get("/handlingsprogram/").content.decode()
    assert "4,4\u00a0% igjen av driften" in html
    assert "8\u202f828,8" in html


def test_the_check_page_counts(client, published):
    check = get_example().programme.document_check
    html = client.get("/kontroll/").content.decode()
    assert disagreement_words(check) == "41 motsigelser i 39 tall"
    assert disagreement_words(check) in html
    assert html.index("annet folketall") < html.index("11.3 har andre tall for budsjett 2019")
    assert "motsigelser i" in client.get("/funn/").content.decode()
    assert "245,9" in html
    assert "240,9" in html


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_cannot_be_written_to(method, client, published):
    before = Publication.objects.values_list("content_hash", flat=True).get()
    getattr(client, method)("/handlingsprogram/")
    assert Publication.objects.values_list("content_hash", flat=True).get() == before
