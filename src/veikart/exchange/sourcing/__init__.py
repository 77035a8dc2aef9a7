"""Where the figures of a table come from, and what a reader must know of them."""

from veikart.exchange.sourcing.notes import MARKS, NOTHING, account_words, statement_notes
from veikart.exchange.sourcing.tables import (
    join_words,
    price_words,
    short_source,
    source_words,
    table_order,
    tables_behind,
    tables_in_formula,
    tables_of_measures,
)

__all__ = [
    "MARKS",
    "NOTHING",
    "account_words",
    "join_words",
    "price_words",
    "short_source",
    "source_words",
    "statement_notes",
    "table_order",
    "tables_behind",
    "tables_in_formula",
    "tables_of_measures",
]
