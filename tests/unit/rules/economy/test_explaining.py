"""Where a figure comes from: its formula with numbers, what it is made of, and the same figure worked out again."""

import pytest

from tests.support.economy_sheets import RULES, YEARS, make_small_book, make_small_run
from veikart.rules.economy import explaining
from veikart.rules.economy.explaining import FigureAddress, explain_calculation

BOOK, RUN = make_small_book(), make_small_run()


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    monkeypatch.setattr(explaining, "get_sheet_rules", lambda: RULES)


def explain(sheet: str, subject: str, line: str, year: int):
    return explain_calculation(BOOK, RUN, FigureAddress(sheet, subject, line, year))


def test_a_formula_has_its_names_and_numbers_and_every_input_has_an_address():
    found = explain("debt", "bad|stort", "interest", 2022)
    assert found.with_names == "restgjeld 1. januar × rente"
    assert found.with_numbers == "5\u202f000 × 3\u00a0%"
    assert [(one.name, one.value, one.unit) for one in found.inputs] == [("restgjeld 1. januar", 5_000, "nok"), ("rente", 30_000, "ppm")]
    assert found.inputs[0].address == FigureAddress("debt", "bad|stort", "opening", 2022)
    assert found.again == found.value == 150


def test_the_year_before_opens_the_year_before_and_before_the_first_year_there_is_nothing():
    found = explain("debt", "skole", "opening", 2021)
    assert found.with_names == "restgjeld 31. desember året før"
    assert found.inputs[0].address == FigureAddress("debt", "skole", "closing", 2020)
    first = explain("debt", "skole", "opening", 2020)
    assert (first.inputs[0].value, first.inputs[0].address, first.again) == (0, None, 0)


def test_a_sum_lists_the_subjects_that_are_not_nothing_largest_first():
    found = explain("debt_sum", "alle", "closing", 2022)
    assert [(one.name, one.value) for one in found.inputs] == [("Badet", 4_900), ("Skolen", 800)]
    assert found.again == 5_700
    group = explain("debt_sum", "oppvekst", "closing", 2022)
    assert [one.name for one in group.inputs] == ["Skolen"]
    assert group.again == 800
    assert [one.name for one in explain("debt_sum", "alle", "closing", 2020).inputs] == ["Skolen"]


def test_a_line_that_is_taken_leads_to_where_it_stands():
    found = explain("result", "kommunen", "interest", 2022)
    assert found.inputs[0].address == FigureAddress("debt_sum", "alle", "interest", 2022)
    assert found.inputs[0].name == "Gjeld i alt: Alle, renter"
    assert found.again == 177


def test_an_input_and_a_series_lead_to_their_rows():
    found = explain("debt", "bad|stort", "principal", 2021)
    assert [(one.table, one.key) for one in found.rows] == [("loans", "bad|stort")]
    assert found.again == 5_000
    rate = explain("debt", "skole", "rate", 2022)
    assert [(one.table, one.key, one.row.source) for one in rate.rows] == [("assumptions", "interest_floating|2022", "Eksempel")]
    assert rate.again == 30_000


def test_a_schedule_leads_to_the_rows_of_its_subject_and_year():
    found = explain("debt", "bad|stort", "new", 2021)
    assert [one.key for one in found.rows] == ["bad|stort|2021"]
    assert found.again is None
    assert [one.key for one in explain("debt", "skole", "new", 2022).rows] == ["skole|2020"]


@pytest.mark.parametrize(
    ("sheet", "subject", "line", "year"),
    [("nei", "skole", "rate", 2020), ("debt", "nei", "rate", 2020), ("debt", "skole", "nei", 2020), ("debt", "skole", "rate", 2019)],
)
def test_what_is_not_there(sheet, subject, line, year):
    with pytest.raises(KeyError):
        explain(sheet, subject, line, year)


def test_every_figure_is_worked_out_again_to_the_same():
    for sheet in RUN.sheets.values():
        for subject in sheet.subjects:
            for line in sheet.lines:
                for year in YEARS:
                    found = explain(sheet.id, subject, line, year)
                    assert found.again in {None, found.value}, found.address
