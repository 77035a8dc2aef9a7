"""A frozen report as one tagged document (PDF/UA-1), set from the same data as the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

from veikart.calc.reports import (
    KeyNumber,
    ReportBars,
    ReportBlock,
    ReportDocument,
    ReportParagraphs,
    ReportSection,
    ReportTable,
)
from veikart.exchange.charts import COUNT, MILL_NOK, Unit, bar_chart
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Document, Heading, KeyFigure, Row, Table, Text, make_text
from veikart.exchange.typst.cover import draw_band, draw_cover
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.exchange.typst.finishing import finish_document
from veikart.exchange.typst.writing import make_colours, set_document
from veikart.rules.law import get_rules
from veikart.rules.words import format_day

_UNITS = {"mill_nok": MILL_NOK, "count": COUNT}
LONGEST_HELD = 2_000
"""Letters of text that are kept on the page of the table after them."""
LEVELS = 3
"""Headings below this are set as this."""


def chart_unit(unit: str) -> Unit:
    """The unit that a chart of a report is drawn in. Raises KeyError for one that is none."""
    return _UNITS[unit]


def write_report_pdf(document: ReportDocument) -> bytes:
    """The report as one tagged PDF, A4, in Norwegian bokmål, with contents, lists of tables and figures, and bookmarks. The same report gives the
    same bytes. Raises typst.TypstError where the templates cannot set it."""
    laid = build_report(document)
    title = f"{laid.municipality}: {laid.title} {laid.subtitle}"
    return finish_document(set_document(laid), title=title, author=laid.municipality, day=date.fromisoformat(document.published))


def build_report(document: ReportDocument) -> Document:
    """Everything that stands in the printed report, before it is set. Each unit with money is a hill on the title page."""
    day = date.fromisoformat(document.published)
    sizes = [abs(one.money.revised or 0) for one in document.units if one.money and one.parent]
    edition = f"Utgave {document.edition}, {format_day(day)}" if document.edition > 1 else format_day(day)
    return Document(
        municipality=document.municipality,
        title=document.title,
        subtitle=document.subtitle,
        source=document.source,
        published=edition,
        day=(day.year, day.month, day.day),
        colours=make_colours(),
        cover=draw_cover(sizes[:12] or [1]),
        band=draw_band(sizes[:12] or [1]),
        blocks=tuple(block for at, section in enumerate(document.sections) for block in _section(document, section, at)),
    )


def _section(document: ReportDocument, section: ReportSection, at: int) -> Iterator[Block]:
    if section.level == 1:
        yield Chapter(section.title, section.standfirst, tuple(map(_key_figure, section.key_numbers)))
    else:
        yield Heading(section.title, min(section.level, LEVELS))
        if section.standfirst:
            yield Text((section.standfirst,), is_sticky=True)
    if at == 0 and document.changed:
        yield make_text([f"Endret siden forrige utgave: {document.changed}"])
    rule = get_rules().get(section.rule)
    if rule is not None:
        yield Text((f"Overskriften følger av {rule.citation}.",), is_sticky=True)
    opening = _count_opening(section)
    for place, block in enumerate(section.blocks):
        made = _block(block, f"r{at}-{place}")
        yield replace(made, is_sticky=True) if place < opening and isinstance(made, Text) else made


def _count_opening(section: ReportSection) -> int:
    """How many blocks of text a section opens with, which stay on the page of the table or picture after them: none where it is a chapter, where
    nothing or a table of a whole page comes after, or where they are too long to be held together."""
    texts = list(takewhile(lambda one: isinstance(one, ReportParagraphs), section.blocks))
    letters = sum(len(words) for one in texts if isinstance(one, ReportParagraphs) for words in one.texts)
    after = section.blocks[len(texts)] if len(texts) < len(section.blocks) else None
    is_whole = isinstance(after, ReportTable) and after.is_whole
    return len(texts) if section.level > 1 and after is not None and not is_whole and letters < LONGEST_HELD else 0


def _key_figure(one: KeyNumber) -> KeyFigure:
    return KeyFigure(one.label, one.value, one.unit, one.remark)


def _block(block: ReportBlock, chart_id: str) -> Block:
    match block:
        case ReportParagraphs():
            return make_text([*block.texts, f"– {block.by}" if block.by else ""])
        case ReportBars():
            rows = list(zip(block.labels, block.values, strict=True))
            picture = {"chart_id": chart_id, "title": block.title, "width": WIDE, "unit": chart_unit(block.unit)}
            return make_figure(bar_chart(rows=rows, is_change=block.is_change, **picture), block.title, source=block.source)
        case ReportTable():
            return _table(block)


def _table(table: ReportTable) -> Table:
    return Table(
        title=table.title,
        columns=tuple(Column(one.heading, one.is_number, one.width_mm) for one in table.columns),
        rows=tuple(Row(tuple(Cell(cell.text) for cell in one.cells), one.style, number=one.number) for one in table.rows),
        unit=table.unit,
        source=table.source,
        is_whole=table.is_whole,
    )
