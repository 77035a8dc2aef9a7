"""Every line of the example is explained, and every explanation leads on to figures that are explained in turn, down to what was entered."""

from collections import deque

from tests.support.economy_example import get_example_book, get_example_long_run
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.explaining import Calculation, FigureAddress, explain_calculation

MOST_STEPS = 6_000


def explain(address: FigureAddress) -> Calculation:
    return explain_calculation(get_example_book(), get_example_long_run(), address)


def first_figures() -> list[FigureAddress]:
    """One figure of every line of every sheet that has subjects."""
    found = []
    for sheet in get_example_long_run().sheets.values():
        for place, line in enumerate(sheet.lines if sheet.subjects else ()):
            found.append(FigureAddress(sheet.id, sheet.subjects[place % len(sheet.subjects)], line, sheet.years[place % len(sheet.years)]))
    return found


def test_every_figure_that_can_be_reached_is_explained_and_worked_out_again_to_the_same():
    waiting, seen = deque(first_figures()), set()
    assert len(waiting) > 500
    while waiting and len(seen) < MOST_STEPS:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        found = explain(address)
        assert found.again in {None, found.value}, address
        waiting.extend(one.address for one in found.inputs if one.address and one.address not in seen)
    assert len(seen) == MOST_STEPS or not waiting


def test_a_formula_reads_with_the_names_of_the_lines_and_with_their_numbers():
    for sheet in get_sheet_rules().values():
        made = get_example_long_run().sheets[sheet.id]
        for line in (one for one in sheet.lines.values() if one.formula and made.subjects):
            found = explain(FigureAddress(sheet.id, made.subjects[0], line.id, made.years[-1]))
            assert found.with_names and found.with_numbers, line
            assert "_" not in found.with_names, found.with_names
