"""The follow-up in a real browser, on a site of its own: a target missed, a deviation explained and a revision adopted, a tertial report from opening
to publication by three people, and the annual report printed."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import call, serve
from tests.journeys.visiting import check_page, signing_in
from tests.support.follow_up import get_example_follow_up
from veikart.exchange.books import write_book_folder
from veikart.rules.books import FOLLOW_UP

LEADERS = {"kommunedirektoer", "skolesjef"}
"""The posts that answer for a report here; in the example every unit has one."""
OF_UNITS = ("reports", "report_texts", "report_explanations")
LEDGER = """Bilagsdato;Periode;Bilag;Linje;Konto;Funksjon;Ansvar;Prosjekt;Tekst;Beløp
15.08.2020;202008;J-1;1;102000;202;1100;;Vikarer i august;12000000,00
15.08.2020;202008;J-1;2;120000;202;1100;;Bøker;500000,00
"""
INDICATORS = "Indikator;År;Verdi\nUtsorteringsgrad matavfall;2020;61\n"
LONG = 60_000
"""Milliseconds: a budget or a report is set as a document."""


def write_small_follow_up(folder: Path) -> Path:
    """The example's follow-up, where two units have a report."""
    book = get_example_follow_up()
    posts = {key: replace(one, leads="yes" if key in LEADERS else "no") for key, one in book.table("posts").items()}
    units = {posts[one].unit for one in LEADERS}
    fewer = {table: {key: None for key, row in book.table(table).items() if row.unit not in units} for table in OF_UNITS}
    folder.mkdir()
    for name, content in write_book_folder(FOLLOW_UP, book.with_rows({"posts": posts, **fewer})).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("follow-up")


@pytest.fixture(scope="module")
def own_site(folder: Path) -> Iterator[str]:
    """The address of a site where budgets and reports may be changed for good."""
    call(folder, "follow-up", "load", str(write_small_follow_up(folder / "book")))
    with serve(folder, "run") as address:
        yield address


@pytest.fixture(scope="module")
def sign_in(browser: Browser, own_site: str, folder: Path) -> Iterator:
    """Signs somebody in: e-mail, name and role give a browser."""
    with signing_in(browser, own_site, folder) as enter:
        yield enter


@pytest.fixture(scope="module")
def officer(sign_in) -> Page:
    return sign_in("okonomi@localhost", "Oda Økonom", "budget_officer")


@pytest.fixture(scope="module")
def leader(sign_in) -> Page:
    return sign_in("skole@localhost", "Sara Skolesjef", "leader")


@pytest.fixture(scope="module")
def director(sign_in) -> Page:
    return sign_in("kommunedirektor@localhost", "Kari Direktør", "director")


def send_file(page: Page, name: str, content: str) -> None:
    page.get_by_label("Fil", exact=True).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content.encode()})


def test_a_file_of_indicators_and_a_goal_page_that_shows_the_target_missed(own_site: str, officer: Page):
    officer.goto(f"{own_site}/oppfolging/indikatorer/les-inn/")
    send_file(officer, "indikatorer.csv", INDICATORS)
    officer.get_by_role("button", name="Se hva som er i filen").click()
    officer.get_by_role("button", name="Lagre 1 tall").click()
    expect(officer.locator(".message")).to_contain_text("Leste inn «indikatorer.csv»")
    expect(officer.locator("main")).to_contain_text("Målet er ikke nådd")
    officer.goto(f"{own_site}/plan/element/st-3.2.1/")
    expect(officer.locator("main")).to_contain_text("61")
    expect(officer.locator("main")).to_contain_text("Målet er ikke nådd")
    check_page(officer)


def import_ledger(page: Page, site: str) -> None:
    page.goto(f"{site}/oppfolging/regnskap/les-inn/")
    send_file(page, "august.csv", LEDGER)
    page.get_by_label("Kilde", exact=True).select_option(label="Regnskapet")
    page.get_by_label("År", exact=True).fill("2020")
    page.get_by_role("button", name="Se på filen").click()
    page.get_by_role("button", name="Les filen", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ingenting er lagret ennå")
    page.get_by_role("button", name="Bekreft og lagre").click()
    expect(page.locator(".message")).to_contain_text("2 linjer fra «august.csv» teller nå i regnskapet")


def write_everywhere(page: Page, words: str) -> None:
    """Explain every deviation, and write in every part that is open."""
    for box in page.locator(".report-form textarea").locator("visible=true").all():
        box.fill(words)


def explain_and_propose(page: Page, site: str) -> None:
    page.goto(f"{site}/oppfolging/rapporter/2020-t2/grunnskoleopplaering/")
    expect(page.locator("h1")).to_contain_text("avvik å forklare")
    write_everywhere(page, "Sykefraværet ga flere vikarer enn budsjettet har.")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator(".message")).to_be_visible()
    page.get_by_role("link", name="Foreslå en endring i budsjettet").click()
    fill_proposal(page, "Flere vikarer i høst", account="1020", amount="4 000 000")


def fill_proposal(page: Page, name: str, *, account: str, amount: str) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=account]").select_option(account)
    page.locator("[name=amount_nok]").fill(amount)
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator(".message").first).to_contain_text(f"Foreslo «{name}»")


def test_a_ledger_a_deviation_explained_and_a_revision_adopted(own_site: str, officer: Page, leader: Page, director: Page, page: Page):
    revision = f"{own_site}/oppfolging/revisjoner/okonomimelding-2-2020/"
    import_ledger(officer, own_site)
    explain_and_propose(leader, own_site)
    officer.goto(f"{own_site}/oppfolging/revisjoner/forslag/ny/?year=2020&unit=finans&kind=finance")
    fill_proposal(officer, "Lavere rente i høst", account="1500", amount="-4 000 000")
    officer.goto(revision)
    for name in ("Flere vikarer i høst", "Lavere rente i høst"):
        officer.get_by_label(name).check()
    officer.get_by_role("button", name="Ta med de avmerkede", exact=True).click()
    expect(officer.locator("h1")).to_contain_text("flytter 4,0 mill. kr og er i balanse")
    check_page(officer)
    director.goto(revision)
    director.get_by_role("button", name="Legg fram for kommunestyret").click()
    officer.goto(revision)
    officer.get_by_label("Sak", exact=True).fill("112/20")
    officer.get_by_role("button", name="Registrer vedtaket").click()
    officer.get_by_role("button", name="Ta inn i budsjettet og publiser").click(timeout=LONG)
    expect(officer.locator(".message")).to_contain_text("Revisjonen er tatt inn i budsjettet", timeout=LONG)
    officer.get_by_role("link", name="Sammenlign før og etter").click()
    expect(officer.locator("main")).to_contain_text("Grunnskoleopplæring")
    officer.goto(f"{own_site}/oppfolging/")
    officer.get_by_role("button", name="Publiser oppfølgingen").click()
    expect(officer.locator(".message")).to_contain_text("Alle kan nå se oppfølgingen")
    page.goto(revision)
    expect(page.locator("main")).to_contain_text("112/20")


def confirm(page: Page, address: str) -> None:
    page.goto(address)
    write_everywhere(page, "Skrevet av den som leder enheten.")
    page.get_by_role("button", name="Stemmer – bekreft rapporten").click()
    expect(page.locator(".message")).to_contain_text("Rapporten er bekreftet")


def publish(officer: Page, leader: Page, director: Page, address: str) -> None:
    """From open to published: the leader confirms, the director confirms and approves, the officer publishes."""
    confirm(leader, f"{address}grunnskoleopplaering/")
    check_page(leader)
    confirm(director, f"{address}baerum/")
    director.goto(f"{address}grunnskoleopplaering/")
    director.get_by_role("button", name="Godkjenn rapporten").click()
    expect(director.locator(".message")).to_contain_text("Rapporten er godkjent")
    officer.goto(address)
    officer.get_by_role("button", name="Publiser for alle").click(timeout=LONG)
    expect(officer.locator(".message")).to_contain_text("Rapporten er publisert", timeout=LONG)


def test_a_tertial_report_from_opening_to_publication_by_three_people(own_site: str, officer: Page, leader: Page, director: Page, page: Page):
    leader.goto(f"{own_site}/oppfolging/min-side/")
    expect(leader.locator("main")).to_contain_text("2. tertial 2020")
    check_page(leader)
    publish(officer, leader, director, f"{own_site}/oppfolging/rapporter/2020-t2/")
    page.goto(f"{own_site}/oppfolging/rapporter/2020-t2/lest/")
    expect(page.locator("h1")).to_contain_text("2. tertial 2020")
    expect(page.locator("main")).to_contain_text("Skrevet av den som leder enheten.")
    check_page(page)


def test_the_annual_report_is_printed(own_site: str, officer: Page, leader: Page, director: Page, page: Page, tmp_path: Path):
    address = f"{own_site}/oppfolging/rapporter/2020-aar/"
    officer.goto(address)
    officer.get_by_role("button", name="Åpne perioden").click()
    expect(officer.locator(".message")).to_be_visible()
    publish(officer, leader, director, address)
    printed = tmp_path / "rapport.pdf"
    printed.write_bytes(page.request.get(f"{address}lest/rapport.pdf").body())
    text = subprocess.run(["pdftotext", "-layout", str(printed), "-"], capture_output=True, check=True, text=True).stdout
    for heading in ("Økonomisk utvikling og stilling", "handleevne", "avvik mellom bevilgning", "Måloppnåelse", "Internkontroll", "Likestilling"):
        assert heading in text
    page.goto(f"{address}lest/")
    check_page(page)
