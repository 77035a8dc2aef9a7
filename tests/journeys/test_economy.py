"""The economy in a real browser: every page accessible, narrow and wide; from a figure to what was entered, a rate changed and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.visiting import check_page, signed_in
from tests.pages.addresses import ECONOMY

FILES = {"economy-sheet-file", "economy-workbook", "economy-data"}
OF_INVESTMENTS = {"economy-investments", "economy-project"}
"""Walked in test_investments.py."""
READ = [url for name, (url, right) in ECONOMY.items() if not right and name not in FILES | OF_INVESTMENTS]
MORE = (
    "/okonomi/ark/projects/?linje=gross",
    "/okonomi/regnestykke/debt/alle/existing_interest/2022/",
    "/okonomi/regnestykke/prices/alle/deflator/2020/",
)
WORKED_ON = ("/okonomi/", "/okonomi/forutsetninger/?rediger=1", "/okonomi/funn/", "/okonomi/foring/")


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer on the example."""
    with signed_in(browser, site, site_folder, "okonomi@example.no", "Oda Økonom") as context:
        yield context


@pytest.mark.parametrize("url", [*READ, *MORE])
def test_a_page_that_all_may_read_is_for_all(url: str, page: Page, site: str):
    page.goto(site + url)
    check_page(page)


@pytest.mark.parametrize("url", WORKED_ON)
def test_a_page_to_work_on_is_for_all(url: str, officer: BrowserContext, site: str):
    page = officer.new_page()
    page.goto(site + url)
    check_page(page)
    page.close()


def test_from_the_debt_on_the_front_to_what_was_entered(page: Page, site: str):
    page.goto(f"{site}/okonomi/ark/loans/?linje=interest")
    page.locator("table a.figure").first.click()
    panel = page.locator("#panel .explanation")
    expect(panel).to_contain_text("Slik er det regnet")
    expect(panel).to_contain_text("samme tall")
    page.keyboard.press("Escape")
    page.goto(f"{site}/okonomi/regnestykke/debt/alle/existing_opening/2020/")
    page.locator("table.parts a").first.click()
    page.locator("#panel").get_by_role("link", name="Åpne tallet på egen side").click()
    expect(page.locator("h1")).to_contain_text("2020")


def test_a_rate_is_changed_in_the_grid_and_taken_back(officer: BrowserContext, site: str):
    page = officer.new_page()
    page.goto(f"{site}/okonomi/forutsetninger/")
    page.get_by_role("link", name="Endre forutsetningene").click()
    field = page.get_by_label("Flytende rente 2023, prosent", exact=True)
    before = field.input_value()
    field.fill("4,25")
    page.get_by_label("Kilde for tallene du endrer").fill("Norges Bank")
    page.get_by_role("button", name="Lagre alle endringer").click()
    expect(page.locator(".message")).to_contain_text("Endret 1 forutsetning")
    expect(page.locator("main")).to_contain_text("Norges Bank")
    page.goto(f"{site}/okonomi/")
    expect(page.locator("#endringer")).to_contain_text("Flytende rente 2023")
    page.goto(f"{site}/okonomi/historikk/")
    page.get_by_role("button", name="Angre").first.click()
    page.goto(f"{site}/okonomi/forutsetninger/?rediger=1")
    expect(page.get_by_label("Flytende rente 2023, prosent", exact=True)).to_have_value(before)
    page.close()
