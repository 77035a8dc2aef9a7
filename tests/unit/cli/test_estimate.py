"""The rates of a municipality estimated by a command."""

import json

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.economy_example import get_example_book
from tests.support.tree import ROOT
from veikart.actions.replace_economy import replace_economy
from veikart.cli.commands import run_command_line
from veikart.cli.estimate import TABLES
from veikart.cli.exit_codes import DONE, FINDINGS, NOT_FOUND
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
NATION = str(ROOT / "examples" / "norge")


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run a command; gives the exit code and what was printed."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "economy", "estimate", *words])
        monkeypatch.setattr("veikart.cli.estimate.prepare_database", lambda: None)
        code = run_command_line()
        return (code, *capsys.readouterr())

    return run


def test_rates_come_into_the_book_and_again_changes_nothing(veikart):
    book = get_example_book()
    bare = book.with_rows({table: dict.fromkeys(list(book.table(table))[:-1]) for table in ("out_migration", "in_migration")})
    replace_economy(bare, actor=OFFICER, note="")
    code, out, _ = veikart(NATION, "--json")
    found = get_economy_state().book
    assert (code, json.loads(out)["rows"]) == (DONE, sum(len(found.table(one)) for one in TABLES))
    assert set(found.table("out_migration")) == set(book.table("out_migration"))
    code, out, _ = veikart(NATION)
    assert code == DONE
    assert "i 5 tabeller" in out


def test_what_is_missing_is_said(veikart):
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    code, _, errors = veikart(NATION)
    assert (code, "Innstillingene for framsyn mangler" in " ".join(errors.split())) == (FINDINGS, True)
    assert veikart(NATION + "-ingen")[0] == NOT_FOUND


def test_a_new_municipality_begins_with_its_counts_and_the_years(veikart):
    rows = {table: get_example_book().table(table) for table in ("population", "population_projections")}
    counts = {key: one for key, one in rows["population"].items() if one.projection == "ssb-07459"}
    replace_economy(make_small_economy().with_rows({**rows, "population": counts}), actor=OFFICER, note="")
    assert veikart(NATION, "--municipality", "3201", "--years", "2019", "2040")[0] == DONE
    book = get_economy_state().book
    (setting,) = book.table("foresight_settings").values()
    assert set(book.table("uncertainties")) == {"fertility", "mortality", "in_foreign", "in_domestic", "out_domestic"}
    assert (setting.municipality, setting.history, setting.first_year, setting.last_year) == ("3201", "ssb-07459", 2019, 2040)


def test_a_population_without_the_first_year_is_refused(veikart, monkeypatch):
    replace_economy(get_example_book(), actor=OFFICER, note="")
    monkeypatch.setattr("veikart.cli.estimate.replace_rates", _refuse)
    code, _, errors = veikart(NATION)
    assert (code, "1. januar 2019 mangler" in " ".join(errors.split())) == (FINDINGS, True)


def _refuse(book, national):
    raise ValueError(book)
