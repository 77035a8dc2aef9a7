"""Values of indicators into the follow-up's book by a command."""

import json

import pytest

from tests.support.follow_up import OFFICER
from tests.support.indicators import LONG_FILE, make_indicator_book, make_indicator_plan
from tests.support.plan import PLANNER
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FINDINGS, NOT_FOUND, USAGE
from veikart.exchange.indicators import TableMapping, write_source
from veikart.store.queries import get_follow_up_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run a command; gives the exit code and what was printed."""
    source, codes = write_source(TableMapping(indicators={"SF": "fravaer"}), key="hr", name="Personalsystemet", source="")
    tables = {"indicator_sources": {source.id: source}, "indicator_codes": {f"hr|indicator|{one.code}": one for one in codes}}
    replace_follow_up(make_indicator_book(**tables), actor=OFFICER, note="")
    replace_plan(make_indicator_plan(), actor=PLANNER, note="")

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "follow-up", "indicators", *words])
        monkeypatch.setattr("veikart.cli.indicator_import.prepare_database", lambda: None)
        code = run_command_line()
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "tall.csv"
    file.write_text(LONG_FILE, encoding="utf-8")
    return file


def _values():
    return get_follow_up_state().book.table("indicator_values")


def test_a_trial_shows_everything_and_stores_nothing(veikart, path):
    code, out = veikart(str(path), "--published", "2020-03-15", "--dry-run", "--json")
    told = json.loads(out)
    assert (code, told["new"], told["same"], told["revision"]) == (DONE, 3, 0, None)
    assert _values() == {}


def test_the_values_are_stored_and_again_nothing_changes(veikart, path):
    code, out = veikart(str(path), "--published", "2020-03-15", "--source", "Personalsystemet")
    assert (code, len(_values())) == (DONE, 3)
    assert "3 nye tall" in out
    assert _values()["fravaer|lillevik|2018||2020-03-15"].source == "Personalsystemet"
    assert "Ingenting er endret." in veikart(str(path))[1]


def test_a_revised_file_is_a_vintage_of_its_own(veikart, path):
    veikart(str(path), "--published", "2020-03-15")
    path.write_text(LONG_FILE.replace("7,1", "7,2"), encoding="utf-8")
    told = json.loads(veikart(str(path), "--published", "2020-06-15", "--json")[1])
    assert told["revised_values"] == [
        {"indicator": "fravaer", "place": "lillevik", "year": 2019, "period": "", "before_millionths": 7_100_000, "now_millionths": 7_200_000}
    ]
    assert len(_values()) == 4


def test_a_file_is_read_like_one_before_it(veikart, path):
    path.write_text("Indikator;Kommune;2019\nSF;Lillevik;7,1\n", encoding="utf-8")
    assert json.loads(veikart(str(path), "--dry-run", "--json")[1])["new"] == 0
    assert json.loads(veikart(str(path), "--like", "hr", "--dry-run", "--json")[1])["new"] == 1
    path.write_text("Hva;2018;2019\nfravær;7,3;7,1\n", encoding="utf-8")
    told = json.loads(veikart(str(path), "--indicator", "fravaer", "--place", "storevik", "--dry-run", "--json")[1])
    assert told["new"] == 2


def test_what_cannot_be_read_is_told_of(veikart, path, tmp_path):
    assert veikart(str(tmp_path / "borte.csv"))[0] == NOT_FOUND
    assert veikart(str(path), "--like", "borte")[0] == NOT_FOUND
    assert veikart(str(path), "--published", "i går")[0] == USAGE
    path.write_text("bare;ord\nher;ja\n", encoding="utf-8")
    assert veikart(str(path))[0] == FINDINGS
    path.write_text("Kommune;2019\nLillevik;7\n", encoding="utf-8")
    code, out = veikart(str(path), "--json")
    assert (code, [one["code"] for one in json.loads(out)["findings"]]) == (FINDINGS, ["indicator-file"])


def test_what_is_published_on_a_day_to_come_is_not_stored(veikart, path):
    code, _out = veikart(str(path), "--published", "2999-01-01")
    assert code == FINDINGS
    assert _values() == {}
