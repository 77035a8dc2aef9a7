"""The rows of a table as a table, with the way to change them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.books import Book
from veikart.rules.tables import TableField
from veikart.rules.tables.table import NUMBERS
from veikart.web.rows.pages import TablePages
from veikart.web.rows.words import cell_words, row_name
from veikart.web.tables import Context, row

HIDDEN = {"id", "name"}


def list_book_tables(pages: TablePages, shown: Any, tables: Iterable[str]) -> list[Context]:
    """A table for each: its name, its rows, and where a new one is written by those who may."""
    return [_book_table(pages, shown, one) for one in tables]


def _book_table(pages: TablePages, shown: Any, table: str) -> Context:
    rule, rows = pages.rule.tables[table], shown.book.table(table)
    can_edit = _can_edit(pages, shown, table)
    return {
        "name": rule.name,
        "count": len(rows),
        "new_url": reverse(pages.new, args=[table]) if can_edit else "",
        "new_words": _("Legg til i «%(table)s»") % {"table": rule.name},
        "table": make_row_table(pages, shown, table, rows) if rows else None,
    }


def make_row_table(pages: TablePages, shown: Any, table: str, rows: Mapping[str, Any]) -> Context:
    """Rows of a table by key, as a table: what is used of its fields, texts first, each row with the way to its form for those who may edit."""
    rule, book, can_edit, names = pages.rule.tables[table], shown.book, _can_edit(pages, shown, table), pages.names(shown)
    fields = [one for name, one in rule.fields.items() if name not in HIDDEN and (name not in rule.key or rule.key == ("id",))]
    texts = [one for one in fields if one.kind not in NUMBERS and _is_used(book, one, rows.values())]
    numbers = [one for one in fields if one.kind in NUMBERS and _is_used(book, one, rows.values())]
    return {
        "caption": rule.name,
        "unit": _("Rad"),
        "text_columns": [one.label for one in texts],
        "columns": [{"text": one.label} for one in numbers],
        "rows": [
            row(
                row_name(book, rule, one, names),
                [{"text": _plain(cell_words(book, field, one))} for field in numbers],
                url=reverse(pages.edit, args=[table, key]) if can_edit else "",
                texts=[{"text": cell_words(book, field, one, names)} for field in texts],
            )
            for key, one in rows.items()
        ],
    }


def _can_edit(pages: TablePages, shown: Any, table: str) -> bool:
    """Whether the reader may write to the table row by row."""
    return shown.can_edit and table not in pages.rule.own_acts


def _is_used(book: Book, field: TableField, rows: Iterable[object]) -> bool:
    return any(cell_words(book, field, one) for one in rows)


def _plain(words: str) -> str:
    """The number without the unit that its column says."""
    return words.removesuffix(" kr")
