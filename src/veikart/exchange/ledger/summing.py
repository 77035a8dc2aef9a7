"""A file in which every line is good: told by one reading, in which the lines are added up and none is kept."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from veikart.exchange.ledger.checking import Reading
from veikart.exchange.ledger.database import open_database
from veikart.exchange.ledger.folding import (
    Totals,
    fold_file,
    fold_scan,
    keep_accounts,
    list_codes,
    map_accounts,
    read_preview,
    sum_months,
    write_sums,
)
from veikart.exchange.ledger.lines import CODES, ControlTotals, LedgerFiles, LedgerLine, LedgerRead
from veikart.exchange.ledger.matching import find_suspects, has_common
from veikart.exchange.ledger.opening import OpenedFile
from veikart.exchange.ledger.scanning import Scan
from veikart.exchange.ledger.selecting import Selection, select_lines
from veikart.exchange.ledger.telling import Telling, format_count, format_ore


def sum_whole_file(opened: OpenedFile, columns: Mapping[str, int], reading: Reading, scan: Scan | None, telling: Telling) -> LedgerRead | None:
    """What a file comes to, as sums and vouchers in the folder, where all of it is good and new; None where its lines must be looked at. What a scan
    has found is not read again."""
    sees = [opened.path, *(one.vouchers for one in reading.known)]
    with open_database(reading.folder, sees=sees, memory_mb=reading.memory_mb) as database:
        selection = select_lines(opened, reading.layout, columns, source=reading.source, kind=reading.kind, year=reading.year)
        has_numbers = "line" in columns
        totals = fold_scan(database, scan, selection.given) if scan else _fold_with_care(database, selection, has_numbers=has_numbers)
        reading.progress("Kontrollerer bilagene", 0.75)
        if not totals or not (_has_good_lines(database, reading, scan) and _has_good_vouchers(database, selection, reading, has_numbers=has_numbers)):
            return None
        check_control(reading.control, totals, totals.lines, telling)
        reading.progress("Skriver summene", 0.9)
        write_sums(database, LedgerFiles.of(reading.folder))
        reading.progress("Ferdig", 1.0)
        return make_read(database, reading, totals, telling, read_preview(database, f"({selection.lines})"), lines_read=totals.lines)


def _fold_with_care(database: duckdb.DuckDBPyConnection, selection: Selection, *, has_numbers: bool) -> Totals | None:
    """The same tables as of a scan, of a file with more to interpret; None where there are lines that could not be read."""
    totals = fold_file(database, selection, has_numbers=has_numbers)
    if _has_any(database, "FROM reject_errors"):
        return None
    if has_numbers:
        find_suspects(database)
    return totals


def _has_good_lines(database: duckdb.DuckDBPyConnection, reading: Reading, scan: Scan | None) -> bool:
    """Whether every line is without faults, and has an account that is known; what a scan takes has no faults."""
    if not scan and (_has_any(database, "FROM folded WHERE month < 0") or not _has_any(database, "FROM folded")):
        return False
    codes = scan.codes if scan else {column: list_codes(database, column) for column in CODES}
    accounts = [code for code in codes["account"] if code]
    mapped = map_accounts(accounts, reading.codes, reading.layout.account_rule)
    keep_accounts(database, mapped)
    return len(mapped) == len(accounts) and all(code == code.strip() for some in codes.values() for code in some)


def _has_good_vouchers(database: duckdb.DuckDBPyConnection, selection: Selection, reading: Reading, *, has_numbers: bool) -> bool:
    """Whether every voucher is new, has no line twice, and sums to zero where that is asked."""
    if reading.layout.double_entry and _has_any(database, "FROM vouchers WHERE amount_ore <> 0"):
        return False
    if reading.kind != "accounts":
        return True
    if has_numbers:
        is_once = not _has_any(database, "FROM vouchers HAVING max(last) = 0") and not (
            _has_any(database, "FROM suspect")
            and _has_any(database, f"FROM ({selection.lines}) SEMI JOIN suspect USING (voucher) GROUP BY voucher, line HAVING count(*) > 1")
        )
    else:
        is_once = not _has_any(database, "FROM vouchers WHERE numbers = 0")
    return is_once and not has_common(database, reading.known)


def _has_any(database: duckdb.DuckDBPyConnection, rows: str) -> bool:
    return database.execute(f"SELECT 1 {rows} LIMIT 1").fetchone() is not None


def check_control(control: ControlTotals, totals: Totals, lines_read: int, telling: Telling) -> None:
    """A finding for each thing that does not come to what it should."""
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


def make_read(
    database: duckdb.DuckDBPyConnection, reading: Reading, totals: Totals, telling: Telling, preview: tuple[LedgerLine, ...], **counts: int
) -> LedgerRead:
    """What was read, where there is something."""
    (vouchers,) = database.execute("SELECT count(*) FROM vouchers").fetchone() or (0,)
    return LedgerRead(
        LedgerFiles.of(reading.folder),
        telling.get_findings(),
        dict(telling.counts),
        lines_good=totals.lines,
        sum_ore=totals.debit_ore + totals.credit_ore,
        debit_ore=totals.debit_ore,
        credit_ore=totals.credit_ore,
        vouchers=vouchers,
        first_date=totals.first,
        last_date=totals.last,
        months=sum_months(database),
        preview=preview,
        **counts,
    )
