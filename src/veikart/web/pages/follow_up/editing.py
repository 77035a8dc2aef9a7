"""Editing the follow-up: its tables row by row, and one form for every kind of row."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veikart.web.follow_up_shown import FollowUpShown, shows_follow_up
from veikart.web.pages.follow_up.follow_up_pages import FOLLOW_UP_PAGES, edits_follow_up, sees_follow_up
from veikart.web.rows.editing import edit_book_row, new_book_row, show_book_table, show_book_tables


@shows_follow_up
def show_tables(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every table of the book with how many rows it has."""
    return show_book_tables(request, FOLLOW_UP_PAGES, shown, _("Tabellene i oppfølgingen"))


@sees_follow_up
def show_table(request: HttpRequest, shown: FollowUpShown, table: str) -> HttpResponse:
    """The rows of a table, a page at a time, each with the way to its form for those who may edit."""
    return show_book_table(request, FOLLOW_UP_PAGES, shown, table)


@edits_follow_up("change_follow_up")
def edit_row(request: HttpRequest, shown: FollowUpShown, table: str, key: str) -> HttpResponse:
    """The form for a row that is there: save, or take it away."""
    return edit_book_row(request, FOLLOW_UP_PAGES, shown, table, key)


@edits_follow_up("change_follow_up")
def new_row(request: HttpRequest, shown: FollowUpShown, table: str) -> HttpResponse:
    """The form for a new row; fields in the address are filled in."""
    return new_book_row(request, FOLLOW_UP_PAGES, shown, table)
