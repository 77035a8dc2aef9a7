"""The worked examples of the guides: rows printed as files are."""

from __future__ import annotations

import csv
import io
import re

from veikart.calc.economy import EconomyBook
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Place
from veikart.rules.tables import read_row


def read_printed_book(text: str) -> EconomyBook:
    """The book of the blocks ```csv table in a guide."""
    tables: dict[str, dict[str, object]] = {}
    for table, block in re.findall(r"```csv (\w+)\n(.*?)```", text, re.DOTALL):
        rule = get_economy_tables()[table]
        for raw in csv.DictReader(io.StringIO(block)):
            row, findings = read_row(rule, raw, Place(file=table))
            assert row is not None, [one.sentence for one in findings]
            tables.setdefault(table, {})[rule.key_of(row)] = row
    return EconomyBook(tables)
