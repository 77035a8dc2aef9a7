"""What is worked out for the plan is kept for the plan as it is, and only so long; a draft is never shown to those who may not see it."""

import io
import zipfile

import pytest

from tests.support.plan import PLANNER, make_small_plan, with_element
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.store.models import Person
from veikart.web import keeping, plan_shown

pytestmark = pytest.mark.django_db
FILES = ("/plan/plansystem.zip", "/plan/plansystem.xlsx", "/plan/arealstrategi.geojson", "/plan/arshjul.ics", "/sok/?q=hemmelig", "/plan/funn/")


def names(client) -> str:
    packed = zipfile.ZipFile(io.BytesIO(client.get("/plan/plansystem.zip").content))
    return packed.read("elements.csv").decode()


def test_a_draft_is_in_no_file_of_a_visitor_and_a_publication_is_in_all_at_once(client):
    replace_plan(make_small_plan(), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)
    replace_plan(with_element(make_small_plan(), "klima", name="Hemmelig"), actor=PLANNER, note="")
    visitor = type(client)()
    client.force_login(Person.objects.create(email="p@example.no", name="P", role="planner"))
    for url in FILES:
        client.get(url)
    assert "Hemmelig" in names(client)
    assert "Hemmelig" not in names(visitor)
    for url in FILES:
        assert b"Hemmelig" not in visitor.get(url).content
    publish_plan(actor=PLANNER)
    assert "Hemmelig" in names(visitor)


def test_of_each_thing_only_the_newest_plan_is_kept():
    before = set(keeping._worked_out)
    systems = [make_small_plan() for _ in range(20)]
    for system in systems:
        assert plan_shown.keep_for(system, True, ("a test",), lambda: [1]) is plan_shown.keep_for(system, True, ("a test",), lambda: [2])
        plan_shown.keep_for(system, False, ("a test",), lambda: [3])
    assert len(set(keeping._worked_out) - before) <= 2
