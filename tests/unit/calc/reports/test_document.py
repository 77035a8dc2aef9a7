"""The frozen report: the same after a round trip through JSON, and one hash for one content."""

import json
from dataclasses import replace
from datetime import date

import pytest

from veikart.calc.reports import (
    FigureInput,
    IndicatorSeen,
    KeyNumber,
    MoneyLine,
    ProposalSeen,
    ReportBars,
    ReportCell,
    ReportColumn,
    ReportDocument,
    ReportFigure,
    ReportParagraphs,
    ReportRow,
    ReportSection,
    ReportTable,
    TaskSeen,
    UnitInputs,
    hash_report,
    read_report_document,
    write_report_document,
)
from veikart.calc.reports.plain import from_plain, to_plain

TABLE = ReportTable("Tabell", (ReportColumn("", is_number=False), ReportColumn("2020")), (ReportRow((ReportCell("A"), ReportCell("1", "f")), "sum"),))
UNIT = UnitInputs(
    "skole",
    "Skole",
    money=MoneyLine("total", "Skole", revised=1, is_over=True),
    lines=(MoneyLine("salary", "Lønn"),),
    indicators=(IndicatorSeen("i", "Indikator", "1 %"),),
    tasks=(TaskSeen("t", "Oppgave", "I rute", is_late=True),),
    proposals=(ProposalSeen("p", "Forslag", "skole", 5),),
    man_years=None,
)
SECTION = ReportSection(
    "whole", "Alt", key_numbers=(KeyNumber("Avvik", "1"),), blocks=(ReportParagraphs(("Ord",)), TABLE, ReportBars("Bilde", ("A",), (-1,)))
)
DOCUMENT = ReportDocument(
    "2020-t1",
    "Tertialrapport",
    "1. tertial",
    "Lillevik",
    "tertial",
    2020,
    1,
    "2020-05-28",
    (SECTION,),
    figures=(ReportFigure("f", "Tall", "1", "kr", inputs=(FigureInput("a", "1", "g"),)),),
    units=(UNIT,),
)


def test_a_report_is_the_same_after_json():
    plain = json.loads(json.dumps(write_report_document(DOCUMENT)))
    assert read_report_document(plain) == DOCUMENT
    assert hash_report(plain) == hash_report(write_report_document(DOCUMENT))


def test_any_change_gives_another_hash():
    other = replace(DOCUMENT, units=(replace(UNIT, man_years=0),))
    assert hash_report(write_report_document(other)) != hash_report(write_report_document(DOCUMENT))


def test_a_report_from_before_a_field_came_can_still_be_read():
    plain = write_report_document(DOCUMENT)
    plain.pop("year_ago")
    plain["gone"] = 1
    assert read_report_document(plain) == DOCUMENT


@pytest.mark.parametrize("value", [1.5, date(2020, 1, 1), [1], {"a": 1}])
def test_only_what_json_keeps_exactly_is_plain(value):
    with pytest.raises(TypeError):
        to_plain(value)


def test_a_missing_field_without_a_default_is_told():
    with pytest.raises(TypeError):
        from_plain(ReportCell, {})


def test_figures_and_units_are_found_by_id():
    assert DOCUMENT.figure("f").text == "1"
    assert DOCUMENT.figure("x") is None
    assert DOCUMENT.unit("skole") == UNIT
    assert DOCUMENT.unit("x") is None
    assert list(DOCUMENT.tables) == [TABLE]
