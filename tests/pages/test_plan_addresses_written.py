"""Addresses as somebody with ill will writes them."""

import pytest

from tests.support.plan import PLANNER, make_small_plan
from veikart.actions.replace_plan import replace_plan
from veikart.calc.plan_system import ChainLink, Element
from veikart.store.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(client):
    area, effort = Element("helse", "focus_area", "Helse"), Element("tur", "main_effort", "Tur", year=2020)
    rows = {"elements": {"helse": area, "tur": effort}, "chain": {"tur|helse": ChainLink("tur", "helse", 1)}}
    replace_plan(make_small_plan().with_rows(rows), actor=PLANNER, note="")
    client.force_login(Person.objects.create(email="p@example.no", name="P", role="planner"))
    return client


@pytest.mark.parametrize("away", ["javascript:alert(1)", "//evil.example", "https://evil.example", "/\\evil.example", "data:text/html,x"])
@pytest.mark.parametrize("form", ["/plan/rediger/elements/klima/", "/plan/ny/plans/"])
def test_a_form_never_leads_out_of_the_site(planner, form, away):
    html = planner.get(form, {"next": away}).content.decode()
    assert "evil" not in html
    assert "javascript:" not in html
    assert 'href="data:' not in html


def test_a_form_leads_back_to_one_of_our_own_pages(planner):
    assert 'href="/plan/planer/"' in planner.get("/plan/ny/plans/?next=/plan/planer/").content.decode()
    answer = planner.post("/plan/ny/plans/?next=/plan/veikart/", {"name": "Sykkelplan", "type": "thematic_plan", "next": "//evil.example"})
    assert answer.status_code in (302, 422)
    assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("year", ["2020" + "1" * 5000, "20201", "-1", "٢٠٢٠", ""])
def test_a_year_that_is_not_there_gives_the_newest(planner, year):
    answer = planner.get("/plan/veikart/", {"aar": year})
    assert answer.status_code == 200
    assert "i 2020" in answer.content.decode()
