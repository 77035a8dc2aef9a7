"""An account for KOSTRA: controlled, stored, shown by function and art, and held against the ledger down to the vouchers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.test_rights import browser
from tests.support.follow_up import OFFICER
from tests.support.tiny_ledger import HEAD, make_kostra, make_ledger_book, make_ledger_plan, store_kostra, store_ledger
from tests.support.tree import ROOT
from veikart.actions.access import Actor
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.store.models import LedgerImport

pytestmark = pytest.mark.django_db
KOSTRA = "/oppfolging/regnskap/kostra/"
EXAMPLE = (ROOT / "examples" / "kostra" / "kostra-0A-2019-0402.dat").read_bytes()


@pytest.fixture
def client(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    replace_plan(make_ledger_plan(), actor=Actor("Planlegger", "planner"), note="")
    replace_follow_up(make_ledger_book(), actor=OFFICER, note="")
    return browser("budget_officer")


def send(client, content: bytes):
    return client.post(
        "/oppfolging/regnskap/les-inn/", {"file": SimpleUploadedFile("kostra.dat", content), "source": "", "year": "2026"}, follow=True
    ).redirect_chain[-1][0]


def test_a_whole_account_is_controlled_stored_and_shown(client):
    assert "Ingen KOSTRA-fil er lest inn ennå" in client.get(KOSTRA).content.decode()
    page = send(client, EXAMPLE)
    html = client.get(page).content.decode()
    assert "i kontrollene til SSB" in html
    assert "0A, bevilgningsregnskap, kommunekasse" in html
    assert not LedgerImport.objects.exists()
    shown = client.post(page, follow=True).content.decode()
    assert "KOSTRA 0A 2019, 4. kvartal har 1\u202f557,5 mill. kr i driftsutgifter" in shown
    assert "Grunnskole" in shown
    assert "Det er ikke noe eget regnskap for året" in shown
    assert "238,9 mill. kr i investeringer" in client.get(f"{KOSTRA}?klasse=0").content.decode()
    assert "Fastlønn" in client.get(f"{KOSTRA}?etter=art").content.decode()
    lines = client.get(f"{KOSTRA}linjer/?klasse=1&funksjon=202").content.decode()
    assert "131\u202f025" in lines
    assert "180,5 mill. kr" in lines
    assert "010 Fastlønn</th>" in lines or "010 Fastlønn<small>linje 5 i filen" in lines
    files = client.get("/oppfolging/regnskap/filer/").content.decode()
    assert "kostra.dat" in files
    assert "0 filer teller i regnskapet" in files
    assert "0A 040200 4, KOSTRA" in files
    assert "Se regnskapet" in client.get("/oppfolging/regnskap/filer/1/").content.decode()
    assert client.get("/oppfolging/regnskap/?aar=2019").status_code == 200  # nothing of it is ledger lines
    for wrong in ("?klasse=5", "?nummer=9", "?etter=tull", "linjer/?funksjon=999"):
        assert client.get(KOSTRA + wrong).status_code == 404


def test_it_is_held_against_the_ledger_of_the_year(client, tmp_path):
    lines = "202601;15.01.2026;1;101000;202;100;Lønn;1499600,00\n202601;15.01.2026;2;101000;120;100;Lønn;700000,00\n"
    lines += "202601;15.01.2026;3;160000;202;100;Salg;-250000,00\n202601;15.01.2026;4;101000;211;100;Bare her;9000,00\n"
    store_ledger(tmp_path, HEAD + lines)
    store_kostra(tmp_path, ("1", "202", "010", 1500), ("1", "202", "600", -250), ("1", "120", "010", 400))
    html = client.get(KOSTRA).content.decode()
    assert "har 1,9 mill. kr i driftsutgifter, og 2 funksjoner er ulike i eget regnskap" in html
    assert html.count("Ulikt") == 2
    assert "\u2212300" in html
    assert "Filen er for kommune 9901." in html
    by_art = client.get(f"{KOSTRA}?etter=art").content.decode()
    assert "1 art er ulik i eget regnskap" in by_art
    page = client.get(f"{KOSTRA}linjer/?funksjon=202").content.decode()
    assert "1\u00a0499\u00a0600,00" in page or "1 499 600,00" in page
    assert "<td>Lønn</td>" in page
    assert "bare i eget regnskap" in client.get(f"{KOSTRA}linjer/?funksjon=211").content.decode()
    leader = browser("leader").get(f"{KOSTRA}linjer/?funksjon=202").content.decode()
    assert "<td>Lønn</td>" not in leader
    assert "Bilagene kan bare ses av økonomene" in leader


def test_a_new_account_takes_the_place_of_the_old_and_the_same_is_refused(client, tmp_path):
    first = store_kostra(tmp_path, ("1", "202", "010", 1500))
    page = send(client, make_kostra(("1", "202", "010", 1500)))
    refused = client.post(page)
    assert (refused.status_code, "som import 1" in refused.content.decode()) == (409, True)
    second = store_kostra(tmp_path, ("1", "202", "010", 1600))
    first.refresh_from_db()
    assert (first.status, first.replaced_by) == ("replaced", second)
    client.post(f"/oppfolging/regnskap/filer/{second.number}/ta-tilbake/")
    first.refresh_from_db()
    assert first.status == "stored"
    assert "1,5 mill. kr" in client.get(KOSTRA).content.decode()


def test_a_file_that_cannot_be_read_is_told_of_and_dropped(client):
    page = send(client, b"0A20194040200 kort linje\n")
    html = client.get(page).content.decode()
    assert "kan ikke leses" in html
    assert "Lagre KOSTRA-regnskapet" not in html
    assert client.post(page).status_code == 409
    client.post(page, {"cancel": "1"})
    assert "Filen venter ikke lenger" in client.get(page).content.decode()
    assert not LedgerImport.objects.exists()
