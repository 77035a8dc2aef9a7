"""The long view in a real browser: every page accessible, narrow and wide; and an analyst's one sitting, from a file of inhabitants to what everyone
can open: a fan with odds, a scenario, and the best order of the investments."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.visiting import check_page, signed_in
from tests.pages.addresses import FORESIGHT, FORESIGHT_POST_ONLY
from tests.support.statistics import make_jsonstat

PIECES = {"foresight-try", "foresight-try-housing", "foresight-run-progress", "foresight-run-result", "foresight-run"}
"""What is put into other pages, and what is there when somebody has asked for it."""
ELSEWHERE = {"foresight-population", "foresight-housing", "foresight-area", "foresight-schedule"}
"""Walked in test_foresight_population.py, and where the order is found here."""
READ = [url for name, (url, right) in FORESIGHT.items() if not right and name not in FORESIGHT_POST_ONLY | PIECES | ELSEWHERE]
LONGEST_RUN = 120_000
"""Milliseconds: the worker may have to compile first."""


@pytest.fixture(scope="module")
def analyst(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer on the example."""
    with signed_in(browser, site, site_folder, "analyse@example.no", "Ane Analytiker") as context:
        yield context


@pytest.mark.parametrize("url", READ)
def test_a_page_that_all_may_read_is_for_all(url: str, page: Page, site: str):
    page.goto(site + url)
    check_page(page)


def test_odds_open_beside_the_table(page: Page, site: str):
    page.goto(f"{site}/framsyn/behov/heldogn/")
    page.locator("#odds table a.figure").last.click()
    panel = page.locator("#panel .explanation")
    expect(panel).to_contain_text("Slik er det regnet")
    expect(panel).to_contain_text("Hvor langt det kan svinge: Fruktbarhet")


def import_counts(page: Page, site: str) -> None:
    page.goto(f"{site}/framsyn/les-inn/")
    file = {"name": "07459.json", "mimeType": "application/json", "buffer": make_jsonstat(years=(2020,))}
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Se hva som er i filen").click()
    page.get_by_role("button", name="Lagre i økonomiboken").click()
    expect(page.locator(".message")).to_contain_text("Det framskrives som før fra 1. januar 2019")


def open_the_fan(page: Page, site: str) -> None:
    page.goto(f"{site}/framsyn/")
    expect(page.locator("h1")).to_contain_text("innbyggere, med 80 prosent sannsynlighet")
    page.get_by_text("Vis tallene").first.click()
    page.locator("table a.figure:visible").first.click()
    expect(page.locator("#panel .explanation")).to_contain_text("Slik er det regnet")


def store_a_scenario(page: Page, site: str) -> None:
    page.goto(f"{site}/framsyn/okonomi/")
    slider = page.locator("form.levers input[name=rente]")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-fans]")).to_contain_text("Prøvd, ikke lagret: rente +1 prosentpoeng")
    expect(slider).to_have_attribute("aria-valuetext", "+1 prosentpoeng")
    page.get_by_label("Navn på scenarioet").fill("Ett poeng til")
    page.get_by_role("button", name="Lagre som scenario").click()
    expect(page).to_have_url(f"{site}/framsyn/scenarioer/ett-poeng-til/")
    expect(page.locator("main")).to_contain_text("rente +1 prosentpoeng fra 2020")
    expect(page.locator("main")).to_contain_text("Bare de som er logget inn, ser scenarioet")
    page.goto(f"{site}/framsyn/scenarioer/?vis=ett-poeng-til")
    expect(page.locator("main")).to_contain_text("Svakest resultat i 2039: «Ett poeng til»")


def find_the_order(page: Page, site: str) -> str:
    """Ask for it, and wait; gives the address of the result."""
    page.goto(f"{site}/framsyn/kjoringer/ny/?kind=schedule&p.seconds=3")
    page.get_by_label("Tittel").fill("Rekkefølgen vi viser")
    page.get_by_role("button", name="Start kjøringen").click()
    if page.locator("#run-progress").count():
        expect(page.locator("#run-progress")).to_contain_text("Vis resultatet", timeout=LONGEST_RUN)
        page.get_by_role("link", name="Vis resultatet").click()
    else:
        page.get_by_role("link", name="Åpne resultatet").click()
    expect(page.locator("h1")).to_contain_text("prosjekter i rekkefølge")
    return page.url


def adopt(page: Page, site: str) -> None:
    page.goto(f"{site}/okonomi/")
    page.get_by_role("button", name="Vedta som grunnlag").click()
    expect(page.locator(".message")).to_contain_text("er vedtatt som grunnlag")


def undo(page: Page, site: str, note: str) -> None:
    page.goto(f"{site}/okonomi/historikk/")
    page.locator("main li", has_text=note).first.get_by_role("button", name="Angre").click()
    expect(page.locator(".message")).to_contain_text("er angret")


def test_one_sitting_from_a_file_to_what_everyone_can_open(analyst: BrowserContext, page: Page, site: str):
    desk = analyst.new_page()
    import_counts(desk, site)
    open_the_fan(desk, site)
    store_a_scenario(desk, site)
    order = find_the_order(desk, site)
    desk.get_by_role("button", name="Vis for alle").click()
    expect(desk.locator(".message")).to_contain_text("Alle kan nå åpne «Rekkefølgen vi viser»")
    desk.get_by_role("button", name="Ta rekkefølgen inn i økonomiboken").click()
    expect(desk.locator(".message")).to_contain_text("Tok inn rekkefølgen «Rekkefølgen vi viser»")
    desk.locator(".message").get_by_role("button", name="Angre").click()
    expect(desk.locator(".message")).to_contain_text("er angret")
    undo(desk, site, "Leste inn «07459.json»")
    adopt(desk, site)
    page.goto(order)
    expect(page.locator("h1")).to_contain_text("prosjekter i rekkefølge")
    check_page(page)
    page.goto(f"{site}/framsyn/scenarioer/ett-poeng-til/")
    expect(page.locator("main")).to_contain_text("rente +1 prosentpoeng fra 2020")
    undo(desk, site, "La inn scenarioet «Ett poeng til»")
    adopt(desk, site)
    desk.close()
