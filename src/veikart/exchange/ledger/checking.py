"""What the checks of one file share: what is asked for, the lines that were read, where they stand in the file, and the findings so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from veikart.exchange.ledger.database import list_sql
from veikart.exchange.ledger.layout import LedgerLayout
from veikart.exchange.ledger.lines import ControlTotals, LedgerCodes, LedgerFiles
from veikart.exchange.ledger.opening import OpenedFile
from veikart.exchange.ledger.rejecting import Rejected
from veikart.exchange.ledger.telling import Telling

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Reading:
    """What is asked for when a file is read."""

    layout: LedgerLayout
    source: str
    kind: str
    year: int
    codes: LedgerCodes
    known: Sequence[LedgerFiles]
    folder: Path
    control: ControlTotals
    memory_mb: int
    progress: Progress


@dataclass(frozen=True)
class Checking:
    """A file while it is checked. `lines` is the lines that were read as SQL, with `file_row_number`, 0 for the first; `faults` is what stands in
    the faulty ones, in the same order."""

    database: duckdb.DuckDBPyConnection
    lines: str
    faults: str
    opened: OpenedFile
    layout: LedgerLayout
    columns: Mapping[str, int]
    year: int
    rejected: Rejected
    telling: Telling

    def get_row(self, number: int) -> int:
        """The line in the file (1 first) of a line that was read (0 first)."""
        return self.rejected.get_row(number + 1, self.layout.skip_lines + int(self.layout.has_header))

    def get_heading(self, role: str) -> str:
        """The heading of a role's column, its number where there are no headings, and empty where there is no such column."""
        if role not in self.columns:
            return ""
        at = self.columns[role]
        return self.opened.headings[at] if self.opened.headings else str(at + 1)

    def find_first_rows(self, column: str, values: Sequence[str]) -> dict[str, int]:
        """The line in the file where each value first stands."""
        if not values:
            return {}
        query = f"SELECT {column}, min(file_row_number) FROM {self.lines} WHERE {column} IN {list_sql(values)} GROUP BY 1"
        return {value: self.get_row(number) for value, number in self.database.execute(query).fetchall()}

    def count(self, query: str) -> int:
        """The one whole number that a query gives; 0 for nothing."""
        row = self.database.execute(query).fetchone()
        return int(row[0] or 0) if row else 0
