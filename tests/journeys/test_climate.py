"""Emissions of a municipality read in from a file, looked at beside another one, and a figure opened to what was read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.visiting import check_page, signed_in
from tests.support.tree import ROOT

FILE = ROOT / "examples" / "klima" / "utslipp-telemark.csv"


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer on the example."""
    with signed_in(browser, site, site_folder, "klima@example.no", "Kari Klima") as context:
        yield context


def test_emissions_are_read_in_and_taken_back(officer: BrowserContext, site: str):
    page = officer.new_page()
    page.goto(f"{site}/oppfolging/klima/les-inn/")
    check_page(page)
    page.get_by_label("Fil").set_input_files(FILE)
    page.get_by_label("Kommunenumre").fill("4005")
    page.get_by_role("button", name="Se hva som er i filen").click()
    expect(page.locator("h1")).to_have_text("Dette er utslippene i filen")
    expect(page.locator("main")).to_contain_text("Notodden 4005")
    check_page(page)
    page.get_by_role("button", name="Lagre i økonomiboken").click()
    expect(page.locator("h1")).to_contain_text("Utslippene i Notodden er 23 % lavere i 2024 enn i 2009")
    expect(page.locator("#sammenlikning")).to_contain_text("Bærum er ikke med")
    page.locator("#sektorer a.figure").first.click()
    expect(page.locator("#panel .explanation")).to_contain_text("samme tall")
    page.keyboard.press("Escape")
    page.goto(f"{site}/okonomi/historikk/")
    page.get_by_role("button", name="Angre").first.click()
    page.goto(f"{site}/oppfolging/klima/regnskap/")
    expect(page.locator("select[name=sted]")).not_to_contain_text("Notodden")
    page.close()
