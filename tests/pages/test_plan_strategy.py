"""The wheels and the planning strategy, as a visitor, as a planner and as the secretariat."""

import re
from datetime import date

import icalendar
import pytest

from tests.pages.addresses import ACTS, PLAN
from tests.support.plan import PLANNER, get_example_plan, make_small_plan
from tests.support.publication import OPERATOR
from veikart.actions import advance_process as advancing
from veikart.actions import book_writing
from veikart.actions import start_process as starting
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.calc.plan_system import PlanSystem
from veikart.store.models import Person
from veikart.store.queries import get_plan_state
from veikart.web import plan_shown

pytestmark = pytest.mark.django_db
KEY = "planstrategi-planning-strategy"


@pytest.fixture
def day(monkeypatch):
    """Sets the day it is."""

    def put(year: int, month: int, number: int) -> None:
        for module in (advancing, starting, book_writing, plan_shown):
            monkeypatch.setattr(module, "today", lambda: date(year, month, number))

    return put


@pytest.fixture
def example(day):
    """Bærum's plan, published."""
    day(2026, 11, 22)
    replace_plan(get_example_plan(), actor=OPERATOR, note="")
    publish_plan(actor=OPERATOR)
    return day


@pytest.fixture
def begun(day, client):
    """A small plan, a planner signed in, and a planning strategy in draft."""
    day(2024, 2, 13)
    replace_plan(make_small_plan(), actor=PLANNER, note="")
    sign_in(client, "planner")
    client.post("/plan/saker/begynn/", {"workflow": "planning_strategy", "plan": "samfunnsdel", "term": "2023-2027"})
    return day


def sign_in(client, role):
    person, _ = Person.objects.get_or_create(email=f"{role}@example.no", defaults={"name": role.title(), "role": role})
    client.force_login(person)


def html_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", sorted(PLAN))
def test_every_page_with_its_queries(name, client, example, django_assert_num_queries):
    url, queries = PLAN[name]
    client.get(url)
    with django_assert_num_queries(queries):
        response = client.get(url)
    assert response.status_code == 200
    assert "unsafe" not in response["Content-Security-Policy"]
    assert b" style=" not in response.content


@pytest.mark.parametrize("url", [*(url for url, _ in PLAN.values()), "/plan/arshjul/?hjul=periode"])
def test_before_anything_is_published(url, client):
    assert client.get(url).status_code == 503


@pytest.mark.parametrize("url", ["/plan/arshjul/", "/plan/arshjul/?hjul=periode", "/plan/planstrategi/", "/plan/arshjul.ics"])
def test_an_empty_plan_has_its_pages_too(url, client):
    replace_plan(PlanSystem(), actor=PLANNER, note="")
    sign_in(client, "planner")
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", ["/plan/planstrategi/finnes-ikke/", "/plan/planstrategi/finnes-ikke/planstrategi.pdf"])
def test_a_term_that_is_not_there(url, client, example):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", ["?aar=9999", "?aar=²³²³", "?aar=1814&hjul=periode", "?aar=-1&hjul=%00", "?hjul=periode&aar=2200"])
def test_odd_questions_are_answered(url, client, example):
    assert client.get(f"/plan/arshjul/{url}").status_code == 200


def test_the_wheel_says_what_happens_now_and_next(client, example):
    html = html_of(client, "/plan/arshjul/")
    assert "Nå: Årsbudsjett og Evaluere og forbedre. Neste: Kommunestyret vedtar handlingsprogram og budsjett 2. desember 2026" in html
    days = html.partition("Dag for dag")[2]
    assert days.index("Innstillingen skal") < days.index("I dag, 22. november 2026") < days.index("Økonomiplan og årsbudsjett skal være vedtatt")
    assert "https://lovdata.no/lov/2018-06-22-83/§14-3" in html
    assert "Legg til i hjulet" not in html


def test_the_law_stands_in_the_four_year_wheel_beside_the_hearing(client, example):
    html = html_of(client, "/plan/arshjul/?hjul=periode&aar=2024")
    assert "Forslaget til planstrategi er offentlig" in html
    assert "Siste dag for å legge ut forslaget til planstrategi" in html


def test_the_front_page_says_what_happens_now(client, example):
    html = html_of(client, "/plan/")
    assert "Dette skjer nå" in html
    assert "til 31. desember 2026" in html


def test_the_calendar_has_this_year_and_the_next(client, example):
    response = client.get("/plan/arshjul.ics")
    assert response["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    ids = [str(one["UID"]) for one in events]
    assert len(ids) == len(set(ids)) > 60
    days = {(str(one["SUMMARY"]), one.decoded("DTSTART")) for one in events}
    assert ("Årsregnskapet avlegges", date(2027, 2, 22)) in days
    names = [name for name, when in days if when == date(2026, 12, 31)]
    assert names == ["Økonomiplan og årsbudsjett skal være vedtatt"]
    assert all(str(one["URL"]).startswith("http://testserver/plan/arshjul/") for one in events)


def test_the_strategy_says_its_answer(client, example):
    html = html_of(client, "/plan/planstrategi/")
    assert "31 planer vurdert: 11 videreføres, 15 revideres, 3 oppheves, 2 er nye" in html
    assert "En plan er neppe svaret: tydelig formål? Nei. Har vi planer nok uten den? Ja. Planen oppheves." in html
    assert "9 planer er ikke vurdert" in html
    assert "153 månedsverk i planarbeidet" in html
    assert "Kunne tidligst gå videre 06.03.2024" in html
    assert "Gjort 20. mars 2024" in html
    assert "Vurder<" not in html


def test_a_planner_may_assess_what_is_missing(client, example):
    sign_in(client, "planner")
    html = html_of(client, "/plan/planstrategi/")
    [url] = re.findall(r'href="(/plan/ny/assessments/[^"]*plan=hamang[^"]*)"', html)
    form = html_of(client, url.replace("&amp;", "&"))
    for name, value in (("plan", "hamang"), ("term", "2023-2027")):
        assert re.search(rf'value="{value}" selected|name="{name}" value="{value}"', form), f"{name} is not filled in"


def test_the_document_is_a_pdf(client, example):
    response = client.get("/plan/planstrategi/2023-2027/planstrategi.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def steps():
    [process] = get_plan_state().book.processes
    return process, [one.state for one in get_plan_state().book.steps_by_process[process]]


def move(client, to, **data):
    process, taken = steps()
    return client.post(f"/plan/saker/{process}/videre/", {"to": to, "seen": len(taken), "next": "/plan/planstrategi/", **data}, follow=True)


def test_a_case_goes_to_the_vote_when_its_hearing_has_run(client, begun):
    html = move(client, "hearing", days="30").content.decode()
    assert "Kan tidligst gå videre 14.03.2024" in html
    assert "Det kan sendes til vedtak tidligst 14. mars 2024." in html
    assert 'value="recommended"' not in html
    begun(2024, 3, 13)
    assert "Forslaget har vært offentlig i 29 av 30 dager" in move(client, "recommended").content.decode()
    begun(2024, 3, 14)
    assert 'value="recommended"' in html_of(client, "/plan/planstrategi/")
    move(client, "recommended")
    assert "kan bare gjøres av: politisk sekretariat" in html_of(client, "/plan/planstrategi/")
    sign_in(client, "secretary")
    html = html_of(client, "/plan/planstrategi/")
    assert 'value="adopted"' in html
    move(client, "adopted")
    assert steps()[1] == ["draft", "hearing", "recommended", "adopted"]


def test_who_was_too_late_is_told(client, begun):
    process, _ = steps()
    move(client, "hearing")
    response = client.post(f"/plan/saker/{process}/videre/", {"to": "draft", "seen": "1"}, follow=True)
    assert "Noen andre har flyttet saken" in response.content.decode()
    assert steps()[1] == ["draft", "hearing"]


def test_a_second_case_of_the_same_kind_is_refused(client, begun):
    response = client.post("/plan/saker/begynn/", {"workflow": "planning_strategy", "plan": "samfunnsdel"}, follow=True)
    assert "er alt i gang" in response.content.decode()
    assert client.post("/plan/saker/begynn/", {"workflow": "finnes-ikke"}).status_code == 404


@pytest.mark.parametrize("url", sorted(ACTS.values()))
def test_acts_are_for_those_who_may(url, client, example):
    before = get_plan_state().number
    assert client.get(url).status_code in {302, 405}
    assert "/inn/" in client.post(url)["Location"]
    sign_in(client, "budget_officer")
    assert client.post(url, {"workflow": "planning_strategy", "to": "draft", "seen": "4"}).status_code == 403
    assert get_plan_state().number == before


@pytest.mark.parametrize("table", ["processes", "steps"])
def test_steps_have_no_form_of_their_own(table, client, begun):
    assert client.get(f"/plan/ny/{table}/").status_code == 404
