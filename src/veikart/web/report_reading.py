"""A frozen report as the template wants it: sections with their blocks, tables whose figures open, and charts drawn from the data."""

from __future__ import annotations

from django.urls import reverse
from markupsafe import Markup

from veikart.calc.reports import (
    KeyNumber,
    ReportBars,
    ReportBlock,
    ReportCell,
    ReportDocument,
    ReportParagraphs,
    ReportSection,
    ReportTable,
)
from veikart.exchange.charts import bar_chart, draw_for_both
from veikart.exchange.typst.report import chart_unit
from veikart.rules.law import get_rules
from veikart.web.tables import Context


def section_views(document: ReportDocument) -> list[Context]:
    """Every section in order, with blocks as {kind, …}."""
    return [_section(document, place, one) for place, one in enumerate(document.sections)]


def _section(document: ReportDocument, place: int, one: ReportSection) -> Context:
    rule = get_rules().get(one.rule)
    return {
        "id": one.id,
        "title": one.title,
        "level": one.level,
        "standfirst": one.standfirst,
        "rule": rule.citation if rule else "",
        "key_numbers": [_key_number(document, number) for number in one.key_numbers],
        "blocks": [_block(document, block, f"{place}-{at}") for at, block in enumerate(one.blocks)],
    }


def _key_number(document: ReportDocument, one: KeyNumber) -> Context:
    return {"label": one.label, "value": one.value, "unit": one.unit, "remark": one.remark, "url": _figure_url(document, one.figure)}


def _figure_url(document: ReportDocument, figure: str) -> str:
    return reverse("report-figure", args=[document.period, document.edition, figure]) if figure else ""


def _block(document: ReportDocument, block: ReportBlock, place: str) -> Context:
    match block:
        case ReportTable():
            return {"kind": "table", **_table(document, block)}
        case ReportBars():
            drawn = draw_for_both(
                bar_chart,
                chart_id=f"report-{place}",
                rows=list(zip(block.labels, block.values, strict=True)),
                is_change=block.is_change,
                title=block.title,
                unit=chart_unit(block.unit),
            )
            return {"kind": "chart", "title": block.title, "svg": Markup(drawn)}
        case ReportParagraphs():
            return {"kind": "text", "texts": block.texts, "style": block.kind, "by": block.by}


def _table(document: ReportDocument, table: ReportTable) -> Context:
    columns = [{"heading": one.heading, "is_number": one.is_number} for one in table.columns]
    rows = [{"style": one.style, "number": one.number, "cells": [_cell(document, cell) for cell in one.cells]} for one in table.rows]
    return {"title": table.title, "unit": table.unit, "source": table.source, "columns": columns, "rows": rows}


def _cell(document: ReportDocument, cell: ReportCell) -> Context:
    return {"text": cell.text, "url": _figure_url(document, cell.figure)}
