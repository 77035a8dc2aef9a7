"""The book of the economy: every row of every table. Never changed: `with_rows` gives a new one, with the tables that did not move as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_EMPTY: Mapping[str, Any] = {}


@dataclass(frozen=True)
class EconomyBook:
    """The tables by name, each a mapping from key to row, in order."""

    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Any]:
        """A table by name; empty where there are no rows. The same object as long as no row of it has changed."""
        return self.tables.get(name, _EMPTY)

    def with_rows(self, changed: Mapping[str, Mapping[str, Any | None]]) -> EconomyBook:
        """A new book where the rows of `changed` (table, then key) are as given; None takes a row away."""
        tables = dict(self.tables)
        for name, rows in changed.items():
            table = dict(self.table(name))
            for key, row in rows.items():
                if row is None:
                    table.pop(key, None)
                else:
                    table[key] = row
            if table:
                tables[name] = table
            else:
                tables.pop(name, None)
        return EconomyBook(tables)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are worked out; none in an empty book."""
        setting = next(iter(self.table("settings").values()), None)
        return tuple(range(setting.first_year, setting.last_year + 1)) if setting else ()
