"""The pages of the follow-up: who sees what, and how often the database is asked."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.pages.addresses import FOLLOW_UP, FOLLOW_UP_POST_ONLY
from tests.pages.test_rights import ROLES, browser, expect
from tests.support.follow_up import OFFICER, get_example_follow_up
from tests.support.plan import get_example_plan
from veikart.actions.access import RIGHTS, Actor
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.publish_plan import publish_plan
from veikart.actions.publish_report import publish_report
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.store.models import BookPublication, BookRevision

OPERATOR = Actor("drift", "operator")
pytestmark = pytest.mark.django_db
READ = [name for name in FOLLOW_UP if name not in FOLLOW_UP_POST_ONLY]
VISITOR, OFFICERS = 2, 4
"""Which follow-up and which plan are published; for those who work on them also the session, the person, and the newest change of each."""
EXTRA = {
    "edit-follow-up-row": (0, OFFICERS + 1),  # the row as it was read
    "follow-up-history": (0, OFFICERS + 4),  # the changes, and what each reached
    "new-task": (0, OFFICERS + 1),  # the programme whose measures may be chosen
    "edit-task": (0, OFFICERS + 2),  # the row as it was read too
    "edit-task-step": (0, OFFICERS + 1),
    "edit-decision": (0, OFFICERS + 1),
    "task": (VISITOR, OFFICERS + 1),  # the steps as they were read
    "reminders": (0, OFFICERS + 1),  # what the person has chosen
    "revisions": (VISITOR + 1, OFFICERS + 1),  # the budget they change
    "revision": (VISITOR + 1, OFFICERS + 1),
    "propose-budget-change": (0, OFFICERS + 1),
    "edit-budget-change": (0, OFFICERS + 2),
    "agreements": (0, OFFICERS + 1),  # the budget the frames are in
    "agreement": (0, OFFICERS + 1),
    "unit-plan": (VISITOR + 1, OFFICERS + 1),
    "vital-signs": (VISITOR + 1, OFFICERS + 1),
    "follow-up-findings": (VISITOR + 2, OFFICERS + 4),  # the budget, the economy, the ledger
    "follow-up": (VISITOR + 3, OFFICERS + 8),  # the published reports, the economy, the budget; the ledger, the newest changes, what is published
    "indicators": (VISITOR + 1, OFFICERS + 1),  # the programme the means are printed in
    "printed-means": (VISITOR + 1, OFFICERS + 1),
    "indicator": (VISITOR + 1, OFFICERS + 1),  # the programme its figures are printed in
    "reports": (VISITOR + 1, OFFICERS + 1),  # those that are published
    "report-period": (0, OFFICERS + 5),  # the report before, the ledger, the economy and the budget, and whether it is published
    "unit-report": (0, OFFICERS + 4),
    "report-comparison": (VISITOR + 1, OFFICERS + 1),  # the two reports
    "read-report": (VISITOR + 2, OFFICERS + 2),  # the report, and the other editions
    "read-report-edition": (VISITOR + 2, OFFICERS + 2),
    "report-figure": (VISITOR + 1, OFFICERS + 1),
    "report-pdf": (1, 1),
    "report-pdf-edition": (1, 1),
}
"""Where it is something else, for a visitor and for a budget officer."""


@pytest.fixture
def example():
    """The example's plan and follow-up, published."""
    replace_plan(get_example_plan(), actor=OPERATOR, note="")
    publish_plan(actor=OPERATOR)
    replace_follow_up(get_example_follow_up(), actor=OFFICER, note="")
    publish_report("2020-t1", actor=OFFICER)
    publish_follow_up(actor=OFFICER)


@pytest.mark.once  # what is read is the same rows, whatever holds them
def test_who_may_see_what(example):
    """One book for all of them: nobody who only reads changes what the next one sees."""
    before = (BookRevision.objects.count(), BookPublication.objects.count())
    for role in ROLES:
        client = browser(role)
        for name, (url, right) in FOLLOW_UP.items():
            expect(client.get(url), url, right, role, reads=True, is_post_only=name in FOLLOW_UP_POST_ONLY)
    assert (BookRevision.objects.count(), BookPublication.objects.count()) == before


@pytest.mark.parametrize("role", ROLES)
def test_who_may_send_what(role, example):
    client, before = browser(role), (BookRevision.objects.count(), BookPublication.objects.count())
    for url, right in (one for one in FOLLOW_UP.values() if one[1]):
        expect(client.post(url, {}), url, right, role, reads=False)
    if role not in RIGHTS["change_follow_up"]:
        assert (BookRevision.objects.count(), BookPublication.objects.count()) == before


def test_nothing_is_sent_in_without_the_pages_own_mark(example):
    client = browser("administrator", checks=True)
    for url, right in FOLLOW_UP.values():
        if right:
            assert client.post(url, {}).status_code in {403, 405}, url


@pytest.mark.once  # what is read is the same rows, whatever holds them
def test_every_page_asks_a_fixed_number_of_times(example):
    visitor, officer = Client(), browser("budget_officer")
    counted = {}
    for name in READ:
        url, right = FOLLOW_UP[name]
        counted[name] = (0 if right else count_queries(visitor, url), count_queries(officer, url))
    expected = {name: (0 if FOLLOW_UP[name][1] else VISITOR, OFFICERS) for name in READ}
    assert counted == {**expected, **EXTRA}


def count_queries(client: Client, url: str) -> int:
    """The queries of a page that has been seen once before."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200, url
    return len(asked)


def test_a_visitor_never_sees_who_sits_in_a_post(example):
    visitor = Client()
    for url in ("/oppfolging/tabeller/posts/", "/oppfolging/oppfolging.zip"):
        assert b"@localhost" not in visitor.get(url).content
    assert "skole@localhost" in browser("budget_officer").get("/oppfolging/tabeller/posts/").content.decode()


def test_nothing_to_see_before_anything_is_published():
    assert Client().get("/oppfolging/").status_code == 503
    assert Client().get("/oppfolging/tabeller/posts/").status_code == 404
