"""The pages of the economy: who sees what, how often the database is asked, and that every figure opens to a calculation that holds."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from tests.pages.addresses import ECONOMY, ECONOMY_POST_ONLY, FORESIGHT, FORESIGHT_POST_ONLY
from tests.pages.test_rights import ROLES, browser, expect
from tests.support.economy import OFFICER
from tests.support.economy_example import get_example_book, get_example_run
from tests.support.kept import kept_for_the_file
from tests.support.runs import ask_and_carry_out
from veikart.actions.access import RIGHTS
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.publish_run import publish_run
from veikart.actions.replace_economy import replace_economy
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.explaining import FigureAddress, explain_calculation
from veikart.rules.law import get_rules
from veikart.store.models import BookPublication, BookRevision
from veikart.web.economy_shown import ECONOMY as PART
from veikart.web.economy_tables import SheetTable

pytestmark = pytest.mark.django_db
EVERY, POST_ONLY = ECONOMY | FORESIGHT, ECONOMY_POST_ONLY | FORESIGHT_POST_ONLY
READ = [name for name in EVERY if name not in POST_ONLY]
VISITOR, OFFICERS = 1, 4
"""Which book is adopted; for those who work on it also the session, the person, and the newest change."""
WITH_BUDGET = {
    "climate",
    "climate-measure",
    "climate-measures",
    "economy-effects",
    "economy-financing",
    "economy-findings",
    "economy-investments",
    "economy-postings",
    "economy-sheets",
    "economy-supervision",
}
"""Pages that also show the published budget, as those of the long view do: they begin from it."""
CALCULATION = re.compile(r'href="(/okonomi/regnestykke/[^"]+)"')


@pytest.fixture(scope="module", autouse=True)
def example(django_db_setup, django_db_blocker):
    """The example, adopted, and a run that everyone may see."""
    with kept_for_the_file(django_db_setup, django_db_blocker):
        replace_economy(get_example_book(), actor=OFFICER, note="")
        adopt_economy(actor=OFFICER)
        assert publish_run(ask_and_carry_out().number, is_public=True, actor=OFFICER)
        yield


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return unescape(response.content.decode())


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES)
def test_who_may_see_what(role):
    client = browser(role)
    for name, (url, right) in EVERY.items():
        if name in POST_ONLY:
            assert client.get(url).status_code in {302, 403, 405}, url
        else:
            expect(client.get(url), url, right, role, reads=True)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_send_what(role):
    client, before = browser(role), (BookRevision.objects.count(), BookPublication.objects.count())
    for url, right in (one for one in EVERY.values() if one[1]):
        expect(client.post(url, {}), url, right, role, reads=False)
    if role not in RIGHTS["change_economy"]:
        assert (BookRevision.objects.count(), BookPublication.objects.count()) == before


def test_nothing_is_sent_in_without_the_pages_own_mark():
    client = browser("administrator", checks=True)
    for url, right in EVERY.values():
        if right:
            assert client.post(url, {"moves": "a:1"}).status_code in {403, 405}, url
    assert BookRevision.objects.count() == 1


@pytest.mark.once
def test_every_page_asks_a_fixed_number_of_times(published):
    visitor, officer = Client(), browser("budget_officer")
    counted = {}
    for name in READ:
        url, right = EVERY[name]
        counted[name] = (0 if right else count_queries(visitor, url), count_queries(officer, url))
    more = {name: 1 if name in WITH_BUDGET or name in FORESIGHT else 0 for name in READ}
    expected = {name: (0 if EVERY[name][1] else VISITOR + more[name], OFFICERS + more[name]) for name in READ}
    assert counted == {**expected, **{name: EXTRA[name] for name in EXTRA if name in counted}}


EXTRA = {
    "edit-economy-row": (0, OFFICERS + 2),  # the row as it was read, and the budget's units
    "economy-history": (0, OFFICERS + 4),
    "economy-project": (VISITOR + 2, OFFICERS + 2),  # the budget's units, and the goal in the plan
    "economy-project-form": (0, OFFICERS + 2),
    "foresight-import": (0, OFFICERS),
    "new-foresight-run": (0, OFFICERS),
    "foresight-scorecard": (VISITOR, OFFICERS),
    "foresight-schedule": (VISITOR + 2, OFFICERS + 2),  # the programme, and the newest order; none in the example
    "foresight-runs": (VISITOR + 1, OFFICERS + 1),
    "foresight-run": (VISITOR + 2, OFFICERS + 2),  # the run, and its result
    "foresight-run-progress": (VISITOR + 1, OFFICERS + 1),
    "foresight-run-result": (VISITOR + 2, OFFICERS + 2),
}
"""Where it is something else, for a visitor and for a budget officer."""


def count_queries(client: Client, url: str) -> int:
    """The queries of a page that has been seen once before."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200, url
    return len(asked)


@pytest.mark.once  # what is read is the same rows, whatever holds them
def test_every_way_a_line_comes_about_opens_and_leads_on_to_figures_that_are_there():
    """In every sheet one line of each way; that every other line holds and leads on is asked for without pages, in test_economy_explained.py."""
    run, client, found = get_example_run(), Client(), set()
    for sheet in (one for one in run.sheets.values() if one.subjects):
        by_origin = {line.origin: line.id for line in get_sheet_rules()[sheet.id].lines.values()}
        for line in by_origin.values():
            address = f"/okonomi/regnestykke/{sheet.id}/{sheet.subjects[-1]}/{line}/{sheet.years[1]}/"
            found.update(CALCULATION.findall(text_of(client, address)))
    assert len(found) > 500
    for url in found:
        asked = resolve(unquote(url).partition("?")[0]).kwargs
        assert explain_calculation(get_example_book(), run, FigureAddress(**asked)), url


def test_every_sheet_is_shown_with_all_its_lines_and_subjects():
    for sheet in (one for one in get_example_run().sheets.values() if one.subjects):
        table = SheetTable(sheet, get_sheet_rules()[sheet.id])
        by_subject = table.by_line(sheet.subjects[-1])
        assert [len(one["cells"]) for one in by_subject["rows"]] == [len(sheet.years)] * len(sheet.lines)
        by_line = table.by_subject(table.lines[0].id, most=10)
        assert len(by_line["rows"]) >= min(10, len(sheet.subjects))


def test_a_sheet_is_shown_by_subject_by_line_by_group_and_as_a_file():
    client, sheet = Client(), get_example_run().sheets["financing"]
    assert "/okonomi/ark/financing/" in text_of(client, "/okonomi/ark/")
    by_subject = text_of(client, "/okonomi/ark/financing/?emne=housing")
    assert len(set(CALCULATION.findall(by_subject))) == len(sheet.lines) * len(sheet.years)
    by_line = text_of(client, "/okonomi/ark/financing/?linje=loan")
    assert "/okonomi/regnestykke/financing_total/alle/loan/2021/" in by_line
    group = next(one for one in get_example_run().sheets["projects"].groups if one)
    members = get_example_run().sheets["projects"].groups.count(group)
    assert text_of(client, f"/okonomi/ark/projects/?linje=gross&gruppe={group}").count("emne=") - members <= 1
    lines = client.get("/okonomi/ark/financing/financing.csv").content.decode().splitlines()
    assert len(lines) == 1 + len(sheet.subjects) * len(sheet.lines)
    assert lines[0] == "subject,name,line,line_name,unit," + ",".join(str(year) for year in sheet.years)


@pytest.mark.once  # what is read is the same rows, whatever holds them
def test_no_link_of_a_page_is_dead(published):
    client = browser("budget_officer")
    links = set()
    for name in PART.names():
        links |= set(re.findall(r'href="(/okonomi/[^"#]*)', text_of(client, reverse(name))))
    places = {resolve(unquote(url).partition("?")[0]).url_name: url for url in links}
    assert len(places) > 8
    for url in places.values():
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize(
    "url",
    [
        "/okonomi/ark/finnes-ikke/",
        "/okonomi/ark/finnes-ikke/finnes-ikke.csv",
        "/okonomi/regnestykke/finnes-ikke/alle/price_index/2021/",
        "/okonomi/regnestykke/prices/finnes-ikke/price_index/2021/",
        "/okonomi/regnestykke/prices/alle/finnes-ikke/2021/",
        "/okonomi/regnestykke/prices/alle/price_index/1999/",
        "/okonomi/regnestykke/prices/%00/price_index/2021/",
    ],
)
def test_what_is_not_there(url):
    assert Client().get(url).status_code == 404


@pytest.mark.once  # what is read is the same rows, whatever holds them
@pytest.mark.parametrize("hostile", ["\x00", "<script>alert(1)</script>", "9" * 40])
def test_nothing_that_is_asked_for_makes_a_page_fail(hostile):
    client = browser("administrator")
    asked = dict.fromkeys(("emne", "linje", "gruppe", "alle", "rediger", "fra", "next", "aar"), hostile)
    for name in READ:
        response = client.get(EVERY[name][0], asked)
        assert response.status_code < 500, name
        assert b"<script>alert" not in response.content


def test_a_figure_opens_in_the_panel_beside_the_table():
    url = "/okonomi/regnestykke/prices/alle/price_fixed/2021/"
    panel = Client().get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in panel
    assert "Slik er det regnet" in panel
    assert "samme tall" in panel


def test_the_calculation_says_the_rule_and_leads_the_officer_to_the_row():
    run = get_example_run()
    cited = {key for key, one in get_rules().items() if one.citation}
    made = [one for one in get_sheet_rules().values() if one.id in run.sheets and run.sheets[one.id].subjects]
    lines = ((one, line) for one in made for line in one.lines.values())
    sheet, line = next((sheet, line) for sheet, line in lines if line.rule in cited)
    subject, year = run.sheets[sheet.id].subjects[0], run.sheets[sheet.id].years[0]
    html = text_of(Client(), f"/okonomi/regnestykke/{sheet.id}/{subject}/{line.id}/{year}/")
    assert get_rules()[line.rule].citation in html
    series = next(
        one for one in get_example_book().table("assumptions").values() if one.series == "deflator" and one.year in run.sheets["prices"].years
    )
    url = f"/okonomi/regnestykke/prices/alle/deflator/{series.year}/"
    edit = f"/assumptions/deflator%7C{series.year}/"
    assert edit in text_of(browser("budget_officer"), url)
    assert edit not in text_of(Client(), url)
