"""What has been changed in the economy's book since it was adopted, row by row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veikart.calc.books import RowChange, compare_books
from veikart.calc.economy import EconomyBook
from veikart.rules.economy.tables import get_economy_tables
from veikart.web.economy_links import edit_row_url
from veikart.web.economy_rows import row_name
from veikart.web.economy_shown import EconomyShown
from veikart.web.rows.words import cell_words
from veikart.web.tables import Context

MOST_SHOWN = 40
"""Rows on the page; the rest are counted."""


def list_changes(shown: EconomyShown) -> list[RowChange]:
    """The rows that differ from the adopted book; none where nothing is adopted."""
    if shown.baseline is None or not shown.is_draft:
        return []
    baseline: EconomyBook = shown.baseline
    found: list[RowChange] = shown.keep(("changes",), lambda: list(compare_books(baseline, shown.book, get_economy_tables())))
    return found


def describe_changes(shown: EconomyShown, changes: list[RowChange]) -> list[Context]:
    """Each change with its table, the row's name, and every field that is another."""
    return [_describe(shown, one) for one in changes[:MOST_SHOWN]]


def _describe(shown: EconomyShown, change: RowChange) -> Context:
    rule = get_economy_tables()[change.table]
    row = change.after if change.after is not None else change.before
    kind = _("Lagt til") if change.before is None else _("Tatt bort") if change.after is None else _("Endret")
    return {
        "table": rule.name,
        "kind": kind,
        "name": row_name(shown.book, change.table, row),
        "url": edit_row_url(change.table, change.key) if shown.can_edit and change.after is not None else "",
        "fields": _fields(shown.book, change) if change.before is not None and change.after is not None else [],
    }


def _fields(book: EconomyBook, change: RowChange) -> list[Context]:
    found = []
    for field in get_economy_tables()[change.table].fields.values():
        old, new = cell_words(book, field, change.before), cell_words(book, field, change.after)
        if old != new:
            found.append({"label": field.label, "old": old or _("tomt"), "new": new or _("tomt")})
    return found
