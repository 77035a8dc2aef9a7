"""The investments in a real browser: accessible, narrow and wide; a bar moved with the arrow keys, and a project moved without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import invite
from tests.support.accessibility import check_accessibility

LIST, PROJECT = "/okonomi/investeringer/", "/okonomi/investeringer/hoydebasseng/"
PHONE = {"width": 390, "height": 844}
PASSWORD = "en lang setning til prøven"


def _sign_in(page: Page, invitation: str) -> None:
    page.goto(invitation)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_label("Passordet en gang til").fill(PASSWORD)
    page.get_by_role("button", name="Lagre og logg inn").click()


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer on the example."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 900})
    _sign_in(context.new_page(), site + invite(site_folder, "investering@example.no", "Inger Investering", role="budget_officer"))
    yield context
    context.close()


def _check(page: Page, url: str) -> None:
    page.goto(url)
    check_accessibility(page)
    page.set_viewport_size(PHONE)
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]
    check_accessibility(page, has_new_colours=False)


@pytest.mark.parametrize("url", [LIST, PROJECT])
def test_readers_pages_are_accessible_and_fit_a_phone(url: str, page: Page, site: str):
    _check(page, site + url)
    assert not page.locator("[data-project]").count(), "a reader moves nothing"


@pytest.mark.parametrize("url", [LIST, PROJECT, f"{PROJECT}endre/"])
def test_officers_pages_are_accessible_and_fit_a_phone(url: str, officer: BrowserContext, site: str):
    page = officer.new_page()
    _check(page, site + url)
    page.close()


def test_a_bar_is_moved_with_the_arrow_keys_and_back(officer: BrowserContext, site: str):
    page = officer.new_page()
    page.goto(site + PROJECT)
    bar = page.locator("[data-project='hoydebasseng']:visible")
    bar.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-moves]")).to_contain_text("ett år senere")
    expect(page.locator("[data-trial] table").first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-moves] li")).to_have_count(0)
    page.close()


def test_a_project_is_moved_without_javascript(browser: Browser, officer: BrowserContext, site: str):
    context = browser.new_context(java_script_enabled=False, locale="nb-NO", storage_state=officer.storage_state())
    page = context.new_page()
    page.goto(site + LIST)
    page.get_by_role("button", name="Senere: flytt Høydebasseng: rehabilitering eller nytt ett år").click()
    expect(page.locator("main, .message").first).to_be_visible()
    page.goto(site + PROJECT)
    expect(page.locator("h1")).to_contain_text("ferdig i 2024")
    page.get_by_role("button", name="Tidligere: flytt Høydebasseng: rehabilitering eller nytt ett år").click()
    expect(page.locator("h1")).to_contain_text("ferdig i 2023")
    context.close()
