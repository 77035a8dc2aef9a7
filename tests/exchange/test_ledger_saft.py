"""SAF-T Financial: lines with their analyses, the totals of the file, and files that are broken or meant to do harm."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.ledger import CODES
from veikart.exchange.ledger import ControlTotals, read_saft

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<n1:AuditFile xmlns:n1="urn:StandardAuditFile-Taxation-Financial:NO">
<n1:Header><n1:AuditFileVersion>1.30</n1:AuditFileVersion></n1:Header>
<n1:MasterFiles><n1:AnalysisTypeTable>
<n1:AnalysisTypeTableEntry><n1:AnalysisType>A</n1:AnalysisType><n1:AnalysisTypeDescription>Ansvar</n1:AnalysisTypeDescription>
<n1:AnalysisID>3100</n1:AnalysisID></n1:AnalysisTypeTableEntry>
<n1:AnalysisTypeTableEntry><n1:AnalysisType>F</n1:AnalysisType><n1:AnalysisTypeDescription>Funksjon</n1:AnalysisTypeDescription></n1:AnalysisTypeTableEntry>
</n1:AnalysisTypeTable></n1:MasterFiles>
<n1:GeneralLedgerEntries><n1:NumberOfEntries>1</n1:NumberOfEntries><n1:TotalDebit>1250.5</n1:TotalDebit><n1:TotalCredit>1250.50</n1:TotalCredit>
<n1:Journal><n1:JournalID>GL</n1:JournalID>
"""
TAIL = "</n1:Journal></n1:GeneralLedgerEntries></n1:AuditFile>\n"


def line(account: str, side: str, amount: str, *, text: str = "Lønn") -> str:
    return f"""<n1:Line><n1:RecordID>r</n1:RecordID><n1:AccountID>{account}</n1:AccountID>
<n1:Analysis><n1:AnalysisType>A</n1:AnalysisType><n1:AnalysisID>3100</n1:AnalysisID></n1:Analysis>
<n1:Analysis><n1:AnalysisType>F</n1:AnalysisType><n1:AnalysisID>202</n1:AnalysisID><n1:AnalysisAmount><n1:Amount>9</n1:Amount></n1:AnalysisAmount>
</n1:Analysis><n1:Description>{text}</n1:Description><n1:{side}Amount><n1:Amount>{amount}</n1:Amount></n1:{side}Amount>
<n1:TaxInformation><n1:TaxAmount><n1:Amount>77</n1:Amount></n1:TaxAmount></n1:TaxInformation></n1:Line>
"""


def voucher(*lines: str, number: str = "T1") -> str:
    return (
        f"<n1:Transaction><n1:TransactionID>{number}</n1:TransactionID><n1:Period>3</n1:Period><n1:PeriodYear>2019</n1:PeriodYear>"
        f"<n1:TransactionDate>2019-03-05</n1:TransactionDate><n1:Description>Bilagstekst</n1:Description>\n{''.join(lines)}</n1:Transaction>\n"
    )


GOOD = HEAD + voucher(line("101000", "Debit", "1250.50"), line("232000", "Credit", "1250.50", text="")) + TAIL


@pytest.fixture
def read(tmp_path):
    def run(content: str | bytes, **given):
        path = tmp_path / "saft.xml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        folder = tmp_path / "read"
        folder.mkdir(exist_ok=True)
        return read_saft(path, source="erp", year=2019, codes=CODES, folder=folder, **given)

    return run


def told(read):
    return [(one.code, one.place.row) for one in read.findings]


def test_lines_with_their_analyses(read):
    found = read(GOOD)
    assert found.findings == ()
    first, second = found.preview
    assert (first.voucher, first.line, first.date, first.month, first.account, first.kostra) == ("T1", 1, date(2019, 3, 5), 3, "101000", "1010")
    assert (first.cost_centre, first.function, first.project, first.text, first.amount_ore) == ("3100", "202", "", "Lønn", 125_050)
    assert (second.text, second.amount_ore, second.kostra) == ("Bilagstekst", -125_050, "232")
    assert sorted(path.name for path in found.files.lines.parent.iterdir()) == ["lines.parquet", "rollup.parquet", "vouchers.parquet"]


def test_analyses_that_a_person_has_named(read):
    found = read(GOOD, analysis={"project": "A", "cost_centre": "F"})
    assert (found.preview[0].cost_centre, found.preview[0].function, found.preview[0].project) == ("202", "", "3100")


def test_letters_of_other_encodings(read):
    text = GOOD.replace("UTF-8", "ISO-8859-1")
    assert read(text.encode("latin-1")).preview[0].text == "Lønn"


def test_totals_of_the_file_must_match(read):
    found = read(GOOD.replace("<n1:TotalDebit>1250.5<", "<n1:TotalDebit>9000.00<"))
    assert [one.sentence for one in found.findings] == ["Summen av debet i filen er 1 250,50. Kontrolltallet er 9 000,00."]
    assert found.is_stopped
    assert not read(GOOD.replace("1250.5<", "9000.00<"), control=ControlTotals(lines=2)).finding_counts.get("ledger-control")


def test_findings_are_at_the_line_of_the_xml(read):
    content = HEAD + voucher(line("101000", "Debit", "1250.50"), line("999999", "Credit", "1250.50")) + TAIL
    rows = dict(told(read(content)))
    assert rows["ledger-account-unknown"] == content[: content.index("999999")].count("\n") + 1
    assert read(content).findings[0].place.file == "saft.xml"


def test_voucher_that_does_not_sum_to_zero(read):
    content = HEAD + voucher(line("101000", "Debit", "1250.50"), line("232000", "Credit", "1250.40")) + TAIL
    assert "ledger-unbalanced" in read(content).finding_counts


def test_same_file_again_gives_nothing_new(read, tmp_path):
    first = read(GOOD)
    kept = tmp_path / "kept"
    first.files.lines.parent.rename(kept)
    again = read(GOOD, known=[type(first.files).of(kept)])
    assert "ledger-nothing-new" in again.finding_counts


def test_file_that_is_cut_shows_what_was_read(read):
    found = read(GOOD[:-30])
    assert told(found)[0][0] == "saft-cut"
    assert found.is_stopped
    assert len(found.preview) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "ledger-file-empty"),
        ("ikke xml", "saft-cut"),
        ("<invoice/>", "saft-unreadable"),
        (HEAD + TAIL, "saft-unreadable"),
        ('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><AuditFile>&c;</AuditFile>', "saft-unreadable"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><AuditFile/>', "saft-unreadable"),
        ("<AuditFile>" + "<a>" * 100, "saft-unreadable"),
        ("<AuditFile><a>" + "x" * 200_000 + "</a></AuditFile>", "saft-unreadable"),
        ("<AuditFile>&unknown;</AuditFile>", "saft-cut"),
    ],
)
def test_file_that_cannot_be_read_as_saft(read, content, code):
    found = read(content)
    assert [one.code for one in found.findings] == [code]
    assert found.files is None


def test_journals_with_numbers_of_their_own(read):
    first = voucher(line("101000", "Debit", "1250.50"), line("232000", "Credit", "1250.50"))
    content = HEAD + first + "</n1:Journal><n1:Journal><n1:JournalID>IF</n1:JournalID>" + first.replace("1250.50", "1.00") + TAIL
    content = content.replace(">1250.5<", ">1251.50<").replace("TotalCredit>1250.50", "TotalCredit>1251.50")
    assert "ledger-line-differs" in read(content).finding_counts
    found = read(content, by_journal=True)
    assert (found.findings, found.vouchers, {one.voucher for one in found.preview}) == ((), 2, {"GL-T1", "IF-T1"})


def test_local_accounts_by_art(read, tmp_path):
    content = HEAD + voucher(line("010000", "Debit", "1250.50"), line("180000", "Credit", "1250.50")) + TAIL
    found = read(content, account_rule="art")
    assert found.preview[0].kostra == "1010"
    assert replace(found, findings=()).files is not None
