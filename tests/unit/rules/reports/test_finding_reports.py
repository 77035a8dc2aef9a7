"""What is wrong with periods and reports, and what keeps them from being published."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.reports import NAMES, PARENTS, PERIODS, T1, T2, YEAR, make_economy, make_reporting_book, make_reporting_plan
from veikart.calc.reports import Report, ReportExplanation, ReportText
from veikart.rules.follow_up import check_follow_up_book
from veikart.rules.reports import PeriodReports
from veikart.rules.reports.finding_reports import (
    find_unexplained,
    find_unfinished,
    make_edition_finding,
    make_period_finding,
    make_status_finding,
)
from veikart.rules.reports.gathering import ReportSources, gather_inputs

TODAY = date(2020, 9, 22)


def codes(book) -> set[str]:
    return {one.code for one in check_follow_up_book(book)}


def make_reports(book, period=T2, off=None) -> PeriodReports:
    period = book.table("periods")[period.id]
    sources = ReportSources(book, make_reporting_plan(), TODAY, NAMES, PARENTS, economy=make_economy(period.last_month, off))
    return PeriodReports(book, period, NAMES, PARENTS, TODAY, inputs=gather_inputs(sources, period))


def test_the_small_book_has_nothing_wrong():
    assert not codes(make_reporting_book(opened="2020-t2"))


def test_a_period_is_never_held_against_a_later_one():
    late = replace(T1, previous="2020-t2")
    assert "report-period-order" in codes(make_reporting_book().with_rows({"periods": {"2020-t1": late}}))


def test_a_period_is_not_held_against_itself():
    assert "report-period-order" in codes(make_reporting_book().with_rows({"periods": {"2020-t1": replace(T1, last_year="2020-t1")}}))


def test_two_reports_a_year_is_the_least():
    alone = make_reporting_book().with_rows({"periods": {"2020-t2": replace(T2, status="earlier")}})
    assert "report-twice-a-year" in codes(alone)


def test_the_years_report_must_be_in_time():
    assert "report-due-late" in codes(make_reporting_book().with_rows({"periods": {"2020-aar": replace(YEAR, due=date(2021, 4, 15))}}))


def test_a_report_that_nobody_answers_for_is_told():
    book = make_reporting_book(opened="2020-t2").with_rows({"reports": {"2020-t2|vei": Report("2020-t2", "vei")}})
    assert "report-without-leader" in codes(book)


@pytest.mark.parametrize(("off", "count"), [({}, 0), ({"skole": -2_000_000}, 1), ({"skole": 2_000_000, "barnehage": 1_000_000}, 1)])
def test_the_whole_is_explained_once_and_not_line_by_line(off, count):
    reports = make_reports(make_reporting_book(opened="2020-t2"), off=off)
    assert [one.code for one in find_unexplained(reports.unit("skole"))] == ["report-deviation-unexplained"] * count


def test_lines_that_even_out_are_each_explained():
    book = make_reporting_book(opened="2020-t2")
    reports = make_reports(book, off={})
    inputs = reports.inputs["skole"]
    lines = tuple(
        replace(inputs.lines[0], id=name, forecast=inputs.lines[0].revised + nok) for name, nok in (("salary", 3_000_000), ("goods", -3_000_000))
    )
    reports = replace(reports, inputs={**reports.inputs, "skole": replace(inputs, lines=lines)})
    assert {one.line.id for one in reports.unit("skole").missing} == {"salary", "goods"}


def test_an_explanation_of_blanks_is_none():
    said = ReportExplanation("2020-t2", "skole", "deviation", "total", "  ")
    book = make_reporting_book(opened="2020-t2").with_rows({"report_explanations": {"2020-t2|skole|deviation|total": said}})
    assert make_reports(book).unit("skole").missing


def test_headings_of_the_law_stand_in_the_way_until_they_are_written():
    approved = dict.fromkeys(NAMES, "approved")
    book = make_reporting_book(opened="2020-aar", **approved)
    found = list(find_unfinished(make_reports(book, YEAR, off={})))
    assert {one.code for one in found} == {"report-heading-missing"}
    parts = [one.part.id for one in make_reports(book, YEAR, off={}).unit("lillevik").parts if one.part.required]
    texts = {f"2020-aar|lillevik|{part}": ReportText("2020-aar", "lillevik", part, "Skrevet.") for part in parts}
    assert not list(find_unfinished(make_reports(book.with_rows({"report_texts": texts}), YEAR, off={})))


def test_a_period_without_the_topmost_unit_cannot_be_published():
    book = make_reporting_book(opened="2020-t2").with_rows({"reports": {"2020-t2|lillevik": None}})
    assert [one.code for one in find_unfinished(make_reports(book))] == ["report-nobody"]


def test_reports_that_are_not_approved_stand_in_the_way_unless_left_as_they_are():
    book = make_reporting_book(opened="2020-t2", skole="approved")
    found = [one for one in find_unfinished(make_reports(book, off={})) if one.code == "report-not-approved"]
    assert len(found) == 3
    assert not list(find_unfinished(make_reports(book, off={}), without=set(NAMES)))


def test_the_findings_of_acts_say_where_the_report_is():
    status = make_reports(make_reporting_book(opened="2020-t2")).status("skole")
    assert "ikke begynt" in make_status_finding(T2, "skole", status, "godkjennes").sentence
    assert {make_period_finding(T2, "Åpen", "åpnes").code, make_edition_finding(T2).code} == {"report-period-status", "report-edition-words"}
    assert make_status_finding(T2, "skole", status, "godkjennes").code == "report-status"
    assert set(PERIODS) == {"2020-t1", "2020-t2", "2020-aar"}
