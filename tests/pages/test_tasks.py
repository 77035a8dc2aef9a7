"""The pages of tasks, decisions and what must be done now, as people use them."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.support.follow_up import OFFICER
from tests.support.plan import PLANNER
from tests.support.task_books import HEAD, ROADS, SECRETARY, SECTOR, make_organisation, make_own, make_task_book
from veikart.actions.access import Actor
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.publish_plan import publish_plan
from veikart.actions.reminder_tokens import sign_unsubscribe
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.calc.tasks import Decision, TaskStep
from veikart.store.models import Person, ReminderChoice
from veikart.store.queries import get_follow_up_state

pytestmark = pytest.mark.django_db
NEW = "/oppfolging/oppgaver/ny/"
VERBAL = Decision("gangfelt", "verbal", "Flere gangfelt", text="Det skal bli flere.")


@pytest.fixture(autouse=True)
def book():
    replace_plan(make_organisation(), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)
    task = make_own(origin="plan", element="skolevei", starts=date(2026, 1, 1), due=date(2030, 1, 1))
    made = make_task_book(task, make_own("vei", "veisjef"), steps=(TaskStep("plan", 1, "Utkast"),), decisions=(VERBAL,))
    replace_follow_up(made, actor=OFFICER, note="")
    publish_follow_up(actor=OFFICER)


def sign_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get_or_create(email=actor.email.lower(), defaults={"name": actor.name, "role": actor.role})[0])
    return client


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def heading(html: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", html)[1]


def test_my_page_has_only_what_is_mine_and_empties_as_it_is_done():
    client = sign_in(HEAD)
    html = read(client, "/oppfolging/min-side/")
    assert heading(html) == "Du har én ting å gjøre, og fristen er ute"
    assert html.count("<li id=") == 1
    way = "/oppfolging/oppgaver/plan/?next=%2Foppfolging%2Fmin-side%2F"
    assert f'href="{way}#meld"' in html
    assert 'name="next" value="/oppfolging/min-side/"' in read(client, way)
    sent = client.post("/oppfolging/oppgaver/plan/meld/", {"status": "on_track", "seen": "0", "next": "/oppfolging/min-side/"}, follow=True)
    html = sent.content.decode()
    assert "Statusen er meldt" in html, "what is done leads back to what is left"
    assert heading(html) == "Du har ingenting å gjøre nå"
    assert "Alt er gjort" in html


def test_the_owner_reports_and_is_told_what_is_missing():
    client = sign_in(HEAD)
    refused = client.post("/oppfolging/oppgaver/plan/meld/", {"status": "stuck", "text": "", "seen": "0"})
    assert refused.status_code == 422
    assert "må det stå hvorfor" in refused.content.decode()
    client.post("/oppfolging/oppgaver/plan/meld/", {"status": "stuck", "text": "Mangler penger", "seen": "0"})
    html = read(client, "/oppfolging/oppgaver/plan/")
    assert "Mangler penger" in html
    assert "Angre" not in html, "a leader has no right to take changes back"
    assert heading(read(sign_in(SECTOR), "/oppfolging/min-side/")) == "Du har én ting å gjøre"
    stale = client.post("/oppfolging/oppgaver/plan/meld/", {"status": "on_track", "seen": "0"}, follow=True)
    assert "Noen andre var her" in stale.content.decode()


def test_a_step_is_finished_from_the_page():
    client = sign_in(HEAD)
    version = re.search(r'name="version" value="(\d+)"', read(client, "/oppfolging/oppgaver/plan/"))[1]
    client.post("/oppfolging/oppgaver/plan/steg/1/", {"version": version, "evidence": "https://lillevik.no/utkast", "done": "2026-01-02"})
    html = read(client, "/oppfolging/oppgaver/plan/")
    assert "Gjort 02.01.2026" in html
    assert 'href="https://lillevik.no/utkast"' in html
    assert "100 %" in html


@pytest.mark.parametrize("actor", [ROADS, SECRETARY])
def test_others_see_the_task_and_may_do_nothing_with_it(actor):
    client = sign_in(actor)
    html = read(client, "/oppfolging/oppgaver/plan/")
    assert "Meld status" not in html
    assert "Endre oppgaven" not in html
    assert client.post("/oppfolging/oppgaver/plan/meld/", {"status": "on_track", "seen": "0"}).status_code == 403


def test_a_visitor_sees_the_thread_up_to_the_goal_and_no_e_mail():
    html = read(Client(), "/oppfolging/oppgaver/plan/")
    assert all(word in html for word in ("En god by", "Trygg by", "Trygge skoleveier", "Rektor"))
    assert "@lillevik.no" not in html
    assert '<form method="post"' not in html


def test_the_register_answers_in_its_heading_and_is_chosen_from():
    assert heading(read(Client(), "/oppfolging/oppgaver/")) == "2 åpne oppgaver, og ingen er forsinket"
    assert heading(read(Client(), "/oppfolging/oppgaver/?enhet=oppvekst")) == "1 åpen oppgave, og den er ikke forsinket"
    assert heading(read(Client(), "/oppfolging/oppgaver/?vis=lukket")) == "Ingen oppgaver"
    assert heading(read(sign_in(HEAD), "/oppfolging/oppgaver/?vis=mine")) == "1 åpen oppgave, og den er ikke forsinket"
    assert "Mine" not in read(Client(), "/oppfolging/oppgaver/"), "a visitor sits in no post"
    assert "Vei" in read(Client(), "/oppfolging/oppgaver/?eier=veisjef&fra=own&status=planned&vis=tause")


def test_the_plans_assignments_are_taken_over_from_the_register():
    client = sign_in(PLANNER)
    assert "Ta over 1 oppdrag fra planen" in read(client, "/oppfolging/oppgaver/")
    client.post("/oppfolging/oppgaver/ta-over/")
    assert "gangfelt" in get_follow_up_state().book.table("tasks")
    assert "Ta over" not in read(client, "/oppfolging/oppgaver/")


def test_a_leader_is_offered_only_posts_they_may_give_tasks_to():
    select = re.search(r'<select id="f-owner".*?</select>', read(sign_in(SECTOR), NEW), re.DOTALL)[0]
    assert re.findall(r'<option value="(\w+)"', select) == ["kommunalsjef", "rektor"]
    assert 'value="direktor"' in read(sign_in(PLANNER), NEW)
    kinds = {"kind": "task", "name": "Ny rutine", "owner": "rektor", "origin": "own", "next": "/oppfolging/oppgaver/"}
    assert sign_in(SECTOR).post(NEW, kinds).status_code == 302
    refused = sign_in(HEAD).post(NEW, {**kinds, "owner": "kommunalsjef"})
    assert refused.status_code == 422
    assert "verken sitter i" in refused.content.decode()


def test_a_decision_becomes_a_task():
    client = sign_in(SECRETARY)
    assert heading(read(client, "/oppfolging/vedtak/")) == "0 av 1 vedtak er fulgt opp, 1 er ikke gitt til noen"
    html = read(client, "/oppfolging/vedtak/gangfelt/")
    assert "Lag en oppgave av vedtaket" in html
    assert "/oppgaver/ny/?kind=task&amp;origin=decision&amp;decision=gangfelt" in html, "only the owner is left to choose"
    row = {"kind": "task", "name": "Flere gangfelt", "owner": "veisjef", "origin": "decision", "decision": "gangfelt"}
    assert client.post("/oppfolging/oppgaver/ny/", {**row, "next": "/oppfolging/vedtak/gangfelt/"}).status_code == 302
    assert "Det følges opp." in read(client, "/oppfolging/vedtak/gangfelt/")
    assert heading(read(client, "/oppfolging/vedtak/")) == "0 av 1 vedtak er fulgt opp, og alle er gitt til noen"


def test_a_calendar_has_a_persons_own_days_and_needs_no_sign_in():
    client = sign_in(HEAD)
    client.post("/oppfolging/paminnelser/kalender/")
    url = re.search(r"http://testserver(/oppfolging/kalender/[^<]+\.ics)", read(client, "/oppfolging/paminnelser/"))[1]
    response = Client().get(url)
    assert "SUMMARY:Frist: Plan" in response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert "no-store" in response["Cache-Control"]
    client.post("/oppfolging/paminnelser/kalender/", {"remove": "1"})
    emptied = Client().get(url)
    assert (emptied.status_code, "VEVENT" in emptied.content.decode()) == (200, False)


def test_the_mails_stop_without_signing_in():
    client = sign_in(HEAD)
    url = f"/oppfolging/avmeld/{sign_unsubscribe(Person.objects.get(email=HEAD.email).pk)}/"
    assert "Slutt å sende" in read(Client(), url)
    assert not ReminderChoice.objects.exists(), "opening the page changes nothing"
    assert Client().post(url).status_code == 200
    assert ReminderChoice.objects.get().digest == "never"
    client.post("/oppfolging/paminnelser/", {"digest": "daily"})
    assert ReminderChoice.objects.get().digest == "daily"


HOSTILE = ("\x00", "9" * 40, "-1", "²³", "../../etc/passwd", "x" * 5_000, "<script>alert(1)</script>", "2026-99-99", "%00", "'; DROP TABLE x;--")
PATHS = (
    "/oppfolging/min-side/", "/oppfolging/paminnelser/", "/oppfolging/oppgaver/", NEW, "/oppfolging/oppgaver/{}/", "/oppfolging/oppgaver/{}/meld/",
    "/oppfolging/oppgaver/{}/endre/", "/oppfolging/oppgaver/{}/steg/ny/", "/oppfolging/oppgaver/{}/steg/1/", "/oppfolging/oppgaver/{}/steg/1/endre/",
    "/oppfolging/oppgaver/{}/venter-pa/", "/oppfolging/vedtak/", "/oppfolging/vedtak/nytt/", "/oppfolging/vedtak/{}/", "/oppfolging/vedtak/{}/endre/",
)  # fmt: skip
NAMES = (
    "vis", "enhet", "eier", "fra", "status", "side", "seen", "text", "done", "evidence", "version", "task", "number", "name", "due", "weight",
    "owner", "kind", "origin", "digest", "next",
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_sent_in_makes_a_page_fail(hostile):
    client = sign_in(Actor("Admin", "administrator", "rektor@lillevik.no"))
    values = dict.fromkeys(NAMES, hostile)
    for path in PATHS:
        for url in {path.format("plan"), path.format("finnes-ikke")}:
            assert client.get(url, values).status_code < 500, url
            response = client.post(url, values)
            assert response.status_code < 500, url
            assert not response.get("Location", "").startswith(("//", "http")), url
