"""Reports by command: published, written as PDF, and what is said where they cannot be."""

import json

import pytest

from tests.support.plan import PLANNER
from tests.support.reports import NAMES, OFFICER, make_reporting_book, make_reporting_plan, use_economy
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, FINDINGS, NOT_FOUND
from veikart.cli.report import publish_finished
from veikart.store.queries import get_published_reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run a command on a period that is open; gives the exit code and what was printed."""
    use_economy(monkeypatch, {})
    replace_plan(make_reporting_plan(), actor=PLANNER, note="")
    replace_follow_up(make_reporting_book(opened="2020-t2", **dict.fromkeys(NAMES, "approved")), actor=OFFICER, note="")

    def run(*words: str) -> tuple[int, dict]:
        monkeypatch.setattr("sys.argv", ["veikart", "report", *words, "--json"])
        monkeypatch.setattr("veikart.cli.report.prepare_database", lambda: None)
        code = run_command_line()
        return code, json.loads(capsys.readouterr().out)

    return run


def test_a_period_is_published_and_written_as_pdf(veikart, tmp_path):
    code, answer = veikart("publish", "2020-t2")
    assert (code, answer["edition"]) == (DONE, 1)
    path = tmp_path / "rapport.pdf"
    assert veikart("export", "2020-t2", str(path))[0] == DONE
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("publish", "2020-t1"), FINDINGS),
        (("publish", "finnes-ikke"), NOT_FOUND),
        (("export", "2020-t1", "x.pdf"), NOT_FOUND),
        (("export", "2020-t2", "x.pdf"), NOT_FOUND),
    ],
)
def test_what_cannot_be_done_is_told(veikart, words, expected):
    assert veikart(*words)[0] == expected


def test_a_place_that_cannot_be_written_to_is_told(veikart, tmp_path):
    veikart("publish", "2020-t2")
    assert veikart("export", "2020-t2", str(tmp_path / "finnes-ikke" / "x.pdf"))[0] == NOT_FOUND


def test_only_what_is_finished_is_published(veikart):
    assert [one.period for one in publish_finished(None)] == ["2020-t2"]
    assert publish_finished(None) == []
    assert len(get_published_reports()) == 1
