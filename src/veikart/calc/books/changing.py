"""Changes to a book of rows: every one has the row before and after, so it can be shown, taken back and played again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeVar


class Book(Protocol):
    """Tables by name, each a mapping from key to row, in order. Never changed: `with_rows` gives a new one."""

    def table(self, name: str) -> Mapping[str, Any]:
        """A table by name."""

    def with_rows(self, changed: Mapping[str, Mapping[str, Any | None]]) -> Self:
        """A new book where the rows of `changed` (table, then key) are as given; None takes a row away."""


AnyBook = TypeVar("AnyBook", bound=Book)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came (`before` is None), went (`after` is None) or became another."""

    table: str
    key: str
    before: Any | None
    after: Any | None


def apply_changes(book: AnyBook, changes: Iterable[RowChange]) -> AnyBook:
    """The book after the changes, in order."""
    changed: dict[str, dict[str, Any | None]] = defaultdict(dict)
    for one in changes:
        changed[one.table][one.key] = one.after
    return book.with_rows(changed) if changed else book


def invert_changes(changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The changes that take these back, last first."""
    return tuple(RowChange(one.table, one.key, one.after, one.before) for one in reversed(tuple(changes)))


def compare_books(before: Book, after: Book, tables: Iterable[str]) -> tuple[RowChange, ...]:
    """The changes that make the one into the other, table by table."""
    found: list[RowChange] = []
    for table in tables:
        old, new = before.table(table), after.table(table)
        if old is new:
            continue
        found.extend(RowChange(table, key, row, new.get(key)) for key, row in old.items() if new.get(key) != row)
        found.extend(RowChange(table, key, None, row) for key, row in new.items() if key not in old)
    return tuple(found)
