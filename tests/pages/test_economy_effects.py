"""What the economy's book does to the budget: on its page, tried before it is saved, and in the whole programme."""

import pytest

from tests.support.economy import OFFICER
from tests.support.economy_example import make_school
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.move_projects import move_projects
from veikart.actions.replace_economy import replace_economy
from veikart.store.models import Person
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, published):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    replace_economy(make_school(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    return client


def _text(response) -> str:
    return response.content.decode()


def test_nothing_has_moved_when_the_book_is_as_it_was_adopted(officer):
    answer = officer.get("/okonomi/virkning/")
    assert answer.status_code == 200
    assert "som da grunnlaget ble vedtatt" in _text(answer)
    assert "Ingen nøkkeltall flytter seg" in _text(answer)


def test_a_moved_project_is_shown_with_its_effects(officer):
    move_projects({"skole": 1}, actor=OFFICER, seen=1, note="")
    html = _text(officer.get("/okonomi/virkning/"))
    assert ": Skolen" in html
    assert "0BRU" in html
    assert "før" in html
    assert "Lånegjeld i alt, andel" in html


def test_a_move_is_tried_without_being_stored(officer):
    answer = officer.post("/okonomi/prov/", {"moves": "skole:+1"})
    assert answer.status_code == 200
    assert "Lånegjeld i alt, andel" in _text(answer)
    assert "▼" in _text(answer)
    assert get_economy_state().number == 1


@pytest.mark.parametrize(("moves", "words"), [("skole:-9", "2012"), ("finnes-ikke:1", "finnes-ikke"), ("<b>", "ikke en flytting")])
def test_a_move_that_cannot_be_is_a_finding(officer, moves, words):
    for url in ("/okonomi/prov/", "/okonomi/flytt/"):
        answer = officer.post(url, {"moves": moves, "revision": "1"})
        assert answer.status_code == 422
        assert words in _text(answer)
    assert get_economy_state().number == 1


def test_a_move_is_saved_and_others_changes_are_kept(officer):
    answer = officer.post("/okonomi/flytt/", {"moves": "skole:1", "revision": "1", "next": "/okonomi/virkning/"})
    assert answer.status_code == 302
    assert answer.url == "/okonomi/virkning/"
    assert get_economy_state().book.table("projects")["skole"].completion_year == 2022
    assert officer.post("/okonomi/flytt/", {"moves": "skole:1", "revision": "1"}).status_code == 409
    assert officer.post("/okonomi/flytt/", {"moves": "skole:1", "revision": "x" * 40}).status_code == 302


def test_the_whole_programme_is_shown_with_what_has_moved(officer, django_assert_max_num_queries):
    before = _text(officer.get("/nokkeltall/"))
    move_projects({"skole": 1}, actor=OFFICER, seen=1, note="")
    assert _text(officer.get("/nokkeltall/")) == before
    assert officer.post("/okonomi/arbeidsutgave/", {"show": "working", "next": "/nokkeltall/"}).url == "/nokkeltall/"
    working = _text(officer.get("/nokkeltall/"))
    assert working != before
    assert "Arbeidsutgave, endring 2" in working
    for url in ("/oppstillinger/2A/", "/funn/", "/sammenlign/?fra=radmannens-forslag&til=arbeidsutgave", "/tall/ratio:loan_debt_share@2022/"):
        with django_assert_max_num_queries(8):
            answer = officer.get(url)
        assert answer.status_code == 200
    assert ": Skolen" in _text(officer.get("/sammenlign/?fra=radmannens-forslag&til=arbeidsutgave&aar=2021"))
    measure = _text(officer.get("/tiltak/okonomi.projects.skole/"))
    assert "/okonomi/virkning/#okonomi.projects.skole" in measure
    officer.post("/okonomi/arbeidsutgave/", {"show": "published"})
    assert _text(officer.get("/nokkeltall/")) == before


def test_a_visitor_never_sees_the_working_budget(officer, client):
    officer.post("/okonomi/arbeidsutgave/", {"show": "working"})
    move_projects({"skole": 1}, actor=OFFICER, seen=1, note="")
    officer.logout()
    assert "Arbeidsutgave" not in _text(client.get("/nokkeltall/"))
    assert client.post("/okonomi/arbeidsutgave/", {"show": "working"}).status_code == 302
    assert "Arbeidsutgave" not in _text(client.get("/nokkeltall/"))


def test_an_empty_book_moves_nothing_however_it_is_asked(client, published):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    for url in ("/okonomi/virkning/", "/okonomi/prov/"):
        assert client.post(url, {"moves": ""}).status_code == 200
