"""What must be done now, done: a leader reports and finishes a step, and a decision nobody had is given to somebody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.visiting import check_page, signing_in

TASK = "Evaluere tilskuddet til praktiske og estetiske uttrykksformer"


@pytest.fixture
def sign_in(browser: Browser, site: str, site_folder: Path) -> Iterator:
    """Signs somebody in: e-mail, name and role give a page."""
    with signing_in(browser, site, site_folder) as enter:
        yield enter


def test_a_leader_empties_their_page(sign_in, site: str):
    page = sign_in("barnehage@localhost", "Bente Barnehage", "leader")
    page.goto(f"{site}/oppfolging/min-side/")
    check_page(page)
    before = page.locator(".duties > li").count()
    page.locator(".duties > li").filter(has_text="«Rapport»").get_by_role("link").click()
    expect(page.locator("h1")).to_have_text(TASK)
    check_page(page)
    step = page.locator(".task-steps > li").filter(has_text="Rapport")
    if not step.get_by_label("Det som viser det (tekst eller lenke)").is_visible():
        step.locator("summary").click()
    step.get_by_label("Det som viser det (tekst eller lenke)").fill("https://example.no/rapport.pdf")
    step.get_by_role("button", name="Fullfør steget").click()
    expect(page.locator(".message")).to_contain_text("Steget er gjort")
    page.locator(".duties > li").filter(has_text=TASK).get_by_role("link").first.click()
    page.get_by_role("radio", name="Ferdig Det som skulle gjøres").check()
    page.get_by_label("Hva er gjort, og hva står i veien?").fill("Rapporten er levert.")
    page.get_by_role("button", name="Meld status").click()
    expect(page.locator(".message")).to_contain_text("Statusen er meldt")
    expect(page.locator(".duties")).not_to_contain_text(TASK)
    assert page.locator(".duties > li").count() < before


def test_a_decision_is_given_to_somebody(sign_in, site: str):
    page = sign_in("sekretariat@localhost", "Sigrid Sekretær", "secretary")
    page.goto(f"{site}/oppfolging/min-side/")
    page.get_by_role("link", name="Følg opp").click()
    expect(page.locator("h1")).to_have_text("Trygg skolevei ved skolene som bygges")
    page.get_by_role("link", name="Lag en oppgave av vedtaket").click()
    page.get_by_label("Eier (stilling)").select_option(label="Skolesjef")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator("main")).to_contain_text("Det følges opp.")
    page.goto(f"{site}/oppfolging/vedtak/")
    expect(page.locator("h1")).to_contain_text("alle er gitt til noen")
    check_page(page)
