"""Lines that DuckDB could not read, as findings with line and column; and the line in the file of the lines it could."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from veikart.exchange.ledger.layout import SEPARATORS, LedgerLayout
from veikart.exchange.ledger.opening import ENCODING_WORDS, OpenedFile
from veikart.exchange.ledger.selecting import REJECTS
from veikart.exchange.ledger.telling import Telling, format_count


def describe_amount(layout: LedgerLayout) -> str:
    """An amount as the layout writes it."""
    apart = {"space": " "}.get(layout.thousands, layout.thousands)
    amount = f"1{apart}234{layout.decimal}50"
    return f"{amount}-" if layout.minus_after else amount


_CELLS = {
    "date": ("ledger-date", lambda layout: layout.date_format),
    "period": ("ledger-period", lambda layout: layout.period_format),
    "line": ("ledger-line-number", lambda _: "et helt tall"),
    "amount": ("ledger-amount", describe_amount),
    "debit": ("ledger-amount", describe_amount),
    "credit": ("ledger-amount", describe_amount),
}
_QUOTE = "UNQUOTED VALUE"
_WORST_FIRST = "CASE error_type WHEN 'INVALID ENCODING' THEN 0 WHEN 'TOO MANY COLUMNS' THEN 1 WHEN 'MISSING COLUMNS' THEN 1 ELSE 2 END"


@dataclass(frozen=True)
class Rejected:
    """The lines (1 first) that were left out while the file was read, in order. `is_all` is False where there were more than are known."""

    rows: tuple[int, ...]
    is_all: bool

    def get_row(self, number: int, first: int) -> int:
        """The line in the file of the `number`th line that was read (1 first), where `first` is the line before the first one."""
        row = number + first
        while (moved := number + first + bisect_right(self.rows, row)) != row:
            row = moved
        return row


def tell_rejected(
    database: duckdb.DuckDBPyConnection, opened: OpenedFile, layout: LedgerLayout, roles: Mapping[int, str], telling: Telling
) -> Rejected:
    """A finding for each line left out: the worst thing that is wrong with it."""
    rows = [row for (row,) in database.execute("SELECT DISTINCT line FROM reject_errors ORDER BY 1").fetchall()]
    errors = database.execute(
        f"SELECT line, error_type, column_idx, csv_line, error_message FROM reject_errors "
        f"QUALIFY row_number() OVER (PARTITION BY line ORDER BY {_WORST_FIRST}, column_idx) = 1 AND "
        "row_number() OVER (PARTITION BY error_type, column_idx ORDER BY line) <= 40 ORDER BY line"
    ).fetchall()
    for row, error, column, text, message in errors:
        _tell(telling, opened, layout, roles, (row, error, column, text, message, row == rows[-1] and not opened.ends_whole))
    counted = sum(telling.counts.values())
    telling.count_more(max(telling.counts, key=lambda one: telling.counts[one], default=""), len(rows) - counted)
    if len(rows) >= REJECTS:
        telling.report("ledger-too-many", found=format_count(len(rows)))
    return Rejected(tuple(rows), len(rows) < REJECTS)


def _tell(telling: Telling, opened: OpenedFile, layout: LedgerLayout, roles: Mapping[int, str], one: tuple[int, str, int, str, str, bool]) -> None:
    row, error, column, text, message, is_last_and_cut = one
    at = (column or 1) - 1
    heading = opened.headings[at] if at < len(opened.headings) else str(at + 1)
    fields = _split(text, layout)
    if is_last_and_cut and error in {"MISSING COLUMNS", _QUOTE}:
        telling.report("ledger-truncated", row=row, found=str(len(fields)), expected=str(opened.width))
    elif error in {"MISSING COLUMNS", "TOO MANY COLUMNS"}:
        telling.report("ledger-fields", row=row, found=message.rsplit(" ", 1)[-1], expected=str(opened.width))
    elif error == _QUOTE:
        telling.report("ledger-quote", row=row, column=heading)
    elif error == "INVALID ENCODING":
        telling.report(
            "ledger-encoding",
            row=row,
            column=heading,
            name=opened.name,
            expected=ENCODING_WORDS[layout.encoding],
            found="noen tegn er skrevet i en annen",
        )
    elif error == "CAST" and (role := roles.get(at)) in _CELLS:
        code, describe = _CELLS[role]
        telling.report(code, row=row, column=heading, found=fields[at].strip() if at < len(fields) else "", expected=describe(layout))
    else:
        telling.report("ledger-line-unreadable", row=row)


def _split(text: str, layout: LedgerLayout) -> Sequence[str]:
    return next(csv.reader([text.replace("\n", " ")], delimiter=SEPARATORS[layout.separator]), [])
