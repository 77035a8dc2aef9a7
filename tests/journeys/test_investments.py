"""The investments in a real browser: accessible, narrow and wide; a bar moved with the arrow keys, and a project moved without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.visiting import check_page, signed_in

LIST, PROJECT = "/okonomi/investeringer/", "/okonomi/investeringer/hoydebasseng/"


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer on the example."""
    with signed_in(browser, site, site_folder, "investering@example.no", "Inger Investering") as context:
        yield context


@pytest.mark.parametrize("url", [LIST, PROJECT])
def test_readers_pages_are_accessible_and_fit_a_phone(url: str, page: Page, site: str):
    page.goto(site + url)
    check_page(page)
    assert not page.locator("[data-project]").count(), "a reader moves nothing"


@pytest.mark.parametrize("url", [LIST, PROJECT, f"{PROJECT}endre/"])
def test_officers_pages_are_accessible_and_fit_a_phone(url: str, officer: BrowserContext, site: str):
    page = officer.new_page()
    page.goto(site + url)
    check_page(page)
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
