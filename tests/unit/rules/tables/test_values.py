"""Kroner, percent and the unit of a series, as people write them."""

import pytest

from veikart.calc.economy import Assumption
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Place
from veikart.rules.tables import TableField, format_decimal, format_percent, read_decimal, read_percent, read_row, restore_row, write_cells, write_row
from veikart.rules.tables.values import read_value

NOK = TableField("amount", "Beløp", "nok")
SHARE = TableField("share", "Andel", "percent", least=0, most=100)
RATE = TableField("rate", "Rente", "percent")
VALUE = TableField("value", "Verdi", "decimal", least=-100, most=100)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1\u00a0250\u202f000", 1_250_000),
        ("1\u2009250", 1_250),
        ("\u2212300", -300),
        ("-1 000", -1_000),
        ("0", 0),
        ("1000000000000", 10**12),
    ],
)
def test_kroner_as_people_write_them(text, value):
    assert read_value(NOK, "nok", text, Place()) == (value, [])


@pytest.mark.parametrize("text", ["1,5", "12 50", "1.250", "100 kr", "--1", "1e6", "٣"])
def test_what_is_no_whole_kroner_is_said(text):
    value, (finding,) = read_value(NOK, "nok", text, Place())
    assert (value, finding.code) == (None, "value-kind")
    assert "hele kroner" in finding.sentence


def test_kroner_beyond_the_largest():
    value, (finding,) = read_value(NOK, "nok", "1000000000001", Place())
    assert (value, finding.code) == (None, "value-range")


@pytest.mark.parametrize(
    ("text", "ppm"),
    [
        ("2,37", 23_700),
        ("2.37", 23_700),
        ("2,37 %", 23_700),
        ("2,37\u00a0%", 23_700),
        ("\u22120,5", -5_000),
        ("4", 40_000),
        ("0,0001", 1),
        ("1 000", 10_000_000),
    ],
)
def test_percent_as_people_write_it(text, ppm):
    assert read_percent(text) == ppm
    assert read_value(RATE, "percent", text, Place()) == (ppm, [])


@pytest.mark.parametrize("text", ["2,37123", "%", "", "2,", ",5", "to", "1,2,3", "2 37"])
def test_what_is_no_percent(text):
    assert read_percent(text) is None


@pytest.mark.parametrize(("rule", "text"), [(SHARE, "100,0001"), (SHARE, "-1"), (RATE, "1000,0001"), (RATE, "-2000")])
def test_percent_out_of_bounds(rule, text):
    value, (finding,) = read_value(rule, "percent", text, Place())
    assert (value, finding.code) == (None, "value-range")


def test_percent_is_written_with_the_decimals_it_has():
    assert [format_percent(one) for one in (23_700, 0, -1, 10_000_000)] == ["2,37", "0", "-0,0001", "1000"]


@pytest.mark.parametrize(("series", "text", "value"), [("price_growth", "2,9", 29_000), ("Lønnsvekst", "3", 30_000)])
def test_an_assumption_is_written_in_the_unit_of_its_series(series, text, value):
    rule = get_economy_tables()["assumptions"]
    row, findings = read_row(rule, {"series": series, "year": "2021", "value": text}, Place())
    assert not findings
    assert row.value == value
    assert write_row(row)["value"] == value
    assert write_cells(rule, row)["value"] == text
    assert restore_row(rule, write_row(row)) == row


def test_an_assumption_of_an_unknown_series():
    row, (finding,) = read_row(get_economy_tables()["assumptions"], {"series": "været", "year": "2021", "value": "3"}, Place())
    assert row is None
    assert finding.code == "value-choice"


def test_an_empty_field_has_what_its_row_has_by_default():
    row, findings = read_row(get_economy_tables()["postings"], {"sheet": "debt", "line": "interest", "account": "1500"}, Place())
    assert not findings
    assert (row.sign, row.mode, row.unit) == (1, "change", "")
    assert Assumption("deflator", 2020, 1).noted is None


def test_a_row_written_before_its_table_changed_is_restored():
    rule = get_economy_tables()["postings"]
    row = restore_row(rule, {"sheet": "debt", "line": "interest", "account": "1500", "colour": "red"})
    assert (row.sheet, row.sign, row.mode, row.unit) == ("debt", 1, "change", "")


@pytest.mark.parametrize(
    ("text", "value"), [("12,5", 12_500_000), ("\u22120.25", -250_000), ("100", 100_000_000), ("0,000001", 1), ("7,10", 7_100_000)]
)
def test_numbers_with_decimals_as_people_write_them(text, value):
    assert read_value(VALUE, "decimal", text, Place()) == (value, [])
    assert read_decimal(format_decimal(value)) == value


@pytest.mark.parametrize(("text", "code"), [("1,2345678", "value-kind"), ("ca. 4", "value-kind"), ("", "value-kind"), ("100,5", "value-range")])
def test_what_is_no_number_is_said(text, code):
    value, (finding,) = read_value(VALUE, "decimal", text, Place())
    assert (value, finding.code) == (None, code)
