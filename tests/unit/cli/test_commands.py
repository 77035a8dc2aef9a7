"""The command line: stable names, JSON, and exit codes."""

import json
import re
import shutil

import pytest

from tests.support.tree import ROOT
from veikart.cli.commands import run_command_line
from veikart.cli.exit_codes import DONE, EXIT_CODES, FINDINGS, NOT_FOUND, USAGE

EXAMPLE = str(ROOT / "examples" / "baerum-2020-2023")


@pytest.fixture
def veikart(monkeypatch, capsys):
    """Run a command; gives the exit code, what was printed, and what was said of errors."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["veikart", *words])
        code = run_command_line()
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_check_as_json(veikart):
    code, out, _ = veikart("check", EXAMPLE, "--json")
    answer = json.loads(out)
    assert code == DONE
    assert answer["reproduced"] >= 1700
    keys = {"place_a", "printed", "place_b", "expected", "difference", "unit"}
    assert all(keys <= set(one) for one in answer["disagreements"])
    culture = next(one for one in answer["disagreements"] if one["figure"] == "11.4:kultur-og-fritid.ny-ramme@2023")
    assert (culture["printed"], culture["expected"], culture["difference"], culture["unit"]) == (245.9, 240.9, 5, "mill_nok")
    assert {finding["grade"] for finding in answer["findings"]} <= {"warning", "note"}


def test_check_for_people(veikart):
    code, out, _ = veikart("check", EXAMPLE)
    assert code == DONE
    assert "41 motsigelser i 39 tall" in out


@pytest.mark.parametrize("form", ["1A", "1B", "2A", "2B", "5-4", "5-4-2", "5-5", "5-5-2", "5-6"])
def test_statement(form, veikart):
    code, out, _ = veikart("statement", EXAMPLE, "--form", form, "--version", "radmannens-forslag", "--json")
    answer = json.loads(out)
    assert code == DONE
    assert [column["year"] for column in answer["columns"]] == [2020, 2021, 2022, 2023]
    assert all(isinstance(nok, int) for line in answer["lines"] for nok in line["values"].values() if nok is not None)


def test_the_sum_to_share_out_is_the_printed_one(veikart):
    _, out, _ = veikart("statement", EXAMPLE, "--form", "1A", "--json")
    line = next(one for one in json.loads(out)["lines"] if one["id"] == "til-fordeling")
    assert line["values"]["2020"] == -7_728_600_000


def test_statement_for_people(veikart):
    code, out, _ = veikart("statement", EXAMPLE, "--form", "5-4")
    assert code == DONE
    assert "Netto driftsresultat" in out


def test_explain(veikart):
    code, out, _ = veikart("explain", EXAMPLE, "frame:barnehager@2020", "--json")
    answer = json.loads(out)
    assert code == DONE
    assert answer["value"] == 1_249_104_000
    assert sum(layer["nok"] for layer in answer["layers"]) == answer["value"]
    assert veikart("explain", EXAMPLE, "ratio:result_ratio@2020")[0] == DONE


def test_compare(veikart):
    code, out, _ = veikart("compare", EXAMPLE, "rammene-i-11.4", "radmannens-forslag", "--json")
    answer = json.loads(out)
    assert code == DONE
    culture = next(one for one in answer["differences"] if one["measure"] == "avstemming.kultur-og-fritid")
    assert culture["values"]["2023"] == -5_000_000
    assert veikart("compare", EXAMPLE, "videreforing", "radmannens-forslag")[0] == DONE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("check", "finnes-ikke"), NOT_FOUND),
        (("statement", EXAMPLE, "--form", "9Z"), NOT_FOUND),
        (("statement", EXAMPLE, "--form", "1A", "--version", "finnes"), NOT_FOUND),
        (("statement", "finnes-ikke", "--form", "1A"), NOT_FOUND),
        (("explain", EXAMPLE, "tull"), NOT_FOUND),
        (("explain", EXAMPLE, "frame:finnes@2020"), NOT_FOUND),
        (("compare", EXAMPLE, "a", "b"), NOT_FOUND),
        (("statement", EXAMPLE), USAGE),
        (("finnes-ikke",), USAGE),
        (("check", EXAMPLE, "--tull"), USAGE),
        (("serve", "--port", "99999"), USAGE),
    ],
)
def test_exit_codes(words, expected, veikart):
    code, out, err = veikart(*words)
    assert code == expected
    assert "Traceback" not in out + err
    assert (out + err).strip()


def test_a_broken_dataset_gives_all_findings_and_exit_code_one(veikart, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(EXAMPLE, broken)
    measures = broken / "measures" / "11.4.csv"
    text = measures.read_text(encoding="utf-8")
    measures.write_text(text.replace("barnehager,1NET", "finnes-ikke,1NET", 1).replace('"1 252,7"', "mye", 1), encoding="utf-8")
    layers = broken / "layers.toml"
    layers.write_text(layers.read_text(encoding="utf-8") + '\nukjent = "x"\n', encoding="utf-8")
    code, out, err = veikart("check", str(broken), "--json")
    codes = {finding["code"] for finding in json.loads(out)["findings"]}
    assert code == FINDINGS
    assert {"unit-unknown", "number-bad", "key-unknown"} <= codes
    assert "Traceback" not in err
    assert veikart("load", str(broken))[0] == FINDINGS


def test_the_table_of_exit_codes_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\d+) \| (.+?) \|$", readme, flags=re.MULTILINE))
    assert {int(code): words for code, words in rows.items()} == EXIT_CODES
