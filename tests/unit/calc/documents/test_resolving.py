"""Figures by address."""

from fractions import Fraction

import pytest

from tests.support.tiny import UNITS, make_dataset, make_table
from veikart.calc.documents import FigureSelector, Resolver, SelectorError, parse_selector
from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import FigureMissing, parse_formula
from veikart.calc.layers import Amount, AmountTable, Budget, Layer, Measure, Version
from veikart.calc.values import Interval

BUDGET = Budget(
    UNITS,
    (Layer("a", "A", "adopted"), Layer("b", "B", "proposal")),
    (Version("plan", "Planen", ("a", "b")), Version("bare-a", "Bare A", ("a",))),
    (Measure("ma", "a", "base", "A"), Measure("mb", "b", "need", "B")),
    (
        Amount("ma", "skole", "1010", 2020, 1, 1),
        Amount("mb", "grunnskole", "1020", 2020, 10, 1),
        Amount("mb", "kultur", "1600", 2020, -100),
        Amount("ma", "skole", "1010", 2021, 1_000),
    ),
)
TABLE = make_table("4.5", {"sum": {"2020": "1,5", "2021": "2", "frame": "9"}})


def _resolver() -> Resolver:
    dataset = make_dataset(BUDGET, tables=(TABLE,))
    table = AmountTable.of(BUDGET)
    return Resolver(
        dataset,
        lambda: table,
        lambda form, row, year, version: Interval.exact(len(form + row + version) + year),
        lambda name, context: Interval.exact(Fraction(context.year, 1000)),
        lambda name, context: Interval.exact(len(name)),
    )


def _value(text: str, column: str = "2020", version: str = "") -> Fraction:
    (reference,) = parse_formula(text).references
    return _resolver().resolve(reference, Context(column, int(column) if column.isdecimal() else None, version)).value


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("line 1A skatt", FigureSelector("line", form="1A", row="skatt")),
        ("ratio result_ratio", FigureSelector("ratio", name="result_ratio")),
        ("input folketall", FigureSelector("input", name="folketall")),
        ("unit=a,b layer=c", FigureSelector("amounts", filters=(("unit", ("a", "b")), ("layer", ("c",))))),
        ("account=1900-1905", FigureSelector("amounts", filters=(("account", ("1900-1905",)),))),
    ],
)
def test_selectors(text: str, selector: FigureSelector) -> None:
    assert parse_selector(text) == selector


@pytest.mark.parametrize(
    "text", ["line 1A", "line 1A skatt mer", "ratio", "ratio a b", "unit", "unit=", "=a", "ukjent=a", "unit=a unit=b", "1: 2", "measure=a"]
)
def test_bad_selectors(text: str) -> None:
    with pytest.raises(SelectorError):
        parse_selector(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{unit=skole}", 11),
        ("{unit=grunnskole}", 10),
        ("{unit=skole,kultur}", -89),
        ("{layer=a}", 1),
        ("{layer=a,b kind=need}", -90),
        ("{account=1010-1020}", 11),
        ("{account=1020,1600}", -90),
        ("{account=1600}", -100),
        ("{version=bare-a}", 1),
        ("{version=bare-a layer=b}", 0),
        ("{unit=skole version=bare-a}", 1),
    ],
)
def test_sums_of_amounts(text: str, expected: int) -> None:
    assert _value(text) == expected


def test_a_sum_has_the_uncertainty_of_its_amounts() -> None:
    (reference,) = parse_formula("{unit=skole}").references
    interval = _resolver().resolve(reference, Context("2020", 2020))
    assert (interval.low, interval.high) == (9, 13)


def test_the_version_of_the_column_or_the_one_that_is_asked_for() -> None:
    assert _value("{unit=kommune}", "2020") == -89
    assert _value("{unit=kommune}", "2020", "bare-a") == 1


def test_printed_figures_by_column() -> None:
    assert _value("[4.5:sum]") == 1_500_000
    assert _value("[4.5:sum@2021]") == 2_000_000
    assert _value("[4.5:sum@-1]", "2021") == 1_500_000
    assert _value("[4.5:sum@frame]") == 9_000_000


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[4.5:sum@-1]", "2020"),
        ("[4.5:sum@-9]", "2021"),
        ("[4.5:sum@-1]", "1999"),
        ("[4.5:sum@1999]", "2020"),
        ("[4.5:ukjent]", "2020"),
        ("[ukjent:sum]", "2020"),
        ("[ukjent:sum@-1]", "2020"),
        ("{unit=skole}", "frame"),
        ("{unit=skole}", "1999"),
        ("{version=ukjent}", "2020"),
        ("{line 1A skatt}", "frame"),
        ("{line 1A skatt}", "1999"),
    ],
)
def test_what_is_missing(text: str, column: str) -> None:
    with pytest.raises(FigureMissing):
        _value(text, column)


def test_lines_ratios_and_inputs_are_asked_for() -> None:
    assert _value("{line 1A skatt}") == len("1Askattplan") + 2020
    assert _value("{ratio gjeld}") == Fraction(2020, 1000)
    assert _value("{input folk}") == 4


def test_the_place_of_a_figure_in_words() -> None:
    dataset = make_dataset(BUDGET, tables=(TABLE, make_table("tekst-4.1", {"utsagn": {"verdi": "1"}}, page=7)))
    assert dataset.place("4.5", "sum", "2020") == "tabell 4.5, rad «Sum», kolonne «Kolonne 2020»"
    words = dataset.place("tekst-4.1", "utsagn")
    assert words.startswith("avsnitt 1.1")
    assert words.endswith("side 7, rad «Utsagn»")
    assert dataset.figure("4.5", "sum", "2021").text == "2"
