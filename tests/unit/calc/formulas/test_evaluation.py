"""The value of a formula, exact, with the precision of what goes into it."""

from fractions import Fraction

import pytest

from veikart.calc.formulas import FigureMissing, Reference, evaluate, parse_formula
from veikart.calc.values import Interval

FIGURES = {"ti": Interval.exact(10), "tre": Interval.rounded(3, half_width=Fraction(1, 2)), "null": Interval.exact(0)}


def _resolve(reference: Reference) -> Interval:
    if reference.row not in FIGURES:
        raise FigureMissing(reference.text)
    return FIGURES[reference.row]


def _value(text: str) -> Fraction:
    return evaluate(parse_formula(text), _resolve).interval.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 - 3 - 4", -5),
        ("12 / 4 / 3", 1),
        ("-[t:ti]", -10),
        ("+[t:ti]", 10),
        ("- -2", 2),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1e2", 100),
        ("[t:ti] / [t:tre]", Fraction(10, 3)),
        ("sum([t:ti], [t:tre], 1)", 14),
        ("mean([t:ti], [t:tre])", Fraction(13, 2)),
        ("abs([t:tre] - [t:ti])", 7),
    ],
)
def test_values_are_exact(text: str, expected: Fraction) -> None:
    assert _value(text) == expected


def test_the_precision_of_the_inputs_is_the_precision_of_the_result() -> None:
    interval = evaluate(parse_formula("2 * [t:tre] + [t:ti]"), _resolve).interval
    assert (interval.low, interval.high) == (15, 17)


def test_inputs_are_told_in_order() -> None:
    inputs = evaluate(parse_formula("[t:tre] + [t:ti]"), _resolve).inputs
    assert [(one.row, interval.value) for one, interval in inputs] == [("tre", 3), ("ti", 10)]


def test_a_missing_figure_says_which() -> None:
    with pytest.raises(FigureMissing) as caught:
        _value("[t:ti] + [t:borte@2020]")
    assert caught.value.reference == "[t:borte@2020]"


@pytest.mark.parametrize("text", ["1 / 0", "[t:ti] / [t:null]", "1 / ([t:tre] - [t:tre])"])
def test_a_divisor_that_may_be_zero(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        _value(text)
