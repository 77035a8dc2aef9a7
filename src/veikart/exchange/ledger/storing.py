"""The lines of a file that was good all through, written when somebody has confirmed what it comes to."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from veikart.exchange.ledger.checking import Progress
from veikart.exchange.ledger.database import MEMORY_MB, open_database, quote_path
from veikart.exchange.ledger.layout import LedgerLayout, find_columns
from veikart.exchange.ledger.lines import LedgerFiles
from veikart.exchange.ledger.opening import OpenedFile, open_ledger_file, read_with_any_newline
from veikart.exchange.ledger.selecting import Selection, select_lines
from veikart.rules.findings import Finding, Place, format_text, make_finding

UNFINISHED = "unfinished.parquet"


def write_ledger_lines(
    path: Path,
    layout: LedgerLayout,
    *,
    source: str,
    kind: str,
    year: int,
    folder: Path,
    progress: Progress | None = None,
    memory_mb: int = MEMORY_MB,
) -> list[Finding]:
    """Every line of a file that `read_ledger_csv` has read into `folder`, as a Parquet file there; nothing where the reading wrote them.

    What is given must be the same as it was then. A finding says that the lines do not come to the sums that were looked at; then nothing is written.
    That the file is the same to the last sign, is for the caller to see by its hash before.
    """
    files, tell = LedgerFiles.of(folder), progress or (lambda *_: None)
    if files.lines.exists():
        return []
    tell("Lagrer linjene", 0.1)
    try:
        with tempfile.TemporaryDirectory(dir=folder) as private:
            given = {"source": source, "kind": kind, "year": year}
            is_same = _write_all(path, layout, files, Path(private), memory_mb, given)
    except (duckdb.IOException, OSError):
        if folder.exists():
            raise
        is_same = False  # somebody else has confirmed it meanwhile
    tell("Ferdig", 1.0)
    name = format_text(path.name)
    return [] if is_same else [make_finding("ledger-file-changed", Place(file=name), name=name)]


def _write_all(path: Path, layout: LedgerLayout, files: LedgerFiles, private: Path, memory_mb: int, given: Mapping[str, Any]) -> bool:
    """Writes the lines in a folder of their own, and puts them in place where they are what was looked at."""
    with open_ledger_file(path, layout, private) as (opened, _):
        columns, wrong = find_columns(layout, opened.get_headings()) if opened else ({}, [])
        if not opened or wrong:
            return False

        def write(one: OpenedFile) -> bool:
            with open_database(private, sees=[one.path, files.rollup], memory_mb=memory_mb) as database:
                return _write(database, select_lines(one, layout, columns, **given), private / UNFINISHED, files.rollup)

        is_same = read_with_any_newline(opened, private, write)
    if is_same:
        (private / UNFINISHED).replace(files.lines)
    return is_same


def _write(database: duckdb.DuckDBPyConnection, selection: Selection, lines: Path, rollup: Path) -> bool:
    """Writes the lines; whether every month of them is what the roll-up has."""
    database.execute(f"COPY ({selection.lines}) TO {quote_path(lines)} (FORMAT parquet)")
    of_lines = f"SELECT month, count(*), sum(amount_ore)::BIGINT FROM read_parquet({quote_path(lines)}) GROUP BY month ORDER BY month"
    of_sums = f"SELECT month, sum(lines)::BIGINT, sum(amount_ore)::BIGINT FROM read_parquet({quote_path(rollup)}) GROUP BY month ORDER BY month"
    return bool(database.execute(of_lines).fetchall() == database.execute(of_sums).fetchall())
