"""Rows from files made into a book, with every finding placed where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from veikart.calc.books import AnyBook
from veikart.rules.books import BookRule
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.tables import read_row, stops


@dataclass
class Assembly(Generic[AnyBook]):
    """Rows of a book gathered so far: by table and key, with where each stood, and the findings."""

    book: BookRule[AnyBook]
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[tuple[str, str], Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, table: str, rows: Iterable[tuple[Place, Mapping[str, object]]]) -> None:
        """Read the rows of one table; each comes with its place in the file."""
        rule = self.book.tables[table]
        found: dict[str, Any] = {}
        for place, raw in rows:
            row, wrong = read_row(rule, raw, place)
            self.findings.extend(wrong)
            if row is None:
                continue
            key = rule.key_of(row)
            if key in found:
                first = self.lines[table, key]
                self.findings.append(make_finding("id-twice", place, found=key.replace("|", " og "), expected=first.words()))
            else:
                found[key], self.lines[table, key] = row, place
        if found:
            self.tables[table] = found

    def finish(self) -> tuple[AnyBook | None, list[Finding]]:
        """The book, or None with every finding. Whether it holds together is looked at when every row could be read."""
        if self.findings:
            return None, self.findings
        book = self.book.make(self.tables)
        wrong = self.book.check(book, self.lines)
        return (None if stops(wrong) else book), wrong
