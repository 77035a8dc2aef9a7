"""The ledger by command: a file in, what was read in, the report, and a file taken back."""

import json

import pytest

from tests.support.follow_up import OFFICER
from tests.support.tiny_ledger import BUDGET, LINES, make_kostra, make_ledger_book, make_ledger_plan
from veikart.actions.access import Actor
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FINDINGS, NOT_FOUND, USAGE
from veikart.store.models import LedgerImport
from veikart.store.queries import get_ledger_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikart(monkeypatch, capsys, settings, tmp_path):
    """Run a command; gives the exit code and what was printed."""
    settings.VAR = tmp_path / "var"
    replace_plan(make_ledger_plan(), actor=Actor("Planlegger", "planner"), note="")
    replace_follow_up(make_ledger_book(), actor=OFFICER, note="")

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "ledger", *words])
        monkeypatch.setattr("veikart.cli.ledger.prepare_database", lambda: None)
        code = run_command_line()
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "februar.csv"
    file.write_text(LINES, encoding="utf-8")
    return str(file)


def test_a_file_is_shown_and_stored_only_when_that_is_said(veikart, path):
    code, out = veikart("import", path, "--source", "regnskap", "--year", "2026", "--json")
    told = json.loads(out)
    assert (code, told["number"], told["lines"]["good"], told["sum_ore"]) == (DONE, None, 5, 235_025)
    assert not LedgerImport.objects.exists()
    assert not list((get_ledger_folder() / "venter").iterdir())
    code, out = veikart("import", path, "--source", "regnskap", "--year", "2026", "--confirm")
    assert (code, LedgerImport.objects.get().number) == (DONE, 1)
    assert "Lagret som import 1" in out
    code, out = veikart("import", path, "--source", "regnskap", "--year", "2026", "--confirm")
    assert (code, LedgerImport.objects.count()) == (FINDINGS, 1)


def test_the_report_the_list_and_a_file_taken_back(veikart, path, tmp_path):
    budget = tmp_path / "budsjett.csv"
    budget.write_text(BUDGET, encoding="utf-8")
    veikart("import", path, "--source", "regnskap", "--year", "2026", "--confirm")
    veikart("import", str(budget), "--source", "budsjett", "--year", "2026", "--confirm")
    code, out = veikart("report", "--year", "2026", "--month", "2", "--json")
    total = json.loads(out)["units"][0]["total"]
    assert (code, total["budget_to_date_nok"], total["accounts_to_date_nok"]) == (DONE, 2_800, 2_350)
    assert "Skole" in veikart("report", "--year", "2026")[1]
    assert [one["status"] for one in json.loads(veikart("list", "--json")[1])] == ["stored", "stored"]
    assert "februar.csv" in veikart("list")[1]
    assert json.loads(veikart("remove", "1", "--json")[1]) == {"number": 1, "status": "removed", "files_left": False}
    assert veikart("remove", "1")[0] == NOT_FOUND


def test_what_is_not_there_is_said(veikart, path):
    assert veikart("import", "finnes-ikke.csv", "--source", "regnskap")[0] == NOT_FOUND
    assert veikart("import", path, "--source", "annen")[0] == NOT_FOUND


def test_the_place_of_an_import_that_does_not_count_is_not_taken(veikart, path):
    code, _out = veikart("import", path, "--source", "regnskap", "--year", "2026", "--replaces", "99", "--confirm")
    assert (code, LedgerImport.objects.count()) == (FINDINGS, 0)


def test_an_account_for_kostra_is_controlled_and_stored_only_when_that_is_said(veikart, tmp_path):
    file = tmp_path / "kostra.dat"
    file.write_bytes(make_kostra(("1", "202", "010", 1500)))
    code, out = veikart("kostra", str(file), "--json")
    assert (code, json.loads(out)["number"], json.loads(out)["lines"]) == (DONE, None, 1)
    assert (veikart("kostra", str(file), "--confirm")[0], LedgerImport.objects.get().kind) == (DONE, "kostra")
    assert veikart("kostra", str(file), "--confirm")[0] == FINDINGS
    file.write_text("0A2026 kort")
    assert veikart("kostra", str(file))[0] == FINDINGS
    assert veikart("kostra", "finnes-ikke.dat")[0] == NOT_FOUND
    assert [one["kind"] for one in json.loads(veikart("list", "--json")[1])] == ["kostra"]


def test_a_year_without_figures_is_said_to_have_none(veikart):
    assert veikart("report", "--year", "2031")[0] == NOT_FOUND


def test_a_file_that_does_not_come_to_the_sum_it_should_is_not_stored(veikart, path):
    words = ("import", path, "--source", "regnskap", "--year", "2026", "--confirm", "--sum")
    assert [veikart(*words, said)[0] for said in ("2350,26", "mye", "2350,251")] == [FINDINGS, USAGE, USAGE]
    assert not LedgerImport.objects.exists()
    assert veikart(*words[:-1], "--lines", "6")[0] == FINDINGS
    assert (veikart(*words, "2 350,25", "--lines", "5")[0], LedgerImport.objects.count()) == (DONE, 1)
