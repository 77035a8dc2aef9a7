"""The workbook: every amount to the krone, every formula worked out anew, and no text that can become a formula."""

import datetime
import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.support.example import get_example
from tests.support.spreadsheet import ReadBook
from veikart.calc.statements import MISSING
from veikart.exchange.sheets import (
    LiveValue,
    SheetColumn,
    SheetRow,
    SheetTable,
    check_sheet,
    findings_sheet,
    investment_sheet,
    ratio_sheet,
    statement_sheet,
    unit_sheet,
    write_table,
    write_workbook,
)
from veikart.exchange.sheets.writing import HEAD_ROW, sheet_name
from veikart.rules.assessment import Assessment
from veikart.rules.programme import Programme, frame_bridge, frame_measures

EXAMPLE = get_example()
PROGRAMME = EXAMPLE.programme
FORMS = list(PROGRAMME.forms)
UNITS = [unit.id for unit in PROGRAMME.dataset.budget.units if frame_measures(PROGRAMME, unit.id)]
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "https://example.org", "internal:Funn!A1", "{=A1}", "\t=1", '<x a="1">&', "1,5"]


@pytest.fixture(scope="module")
def content() -> bytes:
    stream = io.BytesIO()
    write_workbook(EXAMPLE, stream, published_on=datetime.date(2026, 11, 22))
    return stream.getvalue()


@pytest.fixture(scope="module")
def book(content: bytes) -> ReadBook:
    return ReadBook(content)


def test_every_formula_comes_to_the_value_stored_beside_it(book: ReadBook) -> None:
    formulas = 0
    for name, sheet in book.sheets.items():
        for cell in sheet.formulas:
            worked_out, stored = sheet.work_out(cell), sheet.numbers[cell]
            whole = stored.denominator == 1 and worked_out.denominator == 1
            assert worked_out == stored if whole else abs(worked_out - stored) <= abs(stored) * Fraction(1, 10**12), (name, cell)
            formulas += 1
    assert formulas > 900


def test_it_has_a_sheet_for_everything(book: ReadBook) -> None:
    names = list(book.sheets)
    assert names[0] == "Innhold"
    assert {form.short for form in PROGRAMME.forms.values()} <= set(names)
    assert {"Nøkkeltall", "Investeringer", "Funn", "Dokumentkontroll", "Kilder", "Grunnskoleopplæring"} <= set(names)


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_read_back_is_the_programmes_to_the_krone(form: str, content: bytes) -> None:
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(PROGRAMME.forms[form].short).to_python(skip_empty_area=False)
    for line, row in zip(read[HEAD_ROW + 1 :], PROGRAMME.rows(form, PROGRAMME.columns), strict=False):
        assert str(line[0]).endswith(row.label)
        for value, column in zip(line[1:], PROGRAMME.columns, strict=True):
            cell = PROGRAMME.cell(form, row.id, column)
            assert value == ("" if cell is None else "–" if cell.state == MISSING else cell.nok)


@pytest.mark.parametrize("form", FORMS)
def test_a_sum_is_live_wherever_what_it_adds_can_be_shown(form: str) -> None:
    table = statement_sheet(PROGRAMME, form, PROGRAMME.columns)
    for row in table.rows:
        for at in range(1, len(table.columns)):
            numbers = [table.number_at(term, at) for _, term in row.terms]
            is_whole = bool(row.terms) and None not in numbers and table.number_at(row.id, at) is not None
            assert (table.live_value(row, at) is not None) == is_whole, row.label


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_adds_up_from_measures_to_steps_to_frame(unit: str) -> None:
    table = unit_sheet(PROGRAMME, unit)
    steps = {step.key: step for step in frame_bridge(PROGRAMME, unit)}
    for year in PROGRAMME.dataset.plan_years:
        at = table.place_of_column[str(year)]
        for row in table.rows:
            if row.id in steps:
                assert table.number_at(row.id, at) == steps[row.id].nok_by_year[year]
                assert not row.terms or table.live_value(row, at)
        assert table.live_value(table.rows[table.place_of_row["frame"]], at)


def test_every_ratio_is_a_formula_over_the_figures_above_it(book: ReadBook) -> None:
    table = ratio_sheet(PROGRAMME)
    for ratio_id in PROGRAMME.ratios:
        for year, value in PROGRAMME.series(ratio_id).values.items():
            at = table.place_of_column[str(year)]
            live = table.live_value(table.rows[table.place_of_row[f"tall-{ratio_id}"]], at)
            assert isinstance(live, LiveValue)
            assert live.value == value.value


def test_investments_are_paid_for() -> None:
    table = investment_sheet(PROGRAMME, PROGRAMME.columns)
    for at, column in enumerate(PROGRAMME.columns, start=1):
        cell = PROGRAMME.cell("5-5", "udekket", column)
        assert cell is not None
        assert table.number_at("udekket", at) == cell.nok
        assert table.live_value(table.rows[table.place_of_row["udekket"]], at)


def test_findings_and_the_check_have_a_row_each() -> None:
    assert len(findings_sheet(EXAMPLE.findings).rows) == len(EXAMPLE.findings)
    rows = check_sheet(PROGRAMME).rows
    assert len(rows) == len(PROGRAMME.document_check.outcomes)
    wrong = len(PROGRAMME.document_check.disagreements)
    assert [row.values[0] for row in rows[: wrong + 1]] == ["nei"] * wrong + ["ja"]


def test_text_is_never_a_formula_or_a_link() -> None:
    columns = (SheetColumn("name", "=1", "text"), SheetColumn("words", "@x", "text"), SheetColumn("2020", "+1"))
    table = SheetTable("=2+2", columns, tuple(SheetRow(words, (words, 1)) for words in HOSTILE), unit="=3", source="+4", notes=("=5",))
    stream = io.BytesIO()
    write_table(table, stream)
    [sheet] = ReadBook(stream.getvalue()).sheets.values()
    assert not sheet.formulas
    read = CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue())).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[:2] for row in read[HEAD_ROW + 1 : HEAD_ROW + 1 + len(HOSTILE)]] == [[words, words] for words in HOSTILE]
    assert b"hyperlink" not in stream.getvalue()


def test_hostile_names_in_a_dataset_become_text(tmp_path: Path) -> None:
    budget = PROGRAMME.dataset.budget
    units = tuple(replace(unit, name=f"=[{unit.name}]:*?/\\'") for unit in budget.units)
    measures = tuple(replace(measure, name=f"=HYPERLINK({measure.name})") for measure in budget.measures)
    programme = Programme(replace(PROGRAMME.dataset, budget=replace(budget, units=units, measures=measures)))
    path = tmp_path / "bok.xlsx"
    write_workbook(Assessment(programme, ()), path)
    formulas = [text for sheet in ReadBook(path.read_bytes()).sheets.values() for text in sheet.formulas.values()]
    assert formulas
    assert not [text for text in formulas if "HYPERLINK" in text]


def test_the_same_gives_the_same_bytes(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    write_workbook(EXAMPLE, path, published_on=datetime.date(2026, 11, 22))
    assert path.read_bytes() == content


def test_a_sum_that_does_not_hold_is_left_as_a_number() -> None:
    rows = (SheetRow("a", (1,), id="a"), SheetRow("b", ("–",), id="b"), SheetRow("sum", (2,), id="c", terms=((1, "a"),)))
    table = SheetTable("T", (SheetColumn("n", "", "text"), SheetColumn("x", "x")), rows)
    assert table.live_value(table.rows[2], 1) is None
    missing = replace(rows[2], values=(1,), terms=((1, "a"), (1, "b")))
    assert SheetTable("T", table.columns, (*rows[:2], missing)).live_value(missing, 1) is None


def test_neighbours_are_added_as_a_range_and_others_one_by_one() -> None:
    rows = tuple(SheetRow(name, (1,), id=name) for name in "abcd")
    total = SheetRow("sum", (0,), id="sum", terms=((1, "a"), (1, "b"), (-1, "c"), (-1, "d")))
    table = SheetTable("T", (SheetColumn("n", "", "text"), SheetColumn("x", "x")), (*rows, total))
    live = table.live_value(total, 1)
    assert live is not None
    assert live.expression == "SUM({a@x}:{b@x})-{c@x}-{d@x}"


def test_a_table_that_does_not_hang_together_is_refused() -> None:
    columns = (SheetColumn("n", "", "text"), SheetColumn("x", "x"))
    with pytest.raises(ValueError, match="samme id"):
        SheetTable("T", columns, (SheetRow("a", (1,), id="a"), SheetRow("b", (1,), id="a")))
    with pytest.raises(ValueError, match="2 verdier i 1 kolonner"):
        SheetTable("T", columns, (SheetRow("a", (1, 2)),))


@pytest.mark.parametrize("words", ["", "''", "History", "[x]:*?/\\", "a" * 80, "Æ" * 31, "'sitat'", "Funn"])
def test_a_sheet_has_a_name_it_may_have(words: str) -> None:
    taken = {"funn"}
    names = [sheet_name(words, taken) for _ in range(3)]
    assert len({name.lower() for name in names} | {"funn"}) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name for name in names)
