"""Refugees cohort by cohort, and what the state pays."""

from veikart.calc.grants import KINDS, make_compensation_sheet, make_kinds_sheet, make_refugee_sheet
from veikart.calc.grants.rows import Compensation, RefugeeCohort

YEARS = (2020, 2021, 2022)


def test_a_cohort_gets_the_rate_of_each_of_its_years():
    rates = {("adult", number, year): 100 * number for number in (1, 2) for year in YEARS}
    sheet = make_refugee_sheet({"adult|2021": RefugeeCohort("adult", 2021, 10)}, rates, YEARS)
    assert sheet.row("adult|2021", "grant_year") == (0, 1, 2)
    assert sheet.row("adult|2021", "grant") == (0, 1_000, 2_000)


def test_a_year_or_kind_without_a_rate_gives_nothing():
    rates = {("adult", 1, 2020): 100}
    cohorts = {"child|2020": RefugeeCohort("child", 2020, 10), "adult|2020": RefugeeCohort("adult", 2020, 1)}
    sheet = make_refugee_sheet(cohorts, rates, YEARS)
    assert tuple(sheet.total("grant")) == (100, 0, 0)
    assert tuple(sheet.total("grant", "child")) == (0, 0, 0)
    assert make_refugee_sheet({}, rates, YEARS).subjects == ()


def test_interest_is_on_what_is_left_of_the_basis():
    row = Compensation("a", "Skoler", "interest", 2018, 1_000, 300, 500_000)
    sheet = make_compensation_sheet({"a": row}, {("a", 2021): 7}, dict.fromkeys(YEARS, 100_000), YEARS)
    assert sheet.row("a", "brought_forward") == (400, 0, 0)
    assert sheet.row("a", "opening") == (400, 100, 0)
    assert sheet.row("a", "instalment") == (300, 100, 0)
    assert sheet.row("a", "closing") == (100, 0, 0)
    assert sheet.row("a", "interest") == (40, 10, 0)
    assert sheet.row("a", "covered") == (150, 50, 0)
    assert sheet.row("a", "grant") == (190, 67, 0)


def test_a_basis_of_a_later_year_begins_there():
    row = Compensation("a", "Skoler", "interest", 2021, 1_000)
    sheet = make_compensation_sheet({"a": row}, {}, {2021: 20_000}, YEARS)
    assert sheet.row("a", "grant") == (0, 20, 0)


def test_kinds_are_added_up_and_all_are_there():
    rows = {"a": Compensation("a", "A", "host"), "b": Compensation("b", "B", "host")}
    kinds = make_kinds_sheet(make_compensation_sheet(rows, {("a", 2020): 1, ("b", 2020): 2}, {}, YEARS))
    assert kinds.subjects == KINDS
    assert kinds.row("host", "grant") == (3, 0, 0)
    assert kinds.row("other", "grant") == (0, 0, 0)
