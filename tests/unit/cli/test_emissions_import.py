"""Emissions into the economy's book by a command."""

import json

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.tree import ROOT
from veikart.actions.replace_economy import replace_economy
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FINDINGS, NOT_FOUND, USAGE
from veikart.store.models import BookRevision
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
PATH = str(ROOT / "examples" / "klima" / "utslipp-telemark.csv")


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run the command; gives the exit code and what was printed."""
    replace_economy(make_small_economy(), actor=OFFICER, note="")

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "economy", "emissions", *words])
        monkeypatch.setattr("veikart.cli.emissions_import.prepare_database", lambda: None)
        code = run_command_line()
        return code, capsys.readouterr().out

    return run


def test_a_trial_shows_everything_and_stores_nothing(veikart):
    code, out = veikart(PATH, "--municipality", "4003", "--dry-run", "--json")
    told = json.loads(out)
    assert code == DONE
    assert told["municipalities"] == [{"code": "4003", "name": "Skien"}]
    assert told["tonnes"]["4003"]["2024"] == 118118.63
    assert (told["vintage"], told["revision"], told["changed"]) == ("md-2024", None, 0)
    assert BookRevision.objects.count() == 1


def test_the_rows_are_stored_and_again_nothing_changes(veikart):
    code, out = veikart(PATH, "--municipality", "4003", "--vintage", "ny")
    assert (code, "Lest inn som endring 2." in out, "118" in out) == (DONE, True, True)
    assert len(get_economy_state().book.table("emissions")) == 596
    code, out = veikart(PATH, "--municipality", "4003", "--vintage", "ny")
    assert (code, "Ingenting er endret." in out) == (DONE, True)


def test_what_cannot_be_read_ends_with_findings(veikart, tmp_path):
    assert veikart(PATH, "--municipality", "0301")[0] == FINDINGS
    assert veikart(str(tmp_path / "finnes-ikke.csv"))[0] == NOT_FOUND
    assert veikart(PATH, "--vintage", "Ny årgang")[0] == USAGE
    veikart(PATH, "--municipality", "4003")
    other = tmp_path / "annen.csv"
    other.write_text("Kommune,År,Sektor,Utslippskilde,Utslipp\nSkien,2024,Veitrafikk,Personbiler,1\n", encoding="utf-8")
    assert veikart(str(other))[0] == FINDINGS
    assert BookRevision.objects.count() == 2
