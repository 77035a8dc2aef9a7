"""A formula as people read it: names or numbers, × and ÷, percent where the line beside is one, and brackets where they are needed."""

import pytest

from veikart.calc.worksheets import parse_sheet_formula
from veikart.rules.economy.figure_words import figure_words, short_figure_words
from veikart.rules.economy.formula_words import LineUse, find_lines, formula_in_words

UNITS = {"debt": "nok", "new": "nok", "paid": "nok", "rate": "ppm", "index": "index", "years": "count"}
WORDS = [
    ("share(debt, rate)", "debt × rate"),
    ("share(debt, 500000)", "debt × 50\u00a0%"),
    ("share(debt + new, 1000000 - rate)", "(debt + new) × (100\u00a0% − rate)"),
    ("before(debt)", "debt i fjor"),
    ("before(debt + new) - paid", "debt i fjor + new i fjor − paid"),
    ("debt - (new - paid)", "debt − (new − paid)"),
    ("debt - new + paid", "debt − new + paid"),
    ("divide(debt, years)", "debt / years"),
    ("divide(debt, years + 1)", "debt / (years + 1)"),
    ("ratio(debt, new)", "debt / new"),
    ("divide(1000000000 * 1000000000, index)", "1 / index"),
    ("divide((1000000 + rate) * (1000000 + rate), 1000000) - 1000000", "(100\u00a0% + rate) × (100\u00a0% + rate) / 100\u00a0% − 100\u00a0%"),
    ("divide(debt * years, 12)", "debt × years / 12"),
    ("scale(debt, index)", "debt × index"),
    ("max(0, debt - paid)", "den største av 0 og (debt − paid)"),
    ("share(max(0, debt), rate)", "(den største av 0 og debt) × rate"),
    ("min(debt, new, paid)", "den minste av debt, new og paid"),
    ("min(rate, 900000)", "den minste av rate og 90\u00a0%"),
    ("where(years > 0, divide(debt, years), 0)", "debt / years når years > 0, ellers 0"),
    ("abs(debt - new)", "|debt − new|"),
    ("-debt", "−debt"),
    ("new + -debt", "new + (−debt)"),
    ("-(new + paid)", "−(new + paid)"),
    ("2 * debt", "2 × debt"),
    ("debt // 2", "debt ÷ 2"),
    ("years != 1", "years ≠ 1"),
]


@pytest.mark.parametrize(("formula", "words"), WORDS)
def test_words(formula, words):
    assert formula_in_words(parse_sheet_formula(formula), UNITS, lambda line, before: line + " i fjor" * before, figure_words) == words


def test_a_negative_number_is_kept_together():
    numbers = {"debt": 5, "new": -3}
    assert formula_in_words(parse_sheet_formula("debt - new"), UNITS, lambda line, _: figure_words(numbers[line], "nok"), figure_words) == "5 − (−3)"


def test_lines_of_this_year_and_of_years_before():
    uses = find_lines(parse_sheet_formula("before(debt) + before(before(debt)) + debt + where(new > 0, new, -paid)"))
    assert uses == [LineUse("debt", 1), LineUse("debt", 2), LineUse("debt", 0), LineUse("new", 0), LineUse("paid", 0)]


@pytest.mark.parametrize(
    ("value", "unit", "whole", "short"),
    [
        (1_234_567, "nok", "1\u202f234\u202f567", "1,2"),
        (-1_234_567, "nok", "−1\u202f234\u202f567", "−1,2"),
        (0, "nok", "0", "0,0"),
        (23_700, "ppm", "2,37\u00a0%", "2,37\u00a0%"),
        (23_714, "ppm", "2,3714\u00a0%", "2,37\u00a0%"),
        (1_000_000, "ppm", "100\u00a0%", "100,00\u00a0%"),
        (1_000_000_000, "index", "1", "1,0000"),
        (1_050_600_000, "index", "1,0506", "1,0506"),
        (12_000, "count", "12\u202f000", "12\u202f000"),
        (2026, "year", "2026", "2026"),
    ],
)
def test_figures(value, unit, whole, short):
    assert figure_words(value, unit) == whole
    assert short_figure_words(value, unit) == short


def test_whole_kroner_in_a_table():
    assert short_figure_words(1_234_567, "nok", in_mill=False) == "1\u202f234\u202f567"
