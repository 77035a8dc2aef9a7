"""Ledger lines added up, checked against the year's codes, and written as the files that are stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from veikart.exchange.ledger.database import list_sql, quote_path, quote_text
from veikart.exchange.ledger.lines import CODES, LedgerCodes, LedgerFiles, LedgerLine, MonthSum
from veikart.exchange.ledger.scanning import Scan
from veikart.exchange.ledger.selecting import Selection

LINE_COLUMNS = "source, kind, year, month, date, voucher, line, account, function, cost_centre, project, text, amount_ore"
KEYS = "month, account, function, cost_centre, project"
CONTENT = "month, date, account, function, cost_centre, project, text, amount_ore"
"""What a line of a voucher says, but its number."""
PREVIEWED = 20
_PARQUET = "(FORMAT parquet, DICTIONARY_SIZE_LIMIT 5000)"
"""Codes are listed once in a file, and each line has their number; columns with more values than that, as amounts, are written as they are."""


@dataclass(frozen=True)
class Totals:
    """What the lines without faults come to, in øre; `credit_ore` is negative."""

    lines: int
    debit_ore: int
    credit_ore: int
    first: date | None
    last: date | None

    @classmethod
    def of(cls, database: duckdb.DuckDBPyConnection, lines: str) -> Totals:
        """Of lines."""
        row = database.execute(
            "SELECT count(*), coalesce(sum(amount_ore) FILTER (amount_ore > 0), 0)::BIGINT, "
            "coalesce(sum(amount_ore) FILTER (amount_ore < 0), 0)::BIGINT, "
            f"min(date), max(date) FROM {lines} WHERE month >= 0"
        ).fetchone()
        return cls(*(row or (0, 0, 0, None, None)))

    @classmethod
    def of_sums(cls, database: duckdb.DuckDBPyConnection) -> Totals:
        """Of what `fold_file` has added up."""
        row = database.execute(
            "SELECT coalesce(sum(lines), 0)::BIGINT, coalesce(sum(debit_ore), 0)::BIGINT, coalesce(sum(amount_ore - debit_ore), 0)::BIGINT, "
            "min(first_date), max(last_date) FROM summed WHERE NOT of_voucher AND month >= 0"
        ).fetchone()
        return cls(*(row or (0, 0, 0, None, None)))


def fold_file(database: duckdb.DuckDBPyConnection, selection: Selection, *, has_numbers: bool) -> Totals:
    """The tables `folded` and `vouchers`, as below, by one reading of the file in which no line is kept.

    Texts are counted so that they are read at all: letters in another encoding are found by that. Without line numbers, what the lines of a voucher
    say comes to nothing where each stands an even number of times.
    """
    numbers = "sum(hash(line))" if has_numbers else f"bit_xor(hash({CONTENT}))::HUGEINT"
    database.execute(
        f"CREATE TEMP TABLE summed AS SELECT {KEYS}, voucher, grouping(voucher) = 0 AS of_voucher, count(*) AS lines, "
        "sum(amount_ore)::BIGINT AS amount_ore, sum(greatest(amount_ore, 0))::BIGINT AS debit_ore, min(date) AS first_date, max(date) AS last_date, "
        f"min(line) AS first, max(line) AS last, {numbers} AS numbers, count(text) AS texts FROM ({selection.lines}) "
        f"GROUP BY GROUPING SETS (({KEYS}), (voucher))"
    )
    database.execute(f"CREATE TEMP VIEW folded AS SELECT {selection.given}, {KEYS}, amount_ore, lines FROM summed WHERE NOT of_voucher")
    database.execute(
        "CREATE TEMP VIEW vouchers AS SELECT voucher, lines, amount_ore, first, last, numbers FROM summed WHERE of_voucher AND voucher <> ''"
    )
    return Totals.of_sums(database)


def fold_scan(database: duckdb.DuckDBPyConnection, scan: Scan, given: str) -> Totals:
    """The tables `folded`, `vouchers` and `suspect`, as `fold_file` and `find_suspects` make them, of what a scan has added up."""
    database.register("scanned_cells", dict(scan.cells))
    database.register("scanned_vouchers", dict(scan.vouchers))
    for column, codes in scan.codes.items():
        database.execute(f"CREATE TYPE {column}_code AS ENUM {list_sql(codes)}")
        listed = f"SELECT unnest(?::VARCHAR[])::{column}_code AS {column}, unnest(range(?)) AS place"
        database.execute(f"CREATE TEMP TABLE {column}_codes AS {listed}", [codes, len(codes)])
    joins = " ".join(f"JOIN {column}_codes ON {column}_codes.place = s.{column}" for column in CODES)
    names = ", ".join(f"{column}_codes.{column}" for column in CODES)
    database.execute(f"CREATE TEMP TABLE folded AS SELECT {given}, month::TINYINT AS month, {names}, amount_ore, lines FROM scanned_cells s {joins}")
    database.execute(
        f"CREATE TEMP VIEW vouchers AS SELECT {_name('high')} || {_name('low')} AS voucher, lines, amount_ore, first, last, "
        "content AS numbers, is_once FROM scanned_vouchers"
    )
    database.execute("CREATE TEMP TABLE suspect AS SELECT voucher FROM vouchers WHERE NOT is_once")
    return Totals(scan.lines, scan.debit_ore, scan.credit_ore, scan.first, scan.last)


def _name(number: str) -> str:
    """Up to eight letters that are a whole number, the first of them lowest."""
    return f"(CASE WHEN {number} = 0 THEN '' ELSE reverse(decode(unhex(hex({number})))) END)"


def fold_lines(database: duckdb.DuckDBPyConnection, lines: str) -> None:
    """The table `folded`: the sum and number of lines of each month × account × function × cost centre × project; faults are months below zero."""
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE folded AS SELECT any_value(source) AS source, any_value(kind) AS kind, any_value(year) AS year, {KEYS}, "
        f"sum(amount_ore)::BIGINT AS amount_ore, count(*) AS lines FROM {lines} GROUP BY {KEYS}"
    )


def fold_vouchers(database: duckdb.DuckDBPyConnection, lines: str) -> None:
    """The table `vouchers`: the lines and the sum of each, its first and last line number, and a number that all its line numbers come to."""
    database.execute(
        "CREATE OR REPLACE TEMP TABLE vouchers AS SELECT voucher, count(*) AS lines, sum(amount_ore)::BIGINT AS amount_ore, "
        f"min(line) AS first, max(line) AS last, sum(hash(line)) AS numbers FROM {lines} WHERE month >= 0 AND voucher <> '' GROUP BY voucher"
    )


def list_codes(database: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    """Every code in a column of the lines without faults."""
    return [code for (code,) in database.execute(f"SELECT DISTINCT {column} FROM folded WHERE month >= 0 ORDER BY 1").fetchall()]


def map_accounts(accounts: Sequence[str], codes: LedgerCodes, rule: str) -> dict[str, str]:
    """The account of the account plan each local account belongs to; accounts without one are left out.

    >>> map_accounts(["101001", "999999"], LedgerCodes(frozenset({"1010"})), "class_and_art")
    {'101001': '1010'}
    """
    found = {}
    for account in accounts:
        code = codes.account_map.get(account) or _map_account(account, codes.accounts, rule)
        if code in codes.accounts:
            found[account] = code
    return found


def _map_account(account: str, known: frozenset[str], rule: str) -> str:
    if rule == "art":
        return f"1{account[:3]}"
    if account.startswith("2"):  # balance: the chapter is two to four digits
        return next((code for length in (5, 4, 3) if (code := account[:length]) in known), "")
    return account[:4]


def keep_accounts(database: duckdb.DuckDBPyConnection, mapped: Mapping[str, str]) -> None:
    """The table `accounts`: each account that is in the plan, and its code."""
    database.execute("CREATE OR REPLACE TEMP TABLE accounts AS SELECT account, ''::VARCHAR AS kostra FROM folded LIMIT 0")
    if mapped:
        rows = ", ".join(f"({quote_text(account)}, {quote_text(code)})" for account, code in mapped.items())
        database.execute(f"INSERT INTO accounts VALUES {rows}")


def write_good_lines(database: duckdb.DuckDBPyConnection, lines: str, files: LedgerFiles) -> None:
    """The lines without faults, with an account in the plan, and not marked as identical, in the order of the file."""
    database.execute(
        f"COPY (SELECT {LINE_COLUMNS} FROM {lines} SEMI JOIN accounts USING (account) "
        f"ANTI JOIN identical ON file_row_number = identical.place WHERE month >= 0 ORDER BY file_row_number) "
        f"TO {quote_path(files.lines)} (FORMAT parquet)"
    )


def write_sums(database: duckdb.DuckDBPyConnection, files: LedgerFiles) -> None:
    """The sums and the vouchers as files."""
    database.execute(
        "COPY (SELECT source, kind, year, month, account, kostra, function, cost_centre, project, amount_ore, lines FROM folded "
        f"JOIN accounts USING (account) WHERE month >= 0) TO {quote_path(files.rollup)} {_PARQUET}"
    )
    database.execute(f"COPY (SELECT voucher, lines, amount_ore FROM vouchers) TO {quote_path(files.vouchers)} {_PARQUET}")


def read_preview(database: duckdb.DuckDBPyConnection, lines: str) -> tuple[LedgerLine, ...]:
    """The first of lines that are good."""
    query = (
        f"SELECT source, kind, year, month, date, voucher, line, account, kostra, function, cost_centre, project, text, amount_ore "
        f"FROM (SELECT * FROM {lines} LIMIT {PREVIEWED}) JOIN accounts USING (account)"
    )
    return tuple(sorted((LedgerLine(*row) for row in database.execute(query).fetchall()), key=lambda one: (one.voucher, one.line)))


def sum_months(database: duckdb.DuckDBPyConnection) -> dict[int, MonthSum]:
    """The good lines of each month."""
    rows = database.execute(
        "SELECT month, sum(lines)::BIGINT, sum(amount_ore)::BIGINT FROM folded JOIN accounts USING (account) WHERE month >= 0 "
        "GROUP BY month ORDER BY month"
    ).fetchall()
    return {month: MonthSum(lines, ore) for month, lines, ore in rows}
