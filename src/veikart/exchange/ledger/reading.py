"""A file of ledger lines: read, checked and added up, so that a person can confirm what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from veikart.exchange.ledger.checking import Progress, Reading
from veikart.exchange.ledger.database import MEMORY_MB, open_database
from veikart.exchange.ledger.layout import LedgerLayout, check_layout, find_columns
from veikart.exchange.ledger.lines import ControlTotals, LedgerCodes, LedgerFiles, LedgerRead
from veikart.exchange.ledger.opening import LOOKED_AT, OpenedFile, look_at_start, open_ledger_file, read_with_any_newline
from veikart.exchange.ledger.rejecting import tell_rejected
from veikart.exchange.ledger.scanning import scan_file
from veikart.exchange.ledger.selecting import select_lines
from veikart.exchange.ledger.sifting import sift_file
from veikart.exchange.ledger.summing import sum_whole_file
from veikart.exchange.ledger.telling import Telling, format_count
from veikart.rules.findings import format_text

FIRST = "first.csv"


def read_ledger_csv(
    path: Path,
    layout: LedgerLayout,
    *,
    source: str,
    kind: str,
    year: int,
    codes: LedgerCodes,
    folder: Path,
    known: Sequence[LedgerFiles] = (),
    control: ControlTotals | None = None,
    progress: Progress | None = None,
    memory_mb: int = MEMORY_MB,
) -> LedgerRead:
    """What a file of ledger lines of text comes to, whatever its size: sums and vouchers as Parquet files in `folder`, and findings.

    Where the whole file is good, its lines are not written: `write_ledger_lines` does that when somebody has confirmed it. Otherwise the good lines
    are in `folder` too.

    `kind` is accounts or budget, `year` the year of the ledger, `known` the files stored before of the same source and year. `folder` is an empty
    folder of its own; nothing else is written, and nothing is stored before the files are moved from there. `control` is what the file should come
    to, in øre. `progress` is told a few words and the share that is done (0–1). Lines that are wrong are left out and told of, line by line.
    """
    telling = Telling(format_text(path.name))
    telling.add(check_layout(layout, kind))
    if telling.is_stopped:
        return _nothing(telling)
    reading = Reading(layout, source, kind, year, codes, tuple(known), folder, control or ControlTotals(), memory_mb, progress or (lambda *_: None))
    reading.progress("Ser på filen", 0.0)
    with open_ledger_file(path, layout, folder) as (opened, wrong):
        telling.add(wrong)
        return _read_opened(path, opened, reading, telling) if opened else _nothing(telling)


def _nothing(telling: Telling) -> LedgerRead:
    return LedgerRead.of_nothing(telling.get_findings(), telling.counts)


def _read_opened(path: Path, opened: OpenedFile, reading: Reading, telling: Telling) -> LedgerRead:
    columns, wrong = find_columns(reading.layout, opened.get_headings())
    telling.add(wrong)
    if wrong:
        return _nothing(telling)
    reading.progress("Leser linjene", 0.02)
    scan = scan_file(opened, columns, reading)
    if not scan and path.stat().st_size > LOOKED_AT and not _fits(path, opened, columns, reading, telling):
        return _nothing(telling)

    def read(one: OpenedFile) -> LedgerRead:
        return sum_whole_file(one, columns, reading, scan, telling) or sift_file(one, columns, reading, telling)

    return read_with_any_newline(opened, reading.folder, read)


def _fits(path: Path, opened: OpenedFile, columns: Mapping[str, int], reading: Reading, telling: Telling) -> bool:
    """Whether at least half of the first lines of a large file can be read; what is wrong with them is told where not. So a layout that does not fit
    is told of at once, and not after ten million lines."""
    first = reading.folder / FIRST
    first.write_text(look_at_start(path)[0].decode(reading.layout.encoding, errors="replace"), encoding="utf-8", newline="")
    trial = Telling(telling.name)
    try:
        with open_database(reading.folder, memory_mb=reading.memory_mb) as database:
            some = replace(opened, path=first)
            selection = select_lines(some, reading.layout, columns, source=reading.source, kind=reading.kind, year=reading.year)
            database.execute(f"CREATE TEMP TABLE first_lines AS {selection.lines}")
            row = database.execute("SELECT count(*) FROM first_lines").fetchone()
            rejected = tell_rejected(database, some, reading.layout, {at: role for role, at in columns.items()}, trial)
    except duckdb.InvalidInputException:
        return True  # the ends of lines are mixed: the whole file says so too
    finally:
        first.unlink(missing_ok=True)
    if not row or row[0] >= len(rejected.rows):
        return True
    trial.report("ledger-too-many", found=format_count(len(rejected.rows)))
    telling.merge(trial)
    return False
