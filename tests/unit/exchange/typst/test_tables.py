"""What the tables of the document say is what the programme says, cell by cell."""

import pytest

from tests.support.example import get_example
from veikart.calc.statements import MISSING
from veikart.exchange.sourcing import MARKS, NOTHING, source_words, table_order
from veikart.exchange.typst.blocks import TWO_COLUMNS_FROM, make_text
from veikart.exchange.typst.measure_tables import changes, frame_table
from veikart.exchange.typst.statement_tables import statement_table
from veikart.rules.programme import frame_bridge
from veikart.rules.words import format_mill, format_signed_mill

PROGRAMME = get_example().programme
AREAS = [unit for unit in PROGRAMME.dataset.budget.units if unit.kind == "programme_area"]


@pytest.mark.parametrize("form", list(PROGRAMME.forms))
def test_every_cell_of_a_statement_is_the_programmes(form: str) -> None:
    table = statement_table(PROGRAMME, form, PROGRAMME.columns)
    rows = PROGRAMME.rows(form, PROGRAMME.columns)
    assert [row.cells[0].text for row in table.rows] == [row.label for row in rows]
    for shown, row in zip(table.rows, rows, strict=True):
        for cell, column in zip(shown.cells[1:], PROGRAMME.columns, strict=True):
            amount = PROGRAMME.cell(form, row.id, column)
            if amount is None:
                assert cell.text == ""
            elif amount.state == MISSING:
                assert cell.text == NOTHING
            else:
                assert (cell.text, cell.mark) == (format_mill(amount.nok), MARKS.get(amount.state, ""))


@pytest.mark.parametrize("form", list(PROGRAMME.forms))
def test_every_mark_has_a_note_and_every_table_a_source(form: str) -> None:
    table = statement_table(PROGRAMME, form, PROGRAMME.columns)
    cells = [cell for row in table.rows for cell in row.cells[1:]]
    used = {cell.mark for cell in cells if cell.mark} | {cell.text for cell in cells if cell.text == NOTHING}
    assert {mark for mark, _ in table.notes if mark} == used
    assert table.source.startswith("Kilde: tabell ")
    assert table.unit.startswith("Mill. kr, ")


@pytest.mark.parametrize("unit", [unit for unit in AREAS if changes(PROGRAMME, unit.id)], ids=lambda unit: unit.id)
def test_the_measures_of_an_area_lead_from_base_to_frame(unit) -> None:
    steps = frame_bridge(PROGRAMME, unit.id)
    measures = changes(PROGRAMME, unit.id)
    for year in PROGRAMME.dataset.plan_years:
        moved = sum(one.nok_by_year[year] for one in measures)
        assert steps[0].nok_by_year[year] + moved == steps[-1].nok_by_year[year]
    table = frame_table(PROGRAMME, unit, steps, measures)
    first = PROGRAMME.dataset.plan_years[0]
    assert [table.rows[at].cells[2].text for at in (0, -2)] == [format_mill(steps[at].nok_by_year[first]) for at in (0, -1)]
    assert table.rows[-1].cells[2].text == format_signed_mill(steps[-1].nok_by_year[first] - steps[0].nok_by_year[first])
    shown = [one for one in measures if one.is_shown_in(*PROGRAMME.dataset.plan_years)]
    assert sum(row.style == "plain" for row in table.rows) == len(shown)


def test_every_measure_of_the_frames_is_in_some_table() -> None:
    new = {measure.id for measure in PROGRAMME.dataset.budget.measures if measure.layer in {"nye-forslag", "tidligere-vedtatte"}}
    units = [unit for unit in PROGRAMME.dataset.budget.units if unit.kind in {"programme_area", "post"}]
    shown = {one.measure.id for unit in units for one in changes(PROGRAMME, unit.id)}
    silent = {one for one in new - shown if any(amount.nok for amount in PROGRAMME.dataset.budget.amounts if amount.measure == one)}
    assert not silent


def test_tables_are_named_in_the_order_of_their_numbers() -> None:
    assert sorted(["11.4", "4.10", "4.9", "tekst-1", "11.3-drift"], key=table_order) == ["4.9", "4.10", "11.3-drift", "11.4", "tekst-1"]
    assert source_words(PROGRAMME.dataset, ()) == ""


def test_long_text_is_parted_in_two_and_short_text_is_not() -> None:
    short, long = make_text(["Kort.", "", "Også kort."]), make_text(["a" * TWO_COLUMNS_FROM, "b" * TWO_COLUMNS_FROM, "c"])
    assert (short.left, short.right) == (("Kort.", "Også kort."), ())
    assert (len(long.left), len(long.right)) == (1, 2)
