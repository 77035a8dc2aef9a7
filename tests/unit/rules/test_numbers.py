"""Every rounding and every sign, compared character by character with what is printed."""

from decimal import Decimal
from fractions import Fraction

import pytest

from veikart.rules import words

THIN, MINUS, HARD = "\u202f", "\u2212", "\u00a0"


@pytest.mark.parametrize(
    ("nok", "expected"),
    [
        (0, "0,0"),
        (1_579_700_000, f"1{THIN}579,7"),
        (12_345_678_900_000, f"12{THIN}345{THIN}678,9"),
        (-96_900_000, f"{MINUS}96,9"),
        (-1_000_000_000, f"{MINUS}1{THIN}000,0"),
        (50_000, "0,1"),
        (49_999, "0,0"),
        (-50_000, f"{MINUS}0,1"),
        (-49_999, "0,0"),
        (999_950_000, f"1{THIN}000,0"),
    ],
)
def test_format_mill(nok, expected):
    assert words.format_mill(nok) == expected


@pytest.mark.parametrize(("decimals", "expected"), [(0, "2"), (1, "1,5"), (2, "1,50"), (3, "1,500"), (6, "1,500000")])
def test_format_mill_with_decimals(decimals, expected):
    assert words.format_mill(1_500_000, decimals) == expected


@pytest.mark.parametrize(
    ("nok", "expected"),
    [(10_300_000, "+10,3"), (-4_700_000, f"{MINUS}4,7"), (0, "0,0"), (49_999, "0,0"), (-49_999, "0,0"), (50_000, "+0,1")],
)
def test_format_signed_mill(nok, expected):
    assert words.format_signed_mill(nok) == expected


@pytest.mark.parametrize(
    ("nok", "expected"),
    [(0, "0"), (999, "999"), (1000, f"1{THIN}000"), (-1_579_700, f"{MINUS}1{THIN}579{THIN}700")],
)
def test_format_nok(nok, expected):
    assert words.format_nok(nok) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Fraction(44, 1000), f"4,4{HARD}%"),
        (Decimal("0.0445"), f"4,5{HARD}%"),
        (Fraction(-445, 10000), f"{MINUS}4,5{HARD}%"),
        (1, f"100,0{HARD}%"),
        (Fraction(1, 3), f"33,3{HARD}%"),
        (Fraction(-1, 10000), f"0,0{HARD}%"),
    ],
)
def test_format_percent(share, expected):
    assert words.format_percent(share) == expected


def test_format_percent_with_decimals():
    assert words.format_percent(Fraction(1, 8), 0) == f"13{HARD}%"
    assert words.format_percent(Fraction(1, 8), 2) == f"12,50{HARD}%"


def test_format_count():
    assert words.format_count(127_731) == f"127{THIN}731"


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="exact"):
        words.format_percent(0.044)


def test_negative_decimals_are_refused():
    with pytest.raises(ValueError, match="0 or more"):
        words.format_decimal(1, -1)
