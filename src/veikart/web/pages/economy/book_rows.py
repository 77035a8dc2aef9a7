"""The rows that an engine works from, as tables with the way to change them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.tables import TableField
from veikart.web.economy_links import edit_row_url, new_row_url
from veikart.web.economy_rows import row_name
from veikart.web.economy_shown import EconomyShown
from veikart.web.rows.words import cell_words
from veikart.web.tables import Context, row

NUMBERS = {"nok", "integer", "percent", "by_series"}
HIDDEN = {"id", "name"}


def list_book_tables(shown: EconomyShown, tables: Iterable[str]) -> list[Context]:
    """A table for each: its name, its rows, and where a new one is written by those who may."""
    return [_book_table(shown, one) for one in tables]


def _book_table(shown: EconomyShown, table: str) -> Context:
    rule, rows = get_economy_tables()[table], shown.book.table(table)
    return {
        "name": rule.name,
        "count": len(rows),
        "new_url": new_row_url(table) if shown.can_edit else "",
        "new_words": _("Legg til i «%(table)s»") % {"table": rule.name},
        "table": make_row_table(shown, table, rows) if rows else None,
    }


def make_row_table(shown: EconomyShown, table: str, rows: Mapping[str, Any]) -> Context:
    """Rows of a table by key, as a table: what is used of its fields, texts first, each row with the way to its form for those who may edit."""
    rule = get_economy_tables()[table]
    fields = [one for name, one in rule.fields.items() if name not in HIDDEN and (name not in rule.key or rule.key == ("id",))]
    texts = [one for one in fields if one.kind not in NUMBERS and _is_used(shown, one, rows.values())]
    numbers = [one for one in fields if one.kind in NUMBERS and _is_used(shown, one, rows.values())]
    return {
        "caption": rule.name,
        "unit": _("Rad"),
        "text_columns": [one.label for one in texts],
        "columns": [{"text": one.label} for one in numbers],
        "rows": [
            row(
                row_name(shown.book, table, one),
                [{"text": _plain(cell_words(shown.book, field, one))} for field in numbers],
                url=edit_row_url(table, key) if shown.can_edit else "",
                texts=[{"text": cell_words(shown.book, field, one)} for field in texts],
            )
            for key, one in rows.items()
        ],
    }


def _is_used(shown: EconomyShown, field: TableField, rows: Iterable[object]) -> bool:
    return any(cell_words(shown.book, field, one) for one in rows)


def _plain(words: str) -> str:
    """The number without the unit that its column says."""
    return words.removesuffix(" kr")
