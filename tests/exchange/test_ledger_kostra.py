"""KOSTRA accounts: Statistics Norway's own test file, the same out as in, and a finding for each thing that is wrong."""

from dataclasses import replace

import pytest

from tests.support.tree import ROOT
from veikart.calc.ledger.kostra import KostraFile, KostraLine
from veikart.exchange.ledger import read_kostra, to_ledger_lines, write_kostra
from veikart.rules.ledger import find_kostra_controls, get_arts, get_functions, read_kostra_rules

EXAMPLE = (ROOT / "examples" / "kostra" / "kostra-0A-2019-0402.dat").read_bytes()
LINE = b"0A20194040200                  1202 010   131025"


def read_codes(content: bytes, **given):
    _, findings = read_kostra(content, name="k.dat", **given)
    return [(one.code, one.place.row, one.place.column) for one in findings]


def test_test_file_of_statistics_norway_is_read_without_stops():
    file, findings = read_kostra(EXAMPLE, name="kostra-0A-2019-0402.dat", year=2019, municipality="0402")
    assert not [one for one in findings if one.grade == "stop"]
    assert (file.form, file.year, file.quarter, file.region, len(file.lines)) == ("0A", 2019, 4, "040200", 1644)
    assert sum(one.amount for one in file.lines if one.account_class == "1" and one.art < "600") == 1_557_532
    assert next(one for one in file.lines if (one.function, one.art) == ("202", "010")).amount == 131_025
    assert {one.sentence[:12] for one in findings} == {"Kontroll 035", "Kontroll 045", "Kontroll 050"}


def test_what_goes_out_is_what_came_in():
    file, _ = read_kostra(EXAMPLE, name="k.dat")
    written = write_kostra(file)
    assert written.rstrip(b"\n") == EXAMPLE.replace(b"-0\n", b" 0\n")
    again, _ = read_kostra(written, name="k.dat")
    assert again == file


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        (LINE[:40], "kostra-length", ""),
        (LINE + b" ", "kostra-length", ""),
        (LINE[:-1] + "ø".encode("latin-1"), "kostra-length", ""),
        (LINE.replace(b"0A2019", b"0B2019"), "kostra-line-head", "skjema"),
        (LINE.replace(b"0A2019", b"0A2018"), "kostra-line-head", "årgang"),
        (LINE.replace(b"2019404", b"2019304"), "kostra-line-head", "kvartal"),
        (LINE.replace(b"040200", b"021900"), "kostra-line-head", "region"),
        (LINE.replace(b"  1202", b"  3202"), "kostra-class", "kontoklasse"),
        (LINE.replace(b" 131025", b"131 025"), "kostra-amount", "beløp"),
        (LINE.replace(b" 131025", b"13102,5"), "kostra-amount", "beløp"),
    ],
)
def test_line_that_stops_the_file(changed, code, column):
    file, _ = read_kostra(b"\n".join([LINE, changed]), name="k.dat")
    assert file is None
    assert (code, 2, column) in read_codes(b"\n".join([LINE, changed]))


@pytest.mark.parametrize(
    ("content", "given", "code"),
    [
        (b"", {}, "ledger-file-empty"),
        (b"x" * 20_000_001, {}, "file-large"),
        (LINE, {"year": 2020}, "kostra-head"),
        (LINE, {"municipality": "0219"}, "kostra-head"),
        (LINE.replace(b"0A", b"0Z"), {}, "kostra-head"),
        (LINE.replace(b"2019404", b"2019704"), {}, "kostra-head"),
    ],
)
def test_file_of_something_else(content, given, code):
    assert code in [one for one, _, _ in read_codes(content, **given)]
    assert read_kostra(content, name="k.dat", **given)[0] is None


def test_unknown_codes_and_lines_of_the_same_are_warnings():
    codes = read_codes(b"\n".join([LINE, LINE.replace(b"1202 ", b"1999 "), LINE.replace(b" 010 ", b" 777 "), LINE]))
    assert ("kostra-code", 2, "funksjon") in codes
    assert ("kostra-code", 3, "art") in codes
    assert ("kostra-double", 4, "") in codes


def test_codes_of_a_year():
    assert "690" in get_arts(2019) - get_arts(2020)
    assert "202" in get_functions()


def year_of(*lines: tuple[str, str, str, int], form: str = "0A") -> KostraFile:
    return KostraFile(form, 2020, 0, "302400", tuple(KostraLine(*one, row=at) for at, one in enumerate(lines, start=1)))


BALANCED = [
    ("1", "202", "010", 100), ("1", "202", "590", 20), ("1", "860", "990", -20), ("1", "880", "570", 10), ("1", "800", "870", -80),
    ("1", "840", "800", -30),
    ("0", "202", "230", 50), ("0", "880", "970", -10), ("0", "870", "910", -40),
]  # fmt: skip
SHEET = [("2", "10", "000", 100), ("2", "5990", "000", -100), ("2", "9100", "000", 7), ("2", "9999", "000", -7)]


def numbers(file: KostraFile) -> list[tuple[str, str, int]]:
    return [(one.code, one.sentence.split(":")[0], one.place.row) for one in find_kostra_controls(file)]


def test_account_that_is_as_it_should_be_passes_every_control():
    assert numbers(year_of(*BALANCED)) == []
    assert numbers(year_of(*SHEET, form="0B")) == []


@pytest.mark.parametrize(
    ("place", "line", "control"),
    [
        (1, ("1", "841", "010", 100), ("kostra-combination", "Kontroll 020", 1)),
        (1, ("1", "202", "280", 100), ("kostra-combination", "Kontroll 025", 1)),
        (1, ("1", "202", "285", 100), ("kostra-combination", "Kontroll 030", 1)),
        (1, ("1", "202", "520", 100), ("kostra-combination", "Kontroll 035", 1)),
        (7, ("0", "860", "230", 50), ("kostra-combination", "Kontroll 040", 7)),
        (7, ("0", "100", "230", 50), ("kostra-combination", "Kontroll 045", 7)),
        (7, ("0", "202", "240", 50), ("kostra-combination", "Kontroll 050", 7)),
        (9, ("0", "202", "650", -40), ("kostra-combination", "Kontroll 055", 9)),
        (9, ("0", "202", "729", -40), ("kostra-combination", "Kontroll 060", 9)),
        (4, ("1", "880", "980", 10), ("kostra-combination", "Kontroll 065", 4)),
        (1, ("1", "899", "010", 100), ("kostra-combination", "Kontroll 065", 1)),
        (1, ("1", "202", "530", 100), ("kostra-combination", "Kontroll 070", 1)),
        (5, ("1", "840", "870", -80), ("kostra-combination", "Kontroll 075", 5)),
        (6, ("1", "800", "800", -30), ("kostra-combination", "Kontroll 080", 6)),
        (2, ("1", "860", "590", 20), ("kostra-combination", "Kontroll 160", 2)),
        (3, ("1", "202", "990", -20), ("kostra-combination", "Kontroll 165", 3)),
        (7, ("0", "202", "230", -50), ("kostra-sum", "Kontroll 085", 0)),
        (9, ("0", "870", "910", 40), ("kostra-sum", "Kontroll 090", 0)),
        (7, ("0", "202", "230", 81), ("kostra-sum", "Kontroll 095", 0)),
        (1, ("1", "202", "010", -100), ("kostra-sum", "Kontroll 100", 0)),
        (5, ("1", "800", "870", 80), ("kostra-sum", "Kontroll 105", 0)),
        (1, ("1", "202", "010", 131), ("kostra-sum", "Kontroll 110", 0)),
        (5, ("1", "800", "870", 1), ("kostra-sum", "Kontroll 130", 0)),
        (6, ("1", "840", "800", 0), ("kostra-sum", "Kontroll 135", 0)),
        (4, ("1", "880", "570", 41), ("kostra-sum", "Kontroll 140", 0)),
        (3, ("1", "860", "990", 0), ("kostra-sum", "Kontroll 145", 0)),
        (2, ("1", "202", "590", 0), ("kostra-sum", "Kontroll 150", 0)),
        (2, ("1", "202", "590", 51), ("kostra-sum", "Kontroll 155", 0)),
        (7, ("0", "290", "230", 50), ("kostra-sum", "Kontroll 170", 0)),
        (1, ("1", "290", "010", 100), ("kostra-sum", "Kontroll 175", 0)),
    ],
)
def test_account_that_does_not_pass_a_control(place, line, control):
    lines = list(BALANCED)
    lines[place - 1] = line
    assert control in numbers(year_of(*lines))


@pytest.mark.parametrize(("place", "amount", "control"), [(1, -1, "115"), (2, 1, "120"), (2, -111, "125"), (3, 38, "190")])
def test_balance_that_does_not_pass_a_control(place, amount, control):
    lines = [list(one) for one in SHEET]
    lines[place - 1][3] = amount
    assert ("kostra-sum", f"Kontroll {control}", 0) in numbers(year_of(*map(tuple, lines), form="0B"))


def test_every_control_has_a_case():
    text = (ROOT / "tests" / "exchange" / "test_ledger_kostra.py").read_text(encoding="utf-8")
    rules = read_kostra_rules()
    missing = {one["number"] for kind in ("combination", "sum") for one in rules[kind] if one["number"] not in text}
    assert not missing


def test_controls_of_the_whole_year_are_not_for_quarters():
    wrong = year_of(("1", "202", "010", 100), ("1", "800", "870", -1), ("1", "840", "800", -1))
    assert {number for _, number, _ in numbers(wrong)} >= {"Kontroll 110"}
    assert numbers(replace(wrong, quarter=2)) == []


def test_more_lines_than_are_listed_are_counted():
    wrong = year_of(*[("1", "841", "010", 1)] * 25)
    found = find_kostra_controls(wrong)
    assert sum(one.code == "kostra-combination" for one in found) == 20
    assert next(one for one in found if one.code == "ledger-more").found == "5"


def test_account_as_ledger_lines_of_the_year():
    file, _ = read_kostra(LINE, name="k.dat")
    line = to_ledger_lines(file, "kostra")[0]
    assert (line.kostra, line.function, line.month, line.amount_ore) == ("1010", "202", 13, 13_102_500_000)


def test_what_has_no_room_is_not_written():
    with pytest.raises(ValueError, match="has no room"):
        write_kostra(year_of(("1", "202", "010", 10**10)))
