"""The site in a real browser: accessible, narrow and wide, by keyboard, with and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.visiting import check_page
from tests.pages.addresses import MORE, PAGES
from tests.support.accessibility import check_accessibility

WALKED = [url for name, (url, _) in PAGES.items() if name != "download-table"]


@pytest.mark.parametrize("url", MORE)
def test_no_page_has_an_accessibility_violation(url: str, page: Page, site: str):
    page.goto(site + url)
    check_accessibility(page)


@pytest.mark.parametrize("url", WALKED)
def test_no_page_has_one_or_is_too_wide_for_a_phone(url: str, page: Page, site: str):
    page.goto(site + url)
    check_page(page)


def test_a_number_opens_beside_the_table(page: Page, site: str):
    page.goto(f"{site}/enhet/barnehager/")
    page.locator("#bro a.figure").first.click()
    expect(page.locator("#panel .explanation h2")).to_contain_text("Barnehager")
    assert page.url.endswith("/enhet/barnehager/")
    check_accessibility(page)
    page.keyboard.press("Escape")
    expect(page.locator("#panel .explanation")).to_have_count(0)


def test_the_way_from_the_front_page_to_the_source_by_keyboard(page: Page, site: str):
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("pedagognorm")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ny pedagognorm").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ny pedagognorm")
    expect(page.locator("main")).to_contain_text("tabell 11.4")


def test_everything_works_without_javascript(browser: Browser, site: str):
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(f"{site}/enhet/barnehager/")
    page.locator("#bro a.figure").first.click()
    expect(page.locator("h1")).to_contain_text("Barnehager")
    expect(page.locator("main")).to_contain_text("Lagene det er bygget av")
    page.goto(f"{site}/oppstillinger/1A/")
    page.locator("a.toggle").first.click()
    expect(page.locator("main")).to_contain_text("Skatt på inntekt og formue")
    page.goto(f"{site}/sammenlign/")
    page.get_by_role("button", name="Sammenlign").click()
    expect(page.locator("main")).to_contain_text("Hva som flyttet seg")
    context.close()


def test_the_document_can_be_fetched(page: Page, site: str):
    response = page.request.get(f"{site}/last-ned/document/")
    assert response.status == 200
    assert response.body()[:5] == b"%PDF-"
    sheet = page.request.get(f"{site}/last-ned/tabell/form/1A.xlsx")
    assert sheet.status == 200
    assert sheet.body()[:2] == b"PK"
