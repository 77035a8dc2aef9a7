"""Any book that passes the checks is worked out, every declared formula holds, and a second run that takes over the first gives the same."""

import random

import numpy as np
import pytest

from tests.support.random_books import make_random_book, mend_book
from veikart.rules.economy import get_sheet_rules, run_engines

BOOKS = 24


@pytest.mark.parametrize("seed", range(BOOKS))
def test_a_book_that_passes_the_checks_is_worked_out(seed: int) -> None:
    book = mend_book(make_random_book(random.Random(seed), extremes=seed % 2 == 0))
    if book is None:
        pytest.fail("no row is to blame for what is wrong")
    run = run_engines(book)
    for sheet in run.sheets.values():
        for line in get_sheet_rules()[sheet.id].lines.values():
            if line.formula is not None:
                assert np.array_equal(line.formula.evaluate(sheet.lines), sheet.lines[line.id]), f"{sheet.id}.{line.id}"
    again = run_engines(book, run)
    assert all(again.sheets[name] is sheet for name, sheet in run.sheets.items())


@pytest.mark.parametrize("seed", range(100, 100 + BOOKS))
def test_what_is_taken_over_is_what_a_full_rebuild_gives(seed: int) -> None:
    chance = random.Random(seed)
    book = mend_book(make_random_book(chance, extremes=False))
    if book is None:
        pytest.fail("no row is to blame for what is wrong")
    table = chance.choice([name for name, rows in book.tables.items() if rows and name != "settings"])
    changed = mend_book(book.with_rows({table: {chance.choice(list(book.table(table))): None}}))
    if changed is None:
        pytest.fail("no row is to blame for what is wrong")
    renewed, anew = run_engines(changed, run_engines(book)), run_engines(changed)
    for name, sheet in anew.sheets.items():
        assert renewed.sheets[name].subjects == sheet.subjects, name
        for line, values in sheet.lines.items():
            assert np.array_equal(renewed.sheets[name].lines[line], values), f"{name}.{line}, without a row of {table}"
