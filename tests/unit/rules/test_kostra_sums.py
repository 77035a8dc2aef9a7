"""A KOSTRA account added up: expenses and income apart, and the ledger beside it within what rounding can make."""

import pytest

from veikart.calc.ledger.kostra import KostraFile, KostraLine
from veikart.rules.ledger import list_kostra_classes, sum_kostra, sum_kostra_sums

LINES = (("1", "202", "010", 5), ("1", "202", "700", -2), ("1", "120", "010", 7), ("0", "202", "230", 9))
FILE = KostraFile("0A", 2019, 0, "040200", tuple(KostraLine(*one) for one in LINES))


def test_by_function_and_by_art():
    assert [(one.code, one.lines, one.expense, one.income, one.net) for one in sum_kostra(FILE, "1", "function")] == [
        ("120", 1, 7, 0, 7),
        ("202", 2, 5, -2, 3),
    ]
    assert [(one.code, one.net, one.own_ore) for one in sum_kostra(FILE, "1", "art")] == [("010", 12, None), ("700", -2, None)]
    assert sum_kostra_sums(sum_kostra(FILE, "1", "art")).net == 10
    assert sum_kostra_sums(()).net == 0


@pytest.mark.parametrize(("ore", "is_same"), [(700_000, True), (750_000, True), (750_001, False), (650_000, True), (649_999, False)])
def test_the_same_is_within_the_rounding_of_each_line(ore, is_same):
    (one,) = sum_kostra(KostraFile("0A", 2019, 0, "040200", (KostraLine("1", "120", "010", 7),)), "1", "function", {("1", "120", "010"): ore})
    assert one.is_same is is_same


def test_what_only_the_ledger_has_is_there_too():
    found = sum_kostra(FILE, "1", "function", {("1", "330", "010"): 400_000, ("0", "202", "230"): 1})
    assert [(one.code, one.net, one.own_ore, one.is_same) for one in found] == [
        ("120", 7, 0, False),
        ("202", 3, 0, False),
        ("330", 0, 400_000, False),
    ]


def test_classes_are_those_that_have_lines():
    assert list_kostra_classes(FILE) == {"1": "operations", "0": "investment"}
    assert list_kostra_classes(KostraFile("0N", 2019, 0, "040200", (KostraLine("5", "10", "000", 1),))) == {"5": "balance"}
