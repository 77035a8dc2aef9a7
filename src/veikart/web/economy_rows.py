"""Rows of the economy's book in words: what they are called, and what is written in them."""

from __future__ import annotations

from typing import Any

from veikart.calc.economy import EconomyBook
from veikart.rules.economy.tables import get_economy_tables
from veikart.web.rows import words
from veikart.web.rows.words import cell_words
from veikart.web.tables import Context


def row_name(book: EconomyBook, table: str, row: Any) -> str:
    """What people call a row: its name, or the words of its key («Prisvekst 2022»)."""
    return words.row_name(book, get_economy_tables()[table], row)


def row_facts(book: EconomyBook, table: str, row: Any) -> list[Context]:
    """What is written in a row, field by field with its label; what is empty is left out."""
    fields = get_economy_tables()[table].fields.values()
    return [{"term": one.label, "text": text} for one in fields if one.name not in {"id", "name"} and (text := cell_words(book, one, row))]
