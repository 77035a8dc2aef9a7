"""Editing the economy: its tables row by row, and one form for every kind of row."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.economy.economy_pages import ECONOMY_PAGES, edits_economy, sees_economy
from veikart.web.rows.editing import edit_book_row, new_book_row, show_book_table, show_book_tables


@sees_economy
def show_tables(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every table of the book with how many rows it has."""
    return show_book_tables(request, ECONOMY_PAGES, shown, _("Tabellene økonomien regnes av"))


@sees_economy
def show_table(request: HttpRequest, shown: EconomyShown, table: str) -> HttpResponse:
    """The rows of a table, a page at a time, each with the way to its form for those who may edit."""
    return show_book_table(request, ECONOMY_PAGES, shown, table)


@edits_economy("change_economy")
def edit_row(request: HttpRequest, shown: EconomyShown, table: str, key: str) -> HttpResponse:
    """The form for a row that is there: save, or take it away."""
    return edit_book_row(request, ECONOMY_PAGES, shown, table, key)


@edits_economy("change_economy")
def new_row(request: HttpRequest, shown: EconomyShown, table: str) -> HttpResponse:
    """The form for a new row; fields in the address are filled in."""
    return new_book_row(request, ECONOMY_PAGES, shown, table)
