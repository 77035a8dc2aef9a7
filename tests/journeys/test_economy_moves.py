"""Projects moved in a real browser: dragged, seen to break a target, saved, looked at in the whole budget, and taken back; by buttons without
JavaScript too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.visiting import signed_in
from tests.support.accessibility import check_accessibility

PROJECT = "oksenoya-omsorg"


@pytest.fixture(scope="module")
def officer(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a budget officer on the example."""
    with signed_in(browser, site, site_folder, "investering@example.no", "Britt Budsjett") as context:
        yield context


@pytest.fixture
def page_of_officer(officer: BrowserContext) -> Iterator[Page]:
    page = officer.new_page()
    yield page
    page.close()


def _bar(page: Page) -> Locator:
    return page.locator(f'[data-timeline] [data-project="{PROJECT}"]:visible').first


def _drag(page: Page, years: int) -> None:
    """Take hold of the bar with the mouse and drop it so many years later."""
    bar = _bar(page)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    width = bar.evaluate("one => Number(one.ownerSVGElement.dataset.yearWidth) / one.ownerSVGElement.viewBox.baseVal.width")
    whole = bar.evaluate("one => one.ownerSVGElement.getBoundingClientRect().width")
    x, y = box["x"] + 12, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + years * width * whole, y, steps=4)
    page.mouse.up()


def test_a_project_is_dragged_seen_saved_and_taken_back(page_of_officer: Page, site: str) -> None:
    page = page_of_officer
    page.goto(f"{site}/okonomi/investeringer/")
    panel = page.locator("[data-try-moves]")
    _drag(page, 1)
    expect(panel).to_contain_text("ett år senere")
    expect(panel.locator("[data-trial]")).to_contain_text("Egenkapitalfinansiering er 35 % i 2023")
    check_accessibility(page)
    page.keyboard.press("ArrowRight")
    expect(panel).to_contain_text("2 år senere")
    panel.get_by_role("button", name="Flytt tilbake").click()
    expect(panel.locator("[data-moves] li")).to_have_count(0)
    _drag(page, 1)
    expect(panel.locator("[data-trial]")).to_contain_text("Kommer under minimum")
    panel.get_by_role("button", name="Lagre flyttingene").click()
    expect(page.locator("main, [role=status]").first).to_be_visible()

    page.goto(f"{site}/okonomi/virkning/")
    expect(page.locator("main")).to_contain_text("Egenkapitalfinansiering er 35 % i 2023")
    page.get_by_role("button", name="Vis budsjettet med endringene").click()
    expect(page.locator(".working-bar")).to_contain_text("med endringene i økonomiboken")
    page.goto(f"{site}/nokkeltall/")
    expect(page.locator("main")).to_contain_text("Under minimum")
    check_accessibility(page)
    page.goto(f"{site}/sammenlign/?fra=radmannens-forslag&til=arbeidsutgave&aar=2023")
    expect(page.locator("main")).to_contain_text("Oksenøya senter: bo- og behandlingssenter")
    page.get_by_role("button", name="Vis det publiserte").click()
    expect(page.locator(".working-bar")).to_have_count(0)

    page.goto(f"{site}/okonomi/historikk/")
    page.get_by_role("button", name=re.compile("Angre")).first.click()
    page.goto(f"{site}/okonomi/virkning/")
    expect(page.locator("main")).to_contain_text("Ingen nøkkeltall flytter seg")


def test_a_project_is_moved_by_its_buttons_without_javascript(officer: BrowserContext, browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO", storage_state=officer.storage_state())
    page = context.new_page()
    page.goto(f"{site}/okonomi/investeringer/")
    page.get_by_role("button", name=re.compile(r"^Senere: flytt Oksenøya senter: bo")).first.click()
    page.goto(f"{site}/okonomi/virkning/")
    expect(page.locator("main")).to_contain_text("Kommer under minimum")
    page.goto(f"{site}/okonomi/investeringer/")
    page.get_by_role("button", name=re.compile(r"^Tidligere: flytt Oksenøya senter: bo")).first.click()
    page.goto(f"{site}/okonomi/virkning/")
    expect(page.locator("main")).to_contain_text("Ingen nøkkeltall flytter seg")
    context.close()
