"""Addresses of the economy's pages."""

from __future__ import annotations

from urllib.parse import quote

from django.urls import reverse

from veikart.rules.economy.explaining import FigureAddress
from veikart.web.links import with_query


def sheet_url(sheet: str, *, subject: str = "", line: str = "", group: str = "", shows_all: bool = False) -> str:
    """The page of a sheet: one subject with all its lines, or one line with all subjects."""
    return with_query(reverse("economy-sheet", args=[sheet]), emne=subject, linje=line, gruppe=group, alle="1" if shows_all else "")


def calculation_url(sheet: str, subject: str, line: str, year: int) -> str:
    """The page that says where a figure comes from."""
    return f"{calculation_start(sheet, subject, line)}{year}/"


def calculation_start(sheet: str, subject: str, line: str) -> str:
    """The address of a line's figures up to the year, for tables that have many."""
    front = reverse("economy")
    return f"{front}regnestykke/{sheet}/{quote(subject, safe=':@~.-')}/{line}/"


def address_url(address: FigureAddress) -> str:
    """The same page by the figure's address."""
    return calculation_url(address.sheet, address.subject, address.line, address.year)


def edit_row_url(table: str, key: str) -> str:
    """The page that edits a row of the economy's book."""
    return reverse("edit-economy-row", args=[table, key])


def new_row_url(table: str) -> str:
    """The page that adds a row to the economy's book."""
    return reverse("new-economy-row", args=[table])
