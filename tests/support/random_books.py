"""Any book of the economy: rows of every table with values of the kinds their fields declare, the extremes among them."""

from __future__ import annotations

import random
from typing import Any

from veikart.calc.economy import EconomyBook
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Place
from veikart.rules.tables import TableField, TableRule, read_row, stops

IDS = ("a", "b", "c")
YEARS = tuple(str(year) for year in (2024, 2025, 2026, 2027, 2029))
NOK = ("0", "1", "-1", "1000000", "-250000", "999999999999", "-999999999999", "123456789")
PERCENT = ("0", "2,5", "-1", "100", "40", "0,0001", "999")
MOST_ROWS = 4


def make_random_book(chance: random.Random, *, extremes: bool = True) -> EconomyBook:
    """A book of random rows that can each be read; whether they hold together is not asked."""
    tables: dict[str, dict[str, Any]] = {}
    for rule in get_economy_tables().values():
        count = 1 if rule.id == "settings" else chance.choice((0, 3, MOST_ROWS, 3 * MOST_ROWS))
        for _ in range(count):
            raw = {name: _value(chance, rule, field, extremes=extremes) for name, field in rule.fields.items()}
            if rule.id == "settings":
                raw |= {
                    "first_year": "2025",
                    "last_year": chance.choice(("2025", "2027", "2030", "2064")),
                    "price_year": chance.choice(("2025", "2024")),
                }
            row, findings = read_row(rule, raw, Place())
            if row is not None and not findings:
                tables.setdefault(rule.id, {})[rule.key_of(row)] = row
    return EconomyBook(tables)


def _value(chance: random.Random, rule: TableRule, field: TableField, *, extremes: bool) -> str:
    if not field.required and chance.random() < 0.35:
        return ""
    if field.refers or field.kind == "id":
        return chance.choice(IDS)
    if field.kind == "choice":
        return chance.choice(list(field.words))
    if field.kind == "integer":
        if "year" in field.name or "instalment" in field.name or field.name == "in_use":
            return chance.choice(YEARS)
        edges = (field.least, field.most) if extremes else ()
        return str(chance.choice((*edges, max(field.least, min(field.most, 3)))))
    if field.kind in {"nok", "by_series"}:
        return chance.choice(NOK if extremes and field.kind == "nok" else (*NOK[:3], "12345"))
    if field.kind == "percent":
        return chance.choice(PERCENT if extremes else PERCENT[:4])
    return {"date": "2025-06-30", "day": "06-30", "link": "https://example.no/"}.get(field.kind, "tekst")


def mend_book(book: EconomyBook) -> EconomyBook | None:
    """The book without the rows that keep it from being stored, or None where no row is to blame."""
    for _ in range(60):
        wrong = stops(check_economy_book(book))
        if not wrong:
            return book
        rows = {tuple(one.place.figure.split(":", 1)) for one in wrong if ":" in one.place.figure}
        gone = [(table, key) for table, key in rows if key in book.table(table) and table != "settings"]
        if not gone:
            return None
        changed: dict[str, dict[str, None]] = {}
        for table, key in gone:
            changed.setdefault(table, {})[key] = None
        book = book.with_rows(changed)
    return None
