"""The pages with odds: what they say, that every figure opens, and that what is pulled can be stored and opened by its address."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.support.economy import OFFICER
from tests.support.foresight import adopt_few_draws, get_few_draws
from tests.support.kept import kept_for_the_file
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.store.models import Person
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
# Marked once: what is drawn is the same, whatever holds the rows it is drawn from.
ODDS = re.compile(r'href="(/framsyn/odds/[^"]+)"')


@pytest.fixture(scope="module", autouse=True)
def adopted(django_db_setup, django_db_blocker):
    with kept_for_the_file(django_db_setup, django_db_blocker):
        adopt_few_draws()
        yield


@pytest.fixture
def officer(client):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def read(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return unescape(answer.content.decode())


@pytest.mark.once
def test_the_front_says_how_many_we_will_be_and_where_places_run_out_first(client, published):
    html = read(client, "/framsyn/")
    title = re.search(r"<h1>(.*?)</h1>", html)[1]
    assert re.fullmatch(r"I 2039 er vi mellom \d{3}\u202f000 og \d{3}\u202f000 innbyggere, med 80 prosent sannsynlighet", title)
    assert html.index("Heldøgns omsorg") < html.index("Ungdomsskole")
    assert "Hvor sannsynlig er det at grensene brytes?" in html


@pytest.mark.once
def test_draws_that_do_not_spread_are_not_said_to_be_between_two_numbers(client, published):
    few = get_few_draws()
    still = {table: dict.fromkeys(few.table(table)) for table in ("uncertainties", "uncertainty_correlations")}
    replace_economy(few.with_rows(still), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    html = read(client, "/framsyn/")
    assert re.search(r"<h1>(.*?)</h1>", html)[1] == "I 2039 er vi om lag 158\u202f000 innbyggere"
    assert re.search(r"<h1>(.*?)</h1>", read(client, "/framsyn/okonomi/"))[1].endswith("% i 2039")
    assert "med 80 prosent sannsynlighet" not in html


@pytest.mark.once
def test_need_for_restructuring_is_not_said_to_be_nothing_where_no_cut_is_enough(client, published):
    few, told = get_few_draws(), []
    limits = dict.fromkeys(few.table("outlook_limits"))
    debt_free = replace(few.table("outlook_limits")["gjeldsgrad"], value_share=1)
    for kept in ({}, {"gjeldsgrad": debt_free}, {"gjeldsgrad": replace(debt_free, value_share=9_000_000)}):
        replace_economy(few.with_rows({"outlook_limits": {**limits, **kept}}), actor=OFFICER, note="")
        adopt_economy(actor=OFFICER)
        part = read(client, "/framsyn/okonomi/").partition('id="omstilling"')[2]
        told.append(re.search(r"<h\d[^>]*>(.*?)</h\d>", part)[1])
    assert told == [
        "Ingen grenser er lagt inn, så det er ingenting omstillingen kan regnes mot",
        "Fra 2020 kan ikke lavere drift alene få gjeld mot inntektene (eget mål) til å holde",
        "Ingen omstilling trengs for at grensene skal holde til 2039",
    ]


@pytest.mark.once
def test_odds_open_to_how_they_are_drawn(client, published):
    for page in ("behov/", "regler/", "okonomi/", "scenarioer/hoyere-rente/"):
        links = list(dict.fromkeys(ODDS.findall(read(client, f"/framsyn/{page}"))))
        html = read(client, links[-1])
        assert "Slik er det regnet" in html
        assert "Hvor langt det kan svinge: Fruktbarhet" in html
        assert "uten trekning" in html
        panel = client.get(links[-1], headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in panel
        assert "100 trekninger fra startpunkt 2019" in panel
    for wrong in ("behov/x/2030/", "behov/heldogn/1900/", "regel/x/2030/", "okonomi/x/2030/", "x/x/2030/", "behov/heldogn/2030/?scenario=x"):
        read(client, f"/framsyn/odds/{wrong}", 404)


@pytest.mark.once
def test_what_is_pulled_is_worked_out_and_not_stored(client, published):
    before = read(client, "/framsyn/okonomi/")
    piece = read(client, "/framsyn/prov/?rente=2&bolig=tull&skatt=500")
    assert "rente +2 prosentpoeng, skatteinntekter 110 prosent" in piece
    assert "5\u202f000 trekninger" in piece
    assert "boligbygging" not in piece.split("</p>")[0].lower()
    whole = read(client, "/framsyn/okonomi/?rente=2")
    assert "Prøvd, ikke lagret" in whole
    assert read(client, "/framsyn/okonomi/") == before


def test_what_is_pulled_can_be_stored_as_a_scenario_with_its_own_address(officer, published):
    sent = {"name": "Dyrere penger", "rente": "1.5", "bolig": "80", "fruktbarhet": "100", "skatt": "100"}
    answer = officer.post("/framsyn/scenarioer/lagre/", sent)
    assert answer.headers["Location"] == "/framsyn/scenarioer/dyrere-penger/"
    rows = [one for one in get_economy_state().book.table("scenario_changes").values() if one.scenario == "dyrere-penger"]
    assert {(one.lever, one.first_year, one.value) for one in rows} == {("interest", 2020, 15_000), ("housing", 2020, 800_000)}
    html = read(officer, "/framsyn/scenarioer/dyrere-penger/")
    assert "rente +1,50 prosentpoeng fra 2020" in html
    assert "Bare de som er logget inn, ser scenarioet" in html
    assert "Bare de som er logget inn" not in read(officer, "/framsyn/scenarioer/prissjokk/")
    both = officer.post("/framsyn/scenarioer/lagre/", {"name": "Begge", "del": ["dyrere-penger", "prissjokk"]})
    assert both.headers["Location"] == "/framsyn/scenarioer/begge/"
    assert "Dyrere penger" in read(officer, "/framsyn/scenarioer/begge/")
    assert officer.post("/framsyn/scenarioer/lagre/", {"name": "Ingenting"}).headers["Location"] == "/framsyn/scenarioer/"


@pytest.mark.once
def test_scenarios_stand_side_by_side(client, published):
    html = read(client, "/framsyn/scenarioer/?vis=prissjokk&vis=finnes-ikke")
    assert "Svakest resultat i 2039" in html
    heads = re.findall(r'<th scope="col">([^<]+)</th>', html)
    assert "Prissjokk" in heads
    assert "Høyere rente" not in heads
    read(client, "/framsyn/scenarioer/finnes-ikke/", 404)
