"""The pages of reports: filled in, written in, lost to nobody, frozen, and asked for with a fixed number of queries."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.plan import PLANNER
from tests.support.publication import OPERATOR
from tests.support.reports import (
    CHIEF,
    DIRECTOR,
    LEADER,
    NAMES,
    OFFICER,
    OTHER_LEADER,
    make_reporting_book,
    make_reporting_plan,
    use_economy,
)
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.publish_plan import publish_plan
from veikart.actions.publish_report import publish_report
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.undo_follow_up import undo_follow_up
from veikart.actions.write_report import ReportEntry, mark_text, write_report
from veikart.calc.follow_up import Post
from veikart.calc.plan_system import PlanUnit
from veikart.calc.plan_system.rows import Placement
from veikart.calc.reports import Report
from veikart.store.models import Person
from veikart.store.queries import get_follow_up_state

pytestmark = pytest.mark.django_db
T2 = "/oppfolging/rapporter/2020-t2/"
SKOLE = f"{T2}skole/"
TEXT = "deviation.total.text"


@pytest.fixture(autouse=True)
def organisation(monkeypatch):
    use_economy(monkeypatch)
    replace_plan(make_reporting_plan(), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)


def start(opened: str = "2020-t2", **statuses: str) -> None:
    replace_follow_up(make_reporting_book(opened=opened, **statuses), actor=OFFICER, note="")


def sign_in(actor) -> Client:
    person, _new = Person.objects.get_or_create(email=actor.email, defaults={"name": actor.name, "role": actor.role})
    client = Client()
    client.force_login(person)
    return client


def sent(**fields: str) -> dict[str, str]:
    """Fields as the form sends them from an empty report."""
    data = {name.replace("__", "."): value for name, value in fields.items()}
    return {**data, **{f"seen.{name}": mark_text("") for name in data if "." in name}}


def said() -> dict[str, str]:
    return {key: one.text for key, one in get_follow_up_state().book.table("report_explanations").items()}


def test_a_leader_opens_a_page_that_is_filled_in():
    start()
    html = sign_in(LEADER).get(SKOLE).content.decode()
    for words in ("merforbruk på 2,0 mill. kr, 1 avvik å forklare", "Lønn", "810 årsverk", "Sykefraværet er 6,8", "Stemmer – bekreft rapporten"):
        assert words in html.replace("\xa0", " "), words


def test_what_is_written_is_kept_and_confirmed_in_one_go():
    start()
    client = sign_in(LEADER)
    answer = client.post(f"{SKOLE}skriv/", sent(deviation__total__text="Flere elever.", act="confirm"))
    assert (answer.status_code, answer["Location"]) == (302, SKOLE)
    assert "Rapporten er bekreftet" in client.get(SKOLE).content.decode()
    assert get_follow_up_state().book.table("reports")["2020-t2|skole"].status == "confirmed"


def test_what_cannot_be_confirmed_is_still_saved():
    start()
    answer = sign_in(LEADER).post(f"{SKOLE}skriv/", sent(text__summary__text="Et krevende tertial.", act="confirm"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "ingen har skrevet hvorfor" in html
    assert "Et krevende tertial." in html
    assert get_follow_up_state().book.table("report_texts")["2020-t2|skole|summary"].text == "Et krevende tertial."


def test_nothing_written_is_lost_when_two_write_in_the_same_field():
    start()
    write_report("2020-t2", "skole", [ReportEntry("deviation", "total", "text", "Skyss.", mark_text(""))], actor=OFFICER)
    client = sign_in(LEADER)
    answer = client.post(f"{SKOLE}skriv/", sent(deviation__total__text="Flere elever.", act="save"))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Flere elever." in html
    assert "En annen har skrevet her mens du skrev:</strong> Skyss." in html
    assert said() == {"2020-t2|skole|deviation|total": "Skyss."}
    again = {TEXT: "Skyss og flere elever.", f"seen.{TEXT}": mark_text("Skyss."), "act": "save"}
    assert client.post(f"{SKOLE}skriv/", again).status_code == 302
    assert said() == {"2020-t2|skole|deviation|total": "Skyss og flere elever."}


@pytest.mark.parametrize(
    "names", [{"deviation..text": "x"}, {"x.y.z": "x"}, {"text.summary.action": "x"}, {"seen.a.b": "x"}, {"a" * 300 + ".b.c": "x"}]
)
def test_names_that_are_no_fields_are_overlooked(names):
    start()
    assert sign_in(LEADER).post(f"{SKOLE}skriv/", {**names, "act": "save"}).status_code == 302
    assert not said()


@pytest.mark.parametrize(
    ("actor", "may"), [(LEADER, True), (OTHER_LEADER, False), (CHIEF, True), (DIRECTOR, True), (OFFICER, True), (PLANNER, False)]
)
def test_who_finds_something_to_write_in(actor, may):
    start()
    actor = actor if actor.email else replace(actor, email="pia@lillevik.no")
    html = sign_in(actor).get(SKOLE).content.decode()
    assert ("<textarea" in html) is may
    assert ("Stemmer – bekreft" in html) is (may and actor != OFFICER)


@pytest.mark.parametrize(("actor", "status"), [(OTHER_LEADER, 403), (OFFICER, 302), (LEADER, 302)])
def test_another_units_leader_sends_nothing_in(actor, status):
    start()
    assert sign_in(actor).post(f"{SKOLE}skriv/", sent(deviation__total__text="x", act="save")).status_code == status


def test_the_way_through_the_pages_by_three_people(monkeypatch):
    use_economy(monkeypatch, {})
    replace_follow_up(make_reporting_book(), actor=OFFICER, note="")
    officer, chief, director = sign_in(OFFICER), sign_in(CHIEF), sign_in(DIRECTOR)
    assert "klar til å åpnes for 4 enheter" in officer.get(T2).content.decode()
    officer.post(f"{T2}apne/")
    for unit, client in (("skole", sign_in(LEADER)), ("barnehage", sign_in(OTHER_LEADER)), ("oppvekst", chief), ("lillevik", director)):
        assert client.post(f"{T2}{unit}/skriv/", {"act": "confirm"}).status_code == 302
    assert "Godkjenn rapporten" in chief.get(SKOLE).content.decode()
    chief.post(f"{SKOLE}send-tilbake/", {"words": "Se på vikarene."})
    assert "Se på vikarene." in sign_in(LEADER).get(SKOLE).content.decode()
    sign_in(LEADER).post(f"{SKOLE}skriv/", {"act": "confirm"})
    for unit in ("skole", "barnehage"):
        chief.post(f"{T2}{unit}/godkjenn/")
    director.post(f"{T2}oppvekst/godkjenn/")
    answer = officer.post(f"{T2}publiser/")
    assert answer["Location"] == f"{T2}lest/"
    visitor = Client()
    publish_follow_up(actor=OFFICER)
    html = visitor.get(f"{T2}lest/").content.decode()
    assert "Tertialrapport 2. tertial 2020" in html
    assert "@lillevik" not in html
    assert html.count('href="#contents"') == html.count('<li class="level-'), "every part has the way back to the contents"
    assert visitor.get(f"{T2}lest/rapport.pdf").content.startswith(b"%PDF")
    figure = visitor.get(f"{T2}lest/1/tall/lillevik.total.deviation/").content.decode()
    assert "Revidert budsjett minus prognose for året" in figure


def test_a_long_word_on_why_is_told_of_and_still_in_its_field():
    start(skole="confirmed")
    answer = sign_in(CHIEF).post(f"{SKOLE}send-tilbake/", {"words": "Vikarene. " * 300})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Største lengde er 2" in html
    assert "Vikarene. " * 250 in html


def test_a_leader_takes_the_confirmation_back_on_the_page():
    start()
    client = sign_in(LEADER)
    client.post(f"{SKOLE}skriv/", sent(deviation__total__text="Flere elever.", deviation__salary__text="To klasser.", act="confirm"))
    html = client.get(SKOLE).content.decode()
    assert "Ta bekreftelsen tilbake" in html
    assert "Skriver du mer, må den bekreftes på nytt" in html
    assert "Ta bekreftelsen tilbake" not in sign_in(OTHER_LEADER).get(SKOLE).content.decode()
    assert client.post(f"{SKOLE}ta-tilbake/")["Location"] == SKOLE
    assert "Stemmer – bekreft rapporten" in client.get(SKOLE).content.decode()


def test_what_is_done_with_a_report_leads_back_to_what_is_left():
    start(barnehage="confirmed")
    mine = {"next": "/oppfolging/min-side/"}
    client = sign_in(LEADER)
    assert 'name="next" value="/oppfolging/min-side/"' in client.get(SKOLE, mine).content.decode()
    written = sent(deviation__total__text="Flere elever.", deviation__salary__text="To klasser.")
    way = client.post(f"{SKOLE}skriv/", {**written, **mine, "act": "save"})["Location"]
    assert way == f"{SKOLE}?next=%2Foppfolging%2Fmin-side%2F", "there is more to write"
    assert client.post(f"{SKOLE}skriv/", {**mine, "act": "confirm"})["Location"] == mine["next"]
    chief = sign_in(CHIEF)
    assert chief.post(f"{SKOLE}send-tilbake/", {**mine, "words": "Se på vikarene."})["Location"] == mine["next"]
    assert chief.post(f"{T2}barnehage/godkjenn/", mine)["Location"] == mine["next"]


def test_what_is_new_in_an_edition_is_asked_only_when_there_is_one_before(monkeypatch):
    start(**dict.fromkeys(NAMES, "approved"))
    use_economy(monkeypatch, {})
    officer = sign_in(OFFICER)
    assert "siden forrige utgave" not in officer.get(T2).content.decode()
    officer.post(f"{T2}publiser/")
    officer.post(f"{T2}apne-igjen/")
    assert "siden forrige utgave" in officer.get(T2).content.decode()


def test_the_published_report_is_the_same_whatever_is_changed_afterwards(monkeypatch):
    start(**dict.fromkeys(NAMES, "approved"))
    use_economy(monkeypatch, {})
    publish_report("2020-t2", actor=OFFICER)
    publish_follow_up(actor=OFFICER)
    visitor = Client()
    pages = [f"{T2}lest/", f"{T2}lest/rapport.pdf", f"{T2}lest/1/tall/skole.total.forecast/"]
    before = [visitor.get(url).content for url in pages]
    use_economy(monkeypatch, {"skole": -9_000_000})
    start(**dict.fromkeys(NAMES, "waiting"))
    assert [visitor.get(url).content for url in pages] == before


def test_visitors_see_nothing_of_what_is_not_published():
    start(skole="returned")
    publish_follow_up(actor=OFFICER)
    visitor = Client()
    assert b"2020-t2" not in visitor.get("/oppfolging/tabeller/periods/").content
    assert visitor.get(f"{T2}lest/").status_code == 404
    for url in (T2, SKOLE):
        assert visitor.get(url)["Location"].startswith("/inn/?next=")


@pytest.mark.parametrize("url", ["/oppfolging/rapporter/finnes-ikke/", f"{T2}finnes-ikke/", "/oppfolging/rapporter/2020-t1/skole/", f"{T2}lest/9/"])
def test_what_is_not_there_is_not_found(url):
    start()
    assert sign_in(OFFICER).get(url).status_code == 404


def test_those_who_are_late_are_told_of_kindly_and_reminded():
    start()
    client = sign_in(OFFICER)
    html = client.get(T2).content.decode()
    assert "Disse har rapporten liggende hos seg" in html
    assert "fristen var for" in html
    client.post(f"{T2}minn/", {"unit": ["skole"]})
    assert "Minnet om det" in client.get(T2).content.decode()


def test_the_year_is_held_against_the_same_time_last_year(monkeypatch):
    use_economy(monkeypatch, {})
    book = make_reporting_book(opened="2020-t2", **dict.fromkeys(NAMES, "approved"))
    periods = {
        "2020-t2": replace(book.table("periods")["2020-t2"], last_year="2020-t1"),
        "2020-t1": replace(book.table("periods")["2020-t1"], status="earlier"),
    }
    replace_follow_up(book.with_rows({"periods": periods}), actor=OFFICER, note="")
    publish_report("2020-t2", actor=OFFICER)
    publish_follow_up(actor=OFFICER)
    html = Client().get(f"{T2}sammenlikn/").content.decode().replace("\xa0", " ")
    assert "2. tertial 2020 mot 1. tertial 2020: regnskapet hittil er 100,0 % høyere" in html
    assert f'href="{T2}lest/"' in html, "a visitor is led to what a visitor can open"
    assert f'href="{T2}"' in sign_in(OFFICER).get(f"{T2}sammenlikn/").content.decode()


def make_many(count: int) -> None:
    """As many units below the municipality, each with a leader and a report."""
    keys = [f"enhet-{number}" for number in range(count)]
    plan = make_reporting_plan()
    units = {**plan.units, **{key: PlanUnit(key, f"Enhet {key}", "unit") for key in keys}}
    placements = {
        **plan.placements,
        **{f"{key}|2019-01-01": Placement(key, next(iter(plan.placements.values())).valid_from, "lillevik") for key in keys},
    }
    replace_plan(replace(plan, units=units, placements=placements), actor=PLANNER, note="")
    book = make_reporting_book(opened="2020-t2")
    posts = {key: Post(key, f"Leder {key}", key, f"{key}@lillevik.no", leads="yes") for key in keys}
    reports = {f"2020-t2|{key}": Report("2020-t2", key) for key in keys}
    replace_follow_up(book.with_rows({"posts": posts, "reports": reports}), actor=OPERATOR, note="")


@pytest.mark.parametrize("url", [T2, f"{T2}lillevik/"])
def test_five_hundred_units_ask_no_more_than_two(url, monkeypatch):
    monkeypatch.setattr("veikart.actions.report_inputs._get_economy", lambda *_args: None)
    asked = []
    for count in (2, 500):
        undo_follow_up(get_follow_up_state().number, actor=OPERATOR)
        make_many(count)
        client = sign_in(OFFICER)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        asked.append(len(queries))
        assert len(get_follow_up_state().book.table("reports")) >= count
    assert asked[0] == asked[1], asked
