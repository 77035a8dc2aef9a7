"""A budget revision through its pages, by those who have a part in it: proposed, gathered, put forward, decided, in the budget, and out of it."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.follow_up import OFFICER, get_example_follow_up
from tests.support.plan import get_example_plan
from tests.support.publication import OPERATOR, publish_example
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.store.models import Person
from veikart.store.queries import get_current_publication, get_dataset, get_follow_up_state

pytestmark = pytest.mark.django_db
FIRST, SECOND = "okonomimelding-1-2020", "okonomimelding-2-2020"
PAGE = "/oppfolging/revisjoner/"


@pytest.fixture
def example(monkeypatch, tmp_path):
    """The example's plan, follow-up and budget, published. The document and the workbook are short here."""
    monkeypatch.setattr("veikart.actions.publish_programme.write_document", lambda _assessment, path, **_: path.write_bytes(b"PDF"))
    monkeypatch.setattr("veikart.actions.publish_programme.write_workbook", lambda _assessment, path, **_: path.write_bytes(b"XLSX"))
    monkeypatch.setattr(settings, "VAR", tmp_path)
    publish_example(has_document=False)
    replace_plan(get_example_plan(), actor=OPERATOR, note="")
    publish_plan(actor=OPERATOR)
    replace_follow_up(get_example_follow_up(), actor=OFFICER, note="")
    publish_follow_up(actor=OFFICER)


def sign_in(email: str, role: str) -> Client:
    client = Client()
    client.force_login(Person.objects.create(email=email, name=role, role=role))
    return client


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode().replace("\N{NARROW NO-BREAK SPACE}", " ")


def send(client: Client, url: str, **fields: object) -> str:
    response = client.post(url, fields, follow=True)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode().replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_from_a_leaders_proposal_to_the_budget(example):
    leader, officer = sign_in("barnehage@localhost", "leader"), sign_in("okonomi@localhost", "budget_officer")
    director, secretary = sign_in("kommunedirektor@localhost", "director"), sign_in("sekretar@localhost", "secretary")
    new = f"{PAGE}forslag/ny/?unit=barnehager"
    assert "Barnehagesjef" in read(leader, new)
    fields = {"name": "Flere vikarer", "unit": "barnehager", "account": "1020", "amount_nok": "2 000 000", "year": "2020", "post": "barnehagesjef",
              "duration": "once", "kind": "need", "reason": "Sykefravær"}  # fmt: skip
    assert "Foreslo «Flere vikarer»" in send(leader, new, **fields)
    refused = leader.post(new, {**fields, "unit": "kultur-og-fritid"})
    assert refused.status_code == 422
    fund = {**fields, "name": "Bufferfondet", "unit": "fond", "account": "1940", "amount_nok": "-2000000", "fund": "buffer", "post": "oekonomisjef"}
    send(officer, f"{PAGE}forslag/ny/", **fund)
    keys = [key for key, one in get_follow_up_state().book.table("proposals").items() if one.name in {"Flere vikarer", "Bufferfondet"}]
    one = send(officer, f"{PAGE}{SECOND}/forslag/", proposal=keys[:1], status="gathered")
    assert "mangler 2 000 000 kr i finansiering i 2020" in one
    assert "går ikke opp" in send(director, f"{PAGE}{SECOND}/legg-fram/")
    assert "er i balanse" in send(officer, f"{PAGE}{SECOND}/forslag/", proposal=keys[1:], status="gathered")
    rest = ["drift-av-ny-idrettshall", "flere-timer-i-hjemmetjenesten"]
    assert "Dekkes i rammen" in send(officer, f"{PAGE}{SECOND}/forslag/", proposal=rest, status="turned_down", answer="Dekkes i rammen")
    assert "Revisjonen er lagt fram" in send(director, f"{PAGE}{SECOND}/legg-fram/")
    assert "Skriv dagen" in send(secretary, f"{PAGE}{SECOND}/vedtak/", decided="", case="")
    assert "Vedtaket er registrert" in send(secretary, f"{PAGE}{SECOND}/vedtak/", decided="2020-10-28", case="101/20")
    assert "publisert på nytt" in send(officer, f"{PAGE}{SECOND}/ta-inn/")
    budget = get_dataset(get_current_publication()).budget
    assert budget.layer_by_id[SECOND].decided == "Kommunestyret, 28. oktober 2020, 101/20"
    page = read(Client(), "/sammenlign/?fra=radmannens-forslag&til=radmannens-forslag-okonomimelding-2-2020&aar=2020")
    assert "Flere vikarer" in page
    assert "Budsjettreguleringer" in read(Client(), "/enhet/barnehager/")
    again = send(officer, f"{PAGE}{SECOND}/ta-inn/")
    assert "er tatt inn i budsjettet fra før" in again
    assert "Sammenlign før og etter" in again
    assert "slik det var før den" in send(officer, f"{PAGE}{SECOND}/ta-ut/")
    assert SECOND not in get_dataset(get_current_publication()).budget.layer_by_id


def test_a_proposal_from_a_report_says_what_it_comes_from_and_is_filled_in(example):
    leader = sign_in("skole@localhost", "leader")
    way = f"{PAGE}forslag/ny/?period=2020-t2&unit=grunnskoleopplaering&deviation=2020-t2|grunnskoleopplaering|total&amount_nok=15400000"
    form = read(leader, way)
    assert "Grunnskoleopplæring, hele enheten, i rapporten for" in form
    assert 'value="15 400 000"' in form
    assert '<input type="hidden" name="deviation" value="2020-t2|grunnskoleopplaering|total">' in form
    assert "Kommer av avvik" not in read(leader, f"{PAGE}forslag/ny/")
    explained = read(leader, way.replace("2020-t2", "2020-t1"))
    assert "SFO var stengt i seks uker uten betaling fra foreldrene." in explained
    assert f"/forslag/ny/?year=2020&amp;next=%2Foppfolging%2Frevisjoner%2F{SECOND}%2F" in read(leader, f"{PAGE}{SECOND}/"), "and leads back to it"
    for amount in ("abc", "-", "9" * 40, "²"):
        assert leader.get(f"{PAGE}forslag/ny/", {"amount_nok": amount, "deviation": "||||"}).status_code == 200


def test_what_a_revision_does_is_shown_before_it_is_decided(example):
    page = read(sign_in("okonomi@localhost", "budget_officer"), f"{PAGE}{FIRST}/")
    assert "Økonomimelding I 2020 flytter 13,7 mill. kr og er i balanse" in page
    assert "Nøkkeltallene før og etter" in page
    assert "Økonomisk oversikt etter art" in page
    assert "Legg fram for kommunestyret" not in page


def test_visitors_see_what_has_been_put_forward(example):
    visitor = Client()
    assert "Flere barn i barnehage" in read(visitor, f"{PAGE}{FIRST}/")
    assert visitor.get(f"{PAGE}{SECOND}/").status_code == 404
    assert "Flere timer i hjemmetjenesten" not in read(visitor, PAGE)
    assert b"flere-timer" not in visitor.get("/oppfolging/oppfolging.zip").content
    assert "Ta inn" not in read(visitor, f"{PAGE}{FIRST}/")


def test_the_number_of_queries_does_not_follow_the_proposals(example):
    visitor = Client()
    for url in (PAGE, f"{PAGE}{FIRST}/", "/oppfolging/virksomhetsplan/baerum/", "/oppfolging/livstegn/", "/oppfolging/"):
        visitor.get(url)
        with CaptureQueriesContext(connection) as asked:
            visitor.get(url)
        assert len(asked) <= 5, url


def test_the_plan_of_a_unit_has_no_people_in_it(example):
    page = read(Client(), "/oppfolging/virksomhetsplan/barnehager/")
    assert "Barnehagesjef" in page
    assert "localhost" not in page
    assert "1 249,1 mill. kr" in page
    assert "Ny pedagognorm, 60 %" in page
    assert Client().get("/oppfolging/virksomhetsplan/kommunestyret/").status_code == 404
    assert "2021" in read(Client(), "/oppfolging/virksomhetsplan/barnehager/?aar=2021")
    assert "unit-fold" not in page
    assert '<a href="/oppfolging/virksomhetsplan/barn-og-unge/">Barn og unge</a>' in page, "the crumbs are the units above"
    assert 'href=""' not in page
    folded = read(Client(), "/oppfolging/virksomhetsplan/baerum/")
    assert folded.count("unit-fold") > 15, "many goals are folded, each with what stands under it counted"
    assert "oppdrag og oppgaver · " in folded
    ids = re.findall(r' id="([^"]+)"', folded)
    assert len(ids) == len(set(ids)), "an indicator that stands under more goals is drawn under each"
    assert "unit-fold" not in read(Client(), "/oppfolging/virksomhetsplan/baerum/?vis=alt")


def test_vital_signs_lead_to_where_they_are_mended(example):
    planner = sign_in("plan@localhost", "planner")
    page = read(planner, "/oppfolging/livstegn/")
    assert "Velg eier" in page
    assert "/avslutt/" in page
    assert "/avslutt/" not in read(Client(), "/oppfolging/livstegn/")
    assert "Noen sitter i stillingen" not in read(Client(), "/oppfolging/livstegn/")
    assert "Meld status" in read(sign_in("leder@localhost", "leader"), "/oppfolging/livstegn/?tegn=status")
    few = read(planner, "/oppfolging/livstegn/?enhet=barnehager&tegn=tied")
    assert "Velg eier" not in few


def test_goals_stand_well_weakly_or_without_life_and_their_pages_say_the_same(example):
    page = read(Client(), "/oppfolging/livstegn/")
    assert re.search(r"<h1>\d+ av \d+ mål følges godt opp, \d+ er uten liv</h1>", page)
    assert all(int(count) > 5 for count in re.findall(r'</span> <span class="number">(\d+)</span></summary>', page))
    alive = read(Client(), "/plan/element/st-1.2.2/")
    assert "Følges godt opp" in alive
    assert "Her har det ikke vært noen oppgave" not in alive
    dead = read(sign_in("plan@localhost", "planner"), "/plan/element/as-1.5/")
    assert "har ingen eier" in dead
    assert "Her har det ikke vært noen oppgave" in dead
    assert "/avslutt/" in dead
    above = read(Client(), "/plan/element/dm-1.2/")
    assert "Målene under" in above
    assert "/avslutt/" not in above


def test_every_finding_leads_to_its_row(example):
    page = read(sign_in("okonomi@localhost", "budget_officer"), "/oppfolging/funn/")
    assert "Gå dit det kan rettes" in page
    assert "Gå dit det kan rettes" not in read(Client(), "/oppfolging/funn/")
