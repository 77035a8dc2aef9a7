"""The map of the land-use strategy in a browser: by keyboard, on a phone, without JavaScript, and without anything from elsewhere."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.accessibility import check_accessibility

PAGE = "/plan/arealstrategi/"


@pytest.mark.parametrize("width", [1280, 390])
def test_an_area_is_chosen_by_keyboard_and_says_what_the_list_says(width: int, page: Page, site: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + PAGE)
    area = page.get_by_role("button", name="Fossum")
    area.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-facts h3")).to_have_text("Fossum")
    expect(page.locator(".map-facts")).to_contain_text("2032")
    check_accessibility(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(one.startswith((site, "data:")) for one in asked)
    assert not wrong


def test_the_map_takes_the_place_of_the_picture_and_on_paper_it_is_the_other_way(page: Page, site: str):
    page.goto(site + PAGE)
    expect(page.locator(".map-frame path").first).to_be_visible()
    expect(page.locator(".drawn-map")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".drawn-map .chart-wide")).to_be_visible()
    expect(page.locator(".live-map")).to_be_hidden()


def test_without_javascript_the_picture_and_the_list_are_there(browser: Browser, site: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site + PAGE)
    expect(page.locator(".drawn-map .chart-wide svg")).to_be_visible()
    expect(page.locator(".live-map")).to_be_hidden()
    expect(page.locator("#omrade-fossum")).to_contain_text("2032")


def test_a_name_on_the_map_is_text_whatever_it_says(page: Page, site: str):
    def rename(route: Route) -> None:
        areas = route.fetch().json()
        for one in areas["features"]:
            one["properties"]["name"] = '<b class="smuggled">Navn</b>'
        route.fulfill(json=areas)

    page.route("**/arealstrategi.geojson", rename)
    page.goto(site + PAGE)
    expect(page.locator(".map-name").first).to_have_text('<b class="smuggled">Navn</b>')
    expect(page.locator(".smuggled")).to_have_count(0)
