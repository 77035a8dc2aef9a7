"""Figures with the words of their unit, as a finding says them."""

from fractions import Fraction

import pytest

from veikart.calc.documents import PrintedFigure
from veikart.calc.documents.printed import parse_printed
from veikart.rules.words import in_print


@pytest.mark.parametrize(
    ("text", "unit", "value", "words"),
    [
        ("245,9", "mill_nok", Fraction(240_900_000), "240,9 mill. kr"),
        ("66 %", "percent", Fraction(44176, 100_000), "44\u00a0%"),
        ("1,7", "percentage_points", Fraction(24, 1000), "2,4 prosentpoeng"),
        ("2019", "year", Fraction(2018), "2018"),
        ("1 166", "exact_count", Fraction(1168), "1\u202f168"),
        ("7 328", "count", Fraction(14657, 2), "7\u202f329"),
    ],
)
def test_a_value_is_written_as_the_print_beside_it(text: str, unit: str, value: Fraction, words: str) -> None:
    assert in_print(value, PrintedFigure("t", "r", "k", text, unit, *parse_printed(text, unit))) == words
