"""Ledger lines of accounting systems: read from files of any size, checked, added up, and looked into down to the voucher."""

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
from veikart.exchange.ledger.reading import read_ledger_csv
from veikart.exchange.ledger.telling import format_ore

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
    "LedgerCodes",
    "LedgerFiles",
    "LedgerLayout",
    "LedgerLine",
    "LedgerRead",
    "MonthSum",
    "check_layout",
    "format_ore",
    "read_ledger_csv",
]
