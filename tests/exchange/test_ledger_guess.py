"""A layout proposed from the first lines of a file, as accounting systems write them."""

from dataclasses import replace

import pytest

from tests.support.ledger import CODES, GOOD, LAYOUT, OTHER, as_text, change, read_text
from veikart.exchange.ledger import LedgerLayout, guess_layout
from veikart.rules.ledger import SYSTEM_NAMES, get_ledger_column

VISMA = as_text([GOOD, OTHER])
UNIT4 = (
    "Regnskap 2019;;;;;;\n"
    "Voucher_no;Sequence_no;Trans_date;Period;Account;Dim_1;Dim_2;Dim_4;Description;Amount\n"
    "20000001;1;2019-01-03;201901;10100;31000;202;;Lønn;1.234,50\n"
    "20000001;2;2019-01-03;201901;21000;31000;202;;Lønn;1.234,50-\n"
)
XLEDGER = (
    "Transaksjon\tPosteringsdato\tPeriode\tKonto\tKoststed\tPosteringstekst\tDebet\tKredit\n"
    "17\t03.01.2019\t01.2019\t1010\t3100\tLønn\t1 234,50\t\n"
    "17\t03.01.2019\t01.2019\t2100\t3100\tLønn\t\t1 234,50\n"
)
ART = "Bilag,Dato,Art,Ansvar,Beløp\n1,03/01/2019,01000,3100,12.50\n2,04/01/2019,87000,3100,-1200.00\n"


def guess(tmp_path, content):
    path = tmp_path / "uttrekk.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return guess_layout(path)


def test_file_as_from_visma(tmp_path):
    found = guess(tmp_path, VISMA)
    assert found.layout == LAYOUT
    assert (found.system, found.findings, found.sample) == ("visma", (), (GOOD, OTHER))
    assert SYSTEM_NAMES[found.system] == "Visma"


def test_file_as_from_unit4_with_a_line_before_the_headings(tmp_path):
    found = guess(tmp_path, UNIT4.encode("cp1252"))
    assert found.layout == LedgerLayout(
        encoding="cp1252", thousands=".", minus_after=True, date_format="yyyy-mm-dd", skip_lines=1, voucher="Voucher_no", line="Sequence_no",
        date="Trans_date", period="Period", account="Account", cost_centre="Dim_1", function="Dim_2", project="Dim_4", text="Description",
        amount="Amount",
    )  # fmt: skip
    assert found.system == "unit4"


def test_file_as_from_xledger_with_debit_and_credit(tmp_path):
    found = guess(tmp_path, ("\ufeff" + XLEDGER).encode())
    layout = found.layout
    assert (layout.encoding, layout.separator, layout.thousands, layout.period_format) == ("utf-8-sig", "tab", "space", "mmyyyy")
    assert (layout.debit, layout.credit, layout.amount, layout.cost_centre, found.system) == ("Debet", "Kredit", "", "Koststed", "xledger")


def test_points_for_decimals_and_arts_without_class(tmp_path):
    layout = guess(tmp_path, ART).layout
    assert (layout.separator, layout.decimal, layout.date_format, layout.account_rule) == (",", ".", "dd/mm/yyyy", "art")


@pytest.mark.parametrize("content", [VISMA, UNIT4, XLEDGER, ART])
def test_what_is_proposed_reads_the_file(tmp_path, content, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    codes = replace(CODES, accounts=CODES.accounts | {"210", "1870"})
    read = read_text(content, layout=guess(tmp_path, content).layout, codes=codes)
    assert not read.is_stopped
    assert (read.lines_good, read.lines_wrong) == (2, 0)


def test_most_lines_decide_where_a_few_are_wrong(tmp_path):
    rows = [change(GOOD, periode="1.2019"), change(GOOD, bilagsdato="31.02.2019"), *[GOOD] * 5]
    assert guess(tmp_path, as_text(rows)).layout == LAYOUT


def test_file_without_headings(tmp_path):
    found = guess(tmp_path, "1;03.01.2019;1010;12,50\n2;03.01.2019;1010;13,50\n")
    assert not found.layout.has_header
    assert [one.code for one in found.findings] == ["ledger-column-needed", "ledger-column-needed"]


@pytest.mark.parametrize(("content", "code"), [(b"", "ledger-file-empty"), (b"\x1f\x8bpacked", "file-archive")])
def test_file_that_cannot_be_looked_at(tmp_path, content, code):
    assert [one.code for one in guess(tmp_path, content).findings] == [code]


def test_headings_are_known_in_any_letters():
    assert [get_ledger_column(one) for one in ("BILAGSNR", " Ansvar ", "Noe annet")] == ["voucher", "cost_centre", ""]
