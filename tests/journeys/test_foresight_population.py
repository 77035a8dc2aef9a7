"""The population in a real browser: the pyramid is played and stepped with the arrow keys, and homes are tried with a slider."""

from playwright.sync_api import Page, expect

from tests.support.accessibility import check_accessibility


def test_the_pyramid_is_played_and_stepped(page: Page, site: str):
    page.goto(f"{site}/framsyn/befolkning/?aar=2019")
    year, women = page.locator("[data-pyramid-year]"), page.locator(".chart-wide .pyramid-start")
    expect(year).to_have_text("2019")
    before = women.text_content()
    page.get_by_role("button", name="Spill av").click()
    expect(year).to_have_text("2021")
    page.get_by_role("button", name="Stopp").click()
    assert women.text_content() != before
    slider = page.get_by_role("slider", name="År")
    slider.focus()
    slider.press("End")
    expect(year).to_have_text("2039")
    slider.press("ArrowLeft")
    expect(year).to_have_text("2038")
    expect(page).to_have_url(f"{site}/framsyn/befolkning/?aar=2038")
    check_accessibility(page, has_new_colours=False)


def test_homes_are_tried_with_the_slider(page: Page, site: str):
    page.goto(f"{site}/framsyn/boliger/")
    sentence, slider = page.locator(".trial-sentence"), page.locator("input[name=endring]")
    expect(sentence).to_contain_text("Bygges det som i programmet")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowLeft")
    expect(sentence).to_contain_text("20 prosent færre boliger gir")
    expect(slider).to_have_attribute("aria-valuetext", "\u221220 prosent")
    check_accessibility(page)


def test_an_area_is_accessible_on_a_phone(page: Page, site: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/framsyn/omrader/fornebu/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    check_accessibility(page, has_new_colours=False)
