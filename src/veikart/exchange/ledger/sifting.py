"""A file with lines that must be looked at: every line is kept meanwhile, the good ones are sifted out, and the rest told of by place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import duckdb

from veikart.exchange.ledger.checking import Checking, Reading
from veikart.exchange.ledger.database import open_database, quote_path
from veikart.exchange.ledger.faults import tell_faults, tell_unbalanced, tell_unknown_accounts
from veikart.exchange.ledger.folding import (
    Totals,
    fold_lines,
    fold_vouchers,
    keep_accounts,
    list_codes,
    map_accounts,
    read_preview,
    write_good_lines,
    write_sums,
)
from veikart.exchange.ledger.lines import CODES, LedgerFiles, LedgerRead
from veikart.exchange.ledger.matching import mark_repeated, mark_stored
from veikart.exchange.ledger.opening import OpenedFile
from veikart.exchange.ledger.rejecting import tell_rejected
from veikart.exchange.ledger.selecting import Selection, select_lines
from veikart.exchange.ledger.summing import check_control, make_read
from veikart.exchange.ledger.telling import Telling, count_lines, format_count

READ = "read.parquet"


def sift_file(opened: OpenedFile, columns: Mapping[str, int], reading: Reading, telling: Telling) -> LedgerRead:
    """The good lines of a file, written, and what is wrong with the rest."""
    sees = [opened.path, *(path for one in reading.known for path in (one.lines, one.vouchers))]
    try:
        with open_database(reading.folder, sees=sees, memory_mb=reading.memory_mb) as database:
            return _sift(database, opened, columns, reading, telling)
    finally:
        (reading.folder / READ).unlink(missing_ok=True)


def _sift(database: duckdb.DuckDBPyConnection, opened: OpenedFile, columns: Mapping[str, int], reading: Reading, telling: Telling) -> LedgerRead:
    given = {"source": reading.source, "kind": reading.kind, "year": reading.year}
    selection = select_lines(opened, reading.layout, columns, **given)
    lines = _read_and_fold(database, selection, reading)
    if any(code != code.strip() for column in CODES for code in list_codes(database, column)):
        selection = select_lines(opened, reading.layout, columns, **given, trims=True)
        lines = _read_and_fold(database, selection, reading)
    rejected = tell_rejected(database, opened, reading.layout, {at: role for role, at in columns.items()}, telling)
    return _finish(Checking(database, lines, selection.faults, opened, reading.layout, columns, reading.year, rejected, telling), reading)


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
        return LedgerRead.of_nothing(telling.get_findings(), telling.counts, **counts)
    reading.progress("Skriver linjene", 0.85)
    if identical or wrong > len(checking.rejected.rows):
        write_good_lines(database, checking.lines, files)
        good = f"read_parquet({quote_path(files.lines)})"
        fold_lines(database, good)
        fold_vouchers(database, good)
        totals = Totals.of(database, good)
    else:
        (reading.folder / READ).replace(files.lines)
    write_sums(database, files)
    reading.progress("Ferdig", 1.0)
    preview = read_preview(database, f"read_parquet({quote_path(files.lines)})")
    return make_read(database, reading, totals, telling, preview, **counts)


def _check_vouchers(checking: Checking, reading: Reading, wrong: int) -> Totals:
    """What the valid lines come to; the table `identical` has those that are there before."""
    checking.database.execute("CREATE TEMP TABLE identical (place BIGINT)")
    fold_vouchers(checking.database, checking.lines)
    totals = Totals.of(checking.database, checking.lines)
    check_control(reading.control, totals, totals.lines + wrong, checking.telling)
    if reading.kind == "accounts":
        mark_repeated(checking)
        if checking.count("SELECT count(*) FROM identical"):
            fold_vouchers(checking.database, f"{checking.lines} ANTI JOIN identical ON file_row_number = identical.place")
    if reading.layout.double_entry:
        tell_unbalanced(checking)
    if reading.kind == "accounts":
        mark_stored(checking, reading.known)
    return totals
