"""The chapters of the action programme, each made from an assessment."""

from veikart.exchange.typst.chapters.findings import findings_chapter
from veikart.exchange.typst.chapters.investments import investment_chapter
from veikart.exchange.typst.chapters.novelties import novelties_chapter
from veikart.exchange.typst.chapters.overview import overview_chapter
from veikart.exchange.typst.chapters.ratios import ratio_chapter
from veikart.exchange.typst.chapters.sectors import post_chapter, sector_chapter
from veikart.exchange.typst.chapters.sources import source_chapter
from veikart.exchange.typst.chapters.statements import overview_statement_chapter, statutory_chapter

__all__ = [
    "findings_chapter",
    "investment_chapter",
    "novelties_chapter",
    "overview_chapter",
    "overview_statement_chapter",
    "post_chapter",
    "ratio_chapter",
    "sector_chapter",
    "source_chapter",
    "statutory_chapter",
]
