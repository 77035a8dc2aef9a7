"""The rows that an engine works from, as tables with the way to change them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.economy.economy_pages import ECONOMY_PAGES
from veikart.web.rows import listing
from veikart.web.tables import Context


def list_book_tables(shown: EconomyShown, tables: Iterable[str]) -> list[Context]:
    """A table for each: its name, its rows, and where a new one is written by those who may."""
    return listing.list_book_tables(ECONOMY_PAGES, shown, tables)


def make_row_table(shown: EconomyShown, table: str, rows: Mapping[str, Any]) -> Context:
    """Rows of a table by key, as a table, each with the way to its form for those who may edit."""
    return listing.make_row_table(ECONOMY_PAGES, shown, table, rows)
