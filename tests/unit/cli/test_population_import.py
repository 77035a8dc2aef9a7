"""Tables of population into the economy's book by a command."""

import json

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.statistics import as_csv, make_jsonstat, pivoted_rows
from veikart.actions.replace_economy import replace_economy
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FINDINGS, NOT_FOUND, USAGE
from veikart.store.models import BookRevision
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run a command; gives the exit code and what was printed."""
    replace_economy(make_small_economy(), actor=OFFICER, note="")

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "foresight", "import", *words])
        monkeypatch.setattr("veikart.cli.population_import.prepare_database", lambda: None)
        code = run_command_line()
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "07459.json"
    file.write_bytes(make_jsonstat(regions={"0219": "Bærum (-2019)"}))
    return str(file)


def test_a_trial_shows_everything_and_stores_nothing(veikart, path):
    code, out = veikart(path, "--municipality", "3201", "--as", "ssb", "--dry-run", "--json")
    told = json.loads(out)
    assert code == DONE
    assert told["municipality"] == {"code": "3201", "name": "Bærum", "codes": ["0219"]}
    assert (told["years"], told["new"], told["revision"]) == ([2019, 2020], 425, None)
    assert [one["code"] for one in told["findings"]] == ["population-code"]
    assert BookRevision.objects.count() == 1


def test_the_rows_are_stored_and_again_nothing_changes(veikart, path):
    code, out = veikart(path, "--municipality", "3201", "--as", "ssb")
    assert code == DONE
    assert "Bærum 3201" in out
    assert "425 nye rader" in out
    assert "Lest inn som endring 2." in out
    assert len(get_economy_state().book.table("population")) == 424
    assert "Ingenting er endret." in veikart(path, "--municipality", "3201", "--as", "ssb")[1]


def test_everything_as_known_totals(veikart, path):
    code, out = veikart(path, "--municipality", "3201", "--as-totals")
    assert code == DONE
    assert "2 kjente tall å kalibrere mot." in out
    assert len(get_economy_state().book.table("population_targets")) == 2


def test_bands_are_split_or_kept(veikart, tmp_path):
    file = tmp_path / "egne.csv"
    file.write_bytes(as_csv([["aldersgruppe", "2024"], ["0-5", 60], ["6-15", 100], ["16-66", 700], ["67+", 140]]))
    assert "4 nye" not in veikart(str(file), "--dry-run")[1]
    assert "delt i enkeltår" in veikart(str(file), "--dry-run")[1]
    assert "5 nye rader" in veikart(str(file), "--keep-bands")[1]


def test_what_cannot_be_read_ends_the_command(veikart, path, tmp_path):
    assert veikart(path, "--municipality", "0301")[0] == FINDINGS
    assert veikart(path + "x")[0] == NOT_FOUND
    assert veikart(path, "--as", "Å")[0] == USAGE
    rows = pivoted_rows()
    rows[4][3] = -1
    broken = tmp_path / "feil.csv"
    broken.write_bytes(as_csv(rows))
    assert veikart(str(broken))[0] == FINDINGS
    assert BookRevision.objects.count() == 1
