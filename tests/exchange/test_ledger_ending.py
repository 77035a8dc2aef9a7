"""What a file is that is no text, and the sum it may end with: told as what it is, and never read as a ledger line."""

import io
import zipfile
from dataclasses import replace

import pytest

from tests.support.ledger import GOOD, LAYOUT, OTHER, as_text, read_text
from veikart.exchange.ledger import LedgerLayout, guess_layout, read_sum_line

LINES = as_text([GOOD, OTHER])
SIDES = LedgerLayout(voucher="Bilag", account="Konto", date="Dato", debit="Debet", credit="Kredit")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def pack(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (pack("[Content_Types].xml", "xl/workbook.xml"), "ledger-not-text", "er en arbeidsbok fra Excel (.xlsx)"),
        (pack("word/document.xml"), "ledger-not-text", "er et Word-dokument (.docx)"),
        (pack("regnskap.csv"), "file-archive", "er en pakket fil"),
        (b"%PDF-1.7\n%\xe2\xe3", "ledger-not-text", "er en PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "ledger-not-text", "Excel (.xls)"),
        (b"\x01\x02\x00\x00\x00abc\x00", "ledger-not-text", "annet enn tekst"),
        (LINES.encode("utf-16"), "ledger-encoding", "UTF-16"),
        (LINES.encode("utf-16-le"), "ledger-encoding", "UTF-16"),
    ],
)
def test_a_file_that_is_no_text_is_told_as_what_it_is(content, code, words, tmp_path):
    read = read_text(content)
    assert [one.code for one in read.findings] == [code]
    assert words in read.findings[0].sentence
    path = tmp_path / "fil.csv"
    path.write_bytes(content)
    assert [one.code for one in guess_layout(path).findings] == [code]


@pytest.mark.parametrize(
    ("end", "row", "ore"),
    [
        ("Sum;;;;;;;;;1000,00\n", 4, 100_000),
        ("Sum;;;;;;;;;1000,00", 4, 100_000),
        (";;;;;;;;Totalt:;1000,00\r\n\r\n", 4, 100_000),
        ("Sum;1000,00\n", 4, 100_000),
        ("Sum 3100;;;;;;;;;5,00\n\nTotalsum;;;;;;;;;1000,00\n", 6, 100_000),
        ("Sum;;;;;;;;;mye\n", 4, None),
    ],
)
def test_the_sum_at_the_end_is_no_ledger_line(end, row, ore, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_bytes((LINES + end).encode())
    found = read_sum_line(path, LAYOUT)
    assert (found.row, found.sum_ore) == (row, ore)
    read = read_text(LINES + end)  # the lines are written too, and come to the same
    assert (read.findings, read.lines_good, read.lines_wrong, read.sum_ore) == ((), 2, 0, 100_000)


@pytest.mark.parametrize(
    "end", ["B2;1;15.02.2019;201902;101001;3100;202;;Sum;5,00\n", "B2;1;15.02.2019;201902;;3100;202;;Sum;5,00\n", "Utskrift ferdig\n", ""]
)
def test_a_line_with_an_account_or_a_voucher_is_no_sum(end, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_bytes((LINES + end).encode())
    assert read_sum_line(path, LAYOUT) is None


def test_headings_are_never_a_sum(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("Bilag;Dato;Konto;Sum\n")
    assert read_sum_line(path, LedgerLayout(voucher="Bilag", date="Dato", account="Konto", amount="Sum")) is None


@pytest.mark.parametrize(("encoding", "ends"), [("cp1252", "\n"), ("cp1252", "\r\n"), ("utf-8", "mixed")])
def test_letters_and_ends_of_lines_of_all_kinds_before_a_sum(encoding, ends):
    text = as_text([GOOD, OTHER]) + "Sum;;;;;;;;;1000,00\n"
    text = text.replace("\n", "\r\n", 2) if ends == "mixed" else text.replace("\n", ends)
    read = read_text(text.encode(encoding), layout=replace(LAYOUT, encoding=encoding))
    assert (read.findings, read.lines_good) == ((), 2)


@pytest.mark.parametrize(
    ("layout", "line", "ore"),
    [
        (SIDES, "Sum;;;100,00;90,00", 1_000),
        (SIDES, "Sum;190,00", None),
        (replace(SIDES, sign="expense_negative"), "Sum;;;100,00;90,00", -1_000),
        (replace(SIDES, debit="", credit="", amount="Debet", side="Kredit"), "Sum;;;100,00;", None),
    ],
)
def test_a_sum_has_the_signs_of_ledger_lines(layout, line, ore, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text(f"Bilag;Dato;Konto;Debet;Kredit\n1;15.02.2019;101001;100,00;0,00\n{line}\n")
    assert read_sum_line(path, layout).sum_ore == ore


def test_a_sum_far_down_in_a_file(tmp_path):
    path = tmp_path / "fil.csv"
    rows = [(*GOOD[:1], str(at), *GOOD[2:]) for at in range(1, 3001)]
    text = as_text(rows) + "Sum;;;;;;;;;1,00\n"
    path.write_text(text)
    assert read_sum_line(path, LAYOUT).row == 3002
    assert read_text(text).lines_good == 3000
