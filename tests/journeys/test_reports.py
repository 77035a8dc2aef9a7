"""A report from opening to publication by four people, in a real browser: filled in, explained, confirmed, approved, frozen and printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import invite
from tests.journeys.test_plan import choose_password
from tests.support.accessibility import check_accessibility

YEAR = "/oppfolging/rapporter/2020-aar/"
HEADINGS = ("economic_position", "capacity_to_act", "significant_deviations", "goal_achievement", "internal_control", "equality")


@pytest.fixture(scope="module")
def people(site: str, site_folder: Path) -> dict[str, str]:
    """The invitations of those who take part, by role and unit."""
    officer = invite(site_folder, "regnskap@localhost", "Økonomen", role="budget_officer")
    leader = invite(site_folder, "barnevern@localhost", "Barnevernsjefen", role="leader")
    chief = invite(site_folder, "barnogunge@localhost", "Kommunalsjefen", role="leader")
    director = invite(site_folder, "kommunedirektor@localhost", "Kommunedirektøren", role="director")
    return {"officer": site + officer, "leader": site + leader, "chief": site + chief, "director": site + director}


@contextmanager
def person(browser: Browser, invitation: str) -> Iterator[Page]:
    """Somebody's own browser, signed in."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    choose_password(page, invitation)
    yield page
    context.close()


def test_the_annual_report_goes_from_opening_to_print(browser: Browser, site: str, people: dict[str, str]) -> None:
    with (
        person(browser, people["officer"]) as officer,
        person(browser, people["leader"]) as leader,
        person(browser, people["chief"]) as chief,
        person(browser, people["director"]) as director,
    ):
        open_the_year(officer, site)
        explain_and_confirm(leader, site)
        approve(chief, site)
        write_the_headings(director, site)
        publish(officer, site)
        read_as_visitor(browser, site)


def open_the_year(page: Page, site: str) -> None:
    page.goto(site + YEAR)
    expect(page.get_by_role("heading", level=1)).to_contain_text("klar til å åpnes")
    page.get_by_role("button", name="Åpne perioden").click()
    expect(page.get_by_role("heading", name="Disse har rapporten liggende hos seg")).to_be_visible()
    check_accessibility(page)


def explain_and_confirm(page: Page, site: str) -> None:
    """The leader does it with the keyboard: to the first field, a sentence, and the button at the foot."""
    page.goto(site + YEAR + "barnevern/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 avvik å forklare")
    page.get_by_role("button", name="Stemmer – bekreft rapporten").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("ingen har skrevet hvorfor")
    page.get_by_label("Hvorfor er det slik?").focus()
    page.keyboard.type("Flere barn i tiltak enn budsjettert.")
    page.keyboard.press("Tab")
    page.keyboard.type("Egne tiltak er startet.")
    check_accessibility(page)
    page.get_by_role("button", name="Stemmer – bekreft rapporten").press("Enter")
    expect(page.get_by_text("Rapporten er bekreftet. Takk!")).to_be_visible()


def approve(page: Page, site: str) -> None:
    page.goto(site + YEAR + "barnevern/")
    page.get_by_role("button", name="Godkjenn rapporten").click()
    expect(page.get_by_text("Rapporten er godkjent.")).to_be_visible()
    page.goto(site + YEAR + "barn-og-unge/")
    expect(page.get_by_text("Flere barn i tiltak enn budsjettert.")).to_be_visible()


def write_the_headings(page: Page, site: str) -> None:
    page.goto(site + YEAR + "baerum/")
    for part in HEADINGS:
        page.locator(f"[name='text.{part}.text']").fill(f"Det som skal sies om dette i {part.replace('_', ' ')}.")
    for why in page.get_by_label("Hvorfor er det slik?").all():
        why.fill("Smittevern og tapte inntekter.")
    page.get_by_role("button", name="Stemmer – bekreft rapporten").click()
    expect(page.get_by_text("Rapporten er bekreftet. Takk!")).to_be_visible()


def publish(page: Page, site: str) -> None:
    page.goto(site + YEAR)
    page.get_by_text("rapporter er ikke godkjent").click()
    for box in page.locator("[name='without']").all():
        box.check()
    page.get_by_role("button", name="Publiser for alle").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Årsrapport og årsberetning Året 2020")


def read_as_visitor(browser: Browser, site: str) -> None:
    """Anybody reads it, opens a figure beside the text, and takes it with them as PDF."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site + YEAR + "lest/")
    expect(page.get_by_role("heading", name="Internkontroll og etisk standard")).to_be_visible()
    expect(page.get_by_text("Flere barn i tiltak enn budsjettert.").first).to_be_visible()
    check_accessibility(page)
    page.locator("#significant_deviations a.figure").first.click()
    expect(page.locator("#panel")).to_contain_text("slik det var da rapporten ble publisert")
    answer = page.request.get(site + YEAR + "lest/rapport.pdf")
    assert answer.body().startswith(b"%PDF")
    page.close()
