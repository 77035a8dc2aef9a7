"""The population in a real browser: the pyramid is played and stepped with the arrow keys, and homes are tried with a slider."""

from playwright.sync_api import Page, expect

from tests.journeys.visiting import check_page


def test_the_pyramid_is_played_and_stepped(page: Page, site: str):
    page.goto(f"{site}/framsyn/befolkning/?aar=2019")
    year, women = page.locator("[data-pyramid-year]"), page.locator(".chart-wide .pyramid-start")
    expect(year).to_have_text("2019")
    before = women.text_content()
    page.get_by_role("button", name="Spill av").click()
    expect(year).not_to_have_text("2019")
    page.get_by_role("button", name="Stopp").click()
    assert women.text_content() != before
    slider = page.get_by_role("slider", name="År")
    slider.focus()
    slider.press("End")
    expect(year).to_have_text("2039")
    slider.press("ArrowLeft")
    expect(year).to_have_text("2038")
    expect(page).to_have_url(f"{site}/framsyn/befolkning/?aar=2038")
    check_page(page)


def test_homes_are_tried_with_the_slider(page: Page, site: str):
    page.goto(f"{site}/framsyn/boliger/")
    sentence, slider = page.locator(".trial-sentence"), page.locator("input[name=endring]")
    expect(sentence).to_contain_text("Bygges det som i programmet")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowLeft")
    expect(sentence).to_contain_text("20 prosent færre boliger gir")
    expect(slider).to_have_attribute("aria-valuetext", "\u221220 prosent")
    check_page(page)


def test_an_area_is_for_all(page: Page, site: str):
    page.goto(f"{site}/framsyn/omrader/fornebu/")
    check_page(page)
