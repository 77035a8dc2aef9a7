"""A SAF-T file from the form to the report, and the same source by command afterwards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.test_rights import browser
from tests.support.follow_up import OFFICER
from tests.support.saft import TYPES, VOUCHERS, make_saft
from tests.support.tiny_ledger import make_ledger_book, make_ledger_plan
from veikart.actions.access import Actor
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.cli.commands import run_command_line
from veikart.store.models import LedgerImport
from veikart.store.queries import get_follow_up_state

pytestmark = pytest.mark.django_db
IMPORT = "/oppfolging/regnskap/les-inn/"


@pytest.fixture
def client(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    replace_plan(make_ledger_plan(), actor=Actor("Planlegger", "planner"), note="")
    replace_follow_up(make_ledger_book(), actor=OFFICER, note="")
    return browser("budget_officer")


def send(client, content: bytes, source: str = "") -> str:
    return client.post(IMPORT, {"file": SimpleUploadedFile("saft.xml", content), "source": source, "year": "2026"})["Location"]


def test_from_the_form_to_the_report_and_then_by_command(client, tmp_path, monkeypatch):
    page = send(client, make_saft())
    html = client.get(page).content.decode()
    assert '<option value="A" selected>A: Ansvar</option>' in html
    assert '<option value="T" selected>T: Tjeneste</option>' in html
    assert "Kolonnene</h2>" not in html
    given = {
        "id": "saft",
        "name": "SAF-T",
        "cost_centre": "A",
        "function": "T",
        "project": "P",
        "account_rule": "class_and_art",
        "control_lines": "6",
    }
    preview = client.post(page, given)["Location"]
    html = client.get(preview).content.decode()
    assert "6 linjer i «saft.xml» er klare til å lagres" in html
    assert "6 linjer: stemmer<" in html
    report = client.post(preview, follow=True).content.decode()
    assert "6 linjer fra «saft.xml» teller nå i regnskapet" in report
    unit = client.get("/oppfolging/regnskap/enhet/skole/?aar=2026&til=2").content.decode()
    assert "2\u202f300" in unit  # 2 300,25 kroner on the schools' cost centres, balance accounts left out
    source = get_follow_up_state().book.table("ledger_sources")["saft"]
    assert (source.file_format, source.cost_centre, source.function, source.project) == ("saft", "A", "T", "P")

    march = tmp_path / "mars.xml"
    march.write_bytes(make_saft([*VOUCHERS, ("20260003", "2026-03-15", (("101000", "100", "202", "10.00"), ("232000", "", "", "-10.00")))]))
    monkeypatch.setattr("sys.argv", ["veikart", "ledger", "import", str(march), "--source", "saft", "--year", "2026", "--confirm"])
    monkeypatch.setattr("veikart.cli.ledger.prepare_database", lambda: None)
    assert run_command_line() == 0
    assert [(one.lines, one.lines_identical) for one in LedgerImport.objects.order_by("number")] == [(6, 0), (2, 6)]


def test_analyses_that_the_file_calls_something_else_are_said_on_the_page(client):
    page = send(client, make_saft(types={**TYPES, "A": "Org. 1", "T": "Dim 2"}))
    assert "A: Org. 1" in client.get(page).content.decode()
    preview = client.post(page, {"id": "saft", "name": "SAF-T", "cost_centre": "A", "function": "T"})["Location"]
    html = client.get(preview).content.decode()
    assert "<td>202</td><td>100</td>" in html


def test_journals_can_have_numbers_of_their_own(client):
    preview = client.post(send(client, make_saft()), {"id": "saft", "name": "SAF-T", "voucher": "JournalID"})["Location"]
    assert "HB-20260001" in client.get(preview).content.decode()
    client.post(preview)
    assert get_follow_up_state().book.table("ledger_sources")["saft"].voucher == "JournalID"
    assert '<option value="JournalID" selected>' in client.get(send(client, make_saft(), "saft")).content.decode()


def test_a_file_of_another_kind_than_its_source_has_is_told_of_at_once(client):
    page = send(client, make_saft(), "regnskap")
    words = "Filen er SAF-T. Filene fra «Regnskapet» er tekst med skilletegn (CSV)."
    assert words in client.get(page).content.decode()
    assert words in client.get(client.post(page, {})["Location"]).content.decode()


@pytest.mark.parametrize(
    ("given", "words"), [({"account_rule": "tull"}, "tull"), ({"cost_centre": "A", "function": "A"}, "er brukt til både ansvar og funksjon")]
)
def test_choices_that_do_not_hold_are_told_of_before_anything_is_stored(client, given, words):
    page = send(client, make_saft())
    answer = client.post(page, {"id": "saft", "name": "SAF-T", **given})
    html = client.get(answer["Location"]).content.decode()
    assert words in html
    assert "Ingenting nytt kan lagres" in html
    assert client.post(answer["Location"]).status_code == 409
    assert not LedgerImport.objects.exists()
