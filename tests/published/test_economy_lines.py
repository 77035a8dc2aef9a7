"""Every line of every sheet of the example comes out of what it is declared as: the formula that is shown is the one that holds."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.economy_example import get_example_book, get_example_long_run
from veikart.calc.worksheets import Sheet
from veikart.rules.economy import LineRule, get_sheet_rules
from veikart.rules.economy.assumptions import get_series

SHEETS = tuple(get_example_long_run().sheets)
EVERYTHING = "alle"


def _lines(sheet_id: str, *origins: str) -> list[LineRule]:
    return [one for one in get_sheet_rules()[sheet_id].lines.values() if one.origin in origins]


def test_every_sheet_is_declared_and_made() -> None:
    assert set(SHEETS) == set(get_sheet_rules())
    assert len(SHEETS) > 30


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_line_is_declared(sheet_id: str) -> None:
    assert set(get_example_long_run().sheets[sheet_id].lines) == set(get_sheet_rules()[sheet_id].lines)


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_formulas_hold(sheet_id: str) -> None:
    sheet = get_example_long_run().sheets[sheet_id]
    for line in _lines(sheet_id, "formula"):
        assert line.formula is not None
        assert np.array_equal(line.formula.evaluate(sheet.lines), sheet.lines[line.id]), f"{sheet_id}.{line.id} = {line.formula.text}"


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_sums_over_other_sheets_hold(sheet_id: str) -> None:
    sheet, run = get_example_long_run().sheets[sheet_id], get_example_long_run()
    for line in _lines(sheet_id, "total_of"):
        other_id, _, other_line = line.source.partition(".")
        other = run.sheets[other_id]
        for subject in sheet.subjects:
            total = other.total(other_line, None if subject == EVERYTHING else subject)
            assert np.array_equal(total, sheet.lines[line.id][sheet.place[subject]]), f"{sheet_id}.{line.id} of {subject}"


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_lines_taken_from_other_sheets_are_the_same(sheet_id: str) -> None:
    sheet, run = get_example_long_run().sheets[sheet_id], get_example_long_run()
    for line in _lines(sheet_id, "taken"):
        other_id, _, other_line = line.source.partition(".")
        for subject in sheet.subjects:
            taken = _taken(run.sheets[other_id], other_line, sheet.follow(subject, line.taken_subject))
            assert taken == sheet.row(subject, line.id), f"{sheet_id}.{line.id} of {subject}"


def _taken(other: Sheet, line: str, subject: str) -> tuple[int, ...]:
    return other.row(subject, line) if subject in other.place else (0,) * len(other.years)


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_assumptions_and_rows_are_as_entered(sheet_id: str) -> None:
    sheet, book = get_example_long_run().sheets[sheet_id], get_example_book()
    for line in _lines(sheet_id, "series"):
        values = get_series(book, line.source)
        for subject in sheet.subjects:
            assert sheet.row(subject, line.id) == tuple(values.get(year, 0) for year in sheet.years), f"{sheet_id}.{line.id} of {subject}"
    for line in _lines(sheet_id, "input"):
        table, _, field = line.source.partition(".")
        for subject in sheet.subjects:
            written = getattr(book.table(table)[subject], field)
            assert set(sheet.row(subject, line.id)) <= {written or 0, 0}, f"{sheet_id}.{line.id} of {subject}"
