"""A ledger line, the files lines are kept in, and what the reading of a file gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from veikart.rules.findings import Finding

KINDS = ("accounts", "budget")
WHOLE_YEAR, CLOSING = 0, 13
"""Months that are none: a budget line of the whole year, and the entries that close the year."""
CODES = ("account", "function", "cost_centre", "project")
MOST_NUMBERS = 1_000_000
"""Line numbers up to here have their sums worked out; with higher ones every voucher of more than one line is looked into."""
LINES, ROLLUP, VOUCHERS = "lines.parquet", "rollup.parquet", "vouchers.parquet"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of a voucher, or of a budget. `amount_ore` is whole øre: expenses positive, income negative, in the kroner of its year.

    `month` is 1–12, CLOSING for the entries that close the year, and WHOLE_YEAR for a budget line without a month. `account` is as the source
    has it; `kostra` is the account of the account plan it belongs to («1010»). `date` is None where the source has none.
    """

    source: str
    kind: str
    year: int
    month: int
    date: date | None
    voucher: str
    line: int
    account: str
    kostra: str
    function: str
    cost_centre: str
    project: str
    text: str
    amount_ore: int


@dataclass(frozen=True, slots=True)
class LedgerFiles:
    """The Parquet files of one reading: every line, what they add up to, and the vouchers. The folder may be moved as one.

    Where a whole file is good, `lines` is written when somebody has confirmed it.
    """

    lines: Path
    rollup: Path
    vouchers: Path

    @classmethod
    def of(cls, folder: Path) -> LedgerFiles:
        """The files in a folder."""
        return cls(folder / LINES, folder / ROLLUP, folder / VOUCHERS)


@dataclass(frozen=True, slots=True)
class LedgerCodes:
    """What the accounts in a file may be: `accounts` are the four-character codes of that year's account plan (balance accounts «2» and chapter too),
    and `account_map` gives the code of local accounts that do not follow the layout's rule."""

    accounts: frozenset[str]
    account_map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ControlTotals:
    """What a person or a file says that it should come to; None is not said. Whole øre; `credit_ore` is negative."""

    lines: int | None = None
    sum_ore: int | None = None
    debit_ore: int | None = None
    credit_ore: int | None = None


@dataclass(frozen=True, slots=True)
class MonthSum:
    """The lines of a month and their sum in øre."""

    lines: int
    sum_ore: int


@dataclass(frozen=True)
class LedgerRead:
    """What a file of ledger lines holds. Nothing is stored: `files` are the good lines, for a person to confirm; None where there are none.

    `lines_read` = `lines_good` + `lines_wrong` (left out, each told of) + `lines_identical` (stored before, or twice in the file). Sums are of the
    good lines, in øre; `credit_ore` is negative. `finding_counts` counts all findings of a kind, `findings` lists the first of them.
    """

    files: LedgerFiles | None
    findings: tuple[Finding, ...]
    finding_counts: Mapping[str, int]
    lines_read: int = 0
    lines_good: int = 0
    lines_wrong: int = 0
    lines_identical: int = 0
    sum_ore: int = 0
    debit_ore: int = 0
    credit_ore: int = 0
    vouchers: int = 0
    first_date: date | None = None
    last_date: date | None = None
    months: Mapping[int, MonthSum] = field(default_factory=dict)
    preview: tuple[LedgerLine, ...] = ()

    @classmethod
    def of_nothing(cls, findings: tuple[Finding, ...], counted: Mapping[str, int], **counts: int) -> LedgerRead:
        """Of a file of which nothing can be stored."""
        return cls(None, findings, dict(counted), **counts)

    @property
    def is_stopped(self) -> bool:
        """Whether nothing of it can be stored."""
        return self.files is None or any(one.grade == "stop" for one in self.findings)
