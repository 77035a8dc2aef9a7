"""A run in a real browser: asked for, left, worked out by the worker beside the site, opened, shown to everyone, and another one cancelled."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.visiting import check_page, signed_in

LONGEST_RUN = 120_000
"""Milliseconds: the worker may have to compile first."""


def test_a_run_outlives_the_browser_and_is_shown_to_everyone(browser: Browser, page: Page, site: str, site_folder: Path):
    with signed_in(browser, site, site_folder, "kjoring@example.no", "Kari Kjører") as context:
        officer = context.new_page()
        officer.goto(f"{site}/framsyn/kjoringer/ny/?kind=population_odds")
        check_page(officer)
        officer.get_by_label("Tittel").fill("Hvor mange blir vi?")
        officer.get_by_label("Antall trekninger").fill("300")
        officer.get_by_role("button", name="Start kjøringen").click()
        address = officer.url
        assert "/framsyn/kjoringer/" in address
        height = officer.locator("#run-progress").evaluate("one => one.getBoundingClientRect().height")
        officer.close()
        officer = context.new_page()
        officer.goto(address)
        while_it_runs = officer.locator("#run-progress")
        if while_it_runs.count():
            expect(while_it_runs).to_contain_text("Vis resultatet", timeout=LONGEST_RUN)
            assert while_it_runs.evaluate("one => one.getBoundingClientRect().height") == height
            officer.get_by_role("link", name="Vis resultatet").click()
        expect(officer.locator("h1")).to_contain_text("i 80 av 100 trekninger")
        check_page(officer)
        page.goto(f"{site}/framsyn/kjoringer/")
        expect(page.locator("main")).not_to_contain_text("Hvor mange blir vi?")
        officer.get_by_role("button", name="Vis for alle").click()
        expect(officer.locator("main")).to_contain_text("Alle kan nå åpne «Hvor mange blir vi?»")
        page.goto(address)
        expect(page.locator("h1")).to_contain_text("i 80 av 100 trekninger")
        expect(page.locator("main")).not_to_contain_text("Kari Kjører")
        officer.goto(f"{site}/framsyn/kjoringer/ny/?kind=national")
        officer.get_by_label("Antall trekninger").fill("100000")
        officer.get_by_role("button", name="Start kjøringen").click()
        officer.get_by_role("button", name="Avbryt kjøringen").click()
        expect(officer.locator("main")).to_contain_text("Avbrutt av Kari Kjører")
        check_page(officer)
