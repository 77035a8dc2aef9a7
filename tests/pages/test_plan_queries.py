"""Every page of the plan asks the database a fixed number of times, whatever it shows and however large the plan is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.pages.test_rights import ADDRESSES, POST_ONLY
from tests.support.plan import get_example_plan, make_small_plan
from tests.support.publication import OPERATOR
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.calc.plan_system import PlanSystem
from veikart.store.models import Person

pytestmark = pytest.mark.django_db
PAGES = [name for name in ADDRESSES if name not in POST_ONLY]
VISITOR = 2
"""Which plan and which budget are published. A visitor who is asked to sign in costs nothing."""
PLANNER = 4
"""The session, the person, the newest change of the plan, and the published budget."""
OTHERS = {
    "plan": (VISITOR + 1, 6),  # the follow-up of it, and whether anything has changed since it was published
    "element": (VISITOR + 1, 6),  # the follow-up of it, and the versions of its rows
    "outline": (0, 5),  # the versions of its rows
    "edit-row": (0, 5),  # the version of the row
    "plan-history": (0, 8),  # the changes, their rows, and what each reached
    "people": (0, 3),  # a planner is refused
    "sign-in": (0, 2),
    "invitation": (0, 2),
    "my-calendar": (0, 0),
    "unsubscribe": (0, 1),
}
"""Where it is something else, for a visitor and for a planner."""
IN_THE_EXAMPLE = (("klima", "hm-1"), ("samfunnsdel", "planstrategi-2019-2023"))
"""What stands in the addresses, and what is there in the larger plan."""


def address_of(name: str, system: PlanSystem) -> str:
    url, _right = ADDRESSES[name]
    for small, large in IN_THE_EXAMPLE:
        url = url if small in (*system.elements, *system.plans) else url.replace(f"/{small}/", f"/{large}/")
    return url


def count_queries(client: Client, url: str) -> int:
    """The queries of a page that has been seen once before."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code in {200, 302, 403}, url
    return len(asked)


def open_plan(system: PlanSystem) -> tuple[PlanSystem, Client]:
    """The plan published, and a planner signed in."""
    replace_plan(system, actor=OPERATOR, note="")
    publish_plan(actor=OPERATOR)
    planner = Client()
    planner.force_login(Person.objects.create(email="pia@example.no", name="Pia", role="planner"))
    return system, planner


@pytest.mark.parametrize("make", [make_small_plan, get_example_plan])
def test_every_page_for_a_visitor_and_for_a_planner(make, published):
    system, planner = open_plan(make())
    visitor = Client()
    urls = {name: address_of(name, system) for name in PAGES}
    expected = {name: OTHERS.get(name, (0 if ADDRESSES[name][1] else VISITOR, PLANNER)) for name in PAGES}
    assert {name: count_queries(visitor, url) for name, url in urls.items()} == {name: counts[0] for name, counts in expected.items()}
    assert {name: count_queries(planner, url) for name, url in urls.items()} == {name: counts[1] for name, counts in expected.items()}


def test_the_history_does_not_ask_more_often_the_longer_it_is(published):
    _system, planner = open_plan(make_small_plan())
    short = count_queries(planner, "/plan/historikk/")
    for version in range(1, 6):
        row = {"version": str(version), "id": "klima", "kind": "main_goal", "name": f"Navn {version}"}
        assert planner.post("/plan/rediger/elements/klima/", row).status_code == 302
    assert count_queries(planner, "/plan/historikk/") == short
