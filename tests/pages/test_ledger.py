"""The pages of the ledger: who sees what, a file from the form to the report, and how often the database is asked."""

import re
import time
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.addresses import LEDGER, LEDGER_POST_ONLY
from tests.pages.test_follow_up import count_queries
from tests.pages.test_rights import ROLES, browser, expect
from tests.support.follow_up import OFFICER
from tests.support.tiny_ledger import ACCOUNTS_SOURCE, HEAD, LINES, make_ledger_book, make_ledger_plan, store_kostra, store_ledger, store_small_ledger
from veikart.actions.access import RIGHTS, Actor
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.calc.ledger.rows import CostCentre
from veikart.store.models import AuditEntry, LedgerImport, Person
from veikart.store.queries import get_follow_up_state, get_inbox_folder

pytestmark = pytest.mark.django_db
VOUCHERS = {"ledger-lines", "ledger-voucher"}
"""Pages that only those who answer for the unit, and the economists, may see."""
PROJECT_HEAD = "Periode;Dato;Bilag;Konto;Funksjon;Ansvar;Prosjekt;Tekst;Beløp\n"
PROJECTS = replace(ACCOUNTS_SOURCE, project="Prosjekt")
UNITS = 500
OFFICER_OF_PLAN = Actor("Planlegger", "planner")
STORED = 4
"""Two years of accounts, a budget, and an account for KOSTRA."""
IMPORT = "/oppfolging/regnskap/les-inn/"
OFFICERS = 6
"""The session, the person, the newest change of each book, the budget, and the files that are read in."""


@pytest.fixture
def ledger(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    replace_plan(make_ledger_plan(), actor=OFFICER_OF_PLAN, note="")
    replace_follow_up(make_ledger_book(), actor=OFFICER, note="")
    publish_follow_up(actor=OFFICER)
    store_small_ledger(tmp_path)
    store_kostra(tmp_path, ("1", "202", "010", 1))
    return tmp_path


def leader(email: str) -> Client:
    client = Client()
    client.force_login(Person.objects.create(email=email, name="Leder", role="leader"))
    return client


@pytest.mark.parametrize("role", ROLES)
def test_who_may_see_what(role, ledger):
    client = browser(role)
    for name, (url, right) in LEDGER.items():
        response = client.get(url)
        if name in VOUCHERS and role in {"planner", "secretary", "leader", "director"}:
            assert response.status_code == 403, url
        else:
            expect(response, url, right, role, reads=True, is_post_only=name in LEDGER_POST_ONLY)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_send_what(role, ledger):
    client, before = browser(role), LedgerImport.objects.count()
    for url, right in (one for name, one in LEDGER.items() if one[1] and name not in VOUCHERS):
        expect(client.post(url, {}), url, right, role, reads=False)
    if role not in RIGHTS["confirm_ledger"]:
        assert LedgerImport.objects.count() == before


def test_nothing_is_sent_in_without_the_pages_own_mark(ledger):
    client = browser("administrator", checks=True)
    for url, right in LEDGER.values():
        if right:
            assert client.post(url, {}).status_code in {403, 405}, url


def test_a_leader_sees_the_vouchers_of_own_units_only(ledger):
    store_ledger(ledger, HEAD + "202601;15.01.2026;50;101000;202;100;Skolens;1,00\n202601;15.01.2026;50;101000;120;900;Andres;2,00\n")
    own = leader("skole@lillevik.no")
    html = own.get("/oppfolging/regnskap/bilag/?aar=2026&til=2&enhet=skole").content.decode()
    assert "Skolens" in html
    assert "Andres" not in html
    voucher = own.get("/oppfolging/regnskap/bilag/regnskap/2026/50/?aar=2026&til=2").content.decode()
    assert ("Skolens" in voucher, "Andres" in voucher) == (True, False)
    assert "1 linje i bilaget hører til ansvar du ikke svarer for" in voucher
    assert own.get("/oppfolging/regnskap/bilag/?aar=2026&til=2&enhet=lillevik").status_code == 403
    assert own.get("/oppfolging/regnskap/enhet/lillevik/?aar=2026&til=2").status_code == 200
    assert leader("barnehage@lillevik.no").get("/oppfolging/regnskap/bilag/?aar=2026&til=2&enhet=skole").status_code == 403


def test_a_year_that_is_over_says_nothing_of_forecasts(ledger):
    client = browser("budget_officer")
    for page in ("", "enhet/skole/", "?etter=funksjon", "?etter=investering", "tall/skole/alle/ventet/"):
        url = f"/oppfolging/regnskap/{page}{'&' if '?' in page else '?'}aar=2026&til="
        in_december = re.sub(r'href="[^"]*"', "", client.get(f"{url}12").content.decode())
        assert not [word for word in ("rognose", "entet") if word in in_december.split("<main", 1)[1]], page
    assert "Prognose" in client.get("/oppfolging/regnskap/?aar=2026&til=2").content.decode()


def test_functions_and_projects_open_to_their_lines(ledger):
    client = browser("budget_officer")
    html = client.get("/oppfolging/regnskap/?aar=2026&til=2&etter=funksjon").content.decode()
    assert "Prognose: " in html
    link = "/oppfolging/regnskap/bilag/?aar=2026&til=2&enhet=lillevik&funksjon=202"
    assert link.replace("&", "&amp;") in html
    assert "Lønn uten enhet" not in client.get(link).content.decode()
    assert "4 bilagslinjer" in client.get(link).content.decode()


def test_investments_stand_on_their_own_with_the_way_to_the_lines(ledger):
    store_ledger(
        ledger, PROJECT_HEAD + "202602;20.02.2026;90;023000;222;100;77;Tak;400,00\n202602;20.02.2026;91;072900;841;100;77;Moms;-80,00\n", PROJECTS
    )
    client = browser("budget_officer")
    html = client.get("/oppfolging/regnskap/?aar=2026&til=2&etter=investering").content.decode()
    assert "mill. kr på investeringer til og med februar 2026" in html
    link = "/oppfolging/regnskap/bilag/?aar=2026&til=2&enhet=lillevik&art=0230&prosjekt=77"
    assert link.replace("&", "&amp;") in html
    lines = client.get(link).content.decode()
    assert "Tak" in lines and "Moms" not in lines
    assert "Tak" not in client.get("/oppfolging/regnskap/bilag/?aar=2026&til=2").content.decode(), "investments are not operations"
    assert client.get(f"{link}&art=%00&art=023").status_code == 200
    none = client.get("/oppfolging/regnskap/enhet/ansvar:200/?aar=2026&til=2&etter=investering").content.decode()
    assert "Ingen bilag eller budsjettlinjer er ført i investering" in none


def test_a_visitor_is_shown_the_way_to_the_reports_and_no_figures(ledger):
    html = Client().get("/oppfolging/regnskap/").content.decode()
    assert "Regnskapet står i rapportene" in html
    assert "2\u202f350" not in html


def test_a_file_from_the_form_to_the_report(ledger, django_capture_on_commit_callbacks):
    client = browser("budget_officer")
    text = LINES.replace("202602", "202603").replace("02.2026", "03.2026").replace(";1;", ";11;") + "202603;31.03.2026;12;101000;202;100;Galt;tusen\n"
    sent = {"file": SimpleUploadedFile("mars.csv", text.encode()), "source": "", "year": "2026"}
    page = client.post("/oppfolging/regnskap/les-inn/", sent)
    layout = client.get(page["Location"]).content.decode()
    assert "Slik er «mars.csv» forstått" in layout
    roles = {"date": "Dato", "period": "Periode", "voucher": "Bilag", "account": "Konto", "function": "Funksjon", "cost_centre": "Ansvar"}
    given = {**roles, "text": "Tekst", "amount": "Beløp", "id": "lonn", "name": "Lønnssystemet"}
    assert client.post(page["Location"], {**given, "id": "Å"}).status_code == 422
    preview = client.post(page["Location"], given)["Location"]
    html = client.get(preview).content.decode()
    assert "5 linjer i «mars.csv» er gode, resten blir ikke med" in html
    assert LedgerImport.objects.count() == STORED
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(preview, follow=True).content.decode()
    assert "5 linjer fra «mars.csv» teller nå i regnskapet" in answer
    assert "mars 2026" in answer
    assert get_follow_up_state().book.table("ledger_sources")["lonn"].name == "Lønnssystemet"
    assert "Filen venter ikke lenger" in client.get(preview).content.decode()


def test_control_totals_are_said_on_the_page_and_held_against_the_file(ledger):
    client = browser("budget_officer")
    text = HEAD + "202603;31.03.2026;12;101000;202;100;Mars;1000,00\nTotalt;;;;;;;1000,00\n"
    page = client.post("/oppfolging/regnskap/les-inn/", {"file": SimpleUploadedFile("mars.csv", text.encode()), "source": "regnskap", "year": "2026"})
    assert AuditEntry.objects.filter(act="send_ledger").count() == 1
    refused = client.post(page["Location"], {"control_sum": "mye", "control_lines": "x"})
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Skriv summen i kroner" in html
    assert "Skriv antallet med tall" in html
    assert 'value="mye"' in html
    wrong = client.get(client.post(page["Location"], {"control_sum": "1 000,01", "control_lines": "1"})["Location"]).content.decode()
    assert "Kontrolltallet er 1\u00a0000,01" in wrong or "Kontrolltallet er 1 000,01" in wrong
    assert "1 linje: stemmer ikke" in wrong
    right = client.get(client.post(page["Location"], {"control_sum": "1 000,00", "control_lines": "1"})["Location"]).content.decode()
    assert "1 linje: stemmer<" in right
    assert "Linjen «Totalt» er en sum av de andre" in right


def test_files_that_could_not_be_deleted_are_shown_with_their_import(ledger, monkeypatch):
    client = browser("budget_officer")

    def refuse(_folder):
        raise PermissionError

    monkeypatch.setattr("veikart.actions.remove_ledger.shutil.rmtree", refuse)
    html = client.post("/oppfolging/regnskap/filer/2/ta-tilbake/", follow=True).content.decode()
    assert "Filer står igjen på disken" in html
    assert "Prøv å slette igjen" in html
    monkeypatch.undo()
    client.post("/oppfolging/regnskap/filer/2/ta-tilbake/")
    assert "Filer står igjen" not in client.get("/oppfolging/regnskap/filer/2/").content.decode()


def test_what_stands_on_cost_centres_without_a_unit_is_said_above_the_table(ledger):
    html = browser("budget_officer").get("/oppfolging/regnskap/?aar=2026&til=2").content.decode()
    assert "1 ansvar har ingen enhet som svarer for det." in html
    assert "Der står 50 kr i regnskapet og 0 kr i budsjettet hittil." in html
    assert "/oppfolging/regnskap/enhet/uten-enhet/" in html


def test_a_large_file_is_chosen_in_the_inbox_and_stays_there(ledger, monkeypatch):
    client = browser("budget_officer")
    monkeypatch.setattr("veikart.web.pages.follow_up.ledger_import.LARGEST", 10)
    sent = {"source": "regnskap", "year": "2026"}
    html = client.post(IMPORT, {**sent, "file": SimpleUploadedFile("stor.csv", LINES.encode())}).content.decode()
    assert "og grensen er 50 MB. Legg den i innboksen på serveren" in html
    assert "Eller en fil i innboksen" not in html
    inbox = get_inbox_folder()
    inbox.mkdir()
    file = inbox / "stor mars.csv"
    file.write_text(HEAD + "202603;31.03.2026;12;101000;202;100;Mars;1000,00\n", encoding="utf-8")
    (inbox / "halv.csv.part").write_text("x")
    html = client.get(IMPORT).content.decode()
    assert "stor mars.csv (1 kB" in html
    assert "halv.csv" not in html
    assert client.post(IMPORT, {**sent, "inbox": "../../regnskap.csv"}).status_code == 422
    layout = client.post(IMPORT, {**sent, "inbox": file.name})["Location"]
    assert AuditEntry.objects.get(act="choose_ledger").detail["file"] == file.name
    preview = client.post(layout, {})["Location"]
    assert "1 linje fra «stor mars.csv» teller nå" in client.post(preview, follow=True).content.decode()
    assert file.exists()
    assert "lest inn som import 5" in client.get(IMPORT).content.decode()


def test_files_that_wait_are_a_duty_and_listed_where_files_are_read_in(ledger):
    client = browser("budget_officer")
    assert "Du har ingenting å gjøre nå" in client.get("/oppfolging/min-side/").content.decode()
    get_inbox_folder().mkdir()
    (get_inbox_folder() / "april.csv").write_text(LINES)
    first = client.post(IMPORT, {"file": SimpleUploadedFile("mars.csv", LINES.encode()), "source": "", "year": "2026"})["Location"]
    page = client.post(IMPORT, {"file": SimpleUploadedFile("mai.csv", LINES.encode()), "source": "regnskap", "year": "2026"})["Location"]
    client.post(page, {})
    mine = client.get("/oppfolging/min-side/").content.decode()
    assert "Du har 3 ting å gjøre" in mine
    for words in ("Les inn «april.csv»", "Si hvordan «mars.csv» leses", "Bekreft eller forkast «mai.csv»"):
        assert words in mine
    assert "april.csv" not in browser("planner").get("/oppfolging/min-side/").content.decode()
    html = client.get(IMPORT).content.decode()
    assert "2 filer venter" in html
    assert "mai.csv</a>: sett over, ikke bekreftet" in html
    assert "Ingenting er lagret" in client.post(first, {"cancel": "1"}, follow=True).content.decode()
    assert "1 fil venter" in client.get(IMPORT).content.decode()


def test_an_own_forecast_is_shown_with_its_reason(ledger):
    client = browser("budget_officer")
    sent = {"aar": "2026", "til": "2", "group": "salary", "amount": "20 000", "text": "Flere elever"}
    html = client.post("/oppfolging/regnskap/enhet/skole/anslag/", sent, follow=True).content.decode()
    assert "Flere elever" in html
    assert "20\u202f000" in html
    assert "hele kroner" in client.post("/oppfolging/regnskap/enhet/skole/anslag/", {**sent, "amount": "x"}, follow=True).content.decode()


def test_every_figure_opens_to_its_calculation(ledger):
    client = browser("budget_officer")
    html = client.get("/oppfolging/regnskap/enhet/skole/?aar=2026&til=2").content.decode()
    figures = sorted({one.split('"')[0].replace("&amp;", "&") for one in html.split('href="')[1:] if one.startswith("/oppfolging/regnskap/tall/")})
    assert len(figures) >= 27
    for url in figures:
        page = client.get(url).content.decode()
        assert "Slik er tallet regnet ut" in page
        assert "regnskap-2026.csv" in page
        assert "/prognose/" not in url or "Hele året i fjor" in page
    assert client.get("/oppfolging/regnskap/tall/skole/salary/finnes-ikke/").status_code == 404
    assert client.get("/oppfolging/regnskap/?aar=1999").status_code == 404


def test_a_page_of_many_units_asks_a_fixed_number_of_times_and_is_quick(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    units = {f"enhet-{at}": "skole" for at in range(UNITS)}
    replace_plan(make_ledger_plan(units), actor=OFFICER_OF_PLAN, note="")
    centres = {f"{1000 + at}": CostCentre(f"{1000 + at}", f"Ansvar {at}", f"enhet-{at}") for at in range(UNITS)}
    replace_follow_up(make_ledger_book(cost_centres=centres), actor=OFFICER, note="")
    store_ledger(tmp_path, HEAD + "".join(f"202601;15.01.2026;{at};101000;202;{1000 + at};Lønn;{at},00\n" for at in range(1, UNITS)))
    client = browser("budget_officer")
    url = "/oppfolging/regnskap/?aar=2026&til=1&apne=alle"
    assert count_queries(client, url) == OFFICERS
    start = time.monotonic()
    html = client.get(url).content.decode()
    assert time.monotonic() - start < 3  # a slow machine; about a quarter of a second
    assert html.count("<tr ") > UNITS


def test_every_page_asks_a_fixed_number_of_times(ledger):
    client = browser("budget_officer")
    counted = {name: count_queries(client, url) for name, (url, _right) in LEDGER.items() if name not in LEDGER_POST_ONLY}
    files = {"ledger-import", "ledger-layout", "ledger-preview", "ledger-kostra-check"}
    lists = {"ledger-imports", "ledger-import-page", "ledger-kostra", "ledger-kostra-lines"}
    assert counted == {name: OFFICERS - (2 if name in files else 1 if name in lists else 0) for name in counted}


def test_a_saft_file_is_known_by_how_it_begins(ledger):
    client = browser("budget_officer")
    sent = {"file": SimpleUploadedFile("saft.xml", b'<?xml version="1.0"?><AuditFile>'), "source": "", "year": "2026"}
    page = client.post("/oppfolging/regnskap/les-inn/", sent)["Location"]
    assert "Filen er SAF-T Regnskap" in client.get(page).content.decode()
    preview = client.post(page, {"id": "saft", "name": "Fra SAF-T"})["Location"]
    assert "Ingenting nytt kan lagres" in client.get(preview).content.decode()


@pytest.mark.parametrize("content", [b"\n", b"\x00\x01\x02", b"bare ord", "Konto;Beløp\n1;2\n".encode("utf-16"), b"PK\x03\x04zip", b";;;\n;;;\n"])
def test_a_file_of_something_else_ends_in_findings_and_stores_nothing(content, ledger):
    client = browser("budget_officer")
    page = client.post("/oppfolging/regnskap/les-inn/", {"file": SimpleUploadedFile("../rart navn?.csv", content), "source": "", "year": "2026"})
    layout = client.get(page["Location"])
    assert layout.status_code == 200
    answer = client.post(page["Location"], {"id": "rar", "name": "Rar", "account": "Konto", "amount": "Beløp", "voucher": "x", "date": "y"})
    html = client.get(answer["Location"]).content.decode()
    assert "Ingenting nytt kan lagres" in html
    assert client.post(answer["Location"]).status_code == 409
    assert LedgerImport.objects.count() == STORED
