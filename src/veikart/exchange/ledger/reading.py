"""A file of ledger lines: read, checked and added up, so that a person can confirm what is stored."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from veikart.exchange.ledger.checking import Checking
from veikart.exchange.ledger.database import MEMORY_MB, open_database, quote_path
from veikart.exchange.ledger.faults import UNKNOWN, tell_faults, tell_unbalanced, tell_unknown_accounts, tell_unknown_codes
from veikart.exchange.ledger.folding import (
    fold_lines,
    fold_vouchers,
    keep_accounts,
    list_codes,
    map_accounts,
    read_preview,
    write_good_lines,
    write_sums,
)
from veikart.exchange.ledger.layout import LedgerLayout, check_layout, find_columns
from veikart.exchange.ledger.lines import ControlTotals, LedgerCodes, LedgerFiles, LedgerRead, MonthSum
from veikart.exchange.ledger.matching import mark_repeated, mark_stored
from veikart.exchange.ledger.opening import COPY, LOOKED_AT, OpenedFile, copy_with_one_newline, look_at_start, open_ledger_file
from veikart.exchange.ledger.rejecting import tell_rejected
from veikart.exchange.ledger.selecting import Selection, select_lines
from veikart.exchange.ledger.telling import Telling, count_lines, format_count, format_ore
from veikart.rules.findings import format_text

Progress = Callable[[str, float], None]
READ, FIRST = "read.parquet", "first.csv"
CODES = ("account", "function", "cost_centre", "project")


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
    """The ledger lines of a file of text, whatever its size: good lines, sums and vouchers as Parquet files in `folder`, and findings.

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
    opened, wrong = open_ledger_file(path, layout, folder)
    telling.add(wrong)
    try:
        return _read_opened(path, opened, reading, telling) if opened else _nothing(telling)
    finally:
        for name in (COPY, f"unfinished-{COPY}", READ):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / "tmp", ignore_errors=True)


def _nothing(telling: Telling, **counts: int) -> LedgerRead:
    return LedgerRead(None, telling.get_findings(), dict(telling.counts), **counts)


def _read_opened(path: Path, opened: OpenedFile, reading: Reading, telling: Telling) -> LedgerRead:
    columns, wrong = find_columns(reading.layout, opened.headings or tuple(str(at + 1) for at in range(opened.width)))
    telling.add(wrong)
    if wrong:
        return _nothing(telling)
    if path.stat().st_size > LOOKED_AT and not _fits(path, opened, columns, reading, telling):
        return _nothing(telling)
    try:
        return _read_with(opened, columns, reading, telling)
    except duckdb.InvalidInputException as error:
        if "invalid state" not in str(error) or opened.path.name == COPY:
            raise
        opened = OpenedFile(copy_with_one_newline(path, reading.folder), opened.name, opened.headings, opened.sample, opened.ends_whole)
        return _read_with(opened, columns, reading, telling)


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


def _read_with(opened: OpenedFile, columns: Mapping[str, int], reading: Reading, telling: Telling) -> LedgerRead:
    sees = [opened.path, *(path for one in reading.known for path in (one.lines, one.vouchers))]
    with open_database(reading.folder, sees=sees, memory_mb=reading.memory_mb) as database:
        reading.progress("Leser linjene", 0.02)
        given = {"source": reading.source, "kind": reading.kind, "year": reading.year}
        selection = select_lines(opened, reading.layout, columns, **given)
        lines = _read_and_fold(database, selection, reading)
        if any(code != code.strip() for column in CODES for code in list_codes(database, column)):
            selection = select_lines(opened, reading.layout, columns, **given, trims=True)
            lines = _read_and_fold(database, selection, reading)
        rejected = tell_rejected(database, opened, reading.layout, {at: role for role, at in columns.items()}, telling)
        checking = Checking(database, lines, selection.faults, opened, reading.layout, columns, reading.year, rejected, telling)
        return _finish(checking, reading)


def _read_and_fold(database: duckdb.DuckDBPyConnection, selection: Selection, reading: Reading) -> str:
    """Reads the file into Parquet and adds the lines up; the lines as SQL. What could not be read is in DuckDB's own tables of rejects."""
    read = reading.folder / READ
    database.execute("DROP TABLE IF EXISTS reject_errors")
    database.execute("DROP TABLE IF EXISTS reject_scans")
    database.execute(f"COPY ({selection.lines}) TO {quote_path(read)} (FORMAT parquet)")
    lines = f"read_parquet({quote_path(read)}, file_row_number = true)"
    reading.progress("Summerer linjene", 0.65)
    fold_lines(database, lines)
    return lines


def _finish(checking: Checking, reading: Reading) -> LedgerRead:
    database, telling, files = checking.database, checking.telling, LedgerFiles.of(reading.folder)
    keep_accounts(database, map_accounts(list_codes(database, "account"), reading.codes, reading.layout.account_rule))
    unknown = tell_unknown_accounts(checking)
    wrong = tell_faults(checking) + unknown + len(checking.rejected.rows)
    for column in UNKNOWN:
        tell_unknown_codes(checking, column, getattr(reading.codes, f"{column}s"))
    reading.progress("Kontrollerer bilagene", 0.75)
    if unknown:
        checking = replace(checking, lines=f"(FROM {checking.lines} SEMI JOIN accounts USING (account))")
    totals = _check_vouchers(checking, reading, wrong)
    identical = checking.count("SELECT count(DISTINCT place) FROM identical")
    if identical:
        telling.report("ledger-identical", found=count_lines(identical))
    counts = {"lines_read": totals.lines + wrong, "lines_wrong": wrong, "lines_identical": identical}
    if totals.lines == identical:
        telling.report("ledger-nothing-new" if identical and not wrong else "ledger-nothing-good", found=format_count(totals.lines + wrong))
        return _nothing(telling, **counts)
    reading.progress("Skriver linjene", 0.85)
    if identical or wrong > len(checking.rejected.rows):
        write_good_lines(database, checking.lines, files)
        good = f"read_parquet({quote_path(files.lines)})"
        fold_lines(database, good)
        fold_vouchers(database, good)
        totals = _Totals.of(database, good)
    else:
        (reading.folder / READ).replace(files.lines)
    write_sums(database, files)
    reading.progress("Ferdig", 1.0)
    return LedgerRead(
        files,
        telling.get_findings(),
        dict(telling.counts),
        lines_good=totals.lines,
        sum_ore=totals.debit_ore + totals.credit_ore,
        debit_ore=totals.debit_ore,
        credit_ore=totals.credit_ore,
        vouchers=checking.count("SELECT count(*) FROM vouchers"),
        first_date=totals.first,
        last_date=totals.last,
        months=_sum_months(database),
        preview=read_preview(database, files),
        **counts,
    )


def _check_vouchers(checking: Checking, reading: Reading, wrong: int) -> _Totals:
    """What the valid lines come to; the table `identical` has those that are there before."""
    checking.database.execute("CREATE TEMP TABLE identical (place BIGINT)")
    fold_vouchers(checking.database, checking.lines)
    totals = _Totals.of(checking.database, checking.lines)
    _check_control(reading.control, totals, totals.lines + wrong, checking.telling)
    if reading.kind == "accounts":
        mark_repeated(checking)
        if checking.count("SELECT count(*) FROM identical"):
            fold_vouchers(checking.database, f"{checking.lines} ANTI JOIN identical ON file_row_number = identical.place")
    if reading.layout.double_entry:
        tell_unbalanced(checking)
    if reading.kind == "accounts":
        mark_stored(checking, reading.known)
    return totals


@dataclass(frozen=True)
class _Totals:
    """What the lines without faults come to, in øre."""

    lines: int
    debit_ore: int
    credit_ore: int
    first: date | None
    last: date | None

    @classmethod
    def of(cls, database: duckdb.DuckDBPyConnection, lines: str) -> _Totals:
        row = database.execute(
            "SELECT count(*), coalesce(sum(amount_ore) FILTER (amount_ore > 0), 0)::BIGINT, "
            "coalesce(sum(amount_ore) FILTER (amount_ore < 0), 0)::BIGINT, "
            f"min(date), max(date) FROM {lines} WHERE month >= 0"
        ).fetchone()
        return cls(*(row or (0, 0, 0, None, None)))


def _check_control(control: ControlTotals, totals: _Totals, lines_read: int, telling: Telling) -> None:
    sums = {
        "sum_ore": ("Summen", totals.debit_ore + totals.credit_ore),
        "debit_ore": ("Summen av debet", totals.debit_ore),
        "credit_ore": ("Summen av kredit", totals.credit_ore),
    }
    if control.lines is not None and control.lines != lines_read:
        telling.report("ledger-control", name="Antall linjer", found=format_count(lines_read), expected=format_count(control.lines))
    for name, (words, found) in sums.items():
        expected = getattr(control, name)
        if expected is not None and expected != found:
            telling.report("ledger-control", name=words, found=format_ore(found), expected=format_ore(expected))


def _sum_months(database: duckdb.DuckDBPyConnection) -> dict[int, MonthSum]:
    rows = database.execute(
        "SELECT month, sum(lines)::BIGINT, sum(amount_ore)::BIGINT FROM folded JOIN accounts USING (account) WHERE month >= 0 "
        "GROUP BY month ORDER BY month"
    ).fetchall()
    return {month: MonthSum(lines, ore) for month, lines, ore in rows}
