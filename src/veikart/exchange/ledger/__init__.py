"""Ledger lines of accounting systems: read from files of any size, checked, added up, and looked into down to the voucher."""

from veikart.exchange.ledger.ending import SumLine
from veikart.exchange.ledger.guessing import LayoutGuess, guess_layout
from veikart.exchange.ledger.kostra import read_kostra, to_ledger_lines, write_kostra
from veikart.exchange.ledger.layout import (
    ACCOUNT_RULES,
    DATE_FORMATS,
    DECIMALS,
    ENCODINGS,
    PERIOD_FORMATS,
    ROLE_WORDS,
    ROLES,
    SEPARATORS,
    SIGNS,
    THOUSANDS,
    LedgerLayout,
    check_layout,
)
from veikart.exchange.ledger.lines import CLOSING, KINDS, WHOLE_YEAR, ControlTotals, LedgerCodes, LedgerFiles, LedgerLine, LedgerRead, MonthSum
from veikart.exchange.ledger.opening import read_sum_line
from veikart.exchange.ledger.querying import LedgerSums, count_lines, get_voucher, list_lines, sum_ledger
from veikart.exchange.ledger.reading import read_ledger_csv
from veikart.exchange.ledger.saft import SaftAnalysis, list_saft_analyses, read_saft
from veikart.exchange.ledger.storing import write_ledger_lines
from veikart.exchange.ledger.telling import format_ore
from veikart.exchange.ledger.unlisted import find_unlisted

__all__ = [
    "ACCOUNT_RULES",
    "CLOSING",
    "DATE_FORMATS",
    "DECIMALS",
    "ENCODINGS",
    "KINDS",
    "PERIOD_FORMATS",
    "ROLES",
    "ROLE_WORDS",
    "SEPARATORS",
    "SIGNS",
    "THOUSANDS",
    "WHOLE_YEAR",
    "ControlTotals",
    "LayoutGuess",
    "LedgerCodes",
    "LedgerFiles",
    "LedgerLayout",
    "LedgerLine",
    "LedgerRead",
    "LedgerSums",
    "MonthSum",
    "SaftAnalysis",
    "SumLine",
    "check_layout",
    "count_lines",
    "find_unlisted",
    "format_ore",
    "get_voucher",
    "guess_layout",
    "list_lines",
    "list_saft_analyses",
    "read_kostra",
    "read_ledger_csv",
    "read_saft",
    "read_sum_line",
    "sum_ledger",
    "to_ledger_lines",
    "write_kostra",
    "write_ledger_lines",
]
