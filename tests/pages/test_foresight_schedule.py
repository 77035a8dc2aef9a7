"""The best order of investments on its page: asked for, shown, and taken into the book."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER
from tests.support.runs import carry_out
from tests.support.schedule_book import make_book
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.publish_run import publish_run
from veikart.actions.replace_economy import replace_economy
from veikart.calc.schedule.rows import ScheduleCapacity, ScheduleProject
from veikart.store.models import ForesightRun
from veikart.store.queries import get_economy_state
from veikart.web.foresight_schedule import draw_debt, draw_investments

pytestmark = pytest.mark.django_db
PAGE, TAKE, NEW = "/framsyn/investeringer/", "/framsyn/investeringer/ta-inn/", "/framsyn/kjoringer/ny/"


@pytest.fixture(autouse=True)
def book():
    replace_economy(make_book(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def ask_for_order(client: Client) -> int:
    sent = client.post(NEW, {"kind": "schedule", "title": "Beste rekkefølge", "p.objective": "delay_then_cost", "p.seconds": "10"})
    assert sent.status_code == 302, unescape(sent.content.decode())[:2000]
    number = int(re.findall(r"\d+", sent["Location"])[-1])
    assert carry_out(number) == "done", ForesightRun.objects.get(number=number).words
    return number


def test_an_order_is_asked_for_looked_at_and_taken_into_the_book():
    client = browser("budget_officer")
    before = text_of(client, PAGE)
    assert "Her vil rekkefølgen stå" in before
    assert "Regn rekkefølgen" in before
    number = ask_for_order(client)
    shown = text_of(client, f"{PAGE}?kjoring={number}")
    assert "3 prosjekter i rekkefølge" in shown
    assert "bevist at ingen er bedre" in shown
    assert "Ta rekkefølgen inn i økonomiboken" in shown
    assert "Vis for alle" in shown
    told = text_of(client, f"/framsyn/kjoringer/{number}/")
    assert "Det som skal bli minst Minst ventetid, så lavest kostnad" in told
    client.post(TAKE, {"kjoring": str(number)})
    rows = get_economy_state().book.table("long_investments")
    assert {(one.area, one.year): one.gross_nok for one in rows.values()} == {
        ("skole", 2024): 150_000_000,
        ("skole", 2025): 150_000_000,
        ("hall", 2025): 200_000_000,
    }
    projects = get_economy_state().book.table("schedule_projects")
    assert [(one.planned_year, one.is_taken) for one in projects.values() if not one.project] == [(2024, "yes"), (2025, "yes")]
    assert "som er endret siden" in text_of(client, f"{PAGE}?kjoring={number}")


def test_visitors_see_only_orders_that_are_shown_to_everyone():
    number = ask_for_order(browser("budget_officer"))
    assert "Her vil rekkefølgen stå" in text_of(Client(), PAGE)
    publish_run(number, is_public=True, actor=OFFICER)
    shown = text_of(Client(), PAGE)
    assert "3 prosjekter i rekkefølge" in shown
    assert "Ta rekkefølgen inn" not in shown
    assert Client().get(f"{PAGE}?kjoring=99").status_code == 404


def test_what_keeps_a_project_out_is_said_before_the_order_is_worked_out():
    never = ScheduleProject("aldri", "Aldri", "x", cost_nok=1, building_years=1, earliest_year=2030, latest_year=2029, need_year=2030)
    replace_economy(make_book().with_rows({"schedule_projects": {"aldri": never}}), actor=OFFICER, note="")
    shown = text_of(browser("budget_officer"), PAGE)
    assert "Å rette før rekkefølgen regnes" in shown
    assert "«Aldri» kan tidligst begynne i 2030 og senest i 2029, og er ikke med i rekkefølgen." in shown


def test_investments_are_held_against_the_capacity_only_where_one_is_entered():
    money = {"after": [5, 5], "ordered": [2, 0]}
    told = [draw_investments({"years": [2024, 2025], "investment": {**money, "most": most}})["heading"] for most in ([None, None], [9, 9], [9, 4])]
    assert told == [
        "Investeringer i året, uten at noen kapasitet for alt er lagt inn",
        "Investeringene holder seg innenfor kapasiteten",
        "Mer enn kapasiteten i 2025",
    ]


def test_a_limit_that_is_not_the_same_every_year_is_drawn_as_it_is():
    years = {"years": [2024, 2025]}
    lines = {"today": [1_000_000, 1_200_000], "after": [900_000, 1_100_000]}
    same, higher = (draw_debt({**years, "debt_ratio": {**lines, "limit": limit}}) for limit in ([1_100_000] * 2, [1_100_000, 1_200_000]))
    assert "grensen" in same["svg"]
    assert "Grensen" in higher["svg"]
    assert "skal den bare ikke brytes mer" in higher["note"]


def test_limits_that_cannot_be_kept_together_are_named():
    school = ScheduleProject("skole", "Ny skole", "x", cost_nok=300_000_000, building_years=1, is_must="yes", group="bygg")
    leaders = ScheduleCapacity("penger", "Byggeledere", "bygg", first_year=2024, amount_nok=1)
    full = make_book().with_rows({"schedule_projects": {"skole": school}, "schedule_capacities": {"penger": leaders, "starter": None}})
    replace_economy(full, actor=OFFICER, note="")
    client = browser("budget_officer")
    shown = text_of(client, f"{PAGE}?kjoring={ask_for_order(client)}")
    assert "Ingen rekkefølge holder alle grensene" in shown
    assert "«Ny skole» må bygges" in shown
    assert "«Byggeledere» i 2024–2039" in shown
