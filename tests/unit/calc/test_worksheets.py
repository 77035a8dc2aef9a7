"""Sheets, their formulas, and runs that take over what has not moved."""

from __future__ import annotations

import numpy as np
import pytest

from veikart.calc.worksheets import LateLines, Lines, Run, make_sheet, parse_sheet_formula, subtract_sheets

YEARS = (2020, 2021, 2022)
LINES = {"opening": [[100, 90, 80], [0, 0, 50]], "rate": [[20_000] * 3, [0] * 3], "paid": [[10, 10, 10], [0, 5, 5]]}
SHEET = make_sheet("loans", ["a", "b"], YEARS, LINES, names=["A", "B"], groups=["x", "y"])


def _value(text: str) -> list[list[int]]:
    return parse_sheet_formula(text).evaluate(SHEET.lines).tolist()


def test_numbers_are_found_by_subject_line_and_year() -> None:
    assert SHEET.value("a", "opening", 2021) == 90
    assert SHEET.row("b", "paid") == (0, 5, 5)
    assert SHEET.total("paid").tolist() == [10, 15, 15]
    assert SHEET.total("paid", "y").tolist() == [0, 5, 5]
    assert SHEET.name("b") == "B"
    with pytest.raises(KeyError):
        SHEET.value("a", "opening", 2030)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("opening - paid", [[90, 80, 70], [0, -5, 45]]),
        ("before(opening)", [[0, 100, 90], [0, 0, 0]]),
        ("share(opening, rate)", [[2, 2, 2], [0, 0, 0]]),
        ("ratio(paid, opening)", [[100_000, 111_111, 125_000], [0, 0, 100_000]]),
        ("where(opening > 80, 1, 0)", [[1, 1, 0], [0, 0, 0]]),
        ("max(min(opening, 85), 5) + 1", [[86, 86, 81], [6, 6, 51]]),
        ("-divide(opening, 3)", [[-33, -30, -27], [0, 0, -17]]),
        ("7", [[7] * 3, [7] * 3]),
    ],
)
def test_formulas_are_worked_out(text: str, expected: list[list[int]]) -> None:
    assert _value(text) == expected


def test_formula_tells_which_lines_it_asks_for() -> None:
    assert parse_sheet_formula("share(opening - paid, rate) + before(paid)").lines == ("opening", "paid", "rate")


@pytest.mark.parametrize(
    "text", ["opening +", "open('x')", "opening.shape", "1.5 * opening", "[1]", "opening < paid < rate", "lambda: 1", "max(a=1)"]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        parse_sheet_formula(text)


@pytest.mark.parametrize("lines", [{"x": [[1, 2]]}, {"x": [[1.5, 2, 3], [1, 2, 3]]}])
def test_sheet_refuses_what_does_not_fit(lines: dict[str, list[list[int]]]) -> None:
    with pytest.raises(ValueError, match="whole numbers of shape"):
        make_sheet("s", ["a", "b"], YEARS, lines)


def test_sheets_cannot_be_written_over() -> None:
    with pytest.raises(ValueError, match="read-only"):
        SHEET.lines["paid"][0, 0] = 3


def test_difference_counts_those_that_are_gone() -> None:
    before = make_sheet("loans", ["a", "c"], (2019, 2020), {"paid": [[7, 10], [9, 4]]})
    found = {key: line.tolist() for key, line in subtract_sheets(SHEET, before, "paid").items()}
    assert found == {"a": [0, 10, 10], "b": [0, 5, 5], "c": [-4, 0, 0]}
    assert not subtract_sheets(SHEET, SHEET, "paid")


def test_difference_of_the_same_subjects_leaves_out_those_that_did_not_move() -> None:
    before = make_sheet("loans", ["a", "b"], YEARS, {"paid": [[1, 2, 3], [4, 5, 6]]})
    now = make_sheet("loans", ["a", "b"], YEARS, {"paid": [[1, 2, 3], [4, 5, 9]]})
    assert {key: line.tolist() for key, line in subtract_sheets(now, before, "paid").items()} == {"b": [0, 0, 3]}


def test_lines_are_added_up_over_everything_and_each_group() -> None:
    sheet = make_sheet("s", ["a", "b", "c"], (2020, 2021), {"x": [[1, 2], [3, 4], [5, 6]], "y": [[1, 0], [0, 0], [0, 1]]}, groups=("p", "q", "p"))
    found = sheet.totals(("y", "x"), ("q", "none", "p"))
    assert {name: line.tolist() for name, line in found.items()} == {
        "y": [[1, 1], [0, 0], [0, 0], [1, 1]],
        "x": [[9, 12], [3, 4], [0, 0], [6, 8]],
    }


def test_late_line_is_put_together_once_and_when_asked_for() -> None:
    made: list[str] = []

    def make() -> Lines:
        made.append("late")
        return np.array([[1, 2, 3]])

    lines = LateLines({"there": SHEET.lines["paid"], "late": make})
    assert list(lines) == ["there", "late"] and not made
    assert lines["late"] is lines["late"]
    assert made == ["late"] and not lines["late"].flags.writeable


def test_run_takes_over_what_is_made_of_the_same() -> None:
    made: list[str] = []

    def make(name: str) -> list[str]:
        made.append(name)
        return [name]

    table, other = {"k": 1}, {"k": 1}
    first = Run()
    one = first.keep("a", (table, YEARS), lambda: make("a"))
    second = Run(first)
    assert second.keep("a", (table, (2020, 2021, 2022)), lambda: make("again")) is one
    third = Run(second.forget_earlier())
    assert third.keep("a", (other, YEARS), lambda: make("b")) == ["b"]
    assert third.earlier_of("a") is one
    assert made == ["a", "b"]


def test_run_holds_a_sheet_once() -> None:
    run = Run()
    run.add(SHEET)
    with pytest.raises(ValueError, match="loans"):
        run.add(SHEET)


def test_sheet_without_subjects_has_no_rows() -> None:
    empty = make_sheet("s", [], YEARS, {"x": []})
    assert empty.total("x").tolist() == [0, 0, 0]
    assert np.array_equal(parse_sheet_formula("x + 1").evaluate(empty.lines), np.zeros((0, 3)))
