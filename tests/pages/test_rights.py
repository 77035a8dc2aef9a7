"""Every address as every role: shown, asked to sign in, or refused with a page in Norwegian. An address that is not here fails the test."""

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.pages.addresses import ECONOMY, FILES, FOLLOW_UP, FORESIGHT, LEDGER, PAGES, REDIRECTS
from tests.support.plan import PLANNER, make_small_plan
from veikart.actions.access import RIGHTS
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.store.models import BookRevision, Person

ROLES = ("citizen", "budget_officer", "planner", "secretary", "leader", "director", "administrator")
OPEN = ""
"""No right is asked for."""
ADDRESSES = {
    "plan": ("/plan/", OPEN),
    "goals": ("/plan/mal/", OPEN),
    "outline": ("/plan/mal/rediger/", "change_plan"),
    "move-element": ("/plan/mal/flytt/", "move_element"),
    "rename-element": ("/plan/mal/navn/klima/", "change_plan"),
    "un-goals": ("/plan/barekraftsmal/", OPEN),
    "element": ("/plan/element/klima/", OPEN),
    "plans": ("/plan/planer/", OPEN),
    "plan-page": ("/plan/planer/samfunnsdel/", OPEN),
    "strategy": ("/plan/planstrategi/", OPEN),
    "strategy-term": ("/plan/planstrategi/2023-2027/", OPEN),
    "strategy-document": ("/plan/planstrategi/2023-2027/planstrategi.pdf", OPEN),
    "start-process": ("/plan/saker/begynn/", "start_process"),
    "advance-process": ("/plan/saker/x/videre/", "advance_process"),
    "wheels": ("/plan/arshjul/", OPEN),
    "wheels-calendar": ("/plan/arshjul.ics", OPEN),
    "roadmap": ("/plan/veikart/", OPEN),
    "land-use": ("/plan/arealstrategi/", OPEN),
    "land-use-geojson": ("/plan/arealstrategi.geojson", OPEN),
    "land-use-import": ("/plan/arealstrategi/les-inn/", "change_plan"),
    "conflicts": ("/plan/malkonflikter/", OPEN),
    "organisation": ("/plan/organisasjon/", OPEN),
    "plan-findings": ("/plan/funn/", OPEN),
    "change-lineage": ("/plan/element/klima/avslutt/", "retire_element"),
    "start-plan": ("/plan/begynn/", "replace_plan"),
    "new-row": ("/plan/ny/elements/", "change_plan"),
    "edit-row": ("/plan/rediger/elements/klima/", "change_plan"),
    "plan-history": ("/plan/historikk/", "change_plan"),
    "undo-revision": ("/plan/angre/1/", "undo_revision"),
    "publish-plan": ("/plan/publiser/", "publish_plan"),
    "plan-workbook": ("/plan/plansystem.xlsx", OPEN),
    "plan-data": ("/plan/plansystem.zip", OPEN),
    "plan-import": ("/plan/les-inn/", "replace_plan"),
    "sign-in": ("/inn/", OPEN),
    "sign-out": ("/ut/", OPEN),
    "invitation": ("/invitasjon/x/y/", OPEN),
    "people": ("/folk/", "invite_person"),
    "my-calendar": ("/oppfolging/kalender/x.ics", OPEN),
    "unsubscribe": ("/oppfolging/avmeld/x/", OPEN),
}
"""Every address of the plan and of people, with the right that is asked for."""
POST_ONLY = {"move-element", "rename-element", "start-process", "advance-process", "undo-revision", "publish-plan", "sign-out"}
CONSEQUENCES = {"/plan/malkonflikter/": "change_plan"}
"""Open pages where something can be sent in by those with the right."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    replace_plan(make_small_plan(), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)


def browser(role: str, *, checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks)
    if role != "citizen":
        client.force_login(Person.objects.create(email=f"{role}@example.no", name=role, role=role))
    return client


def test_every_address_is_listed():
    everything = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    listed = {*ADDRESSES, *ECONOMY, *FORESIGHT, *FOLLOW_UP, *LEDGER, *PAGES, *REDIRECTS, *FILES}
    assert everything == listed, "an address of the plan stands here, others in addresses.py"
    assert {right for _, right in ADDRESSES.values() if right} <= set(RIGHTS)


@pytest.mark.once  # what is read is the same rows, whatever holds them
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_who_may_see_what(name, role, plan):
    url, right = ADDRESSES[name]
    expect(browser(role).get(url), url, right, role, reads=True, is_post_only=name in POST_ONLY)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [name for name, (_, right) in ADDRESSES.items() if right])
def test_who_may_send_what(name, role, plan):
    url, right = ADDRESSES[name]
    before = BookRevision.objects.count()
    expect(browser(role).post(url, {}), url, right, role, reads=False)
    if role not in RIGHTS[right]:
        assert BookRevision.objects.count() == before


def expect(response, url: str, right: str, role: str, *, reads: bool, is_post_only: bool = False) -> None:
    if right and role == "citizen":
        assert response.status_code == 302
        assert response["Location"].startswith("/inn/?next=")
    elif right and role not in RIGHTS[right]:
        assert response.status_code == 403
        html = response.content.decode()
        assert "Du har ikke tilgang til dette" in html
        assert "Hovedmeny" in html
        assert "Traceback" not in html
    elif reads and is_post_only:
        assert response.status_code == 405
    else:
        assert response.status_code not in {403, 405}
        assert response.status_code < 500
        assert not response.get("Location", "").startswith("/inn/?next="), url


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("url", CONSEQUENCES)
def test_an_open_page_takes_only_what_may_be_sent(url, role, plan):
    response = browser(role).post(url, {"lines": "A\n+ B", "chain": "A\n+ B"})
    if role not in RIGHTS[CONSEQUENCES[url]]:
        assert response.status_code in {302, 403, 405}
        assert BookRevision.objects.count() == 1


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_is_sent_in_without_the_pages_own_mark(name, plan):
    url, _right = ADDRESSES[name]
    response = browser("administrator", checks=True).post(url, {"name": "Nytt"})
    assert response.status_code in {403, 405}
    assert BookRevision.objects.count() == 1


def test_a_person_whose_door_is_closed_is_a_visitor(plan):
    client = browser("planner")
    Person.objects.update(is_active=False)
    assert client.get("/plan/mal/rediger/").status_code == 302


@pytest.mark.parametrize("url", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_away_from_the_site(url, plan):
    row = {"version": "1", "next": url, "id": "klima", "kind": "main_goal", "name": "Nytt navn"}
    response = browser("planner").post("/plan/rediger/elements/klima/", row)
    assert response.status_code == 302
    assert response["Location"] == "/plan/element/klima/"


HOSTILE = (
    "\x00", "a\x00b", "9" * 40, "-1", "abc", "²³", "../../etc/passwd", "x" * 5_000, "<script>alert(1)</script>", "=1+1", "%00", "'; DROP TABLE x;--",
)  # fmt: skip
FIELDS = (
    "version", "next", "id", "name", "kind", "element", "old_parent", "new_parent", "place", "under", "delete", "to", "seen", "days", "workflow",
    "plan", "term", "position", "due",
)  # fmt: skip
ASKED = (
    "fra", "forbi", "table", "key", "for", "vis", "type", "owner", "mal", "dimensjon", "under", "next", "kind", "hjul", "periode", "dag", "fase",
)  # fmt: skip
MISSING = (
    "/plan/element/{}/", "/plan/planer/{}/", "/plan/rediger/elements/{}/", "/plan/rediger/finnes/{}/", "/plan/ny/{}/", "/plan/mal/navn/{}/",
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_sent_in_makes_a_page_fail(hostile, plan):
    client = browser("administrator")
    for name, (url, _) in ADDRESSES.items():
        asked = client.get(url, {**dict.fromkeys(ASKED, hostile), "table": "elements"} if name == "plan-history" else dict.fromkeys(ASKED, hostile))
        assert asked.status_code < 500, url
        if name not in {"sign-out", "publish-plan", "undo-revision"}:
            assert client.post(url, dict.fromkeys(FIELDS, hostile)).status_code < 500, url


@pytest.mark.parametrize("key", ["finnes-ikke", "klima%00", "x" * 90, "klima|gange"])
@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there(path, key, plan):
    client = browser("planner")
    answer = client.post if "navn" in path else client.get
    assert answer(path.format(key), {"name": "x"} if "navn" in path else {}).status_code == 404
