"""Rows in tables, as most books hold them: never changed, and with the tables that did not move as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

_EMPTY: Mapping[str, Any] = {}


def change_rows(table: Mapping[str, Any], rows: Mapping[str, Any | None]) -> dict[str, Any]:
    """A table where the rows are as given; None takes a row away, and a new one comes last."""
    changed = dict(table)
    for key, row in rows.items():
        if row is None:
            changed.pop(key, None)
        else:
            changed[key] = row
    return changed


@dataclass(frozen=True)
class TableBook:
    """The tables by name, each a mapping from key to row, in order."""

    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Any]:
        """A table by name; empty where there are no rows. The same object as long as no row of it has changed."""
        return self.tables.get(name, _EMPTY)

    def with_rows(self, changed: Mapping[str, Mapping[str, Any | None]]) -> Self:
        """A new book where the rows of `changed` (table, then key) are as given; None takes a row away."""
        tables = dict(self.tables)
        for name, rows in changed.items():
            table = change_rows(self.table(name), rows)
            if table:
                tables[name] = table
            else:
                tables.pop(name, None)
        return type(self)(tables)
