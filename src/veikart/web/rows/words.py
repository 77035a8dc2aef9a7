"""What is written in a row, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from veikart.calc.books import Book
from veikart.rules.economy.figure_words import figure_words
from veikart.rules.tables import TableField, TableRule, format_decimal
from veikart.rules.words import format_count, format_nok

Names = Mapping[str, Mapping[str, str]]
"""What the ids are called that stand in another book: by the name of the field, and then by id."""
NO_NAMES: Names = {}


def cell_words(book: Book, field: TableField, row: Any, names: Names = NO_NAMES) -> str:
    """What is written in a field, as people read it; empty where nothing is."""
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int):
        return _number_words(field, value, row)
    if field.refers:
        return str(getattr(book.table(field.refers).get(value), "name", "") or value)
    if field.kind == "id" and field.name in names:
        return names[field.name].get(value, str(value))
    return field.words.get(value, str(value))


def _number_words(field: TableField, value: int, row: Any) -> str:
    kind = field.kind_in({"series": getattr(row, "series", "")})
    if kind == "percent":
        return figure_words(value, "ppm")
    if kind == "decimal":
        return format_decimal(value).replace("-", "−")
    if kind == "nok":
        return f"{format_nok(value)} kr"
    return str(value) if "year" in field.name else format_count(value)


def row_name(book: Book, rule: TableRule, row: Any, names: Names = NO_NAMES) -> str:
    """What people call a row: its name, or the words of its key («Prisvekst 2022»)."""
    named = getattr(row, "name", "")
    if named:
        return str(named)
    parts = [str(getattr(row, name)) if rule.fields[name].kind == "integer" else cell_words(book, rule.fields[name], row, names) for name in rule.key]
    return " ".join(part for part in parts if part)
