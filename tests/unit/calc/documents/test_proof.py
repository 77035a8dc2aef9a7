"""The check of a document: rounding is no alarm, an error is."""

from fractions import Fraction

import pytest

from tests.support.tiny import make_check, make_table
from veikart.calc.documents import Check, DocumentCheck, PrintedTable, check_document
from veikart.calc.formulas import FigureMissing, Reference
from veikart.calc.values import Interval


def _check(table: PrintedTable, *checks: Check) -> DocumentCheck:
    def resolve(reference: Reference, column: str, year: int | None) -> Interval:
        figure = table.figure_by_place.get((reference.row, reference.column or column))
        if figure is None:
            raise FigureMissing(reference.text)
        return figure.interval

    return check_document((table,), checks, resolve)


def _agrees(printed: str, *parts: str, formula: str = "") -> bool:
    cells = {"sum": {"2020": printed}} | {f"del-{place}": {"2020": part} for place, part in enumerate(parts)}
    formula = formula or " + ".join(f"[t:del-{place}]" for place in range(len(parts)))
    (outcome,) = _check(make_table("t", cells), make_check("t:sum", formula)).outcomes
    return outcome.agrees


@pytest.mark.parametrize(
    ("printed", "parts", "agrees"),
    [
        ("10,0", ["1,0"] * 10, True),
        ("9,9", ["1,0"] * 10, True),
        ("10,5", ["1,0"] * 10, True),
        ("10,6", ["1,0"] * 10, False),
        ("245,9", ["240,9"], False),
        ("-28", ["-28,0"], True),
        ("-28,0", ["-28"], True),
        ("-28", ["-27,5"], True),
        ("-28", ["-27,4"], False),
        ("-28,0", ["-28,1"], True),
        ("-28,0", ["-28,2"], False),
        ("0", ["0,4"], True),
        ("0", ["0,6"], False),
    ],
)
def test_rounding_explains_what_it_can(printed: str, parts: list[str], agrees: bool) -> None:
    assert _agrees(printed, *parts) is agrees


def test_ten_numbers_may_lose_a_tenth() -> None:
    """Ten times 24,04 is printed as ten times 24,0, and their sum 240,4: 0,4 apart, and no alarm."""
    assert _agrees("240,4", *["24,0"] * 10)


def test_a_share_of_rounded_numbers() -> None:
    cells = {"andel": {"2020": "4,4 %"}, "del": {"2020": "44"}, "hele": {"2020": "1 000"}}
    table = make_table("t", {"del": cells["del"], "hele": cells["hele"]})
    share = make_table("s", {"andel": cells["andel"]}, unit="percent")
    both = check_document(
        (table, share),
        (make_check("s:andel", "[t:del] / [t:hele]", kind="ratio"),),
        lambda one, column, _: table.figure_by_place[one.row, column].interval,
    )
    (outcome,) = both.outcomes
    assert outcome.agrees
    assert outcome.expected.value == Fraction(44, 1000)


def test_the_difference_is_printed_less_expected() -> None:
    check = _check(make_table("t", {"sum": {"2020": "245,9"}, "del": {"2020": "240,9"}}), make_check("t:sum", "[t:del]"))
    assert check.disagreements[0].difference == 5_000_000
    assert [interval.value for _, interval in check.disagreements[0].inputs] == [240_900_000]


TWO_YEARS = {"a": {"2020": "1", "2021": "2", "2022": "3"}, "b": {"2020": "1", "2021": "5"}}


def test_every_column_that_can_be_checked() -> None:
    found = _check(make_table("t", TWO_YEARS), make_check("t:a", "[t:b]"))
    assert [(one.figure.column, one.agrees) for one in found.outcomes] == [("2020", True), ("2021", False)]
    assert found.skipped == ()
    assert found.printed == 5
    assert found.recomputed == {"t:a@2020", "t:a@2021"}
    assert found.reproduced == {"t:a@2020"}


def test_a_number_that_disagrees_once_is_not_reproduced() -> None:
    found = _check(make_table("t", TWO_YEARS), make_check("t:a", "[t:b]"), make_check("t:a", "[t:a]"))
    assert found.reproduced == {"t:a@2020", "t:a@2022"}
    assert len(found.by_figure["t:a@2021"]) == 2


def test_a_named_column_that_cannot_be_checked_is_told() -> None:
    found = _check(make_table("t", TWO_YEARS), make_check("t:a", "[t:b]", "2021", "2022", "2023"))
    assert [(one.column, one.missing) for one in found.skipped] == [("2022", "[t:b]"), ("2023", "[t:a@2023]")]


@pytest.mark.parametrize(
    ("figure", "formula", "missing"),
    [
        ("t:a", "[t:ukjent]", "[t:ukjent]"),
        ("t:ukjent", "[t:a]", "[t:ukjent]"),
        ("ukjent:a", "[t:a]", "[ukjent:a]"),
        ("t:a@2023", "[t:b]", "[t:a@2023]"),
        ("t:a", "1 / 0", "divisor i 1 / 0"),
    ],
)
def test_a_check_that_checks_nothing_is_told(figure: str, formula: str, missing: str) -> None:
    found = _check(make_table("t", TWO_YEARS), make_check(figure, formula))
    assert found.outcomes == ()
    assert [one.missing for one in found.skipped] == [missing]


def test_a_fixed_column_is_checked_alone() -> None:
    found = _check(make_table("t", TWO_YEARS), make_check("t:a@2021", "[t:b@2020] + 1000000"))
    assert [(one.figure.address, one.agrees) for one in found.outcomes] == [("t:a@2021", True)]
