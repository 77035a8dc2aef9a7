"""The plan in a real browser: the planner's way from nothing to a published plan, the citizen's way from a goal to the kroner and back,
moves, saves at the same time, and every page accessible, wide and narrow."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.conftest import invite_first, serve
from tests.journeys.visiting import check_page, choose_password, signed_in

READ = (
    "/plan/",
    "/plan/mal/",
    "/plan/element/visjon/",
    "/plan/element/hm-1/",
    "/plan/element/dm-1.1/",
    "/plan/element/st-1.1.1/",
    "/plan/element/as-1.1/",
    "/plan/element/oppdrag-utbyggingsavtaler/",
    "/plan/element/veikart-klima/",
    "/plan/element/foelge-fortetting/",
    "/plan/barekraftsmal/",
    "/plan/planer/",
    "/plan/planer/?vis=tre&level=strategic_elaboration",
    "/plan/planer/?vis=tidslinje",
    "/plan/planer/samfunnsdel/",
    "/plan/planstrategi/",
    "/plan/arshjul/",
    "/plan/veikart/",
    "/plan/arealstrategi/",
    "/plan/malkonflikter/",
    "/plan/organisasjon/",
    "/plan/organisasjon/?dag=2019-01-01",
    "/plan/funn/",
    "/inn/",
)
WRITTEN = (
    "/plan/",
    "/plan/element/hm-1/",
    "/plan/mal/rediger/?fra=hm-1",
    "/plan/rediger/elements/dm-1.1/",
    "/plan/ny/elements/?kind=assignment&under=st-1.1.1",
    "/plan/ny/elements/",
    "/plan/ny/measures/?element=st-1.1.1",
    "/plan/ny/chain/?element=st-1.1.1",
    "/plan/ny/plans/",
    "/plan/planer/samfunnsdel/",
    "/plan/planstrategi/",
    "/plan/arshjul/",
    "/plan/veikart/",
    "/plan/arealstrategi/",
    "/plan/malkonflikter/",
    "/plan/organisasjon/",
    "/plan/historikk/",
    "/plan/les-inn/",
)


@pytest.fixture(scope="module")
def planner(browser: Browser, site: str, site_folder: Path) -> Iterator[BrowserContext]:
    """A browser signed in as a planner on the example."""
    with signed_in(browser, site, site_folder, "planlegger@example.no", "Pia Plan", role="planner") as context:
        yield context


def lines(page: Page) -> list[str]:
    """The names in the outline, from the top."""
    return page.locator(".work-outline input[name=name]").evaluate_all("each => each.map(one => one.value)")


def line(page: Page, name: str) -> Locator:
    return page.locator(f'.work-outline li:has(input[value="{name}"])')


def start(page: Page) -> None:
    """From the empty plan to a vision with two main goals."""
    page.get_by_role("link", name="Begynn på planen").click()
    page.get_by_label("Kommune", exact=True).fill("Lillevik")
    page.get_by_label("Visjon").fill("Sammen i Lillevik")
    page.get_by_label("Hovedmål").fill("Gode liv\nKlimaklok kommune")
    page.get_by_label("Dagen kommunestyret ble konstituert").fill("2023-10-18")
    page.get_by_role("button", name="Lag planen").click()
    expect(page.locator("h1")).to_have_text("Sammen i Lillevik")


def add(page: Page, *names: str) -> None:
    """Write names in the form for something new, one after another, and save."""
    for place, name in enumerate(names, start=1):
        page.get_by_label("Navn (må fylles ut)").fill(name)
        page.get_by_role("button", name="Lagre", exact=True).click() if place == len(names) else page.get_by_role("button", name="en til").click()
        expect(page.locator(".message")).to_contain_text(f"La inn «{name}»")


def add_the_chain(page: Page) -> None:
    """Follow the steps on the front page down to an assignment with an owner."""
    step = page.locator(".steps")
    step.get_by_role("link", name="Legg til under «Gode liv»").click()
    expect(page.get_by_label("Nummer")).to_have_value("1.1")
    add(page, "Trygg oppvekst", "Aktive eldre")
    step.get_by_role("link", name="Legg til under «Klimaklok kommune»").click()
    add(page, "Lave utslipp")
    for name, strategy in (("Trygg oppvekst", "Gå til skolen"), ("Aktive eldre", "Møteplasser"), ("Lave utslipp", "Fortetting ved knutepunkter")):
        step.get_by_role("link", name=f"Legg til under «{name}»").click()
        add(page, strategy)
    step.get_by_role("link", name=re.compile("^Legg til under")).click()
    page.get_by_label("Eier", exact=True).select_option(label="Lillevik")
    page.get_by_label("Ansvarlig rolle").fill("Kommunedirektør")
    add(page, "Trygge skoleveier")


def test_the_planner_comes_from_nothing_to_a_published_plan(browser: Browser, page: Page, tmp_path: Path):
    invitation = invite_first(tmp_path, "pia@lillevik.no", "Pia Plan")
    with serve(tmp_path, "serve") as address:
        choose_password(page, address + invitation)
        expect(page.locator("main")).to_contain_text("Planen er tom")
        check_page(page)
        start(page)
        check_page(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        add_the_chain(page)
        page.locator(".steps").get_by_role("link", name="Legg inn en kjede").click()
        page.get_by_label("Kjeden").fill("Fortetting ved knutepunkter\n+ Lave utslipp\n\nFortetting ved knutepunkter\n- Rimelige boliger\n+ Gode liv")
        page.get_by_role("button", name="Legg inn").click()
        expect(page.locator("h1")).to_contain_text("målkonflikt")
        expect(page.locator("svg.chart-network").first).to_be_visible()
        assess_a_plan(page, address)
        page.goto(f"{address}/plan/arshjul/")
        expect(page.locator("main svg").first).to_be_visible()
        page.get_by_role("button", name="Publiser").click()
        page.get_by_role("button", name="Logg ut").click()
        expect(page.locator("h1")).to_have_text("Sammen i Lillevik")
        page.get_by_role("link", name="Gode liv").click()
        expect(page.locator("main")).to_contain_text("Trygg oppvekst")
        check_page(page)
        check_without_programme(browser, address)


def assess_a_plan(page: Page, address: str) -> None:
    """Judge the first plan in the planning strategy of the term."""
    page.goto(f"{address}/plan/")
    page.locator(".steps").get_by_role("link", name="Vurder planene").click()
    page.locator('main a[href*="/plan/ny/assessments/"]').first.click()
    page.get_by_label(re.compile("^Vurdering")).select_option(label="Revideres")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator("main")).to_contain_text("Revideres")


def check_without_programme(browser: Browser, address: str) -> None:
    """The pages say plainly that there is no programme; that one is answered with 503, which the browser tells its console."""
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    page.goto(f"{address}/plan/")
    expect(page.locator("main")).to_contain_text("Ingen handlingsprogram er publisert ennå")
    page.get_by_role("link", name="Handlingsprogram", exact=True).click()
    expect(page.locator("h1")).to_have_text("Her kommer handlingsprogrammet")
    context.close()


def test_the_planner_needs_no_javascript(browser: Browser, tmp_path: Path):
    invitation = invite_first(tmp_path, "pia@lillevik.no", "Pia Plan")
    context = browser.new_context(java_script_enabled=False, locale="nb-NO", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    with serve(tmp_path, "serve") as address:
        choose_password(page, address + invitation)
        start(page)
        add_the_chain(page)
        page.goto(f"{address}/plan/mal/rediger/")
        page.get_by_role("button", name="Flytt ned: Trygg oppvekst").click()
        names = lines(page)
        assert names.index("Aktive eldre") < names.index("Trygg oppvekst")
        page.get_by_role("button", name="Angre").click()
        page.goto(f"{address}/plan/mal/rediger/")
        names = lines(page)
        assert names.index("Trygg oppvekst") < names.index("Aktive eldre")
        field = line(page, "Aktive eldre").get_by_role("textbox")
        field.fill("Eldre som er med")
        field.press("Enter")
        assert "Eldre som er med" in lines(page)
        page.get_by_role("button", name="Publiser").click()
        page.get_by_role("button", name="Logg ut").click()
        page.goto(f"{address}/plan/mal/")
        expect(page.locator("main")).to_contain_text("Eldre som er med")
    context.close()


def test_the_citizen_goes_from_a_goal_to_the_kroner_and_back_in_three_clicks(page: Page, site: str):
    page.goto(f"{site}/plan/")
    name = "I Bærumsamfunnet jobber vi sammen for å skape gode liv og like muligheter"
    page.get_by_role("link", name=name).click()
    page.locator('#penger a[href^="/tiltak/"]').first.click()
    expect(page.locator("main")).to_contain_text("mill. kr")
    page.locator("main").get_by_role("link", name=name).first.click()
    expect(page.locator("h1")).to_have_text(name)


def test_an_element_is_moved_by_keyboard_and_by_dragging_and_put_back(planner: BrowserContext, site: str):
    page = planner.new_page()
    page.goto(f"{site}/plan/mal/rediger/?fra=hm-2")
    before = lines(page)
    first, second = (page.locator(f'li[data-parent="hm-2"][data-element="dm-2.{number}"]') for number in (1, 2))
    second.get_by_role("textbox").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".message")).to_contain_text("Flyttet")
    expect(second.get_by_role("textbox")).to_be_focused()
    assert lines(page) != before
    page.locator(".message").get_by_role("button", name="Angre").click()
    page.goto(f"{site}/plan/mal/rediger/?fra=hm-2")
    assert lines(page) == before
    second.scroll_into_view_if_needed()
    grip = second.locator(".drag").bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    first.scroll_into_view_if_needed()
    wanted = first.bounding_box()
    page.mouse.move(wanted["x"] + 60, wanted["y"] + 4, steps=4)
    page.mouse.up()
    expect(page.locator(".message")).to_contain_text("Flyttet")
    assert lines(page) != before
    page.locator(".message").get_by_role("button", name="Angre").click()
    page.goto(f"{site}/plan/mal/rediger/?fra=hm-2")
    assert lines(page) == before
    page.close()


def test_of_two_who_save_at_once_the_second_is_shown_what_the_first_did(planner: BrowserContext, site: str):
    first, second = planner.new_page(), planner.new_page()
    for page in (first, second):
        page.goto(f"{site}/plan/rediger/elements/dm-3.1/")
    first.get_by_label("Beskrivelse").fill("Det den første skrev")
    first.get_by_role("button", name="Lagre", exact=True).click()
    expect(first.locator("main")).to_contain_text("Det den første skrev")
    second.get_by_label("Beskrivelse").fill("Det den andre skrev")
    second.get_by_role("button", name="Lagre", exact=True).click()
    expect(second.get_by_role("alert")).to_contain_text("Noen andre har endret dette mens du skrev")
    expect(second.get_by_role("alert")).to_contain_text("Det den første skrev")
    expect(second.get_by_label("Beskrivelse")).to_have_value("Det den andre skrev")
    check_page(second)
    second.get_by_role("button", name="Lagre det jeg skrev").click()
    expect(second.locator("main")).to_contain_text("Det den andre skrev")
    first.close()
    second.close()


@pytest.mark.parametrize("url", READ)
def test_a_page_that_all_may_read_is_for_all(url: str, page: Page, site: str):
    page.goto(site + url)
    check_page(page)


@pytest.mark.parametrize("url", WRITTEN)
def test_a_page_to_work_on_is_for_all(url: str, planner: BrowserContext, site: str):
    page = planner.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(site + url)
    check_page(page)
    assert not errors, errors
    page.close()
