"""The economy's book by commands: checked, read in, written out and adopted."""

import json
from pathlib import Path

import pytest

from tests.support.economy import make_small_economy
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FINDINGS
from veikart.exchange.books import read_book_folder, read_book_workbook, write_book_folder
from veikart.rules.books import ECONOMY
from veikart.store.queries import get_economy_baseline, get_economy_state

pytestmark = pytest.mark.django_db
SMALL = make_small_economy()
ROWS = {"settings": 1, "assumptions": 16, "postings": 1}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "bok"
    place.mkdir()
    for name, content in write_book_folder(ECONOMY, SMALL).items():
        (place / name).write_bytes(content)
    return place


@pytest.fixture
def answer(monkeypatch, capsys):
    """Run a command with `--json`; gives the exit code and what it answered."""

    def run(*words: object) -> tuple[int, dict]:
        monkeypatch.setattr("sys.argv", ["veikart", "economy", *map(str, words), "--json"])
        code = run_command_line()
        return code, json.loads(capsys.readouterr().out)

    return run


def test_it_is_checked_and_nothing_is_stored(folder, answer):
    code, said = answer("check", folder)
    assert (code, said["rows"]) == (DONE, ROWS)
    assert get_economy_state().number == 0


def test_it_is_read_in_adopted_and_written_out_again(folder, answer, tmp_path):
    assert answer("load", folder) == (DONE, {"revision": 1, "rows": ROWS})
    assert answer("load", folder)[1]["revision"] == 0
    code, said = answer("adopt")
    assert (code, said["revision"], len(said["sha256"])) == (DONE, 1, 64)
    assert get_economy_baseline().book == SMALL
    assert answer("export", tmp_path / "ut") == (DONE, {"revision": 1, "path": str(tmp_path / "ut")})
    assert read_book_folder(ECONOMY, tmp_path / "ut")[0] == SMALL
    answer("export", tmp_path / "ut.xlsx")
    assert read_book_workbook(ECONOMY, (tmp_path / "ut.xlsx").read_bytes(), name="ut.xlsx")[:2] == (SMALL, 1)


def test_what_is_wrong_is_told_with_its_place(folder, answer):
    path = folder / "assumptions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace('"2,1"', "mye", 1), encoding="utf-8")
    code, said = answer("load", folder)
    assert code == FINDINGS
    assert [(one["code"], one["place"]["file"], one["place"]["row"]) for one in said["findings"]] == [("value-kind", "assumptions.csv", 2)]
    assert get_economy_state().number == 0


def test_an_empty_book_is_not_adopted(answer):
    code, said = answer("adopt")
    assert (code, [one["code"] for one in said["findings"]]) == (FINDINGS, ["economy-settings"])
