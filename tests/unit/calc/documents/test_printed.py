"""Numbers as they are printed, and how exact the print is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tiny import make_table
from veikart.calc.documents import UNITS, PrintedFigure
from veikart.calc.documents.printed import NEVER_ROUNDED, parse_printed

STRANGE = ("1e3", "0x1", "nan", "inf", "½", "²", "٣", "１", "1_000", "=", "4,4 %", "1" * 41, "1\n2")
THIN, MINUS, HARD, DASH = "\u202f", "\u2212", "\u00a0", "\u2013"


@pytest.mark.parametrize(
    ("text", "unit", "value", "half"),
    [
        ("0", "count", 0, Fraction(1, 2)),
        ("-28", "mill_nok", -28_000_000, 500_000),
        ("-28,0", "mill_nok", -28_000_000, 50_000),
        ("245,9", "mill_nok", 245_900_000, 50_000),
        ("1 579,7", "mill_nok", 1_579_700_000, 50_000),
        (f"1{THIN}579,7", "mill_nok", 1_579_700_000, 50_000),
        (f"1{HARD}579,7", "mill_nok", 1_579_700_000, 50_000),
        ("1579,7", "mill_nok", 1_579_700_000, 50_000),
        ("12 345 678", "nok", 12_345_678, Fraction(1, 2)),
        (f"{MINUS}96,9", "mill_nok", -96_900_000, 50_000),
        (f"{DASH}96,9", "mill_nok", -96_900_000, 50_000),
        (f"{MINUS} 96,9", "mill_nok", -96_900_000, 50_000),
        ("  7  ", "count", 7, Fraction(1, 2)),
        ("131 025", "thousand_nok", 131_025_000, 500),
        ("1,5", "bill_nok", 1_500_000_000, 50_000_000),
        ("4,4 %", "percent", Fraction(44, 1000), Fraction(1, 2000)),
        ("4,4%", "percent", Fraction(44, 1000), Fraction(1, 2000)),
        ("4,4", "percent", Fraction(44, 1000), Fraction(1, 2000)),
        ("100 %", "percent", 1, Fraction(1, 200)),
        ("-0,3", "percentage_points", Fraction(-3, 1000), Fraction(1, 2000)),
        ("2020", "year", 2020, 0),
        ("115", "exact_count", 115, 0),
        ("115", "count", 115, Fraction(1, 2)),
        ("0,05", "ratio", Fraction(1, 20), Fraction(1, 200)),
        ("007", "count", 7, Fraction(1, 2)),
    ],
)
def test_many_shapes(text: str, unit: str, value: Fraction, half: Fraction) -> None:
    assert parse_printed(text, unit) == (value, half)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "%", ",5", "5,", "1.5", "1,5,5", "1,5.5", "12 34", "1 2345", "1234 567", "1  234", "+5", "--5", "5-", "(5)", "5 kr", *STRANGE],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_printed(text, "mill_nok")


def test_every_unit_has_a_size() -> None:
    for unit, size in UNITS.items():
        assert parse_printed("1", unit) == (size, 0 if unit in NEVER_ROUNDED else size / 2)


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value, half = parse_printed(text, "mill_nok")
    except ValueError:
        return
    assert half > 0
    assert abs(value) < 10**48


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_what_is_written_is_read(number: int, decimals: int) -> None:
    digits = f"{abs(number):0{decimals + 1}d}"
    whole, fraction = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    grouped = f"{int(whole):,}".replace(",", THIN)
    text = ("-" if number < 0 else "") + grouped + (f",{fraction}" if decimals else "")
    assert parse_printed(text, "nok") == (Fraction(number, 10**decimals), Fraction(1, 2 * 10**decimals))


@pytest.mark.parametrize(("text", "decimals"), [("28", 0), ("28,0", 1), ("-4,25 %", 2), ("1 579,7", 1)])
def test_decimals_as_printed(text: str, decimals: int) -> None:
    assert PrintedFigure("t", "r", "k", text, "percent", Fraction(0), Fraction(0)).decimals == decimals


def test_a_table_knows_its_figures_by_place() -> None:
    table = make_table("1.1", {"skatt": {"2020": "1,5", "sum": "3"}, "tom": {"2020": ""}})
    assert table.figure_by_place["skatt", "2020"].address == "1.1:skatt@2020"
    assert ("tom", "2020") not in table.figure_by_place
    assert table.year_of == {"2020": 2020, "sum": None}
    assert table.column_keys == ("2020", "sum")
    assert table.figure_by_place["skatt", "2020"].interval.low == 1_450_000
