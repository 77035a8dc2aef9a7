"""Official numbers read in with a real browser: looked through, stored and taken back, and every step for all."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.visiting import check_page, signed_in
from tests.support.statistics import as_csv, make_jsonstat, pivoted_rows


@pytest.fixture
def officer(browser: Browser, site: str, site_folder: Path):
    """A page signed in as a budget officer on the example."""
    with signed_in(browser, site, site_folder, "tall@example.no", "Tor Tall") as context:
        yield context.new_page()


def send(page: Page, site: str, name: str, content: bytes) -> None:
    page.goto(f"{site}/framsyn/les-inn/")
    page.get_by_label("Id i boken").fill("ssb-ny")
    page.get_by_label("Fil", exact=True).set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Se hva som er i filen").click()


def test_from_a_file_to_the_book_and_back(officer: Page, site: str):
    rows = pivoted_rows()
    rows[4][3] = "mange"
    send(officer, site, "feil.csv", as_csv(rows))
    expect(officer.get_by_role("alert")).to_contain_text("Ingenting er lagret")
    check_page(officer)
    send(officer, site, "07459.json", make_jsonstat(regions={"0219": "Bærum (-2019)"}))
    expect(officer.locator("h1")).to_have_text("Filen har tall for Bærum 2019–2020")
    expect(officer.locator("main")).to_contain_text("425 nye rader")
    check_page(officer)
    officer.get_by_role("button", name="Lagre i økonomiboken").click()
    expect(officer.locator(".message")).to_contain_text("Leste inn «07459.json»")
    officer.locator(".message").get_by_role("button", name="Angre").click()
    expect(officer.locator(".message")).not_to_contain_text("Leste inn")
