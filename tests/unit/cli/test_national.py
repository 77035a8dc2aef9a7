"""`veikart foresight national`."""

import json
import socket

import pytest

from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, NOT_FOUND, USAGE
from veikart.exchange.cluster import scheduled

FEW = ("--most", "2", "--draws", "20", "--years", "2")


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run the command; gives the exit code, what was printed, and what was said of errors."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["veikart", "foresight", "national", *words])
        code = run_command_line()
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_answer_has_a_mark_that_is_the_same_every_time(veikart):
    answers = [json.loads(veikart(*FEW, "--json", "--threads", threads)[1]) for threads in ("1", "2")]
    assert answers[0] == answers[1]
    assert answers[0]["municipalities"] == 2
    assert len(answers[0]["digest"]) == 64


def test_scenarios_and_a_file(veikart, tmp_path):
    path = tmp_path / "kommuner.csv"
    code, out, _ = veikart(*FEW, "--scenario", "main", "--scenario", "low_fertility", "--out", str(path))
    assert code == DONE
    assert "2 kommuner, 20 trekninger. Merke: " in out
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1 + 2 * 2 * 33 * 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--data", "finnes-ikke"), NOT_FOUND),
        (("--first-year", "1066"), 1),
        (("--draws", "0"), USAGE),
        (("--draws", "mange"), USAGE),
        (("--scenario", "tull"), USAGE),
        (("--out", "/finnes/ikke/a.csv"), NOT_FOUND),
    ],
)
def test_what_cannot_be_done_is_said(words, expected, veikart):
    code, out, err = veikart(*FEW, *words)
    assert code == expected
    assert "Traceback" not in out + err
    assert (out + err).strip()


def test_a_scheduler_that_does_not_answer(veikart, monkeypatch):
    monkeypatch.setattr(scheduled, "ANSWER_SECONDS", 0.5)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        code, _out, err = veikart(*FEW, "--scheduler", f"tcp://127.0.0.1:{nobody.getsockname()[1]}")
    assert code == NOT_FOUND
    assert "Ingen planlegger svarer" in err
