"""The pages with odds in a real browser: a figure opened beside its table; a lever pulled and answered, stored as a scenario, and opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import invite
from tests.journeys.test_plan import choose_password


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer on the example."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 900})
    choose_password(context.new_page(), site + invite(site_folder, "framsyn@example.no", "Frida Framsyn", role="budget_officer"))
    yield context
    context.close()


def test_odds_open_beside_the_table(page: Page, site: str):
    page.goto(f"{site}/framsyn/behov/heldogn/")
    page.locator("#odds table a.figure").last.click()
    panel = page.locator("#panel .explanation")
    expect(panel).to_contain_text("Slik er det regnet")
    expect(panel).to_contain_text("Hvor langt det kan svinge: Fruktbarhet")


def test_a_lever_is_pulled_stored_as_a_scenario_and_opened_by_its_address(officer: BrowserContext, site: str):
    page = officer.new_page()
    page.goto(f"{site}/framsyn/okonomi/")
    slider = page.locator("form.levers input[name=rente]")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    fans = page.locator("[data-fans]")
    expect(fans).to_contain_text("Prøvd, ikke lagret: rente +1 prosentpoeng")
    expect(slider).to_have_attribute("aria-valuetext", "+1 prosentpoeng")
    page.get_by_label("Navn på scenarioet").fill("Ett poeng til")
    page.get_by_role("button", name="Lagre som scenario").click()
    expect(page).to_have_url(f"{site}/framsyn/scenarioer/ett-poeng-til/")
    expect(page.locator("main")).to_contain_text("rente +1 prosentpoeng fra 2020")
    page.goto(f"{site}/framsyn/scenarioer/?vis=ett-poeng-til")
    expect(page.locator("main")).to_contain_text("Svakest resultat i 2039: «Ett poeng til»")
    page.close()
