"""The population into the economy's book by a command."""

import json

import pytest

from tests.support.economy import OFFICER, make_small_economy
from veikart.actions.replace_economy import replace_economy
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FINDINGS, NOT_FOUND, USAGE
from veikart.exchange.population import OLDEST_COLUMN
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
HEAD = ["municipality_code", "municipality", "year", "sex", *(f"age_{age}" for age in range(OLDEST_COLUMN + 1))]


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run a command; gives the exit code and what was printed."""

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "economy", "population", *words])
        monkeypatch.setattr("veikart.cli.population.prepare_database", lambda: None)
        code = run_command_line()
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def path(tmp_path):
    lines = [["3201", "Bærum", "2026", sex, *(["10"] * (OLDEST_COLUMN + 1))] for sex in ("female", "male")]
    file = tmp_path / "population.csv"
    file.write_text("\n".join(",".join(one) for one in [HEAD, *lines]), encoding="utf-8")
    return str(file)


def test_the_rows_come_into_the_book_and_again_changes_nothing(veikart, path):
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    code, out = veikart(path, "3201", "--projection", "ssb", "--json")
    assert (code, json.loads(out)["rows"]) == (DONE, 212)
    book = get_economy_state().book
    assert len(book.table("population")) == 212
    assert book.table("population_projections")["ssb"].name == "Folketall"
    assert book.table("settings")
    code, out = veikart(path, "3201", "--projection", "ssb", "--json")
    assert (code, json.loads(out)["revision"]) == (DONE, 0)


def test_the_command_says_what_it_read(veikart, path):
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    code, out = veikart(path, "3201")
    assert code == DONE
    assert "2026–2026 er lest inn: 212 rader i «folketall»" in out


def test_what_cannot_be_read_ends_the_command(veikart, path):
    assert veikart(path, "0219")[0] == FINDINGS
    assert veikart(path + "x", "0219")[0] == NOT_FOUND
    assert veikart(path, "3201", "--projection", "Å")[0] == USAGE
