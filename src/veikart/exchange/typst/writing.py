"""From an assessment to a finished document."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import typst

from veikart.exchange.charts import COLOURS
from veikart.exchange.charts import colours as palette
from veikart.exchange.sourcing import join_words
from veikart.exchange.typst.blocks import Block, Document
from veikart.exchange.typst.chapters import (
    findings_chapter,
    investment_chapter,
    novelties_chapter,
    overview_chapter,
    overview_statement_chapter,
    post_chapter,
    ratio_chapter,
    sector_chapter,
    source_chapter,
    statutory_chapter,
)
from veikart.exchange.typst.cover import OPENING, band_picture, cover_picture
from veikart.exchange.typst.finishing import finish_document
from veikart.rules.assessment import Assessment
from veikart.rules.words import format_day

Progress = Callable[[str, float], None]

_ROOM = Path(__file__).parent
FONTS, TEMPLATES = _ROOM / "fonts", _ROOM / "templates"
STANDARD = "ua-1"
_COLOUR_NAMES = ("ACCENT", "ACCENT_DEEP", "ACCENT_MIDDLE", "ACCENT_SOFT", "INK", "GREY", "GREY_TEXT", "GREY_SOFT", "GRID", "BAND", "PAPER")


def write_document(assessment: Assessment, *, path: Path, published_on: datetime.date, progress: Progress | None = None) -> None:
    """Write the whole action programme to `path` as one tagged PDF (PDF/UA-1), A4, in Norwegian bokmål.

    `published_on` stands on the title page and as the document's date: the same assessment and day give the same bytes. `progress` is told
    what is being done and how far it has come, from 0 to 1. Raises typst.TypstError where the templates cannot set the document.
    """
    tell = progress or (lambda words, share: None)
    tell("Regner ut tall og tegner figurer", 0.0)
    document = build_document(assessment, published_on=published_on)
    tell("Setter sidene", 0.5)
    pdf = set_document(document)
    tell("Merker tabellene og skriver filen", 0.9)
    path.write_bytes(finish_document(pdf, title=f"{document.municipality}: {document.title}", author=document.municipality, day=published_on))
    tell("Ferdig", 1.0)


def build_document(assessment: Assessment, *, published_on: datetime.date) -> Document:
    """Everything that stands in the document, before it is set."""
    dataset = assessment.programme.dataset
    source = join_words([f"{one.title}, {one.publisher} {one.year}" for one in dataset.sources])
    return Document(
        municipality=dataset.municipality,
        title=dataset.title,
        subtitle=dataset.subtitle,
        source=f"Tallene er hentet fra {source}.",
        published=format_day(published_on),
        day=(published_on.year, published_on.month, published_on.day),
        colours=make_colours(),
        cover=cover_picture(assessment.programme),
        band=band_picture(assessment.programme),
        blocks=tuple(_blocks(assessment)),
    )


def make_colours() -> dict[str, str]:
    """The colours of a document, by the names the templates know."""
    return {name.lower(): getattr(palette, name) for name in _COLOUR_NAMES} | COLOURS | {"opening": OPENING}


def set_document(document: Document) -> bytes:
    """The document as a PDF, with tags, bookmarks and links, before its row headers are marked."""
    files = {template.name: template.read_bytes() for template in sorted(TEMPLATES.glob("*.typ"))}
    files |= {"main.typ": files.pop("document.typ"), "data.json": document.to_json()}
    return typst.compile(files, format="pdf", font_paths=[FONTS], ignore_system_fonts=True, pdf_standards=[STANDARD], timestamp=0)


def _blocks(assessment: Assessment) -> list[Block]:
    programme = assessment.programme
    sectors = [unit for unit in programme.dataset.budget.units if unit.kind == "sector"]
    return [
        *overview_chapter(programme),
        *novelties_chapter(programme),
        *(block for sector in sectors for block in sector_chapter(programme, sector)),
        *post_chapter(programme),
        *overview_statement_chapter(programme),
        *statutory_chapter(programme),
        *ratio_chapter(programme),
        *investment_chapter(programme),
        *findings_chapter(assessment),
        *source_chapter(programme),
    ]
