"""Ledger lines read from text: what is kept, in whatever way the file is written."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.ledger import GOOD, LAYOUT, OTHER, as_text, change, read_rows, read_text
from veikart.exchange.ledger import CLOSING, WHOLE_YEAR, ControlTotals, LedgerCodes, LedgerLayout, MonthSum


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_a_line_is_kept_as_it_is():
    read = read_rows(GOOD, OTHER)
    assert read.findings == ()
    assert (read.lines_read, read.lines_good, read.lines_wrong, read.lines_identical) == (2, 2, 0, 0)
    assert (read.sum_ore, read.debit_ore, read.credit_ore, read.vouchers) == (100_000, 100_050, -50, 1)
    assert read.months == {2: MonthSum(2, 100_000)}
    assert (read.first_date, read.last_date) == (date(2019, 2, 15), date(2019, 2, 15))
    first, second = read.preview
    assert (first.source, first.kind, first.year, first.month, first.date) == ("visma", "accounts", 2019, 2, date(2019, 2, 15))
    assert (first.voucher, first.line, first.account, first.kostra, first.amount_ore) == ("B1", 1, "101001", "1010", 100_050)
    assert (second.function, second.cost_centre, second.project, second.text) == ("202", "3100", "P7", "Papir; penner")


def test_nothing_is_left_in_the_folder_but_the_three_files():
    read = read_rows(GOOD, OTHER)
    assert sorted(path.name for path in read.files.lines.parent.iterdir()) == ["lines.parquet", "rollup.parquet", "vouchers.parquet"]
    stopped = read_text("")
    assert stopped.files is None
    assert stopped.is_stopped


@pytest.mark.parametrize(
    ("encoding", "layout"),
    [("utf-8", {}), ("utf-8-sig", {"encoding": "utf-8-sig"}), ("cp1252", {"encoding": "cp1252"}), ("latin-1", {"encoding": "latin-1"})],
)
def test_letters_of_every_encoding(encoding, layout):
    row = change(GOOD, tekst="Bærum – ø" if encoding != "latin-1" else "Bærum ø")
    read = read_text(as_text([row]).encode(encoding), layout=replace(LAYOUT, **layout))
    assert read.findings == ()
    assert read.preview[0].text == row[8]


@pytest.mark.parametrize(
    ("written", "layout"),
    [
        ("1234,50", {}),
        ("1234.50", {"decimal": "."}),
        ("1 234,50", {"thousands": "space"}),
        ("1\u00a0234,50", {"thousands": "space"}),
        ("1.234,50", {"thousands": "."}),
        ("1,234.50", {"thousands": ",", "decimal": "."}),
        ("1'234.50", {"thousands": "'", "decimal": "."}),
        ("1234,5", {"thousands": "space"}),
        ("+1234,50", {}),
    ],
)
def test_amounts_are_read_to_the_ore(written, layout):
    for sign, ore in (("", 123_450), ("-", -123_450)):
        text = f"{sign}{written.removeprefix('+')}" if sign else written
        read = read_rows(change(GOOD, belop=text), layout=replace(LAYOUT, **layout))
        assert (read.findings, read.sum_ore) == ((), ore)


def test_minus_after_and_the_long_minus():
    layout = replace(LAYOUT, minus_after=True)
    read = read_rows(change(GOOD, belop="1234,50-"), change(OTHER, belop="\u22121,00"), layout=layout)
    assert (read.findings, read.debit_ore, read.credit_ore) == ((), 0, -123_550)


@pytest.mark.parametrize(
    ("written", "layout"),
    [
        ("2019-02-15", {"date_format": "yyyy-mm-dd"}),
        ("15/02/2019", {"date_format": "dd/mm/yyyy"}),
        ("15-02-2019", {"date_format": "dd-mm-yyyy"}),
        ("20190215", {"date_format": "yyyymmdd"}),
        ("15022019", {"date_format": "ddmmyyyy"}),
        ("15.02.19", {"date_format": "dd.mm.yy"}),
    ],
)
def test_dates_of_every_format(written, layout):
    read = read_rows(change(GOOD, bilagsdato=written), layout=replace(LAYOUT, **layout))
    assert (read.findings, read.first_date) == ((), date(2019, 2, 15))


@pytest.mark.parametrize(
    ("written", "form", "month"),
    [("201913", "yyyymm", CLOSING), ("2019-07", "yyyymm", 7), ("7", "mm", 7), ("07", "mm", 7), ("07.2019", "mmyyyy", 7), ("072019", "mmyyyy", 7)],
)
def test_periods_of_every_format(written, form, month):
    read = read_rows(change(GOOD, periode=written), layout=replace(LAYOUT, period_format=form))
    assert read.findings == ()
    assert list(read.months) == [month]


def test_month_is_that_of_the_date_where_there_is_no_period():
    read = read_rows(GOOD, layout=replace(LAYOUT, period=""))
    assert list(read.months) == [2]


def test_debit_and_credit_in_columns_of_their_own():
    headings = ("Bilag", "Dato", "Konto", "Debet", "Kredit")
    layout = LedgerLayout(voucher="Bilag", date="Dato", account="Konto", debit="Debet", credit="Kredit", double_entry=True)
    text = as_text([("1", "01.03.2019", "1010", "250,00", ""), ("1", "01.03.2019", "2320", "", "250,00")], headings=headings)
    read = read_text(text, layout=layout)
    assert (read.findings, read.debit_ore, read.credit_ore) == ((), 25_000, -25_000)
    assert [one.kostra for one in read.preview] == ["1010", "232"]


def test_side_in_words_and_expenses_negative():
    headings = ("Bilag", "Dato", "Konto", "DK", "Beløp")
    layout = LedgerLayout(voucher="Bilag", date="Dato", account="Konto", side="DK", amount="Beløp")
    rows = [("1", "01.03.2019", "1010", "D", "250,00"), ("2", "01.03.2019", "1010", "kredit", "100,00")]
    assert read_text(as_text(rows, headings=headings), layout=layout).sum_ore == 15_000
    assert read_text(as_text(rows, headings=headings), layout=replace(layout, sign="expense_negative")).sum_ore == -15_000


@pytest.mark.parametrize(
    ("account", "given", "kostra"),
    [
        ("101001", {}, "1010"),
        ("0230", {}, "0230"),
        ("23299", {}, "232"),
        ("01000", {"rule": "art"}, "1010"),
        ("98765", {"map": {"98765": "1120"}}, "1120"),
    ],
)
def test_local_account_belongs_to_an_account_of_the_plan(account, given, kostra):
    codes = LedgerCodes(frozenset({"1010", "1120", "0230", "232"}), given.get("map", {}))
    read = read_rows(change(GOOD, konto=account), layout=replace(LAYOUT, account_rule=given.get("rule", "class_and_art")), codes=codes)
    assert (read.findings, read.preview[0].account, read.preview[0].kostra) == ((), account, kostra)


def test_class_of_the_account_in_a_column_of_its_own():
    headings = ("Bilag", "Dato", "Klasse", "Konto", "Beløp")
    layout = LedgerLayout(voucher="Bilag", date="Dato", account_class="Klasse", account="Konto", amount="Beløp")
    read = read_text(as_text([("1", "01.03.2019", "0", "23000", "5,00")], headings=headings), layout=layout)
    assert (read.findings, read.preview[0].account, read.preview[0].kostra) == ((), "023000", "0230")


def test_file_without_headings_and_with_lines_before_them():
    layout = LedgerLayout(has_header=False, voucher="1", date="2", account="3", amount="4", separator="tab")
    read = read_text("1\t01.03.2019\t1010\t5,00\n", layout=layout)
    assert (read.findings, read.sum_ore) == ((), 500)
    read = read_text("Rapport\n\n" + as_text([GOOD]), layout=replace(LAYOUT, skip_lines=2))
    assert (read.findings, read.sum_ore) == ((), 100_050)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ends_of_lines(end):
    assert read_text(as_text([GOOD, OTHER], end=end)).findings == ()


def test_ends_of_lines_that_are_mixed():
    text = as_text([GOOD], end="\r\n") + as_text([OTHER, change(OTHER, linje="3")], headings=())
    read = read_text(text)
    assert (read.findings, read.lines_good) == ((), 3)


def test_last_line_without_an_end_is_whole():
    assert read_text(as_text([GOOD, OTHER]).rstrip("\n")).findings == ()


def test_codes_with_spaces_around_them():
    read = read_rows(change(GOOD, konto="101001 ", ansvar=" 3100"), change(OTHER, konto=" 112003"))
    assert read.findings == ()
    assert {(one.account, one.cost_centre) for one in read.preview} == {("101001", "3100"), ("112003", "3100")}


def test_codes_with_spaces_far_down_in_the_file():
    rows = [change(GOOD, linje=str(at)) for at in range(1200)]
    read = read_rows(*rows, change(OTHER, linje="1300", funksjon="202 "))
    assert (read.findings, read.lines_good) == ((), 1201)


def test_budget_needs_no_voucher_and_may_be_for_the_whole_year():
    layout = LedgerLayout(account="Konto", amount="Budsjett", cost_centre="Ansvar")
    text = as_text([("1010", "3100", "1200"), ("1010", "3100", "1200")], headings=("Konto", "Ansvar", "Budsjett"))
    read = read_text(text, layout=layout, kind="budget")
    assert (read.findings, read.months) == ((), {WHOLE_YEAR: MonthSum(2, 240_000)})


def test_file_with_signs_in_its_name():
    read = read_text(as_text([GOOD]), name="bok [1] *'2019?.csv")
    assert (read.findings, read.lines_good) == ((), 1)


def test_control_totals_that_match():
    control = ControlTotals(lines=2, sum_ore=100_000, debit_ore=100_050, credit_ore=-50)
    assert read_rows(GOOD, OTHER, control=control).findings == ()
