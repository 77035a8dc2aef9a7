"""The pages of runs: asked for, followed, cancelled, opened and shown to everyone."""

import re
from html import unescape
from unittest.mock import patch

import numpy as np
import pytest
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER, make_small_economy
from tests.support.runs import ask, ask_and_carry_out, carry_out, runner
from veikart.actions import carry_out_run as carrying
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.publish_run import publish_run
from veikart.actions.replace_economy import replace_economy
from veikart.actions.runners import RUNNERS
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import LEVELS, Odds
from veikart.calc.outlook.rows import OutlookLimit, Scenario
from veikart.rules.foresight.run_results import write_limits, write_odds
from veikart.store.models import ForesightRun
from veikart.web.pages.foresight.runs import say_runs

pytestmark = pytest.mark.django_db
LIST, NEW, ONE = "/framsyn/kjoringer/", "/framsyn/kjoringer/ny/", "/framsyn/kjoringer/1/"
TABLES = [
    {
        "caption": "Folketallet",
        "unit": "persons",
        "heading": "Personer",
        "columns": [2020, 2021],
        "rows": [{"label": "Midt i", "values": [127_000.4, 128_512.0]}, {"label": "Lavt", "values": [None, 126_000.0]}],
    }
]


@pytest.fixture(autouse=True)
def book(monkeypatch):
    monkeypatch.setattr(carrying, "BETWEEN_REPORTS", 0)
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return unescape(response.content.decode())


def test_before_anything_has_run_the_page_says_what_will_stand_there():
    assert "Her vil kjøringene stå" in text_of(Client(), LIST)
    assert "Ny kjøring" in text_of(browser("budget_officer"), LIST)
    assert "Ny kjøring" not in text_of(browser("planner"), LIST)


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ({"running": 1, "done": 3}, "Tre kjøringer er ferdige og én regner"),
        ({"queued": 1}, "Én kjøring venter"),
        ({"done": 1, "cancelled": 2, "failed": 1, "queued": 13}, "Én kjøring er ferdig, 13 venter, én ble stanset av en feil og to er avbrutt"),
        ({}, "Ingen kjøringer ennå"),
    ],
)
def test_the_title_of_the_list_says_how_it_goes(counts, title):
    assert say_runs(counts) == title


def test_an_officer_asks_for_a_run_by_a_button_elsewhere():
    client = browser("budget_officer")
    html = text_of(client, f"{NEW}?kind=odds&p.years=20&title=Lav+rente")
    assert 'value="Lav rente"' in html
    sent = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', html))
    assert client.post(NEW, {**sent, "p.scenario": ["low", "high"], "draws": "200", "seed": "3"})["Location"] == ONE
    run = ForesightRun.objects.get()
    assert (run.kind, run.title, run.draws, run.seed, run.actor) == ("odds", "Lav rente", 200, 3, "budget_officer")
    assert run.parameters == {"scenario": ["low", "high"], "years": "20"}


def test_what_can_be_chosen_follows_the_kind():
    client = browser("budget_officer")
    book = make_small_economy().with_rows({"scenarios": {"lav": Scenario("lav", "Lav rente")}})
    replace_economy(book, actor=OFFICER, note="")
    odds = text_of(client, f"{NEW}?kind=odds&p.scenario=lav")
    assert '<input type="checkbox" name="p.scenario" value="lav" checked> Lav rente' in odds
    assert '<input type="checkbox" name="p.scenario" value="main">' in odds
    assert '<option value="main" selected>' in text_of(client, f"{NEW}?kind=population_odds")
    nation = text_of(client, f"{NEW}?kind=national&p.noise=yes")
    assert 'value="long_lives"' in nation
    assert '<option value="yes" selected>' in nation
    assert "p.scenario" not in text_of(client, f"{NEW}?kind=scorecard")


@pytest.mark.parametrize("sent", [{"title": ""}, {"draws": "0"}, {"draws": "mange"}, {"seed": "-3"}, {"draws": "9" * 30}])
def test_what_cannot_be_asked_for_is_said_in_the_form(sent):
    response = browser("budget_officer").post(NEW, {"kind": "odds", "title": "Odds", "draws": "100", "seed": "1", **sent})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not ForesightRun.objects.exists()


def test_without_a_kind_the_form_asks_which():
    html = text_of(browser("budget_officer"), NEW)
    assert all(f"?kind={kind}" in html for kind in RUNNERS)
    with patch.dict(RUNNERS, clear=True):
        assert "Ingenting kan kjøres ennå" in text_of(browser("administrator"), f"{NEW}?kind=tull")


def test_how_far_a_run_has_come_is_asked_for_until_it_is_over():
    ask()
    client, seen = browser("budget_officer"), []
    assert "Venter på at kjøreren skal begynne." in text_of(client, f"{ONE}fremdrift/")

    def work(order, report):
        report(0.4, "Trekker framtider")
        seen.append(text_of(client, f"{ONE}fremdrift/"))
        return {}

    with runner(work):
        assert carry_out(1) == "done"
    assert 'hx-trigger="every 1s"' in seen[0]
    assert 'value="400"' in seen[0]
    assert "Trekker framtider" in seen[0]
    assert "igjen" in seen[0]
    over = text_of(client, f"{ONE}fremdrift/")
    assert "hx-trigger" not in over
    assert "Vis resultatet" in over


def test_a_run_is_cancelled_from_its_page():
    ask()
    client = browser("budget_officer")
    assert "Avbryt kjøringen" in text_of(client, ONE)
    assert client.post(f"{ONE}avbryt/")["Location"] == ONE
    html = text_of(client, ONE)
    assert "Avbrutt av budget_officer" in html
    assert "Avbryt kjøringen" not in html
    assert client.post(f"{ONE}avbryt/").status_code == 302
    assert "Avbryt kjøringen" not in text_of(browser("planner"), ONE)


def test_a_run_that_failed_says_why():
    ask()
    with runner(lambda order, report: 1 / 0):
        carry_out(1)
    html = text_of(browser("budget_officer"), ONE)
    assert "Stanset av en feil" in html
    assert "Årsaken står i kjørerens logg" in html


def test_the_result_is_opened_with_its_tables_and_as_a_file():
    ask()
    with runner(lambda order, report: {"answer": "Folketallet vokser til 128 500", "tables": TABLES}):
        carry_out(1)
    client = browser("budget_officer")
    html = text_of(client, ONE)
    assert "<h1>Folketallet vokser til 128 500</h1>" in html
    assert "127\u202f000" in html or "127\u00a0000" in html
    assert "startpunkt 7" in html
    assert client.get(f"{ONE}resultat.json").json()["tables"] == TABLES


def test_the_odds_of_a_run_are_shown_as_pictures_with_their_tables():
    years = (2026, 2027)
    line = {"result_ratio": np.tile([30_000.0, 31_000.0], (len(LEVELS), 1))}
    central = {"result_ratio": np.array([30_000.0, 31_000.0])}
    odds = Odds("", years, 10, 1, line, central, {"result_ratio": "ppm"})
    ask()
    with runner(lambda order, report: {"answer": "Svaret", "names": ["Hovedalternativet"], "odds": [write_odds(odds)]}):
        carry_out(1)
    html = text_of(browser("budget_officer"), ONE)
    assert "<h2>Hovedalternativet</h2>" in html
    assert "run-0-result-ratio" in html
    assert "3,1\u00a0%" in html


def test_the_pictures_of_a_run_have_the_limits_it_had():
    """Those of the book have changed since; a run from before they were kept says that it shows those of the book."""
    now = OutlookLimit("na", "Nå", "result_ratio", "least", value_share=25_000)
    replace_economy(make_small_economy().with_rows({"outlook_limits": {"na": now}}), actor=OFFICER, note="")
    lines = {"result_ratio": np.tile([30_000.0, 31_000.0], (len(LEVELS), 1))}
    odds = write_odds(Odds("", (2026, 2027), 10, 1, lines, {"result_ratio": np.array([30_000.0, 31_000.0])}, {"result_ratio": "ppm"}))
    then = EconomyBook({"outlook_limits": {"a": OutlookLimit("a", "Da", "result_ratio", "least", value_share=17_000, note="Hemmelig")}})
    old = {"answer": "Svaret", "names": ["Hovedalternativet"], "odds": [odds]}
    for number, result in enumerate((old, {**old, "limits": write_limits(then)}), start=1):
        ask()
        with runner(lambda order, report, result=result: result):
            carry_out(number)
    client = browser("budget_officer")
    before, kept = (text_of(client, f"{LIST}{number}/") for number in (1, 2))
    assert ("Minst 2,5" in before, "De kan være endret siden kjøringen" in before) == (True, True)
    assert ("Minst 1,7" in kept, "Minst 2,5" in kept, "De kan være endret siden kjøringen" in kept) == (True, False, False)
    assert "Hemmelig" not in kept + client.get(f"{LIST}2/resultat.json").content.decode()


def test_a_run_is_shown_to_everyone_and_taken_back():
    ask_and_carry_out()
    client, visitor = browser("budget_officer"), Client()
    text_of(visitor, ONE, 404)
    assert "Hovedalternativet" not in text_of(visitor, LIST)
    assert client.post(f"{ONE}vis/", {"show": "all"}).status_code == 302
    html = text_of(visitor, ONE)
    assert "Hovedalternativet" in html
    assert "Britt Budsjett" not in html + text_of(visitor, LIST)
    assert "Britt Budsjett" in text_of(client, LIST)
    assert visitor.get(f"{ONE}resultat.json").status_code == 200
    client.post(f"{ONE}vis/", {"show": "none"})
    for url in (ONE, f"{ONE}fremdrift/", f"{ONE}resultat.json"):
        assert visitor.get(url).status_code == 404, url


@pytest.mark.parametrize("number", ["2", "0", "9" * 40])
def test_what_is_not_there(number):
    client = browser("budget_officer")
    for end in ("", "fremdrift/", "resultat.json"):
        assert client.get(f"{LIST}{number}/{end}").status_code == 404
    for end in ("avbryt/", "vis/"):
        assert client.post(f"{LIST}{number}/{end}").status_code == 404


def test_a_published_run_outlives_what_it_was_made_from():
    ask_and_carry_out()
    publish_run(1, is_public=True, actor=OFFICER)
    assert "Ferdig" in text_of(Client(), LIST)
