"""How commands end when they cannot do what they were asked: one JSON object, the same exit codes, and Norwegian."""

import ast
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.tree import ROOT
from veikart.actions.access import AccessDenied
from veikart.cli import commands
from veikart.cli.commands import run_command_line, veikart
from veikart.cli.exit_codes import DENIED, FAILED, FINDINGS, NOT_FOUND, USAGE
from veikart.cli.norwegian import WORDS

EXAMPLE = str(ROOT / "examples" / "baerum-2020-2023")
NOWHERE = "finnes-ikke"
TAKEN = "opptatt"
"""Stands for a port that another program has."""
FAILING = [
    (("check", NOWHERE), NOT_FOUND),
    (("check",), USAGE),
    (("statement", NOWHERE, "--form", "1A"), NOT_FOUND),
    (("statement", EXAMPLE, "--form", "9Z"), NOT_FOUND),
    (("statement", EXAMPLE, "--form", "1A", "--version", "finnes"), NOT_FOUND),
    (("statement", EXAMPLE), USAGE),
    (("explain", EXAMPLE, "tull"), NOT_FOUND),
    (("explain", EXAMPLE, "frame:finnes@2020"), NOT_FOUND),
    (("explain", EXAMPLE), USAGE),
    (("compare", EXAMPLE, "a", "b"), NOT_FOUND),
    (("compare", EXAMPLE, "a"), USAGE),
    (("load", NOWHERE), NOT_FOUND),
    (("load",), USAGE),
    (("publish", NOWHERE), NOT_FOUND),
    (("publish", EXAMPLE, "for-mye"), USAGE),
    (("serve", "--port", TAKEN), NOT_FOUND),
    (("serve", "--port", "99999"), USAGE),
    (("run", "--port", TAKEN), NOT_FOUND),
    (("run", "--tull"), USAGE),
    (("plan", "check", NOWHERE), NOT_FOUND),
    (("plan", "load"), USAGE),
    (("plan", "load", f"{NOWHERE}.xlsx"), NOT_FOUND),
    (("plan", "export"), USAGE),
    (("plan", "export", "/dev/null/plan"), NOT_FOUND),
    (("plan", "publish", "for-mye"), USAGE),
    (("plan", "tull"), USAGE),
    (("economy", "check", NOWHERE), NOT_FOUND),
    (("economy", "load"), USAGE),
    (("economy", "load", f"{NOWHERE}.xlsx"), NOT_FOUND),
    (("economy", "export", "/dev/null/bok"), NOT_FOUND),
    (("economy", "adopt"), FINDINGS),
    (("economy", "estimate"), USAGE),
    (("economy", "emissions", NOWHERE), NOT_FOUND),
    (("follow-up", "check", NOWHERE), NOT_FOUND),
    (("follow-up", "load", f"{NOWHERE}.xlsx"), NOT_FOUND),
    (("follow-up", "export", "/dev/null/bok"), NOT_FOUND),
    (("follow-up", "publish"), FINDINGS),
    (("follow-up", "indicators", NOWHERE), NOT_FOUND),
    (("follow-up", "indicators", NOWHERE, "--published", "i går"), USAGE),
    (("economy", "emissions", NOWHERE, "--vintage", "Ny årgang"), USAGE),
    (("foresight", "import", NOWHERE, "--as", "Nye tall"), USAGE),
    (("ledger", "kostra", NOWHERE), NOT_FOUND),
    (("ledger", "import", NOWHERE, "--source", "erp"), NOT_FOUND),
    (("ledger", "list", "for-mye"), USAGE),
    (("ledger", "remove", "7"), NOT_FOUND),
    (("ledger", "report", "--year", "2020", "--month", "13"), USAGE),
    (("report", "publish", NOWHERE), NOT_FOUND),
    (("report", "export", NOWHERE, "rapport.pdf"), NOT_FOUND),
    (("digest", "--to", "ingen@eksempel.no"), NOT_FOUND),
    (("economy", "emissions", NOWHERE), NOT_FOUND),
    (("foresight", "import"), USAGE),
    (("foresight", "national", "--draws", "0"), USAGE),
    (("follow-up", "check", NOWHERE), NOT_FOUND),
    (("follow-up", "load"), USAGE),
    (("follow-up", "export", "/dev/null/bok"), NOT_FOUND),
    (("follow-up", "publish"), FINDINGS),
    (("follow-up", "indicators", NOWHERE), NOT_FOUND),
    (("ledger", "import"), USAGE),
    (("ledger", "import", NOWHERE, "--source", "regnskap"), NOT_FOUND),
    (("ledger", "list", "for-mye"), USAGE),
    (("ledger", "remove", "99"), NOT_FOUND),
    (("ledger", "report"), USAGE),
    (("ledger", "report", "--year", "2020", "--month", "14"), USAGE),
    (("report", "export", NOWHERE, "/dev/null/rapport"), NOT_FOUND),
    (("report", "publish", NOWHERE), NOT_FOUND),
    (("digest", "for-mye"), USAGE),
    (("worker", "for-mye"), USAGE),
    (("person", "invite", "ikke en adresse"), USAGE),
    (("person", "invite", "a@b.no", "--role", "tull"), USAGE),
    (("person", "close", "ingen@eksempel.no"), NOT_FOUND),
    (("tull",), USAGE),
]
USED_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
# Said to whoever writes a command wrong, or of kinds of values and ways of asking that no command here has.
NOT_GIVEN = (
    "Aborted!", "deprecated", "DeprecationWarning", "Value must be", "Could not determine", "No options defined", "env var", "Arguments take exactly",
    "(dynamic)", "Name '", "Takes {nargs}", "Boolean option", "Do you want", "Confirm the", "%(prog)s", "Show the version", "Invalid start character",
    "file", "directory", "path", "{value!r} does not match", "{value!r} is not a valid UUID", "Choice(", "{len_type} values", "{name} {filename!r}",
)  # fmt: skip


FETCHED = click.Group("veikart", {name: veikart.fetch(name) for name in commands.COMMANDS})
GROUPS = [(name,) for name, one in FETCHED.commands.items() if isinstance(one, click.Group)]


@pytest.fixture
def answer(monkeypatch, capsys):
    """Run a command with `--json`; gives the exit code and the one JSON object it printed."""

    def run(*words: str) -> tuple[int, dict]:
        monkeypatch.setattr("sys.argv", ["veikart", *words, "--json"])
        code = run_command_line()
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def every_command(group: click.Group = FETCHED, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """What is typed to reach each command: «check», «plan load»."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, (*above, name))
        else:
            yield (*above, name)


@pytest.mark.parametrize("command", sorted(every_command()))
def test_every_command_is_walked(command):
    assert any(words[: len(command)] == command for words, _ in FAILING)


@pytest.mark.parametrize("command", commands.COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(command):
    assert FETCHED.commands[command].name == command
    assert FETCHED.commands[command].get_short_help_str(1000) == commands.COMMANDS[command][1]


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "expected"), FAILING)
def test_every_command_that_fails_gives_one_json_object(words, expected, answer, taken_port):
    code, said = answer(*(taken_port if word == TAKEN else word for word in words))
    assert code == expected == said["code"]
    assert said["sentence"].endswith((".", "?"))
    assert isinstance(said["findings"], list)


@pytest.mark.parametrize("command", ["check", "load", "publish"])
def test_a_file_that_is_no_dataset_is_a_finding(command, answer, tmp_path, db):
    """A packed dataset is there, but cannot be read: the same whether it is the path or lies inside the folder."""
    packed = tmp_path / "alt.zip"
    packed.write_bytes(b"PK")
    for path in (packed, tmp_path):
        code, said = answer(command, str(path))
        assert code == said["code"] == FINDINGS
        assert "file-archive" in {finding["code"] for finding in said["findings"]}


def test_a_unit_that_is_not_there_is_named_with_those_alike(answer):
    _code, said = answer("explain", EXAMPLE, "frame:barnehagr@2020")
    assert "«barnehagr»" in said["sentence"]
    assert "barnehager (Barnehager)" in said["sentence"]
    assert "atlantis" in answer("explain", EXAMPLE, "frame:atlantis@2020")[1]["sentence"]


@pytest.mark.django_db
def test_no_progress_where_there_is_no_terminal(monkeypatch, capfd):
    monkeypatch.setattr("sys.argv", ["veikart", "load", EXAMPLE, "--json"])
    assert run_command_line() == 0
    said = capfd.readouterr()
    assert said.err == ""
    assert json.loads(said.out)["dataset"] == "baerum-2020-2023"


def test_a_note_of_one_year_is_said_of_that_year(monkeypatch, capsys):
    def note(year: int) -> str:
        monkeypatch.setattr("sys.argv", ["veikart", "explain", EXAMPLE, f"ratio:result_ratio@{year}", "--json"])
        run_command_line()
        return json.loads(capsys.readouterr().out)["note"]

    assert "Budsjett 2019" in note(2019)
    assert "Budsjett 2019" not in note(2020)


@pytest.mark.django_db
def test_nothing_to_publish(answer):
    code, said = answer("publish")
    assert (code, said["code"]) == (NOT_FOUND, NOT_FOUND)
    assert "veikart load" in said["sentence"]


@pytest.mark.parametrize("command", ["check", "load", "publish"])
def test_findings_that_stop_are_all_there(command, answer, tmp_path, db):
    (tmp_path / "dataset.toml").write_text("tull = 1\n", encoding="utf-8")
    code, said = answer(command, str(tmp_path))
    assert code == said["code"] == FINDINGS
    assert said["findings"]
    assert all(finding["grade"] == "stop" for finding in said["findings"])
    assert f"{len(said['findings'])} funn" in said["sentence"]


@pytest.mark.parametrize(("error", "expected"), [(ZeroDivisionError("x"), FAILED), (AccessDenied("Rollen har ikke rett til dette."), DENIED)])
@pytest.mark.parametrize("as_json", [True, False])
def test_our_own_mistakes_and_refusals(error, expected, as_json, monkeypatch, capsys):
    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr(commands.veikart, "main", fail)
    monkeypatch.setattr("sys.argv", ["veikart", "check", EXAMPLE, *(["--json"] if as_json else [])])
    assert run_command_line() == expected
    said = capsys.readouterr()
    assert "Traceback" not in said.out
    if as_json:
        assert json.loads(said.out)["code"] == expected
    else:
        assert said.err.strip().endswith(".")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check",), "Argumentet mangler: 'PATH'."),
        (("statement", EXAMPLE), "Valget mangler: '--form'."),
        (("check", EXAMPLE, "--tull"), "Valget «--tull» finnes ikke."),
        (("chek",), "Kommandoen «chek» finnes ikke. Mente du 'check'?"),
        (("check", "a", "b"), "Ett argument for mye: b."),
        (("serve", "--port", "x"), "Ugyldig verdi for '--port': «x» er ikke et helt tall."),
        (("serve", "--port", "99999"), "Ugyldig verdi for '--port': 99999 er utenfor området 1 til 65535."),
        (("serve", "--port"), "Valget «--port» må ha en verdi."),
    ],
)
def test_commands_written_wrong_are_answered_in_norwegian(words, sentence, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["veikart", *words])
    assert run_command_line() == USAGE
    assert f"Feil: {sentence}" in capsys.readouterr().err


@pytest.mark.parametrize("command", [(), *GROUPS, *sorted(every_command())])
def test_help_is_in_norwegian(command, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["veikart", *command, "--help"])
    assert run_command_line() == 0
    said = capsys.readouterr().out
    assert said.startswith("Bruk: veikart")
    assert "Valg:" in said
    assert not [word for word in ("Usage", "Options", "Commands", "Show", "default", "required", "COMMAND", "TEXT", "INTEGER", "x<=") if word in said]


def test_every_sentence_of_the_library_that_can_be_given_is_translated():
    folder = Path(click.__file__).parent
    calls = [node for name in USED_MODULES for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8")))]
    texts = {
        argument.value
        for node in calls
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    assert [text for text in sorted(texts) if text not in WORDS and not text.startswith(NOT_GIVEN)] == []
    assert sorted(set(WORDS) - texts - {"required"}) == []
