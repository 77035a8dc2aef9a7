"""What a planner is told when a change is not stored: what is wrong, or what somebody else did; never lost, never a trace."""

import re

import pytest
from django.test import Client

from tests.support.plan import OTHER, PLANNER, make_small_plan
from veikart.actions.book_writing import RowEdit
from veikart.actions.change_plan import change_plan
from veikart.actions.replace_plan import replace_plan
from veikart.rules.tables import write_row
from veikart.store.models import Person
from veikart.store.queries import get_plan_state

pytestmark = pytest.mark.django_db
FORM = "/plan/rediger/elements/klima/"


@pytest.fixture
def planner(client: Client) -> Client:
    replace_plan(make_small_plan(), actor=PLANNER, note="")
    client.force_login(Person.objects.create(email="pia@example.no", name="Pia Plan", role="planner"))
    return client


def row(**fields: str) -> dict[str, str]:
    plain = write_row(get_plan_state().book.elements["klima"])
    return {**{name: "" if value is None else str(value) for name, value in plain.items()}, **fields}


def other_writes(**fields: str) -> None:
    change_plan([RowEdit("elements", "klima", row(**fields), 1)], actor=OTHER, note="")


def version_in(html: str) -> str:
    return re.search(r'name="version" value="(\d+)"', html)[1]


def test_who_was_second_sees_what_the_other_did_and_keeps_what_was_written(planner):
    mine = row(name="Mitt navn", version="1")
    other_writes(name="Den andres navn")
    response = planner.post(FORM, mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Noen andre har endret dette mens du skrev" in html
    assert "Ola Andre" in html
    assert "Klimaklok" in html
    assert "Den andres navn" in html
    assert 'value="Mitt navn"' in html
    assert get_plan_state().book.elements["klima"].name == "Den andres navn"


def test_having_seen_it_one_may_save_over_it(planner):
    mine = row(name="Mitt navn", version="1")
    other_writes(name="Den andres navn")
    html = planner.post(FORM, mine).content.decode()
    assert planner.post(FORM, {**mine, "version": version_in(html)}).status_code == 302
    assert get_plan_state().book.elements["klima"].name == "Mitt navn"


def test_a_deletion_does_not_take_away_what_somebody_else_has_just_written(planner):
    other_writes(name="Den andres navn")
    response = planner.post(FORM, {"delete": "1", "version": "1"})
    assert response.status_code == 409
    assert "Den andres navn" in response.content.decode()
    assert "klima" in get_plan_state().book.elements


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Navn"),
        ({"due": "i morgen"}, "en dato som 2026-12-31 eller 31.12.2026"),
        ({"year": "1"}, "1900"),
        ({"plan": "finnes-ikke"}, "finnes-ikke"),
        ({"kind": "sub_goal"}, "Klimaklok"),
    ],
)
def test_what_does_not_hold_together_comes_back_with_why(planner, fields, sentence):
    response = planner.post(FORM, row(version="1", text="Det jeg skrev", **fields))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Dette må rettes før det kan lagres" in html
    assert sentence in html.partition("Dette må rettes")[2].partition("<form")[0]
    assert "Det jeg skrev" in html
    assert "Traceback" not in html
    assert get_plan_state().number == 1


def test_every_finding_is_shown_not_only_the_first(planner):
    html = planner.post(FORM, row(version="1", name="", due="i morgen", year="1")).content.decode()
    alert = html.partition("Dette må rettes")[2].partition("<form")[0]
    assert all(label in alert for label in ("Navn", "Frist", "År"))


def test_what_others_hang_on_is_not_deleted(planner):
    response = planner.post(FORM, {"delete": "1", "version": "1"})
    assert response.status_code == 422
    assert "klima" in get_plan_state().book.elements
