"""The printed report: made of the frozen document alone, tagged, with a list of its tables."""

import io
import json
import shutil
import subprocess
from datetime import date

import pytest
from pikepdf import Pdf

from tests.support.reports import NAMES, PARENTS, T2, YEAR, make_economy, make_reporting_book, make_reporting_plan
from veikart.calc.reports import (
    ReportCell,
    ReportColumn,
    ReportDocument,
    ReportParagraphs,
    ReportRow,
    ReportSection,
    ReportTable,
    read_report_document,
    write_report_document,
)
from veikart.exchange.typst.blocks import Chapter, Figure, Heading, Table
from veikart.exchange.typst.report import build_report, chart_unit, write_report_pdf
from veikart.rules.reports import PeriodReports
from veikart.rules.reports.documents import build_report_document
from veikart.rules.reports.gathering import ReportSources, gather_inputs

DAY = date(2020, 9, 22)


@pytest.fixture(scope="module")
def document():
    book = make_reporting_book(opened="2020-t2", **dict.fromkeys(NAMES, "approved"))
    sources = ReportSources(book, make_reporting_plan(), DAY, NAMES, PARENTS, economy=make_economy(8))
    reports = PeriodReports(book, book.table("periods")[T2.id], NAMES, PARENTS, DAY, inputs=gather_inputs(sources, T2))
    return build_report_document(reports, edition=2, published=DAY, municipality="Lillevik kommune", changed="Skole er rettet.")


def test_the_print_is_made_of_what_was_frozen(document):
    frozen = read_report_document(json.loads(json.dumps(write_report_document(document))))
    assert write_report_pdf(frozen) == write_report_pdf(document)


def test_the_print_is_tagged_and_has_bookmarks(document):
    with Pdf.open(io.BytesIO(write_report_pdf(document))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nb-NO"
        with pdf.open_outline() as outline:
            assert [one.title.split(" ", 1)[-1] for one in outline.root][-3:] == ["Kommunen samlet", "Oppvekst", "Om rapporten"]


def test_every_table_of_the_report_is_in_the_print(document):
    laid = build_report(document)
    tables = [one.title for one in laid.blocks if isinstance(one, Table)]
    assert tables == [one.title for one in document.tables]
    assert [one.title for one in laid.blocks if isinstance(one, Chapter)] == ["Kommunen samlet", "Oppvekst", "Om rapporten"]
    assert "Skole" in [one.title for one in laid.blocks if isinstance(one, Heading)]
    assert laid.published == "Utgave 2, 22. september 2020"
    assert not [one for one in laid.blocks if isinstance(one, Figure)], "one sector makes no picture"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_there_is_no_list_of_figures_where_there_are_none(document, tmp_path):
    path = tmp_path / "rapport.pdf"
    path.write_bytes(write_report_pdf(document))
    told = subprocess.run(["pdftotext", "-l", "2", str(path), "-"], capture_output=True, text=True, check=True).stdout.split("\n")
    assert "Tabeller" in told
    assert "Figurer" not in told


def test_nothing_stands_empty(document):
    """No section without anything below it, and no column that nobody has anything in."""
    assert "unit-barnehage" in {one.id for one in document.sections}
    assert all(one.blocks or one.key_numbers or one.standfirst for one in document.sections)
    for table in document.tables:
        for at, column in enumerate(table.columns):
            assert any(row.cells[at].text for row in table.rows), (table.title, column.heading)


def test_a_years_report_is_named_by_its_year():
    book = make_reporting_book(opened=YEAR.id)
    reports = PeriodReports(book, book.table("periods")[YEAR.id], {}, {}, DAY, inputs={})
    made = build_report_document(reports, edition=1, published=DAY, municipality="Lillevik kommune")
    assert f"{made.title} {made.subtitle}" == "Årsrapport og årsberetning 2020"


def test_every_figure_in_a_table_opens(document):
    shown = {cell.figure for table in document.tables for row in table.rows for cell in row.cells if cell.figure}
    known = {one.id for one in document.figures}
    assert shown
    assert shown <= known
    assert {one.figure for figure in document.figures for one in figure.inputs if one.figure} <= known


def test_figures_are_what_they_are_made_of(document):
    """A sum says the same as its parts, and a deviation as what it is taken from."""
    by_id = {one.id: one for one in document.figures}
    units = {one.unit: one.money for one in document.units}
    assert by_id["oppvekst.total.revised"].text == "200,0"
    assert [one.name for one in by_id["oppvekst.total.revised"].inputs] == ["Skole", "Barnehage"]
    assert by_id["skole.total.deviation"].text.replace("\u2212", "-") == "-2,0"
    assert units["skole"].deviation == -2_000_000


def test_a_heading_stays_with_what_it_is_over(document):
    """What a section opens with stands on the page of its first table."""
    laid = build_report(document).blocks
    at = next(at for at, one in enumerate(laid) if isinstance(one, Heading) and one.title == "Skole")
    first = next(place for place in range(at, len(laid)) if isinstance(laid[place], Table))
    assert first > at + 1
    assert all(one.is_sticky for one in laid[at + 1 : first])


def test_a_statutory_form_keeps_its_numbers_and_its_page():
    rows = (ReportRow((ReportCell("Driftsinntekter"),), "group"), ReportRow((ReportCell("Rammetilskudd"),), number="1"))
    table = ReportTable("Skjema", (ReportColumn("Linje", is_number=False),), rows, is_whole=True)
    section = ReportSection("form", "Skjemaet", 2, blocks=(ReportParagraphs(("Før.",)), table))
    made = build_report(ReportDocument("p", "Rapport", "2020", "Lillevik", "annual", 2020, 1, "2021-01-01", (section,)))
    _heading, told, shown = made.blocks
    assert [(one.style, one.number) for one in shown.rows] == [("group", ""), ("plain", "1")]
    assert (shown.is_kept, told.is_sticky) == (True, False)


def test_a_unit_that_is_none_cannot_be_drawn():
    with pytest.raises(KeyError):
        chart_unit("furlongs")
