"""Ledger files that are wrong: each finding with its line and column, and what is kept."""

from dataclasses import replace

import pytest

from tests.support.ledger import CODES, GOOD, LAYOUT, OTHER, as_text, change, read_rows, read_text
from veikart.exchange.ledger import ControlTotals, LedgerLayout, LedgerRead, check_layout, find_unlisted
from veikart.exchange.ledger.telling import MOST_OF_A_KIND

DOUBLE = replace(LAYOUT, double_entry=True)
SPACED = replace(LAYOUT, thousands="space")
SIDES = LedgerLayout(voucher="Bilag", date="Dato", account="Konto", debit="Debet", credit="Kredit", side="")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def told(read: LedgerRead) -> list[tuple[str, int, str]]:
    return [(one.code, one.place.row, one.place.column) for one in read.findings]


WRONG_LINES = [
    ("ledger-date", change(GOOD, bilagsdato="31.02.2019"), "Bilagsdato", LAYOUT),
    ("ledger-date", change(GOOD, bilagsdato="2019-02-15"), "Bilagsdato", LAYOUT),
    ("ledger-date-year", change(GOOD, bilagsdato="15.02.2015"), "Bilagsdato", LAYOUT),
    ("ledger-date-year", change(GOOD, bilagsdato="15.02.2018"), "Bilagsdato", replace(LAYOUT, period="")),
    ("ledger-date-empty", change(GOOD, bilagsdato=""), "Bilagsdato", replace(LAYOUT, period="")),
    ("ledger-period", change(GOOD, periode="201914"), "Periode", LAYOUT),
    ("ledger-period", change(GOOD, periode=""), "Periode", LAYOUT),
    ("ledger-period", change(GOOD, periode="februar"), "Periode", LAYOUT),
    ("ledger-period-year", change(GOOD, periode="201802"), "Periode", LAYOUT),
    ("ledger-line-number", change(GOOD, linje="x"), "Linje", LAYOUT),
    ("ledger-amount", change(GOOD, belop="tusen"), "Beløp", LAYOUT),
    ("ledger-amount", change(GOOD, belop="1 000,00"), "Beløp", LAYOUT),
    ("ledger-amount", change(GOOD, belop="1.000,00"), "Beløp", SPACED),
    ("ledger-amount", change(GOOD, belop="10 00,00"), "Beløp", SPACED),
    ("ledger-amount", change(GOOD, belop="99999999999999999999,00"), "Beløp", SPACED),
    ("ledger-amount", change(GOOD, belop="99999999999999999999,00"), "Beløp", LAYOUT),
    ("ledger-amount-empty", change(GOOD, belop=""), "Beløp", LAYOUT),
    ("ledger-amount-empty", change(GOOD, belop=""), "Beløp", SPACED),
    ("ledger-amount-decimals", change(GOOD, belop="1,234"), "Beløp", LAYOUT),
    ("ledger-amount-decimals", change(GOOD, belop="1,234"), "Beløp", SPACED),
    ("ledger-account-empty", change(GOOD, konto=""), "Konto", LAYOUT),
    ("ledger-account-unknown", change(GOOD, konto="777700", linje="1"), "Konto", LAYOUT),
    ("ledger-voucher-empty", change(GOOD, bilagsnr=""), "Bilagsnr", LAYOUT),
    ("ledger-fields", GOOD[:7], "", LAYOUT),
    ("ledger-fields", (*GOOD, "mer"), "", LAYOUT),
]


@pytest.mark.parametrize(("code", "row", "column", "layout"), WRONG_LINES)
def test_wrong_line_is_left_out_and_told_of(code, row, column, layout):
    good = [change(GOOD, linje=str(at)) for at in (1, 2, 4)]
    read = read_rows(*good[:2], row, good[2], layout=layout)
    assert told(read) == [(code, 4, column)]
    assert not read.is_stopped
    assert (read.lines_read, read.lines_good, read.lines_wrong) == (4, 3, 1)
    assert read.sum_ore == 300_150
    assert [one.line for one in read.preview] == [1, 2, 4]


def test_sentences_say_what_was_found_and_what_to_do():
    read = read_rows(GOOD, change(OTHER, konto="999999"), change(OTHER, belop="1 000,00"), change(OTHER, linje="3", belop="0,125"))
    assert [(one.code, one.sentence) for one in read.findings] == [
        ("ledger-amount", "Beløpet «1 000,00» kan ikke leses. Det skal skrives som 1234,50. Linjen er ikke med."),
        (
            "ledger-account-unknown",
            "Konto 999999 hører ikke til noen konto i kontoplanen for 2019. Den har 1 linje på til sammen −0,50 kroner, som ikke er med.",
        ),
        ("ledger-amount-decimals", "Beløpet «0,125» har mer enn to desimaler. Det skal skrives som 1234,50. Linjen er ikke med."),
    ]


def test_line_in_the_file_is_right_after_lines_that_could_not_be_read():
    wrong = change(GOOD, belop="x")
    rows = [wrong, wrong, GOOD, wrong, change(GOOD, linje="2", konto=""), wrong, change(GOOD, linje="3", periode="201801")]
    found = {
        code: [row for one, row, _ in told(read_rows(*rows)) if one == code]
        for code in ("ledger-amount", "ledger-account-empty", "ledger-period-year")
    }
    assert found == {"ledger-amount": [2, 3, 5, 7], "ledger-account-empty": [6], "ledger-period-year": [8]}


def test_faults_of_many_kinds_are_told_with_what_stands_in_each():
    faults = {
        "ledger-period": change(GOOD, periode="201999"),
        "ledger-amount-decimals": change(GOOD, belop="1,125"),
        "ledger-account-empty": change(GOOD, konto=""),
    }
    rows = [faults[code] for _ in range(30) for code in faults]
    read = read_rows(*rows, GOOD)
    assert read.finding_counts["ledger-period"] == 30
    places = {code: [one.place.row for one in read.findings if one.code == code] for code in faults}
    assert places == {code: list(range(2 + at, 62, 3))[:MOST_OF_A_KIND] for at, code in enumerate(faults)}
    assert {one.sentence.split("»")[0] for one in read.findings if one.code == "ledger-period"} == {"Perioden «201999"}


def test_both_sides_and_words_that_are_no_side():
    text = as_text(
        [("1", "01.03.2019", "1010", "5,00", "5,00"), ("2", "01.03.2019", "1010", "5,00", "")], headings=("Bilag", "Dato", "Konto", "Debet", "Kredit")
    )
    assert told(read_text(text, layout=SIDES)) == [("ledger-both-sides", 2, "Debet")]
    assert told(read_text(text, layout=replace(SIDES, thousands="."))) == [("ledger-both-sides", 2, "Debet")]
    layout = LedgerLayout(voucher="Bilag", date="Dato", account="Konto", side="DK", amount="Beløp")
    text = as_text(
        [("1", "01.03.2019", "1010", "X", "5,00"), ("2", "01.03.2019", "1010", "K", "5,00")], headings=("Bilag", "Dato", "Konto", "DK", "Beløp")
    )
    read = read_text(text, layout=layout)
    assert told(read) == [("ledger-side", 2, "DK")]
    assert "«X»" in read.findings[0].sentence


def test_quotes_that_are_not_closed():
    text = as_text([GOOD]) + 'B2;1;15.02.2019;201902;101001;3100;202;;"åpen;5,00\n' + as_text([change(GOOD, bilagsnr="B3")], headings=())
    read = read_text(text)
    assert "ledger-quote" in read.finding_counts
    assert read.lines_good == 1


def test_line_that_is_far_too_long():
    read = read_rows(GOOD, change(OTHER, tekst="x" * 2_100_000), change(OTHER, linje="3"))
    assert told(read) == [("ledger-line-unreadable", 3, "")]
    assert read.lines_good == 2


def test_file_that_is_cut():
    read = read_text(as_text([GOOD, OTHER])[:-20])
    assert told(read) == [("ledger-truncated", 3, "")]
    assert read.is_stopped
    assert read.preview[0].voucher == "B1"


def test_empty_lines_are_overlooked_and_rows_of_nothing_are_not():
    read = read_text(as_text([GOOD]) + "\n" + ";;;;;;;;;\n")
    assert [code for code, _, _ in told(read)] == ["ledger-account-empty"]
    assert read.lines_good == 1


@pytest.mark.parametrize(
    ("code", "content", "layout"),
    [
        ("file-archive", b"PK\x03\x04 something packed", LAYOUT),
        ("ledger-file-empty", b"", LAYOUT),
        ("ledger-file-empty", b"  \n", LAYOUT),
        ("rows-missing", as_text([]).encode(), LAYOUT),
        ("ledger-encoding", as_text([change(GOOD, tekst="Bærum")]).encode("cp1252"), LAYOUT),
        ("ledger-encoding", as_text([change(GOOD, tekst="Bærum")]).encode(), replace(LAYOUT, encoding="cp1252")),
        ("ledger-encoding", as_text([GOOD]).encode("utf-16"), LAYOUT),
        ("ledger-encoding", as_text([change(GOOD, tekst="\x81")]).encode("latin-1"), replace(LAYOUT, encoding="latin-1")),
        ("ledger-separator", as_text([GOOD], separator=",").encode(), LAYOUT),
        ("ledger-column-missing", as_text([GOOD]).encode(), replace(LAYOUT, project="Kontrakt")),
        ("ledger-nothing-good", as_text([change(GOOD, konto="")]).encode(), LAYOUT),
        ("ledger-column-needed", b"x", replace(LAYOUT, account="")),
        ("ledger-column-twice", b"x", replace(LAYOUT, project="Ansvar")),
        ("ledger-signs-same", b"x", replace(LAYOUT, thousands=",")),
        ("value-choice", b"x", replace(LAYOUT, date_format="i går")),
    ],
)
def test_file_that_cannot_be_used(code, content, layout):
    read = read_text(content, layout=layout)
    assert code in [one.code for one in read.findings]
    assert read.is_stopped
    assert read.files is None


def test_letters_that_are_wrong_far_down_in_the_file():
    start = as_text([change(GOOD, linje=str(at)) for at in range(6000)]).encode()
    read = read_text(start + as_text([change(GOOD, linje="7000", tekst="Bærum")], headings=()).encode("cp1252"))
    assert told(read) == [("ledger-encoding", 6002, "Tekst")]
    assert read.is_stopped


def test_file_that_is_not_there(tmp_path):
    from veikart.exchange.ledger import read_ledger_csv  # noqa: PLC0415

    read = read_ledger_csv(tmp_path / "ikke.csv", LAYOUT, source="s", kind="accounts", year=2019, codes=CODES, folder=tmp_path)
    assert [one.code for one in read.findings] == ["file-missing"]


def test_voucher_that_does_not_sum_to_zero():
    rows = [GOOD, change(OTHER, belop="-1000,50"), change(GOOD, bilagsnr="B2"), change(OTHER, bilagsnr="B2", belop="-1000,00")]
    read = read_rows(*rows, layout=DOUBLE)
    assert told(read) == [("ledger-unbalanced", 4, "Bilagsnr")]
    assert read.findings[0].sentence == "Linjene i bilag B2 blir 0,50 kroner til sammen. De skal bli null."
    assert read.is_stopped
    assert read.preview


def test_voucher_is_not_told_to_be_out_of_balance_for_a_line_that_stands_twice():
    rows = [GOOD, change(OTHER, belop="-1000,50"), GOOD]
    read = read_rows(*rows, layout=DOUBLE)
    assert told(read) == [("ledger-identical", 0, "")]
    assert (read.lines_identical, read.lines_good) == (1, 2)


def test_unknown_function_cost_centre_and_project_are_kept_and_told_of():
    read = read_rows(GOOD, OTHER)
    assert read.files and not read.findings
    found = find_unlisted(read.files.rollup, {"function": {"201"}, "cost_centre": {"1"}, "project": {"P1"}}, name="bok.csv")
    assert [one.code for one in found] == ["ledger-function-unknown", "ledger-cost-centre-unknown", "ledger-project-unknown"]
    assert "202 (2 linjer, 1 000,00 kr)" in found[0].sentence


@pytest.mark.parametrize(
    ("control", "words"),
    [
        (ControlTotals(lines=3), "Antall linjer i filen er 2. Kontrolltallet er 3."),
        (ControlTotals(sum_ore=1), "Summen i filen er 1 000,00. Kontrolltallet er 0,01."),
        (ControlTotals(debit_ore=1), "Summen av debet i filen er 1 000,50. Kontrolltallet er 0,01."),
        (ControlTotals(credit_ore=0), "Summen av kredit i filen er −0,50. Kontrolltallet er 0,00."),
    ],
)
def test_control_totals_that_do_not_match(control, words):
    read = read_rows(GOOD, OTHER, control=control)
    assert [(one.code, one.sentence) for one in read.findings] == [("ledger-control", words)]
    assert read.is_stopped


def test_first_of_many_findings_are_listed_and_all_are_counted():
    rows = [change(GOOD, linje=str(at), belop="x" if at % 2 else "5,00", konto="" if at % 4 == 0 else "1010") for at in range(200)]
    read = read_rows(*rows)
    assert read.finding_counts["ledger-amount"] == 100
    assert read.finding_counts["ledger-account-empty"] == 50
    assert sum(one.code == "ledger-amount" for one in read.findings) == MOST_OF_A_KIND
    more = [one.sentence for one in read.findings if one.code == "ledger-more"]
    assert more == ["Det er 80 til av «Beløpet kan ikke leses», som ikke er vist.", "Det er 30 til av «Kontoen mangler», som ikke er vist."]
    assert read.lines_wrong == 150


def test_file_with_another_layout_altogether(monkeypatch):
    monkeypatch.setattr("veikart.exchange.ledger.selecting.REJECTS", 50)
    monkeypatch.setattr("veikart.exchange.ledger.rejecting.REJECTS", 50)
    read = read_rows(*(change(GOOD, linje=str(at), belop="x") for at in range(80)), GOOD)
    assert "ledger-too-many" in read.finding_counts
    assert read.is_stopped


def test_large_file_with_another_layout_is_told_of_by_its_first_lines():
    rows = [change(GOOD, linje=str(at), belop="1000.50") for at in range(6000)]
    read = read_rows(*rows)
    assert read.is_stopped
    assert [one.code for one in read.findings][:2] == ["ledger-too-many", "ledger-amount"]
    assert read.findings[1].place.row == 2
    assert read.lines_read == 0
    half = [change(row, belop="5,00") if at % 2 else row for at, row in enumerate(rows)]
    assert read_rows(*half).lines_good == 3000


def test_layout_that_can_be_used_has_no_findings():
    assert check_layout(LAYOUT, "accounts") == []
    assert [one.code for one in check_layout(LedgerLayout(), "accounts")] == ["ledger-column-needed"] * 4
    assert [one.code for one in check_layout(LedgerLayout(account="K", amount="B"), "budget")] == []
