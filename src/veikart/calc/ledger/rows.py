"""The rows that say how ledger files are read, whose the cost centres are, and how budgets and forecasts are spread over the year.

Texts are empty and numbers and dates None where nothing is said. Amounts are whole kroner, expenses positive and income negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ALL_GROUPS = "all"
"""The account group of a row that goes for every group."""


@dataclass(frozen=True, slots=True)
class LedgerSource:
    """Where ledger lines come from, and how its files are laid out. The fields from `encoding` on are those of the layout: texts from `date` to
    `side` are headings of columns, empty where the file has no such column."""

    id: str
    name: str
    kind: str
    file_format: str = "csv"
    encoding: str = "utf-8"
    separator: str = ";"
    decimal: str = ","
    thousands: str = ""
    minus_after: str = "no"
    date_format: str = "dd.mm.yyyy"
    period_format: str = "yyyymm"
    has_header: str = "yes"
    skip_lines: int | None = None
    date: str = ""
    period: str = ""
    voucher: str = ""
    line: str = ""
    account: str = ""
    account_class: str = ""
    function: str = ""
    cost_centre: str = ""
    project: str = ""
    text: str = ""
    amount: str = ""
    debit: str = ""
    credit: str = ""
    side: str = ""
    account_rule: str = "class_and_art"
    sign: str = "expense_positive"
    double_entry: str = "no"
    note: str = ""


@dataclass(frozen=True, slots=True)
class CostCentre:
    """A cost centre of the accounting system, and the unit that answers for it."""

    code: str
    name: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LedgerProject:
    """A project of the accounting system, by the code that its lines have."""

    code: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """An account of the municipality's own plan: the class and art it is reported as («1010»), and the group it is shown in where that is not
    the group of its art."""

    account: str
    name: str = ""
    kostra: str = ""
    account_group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeriodProfile:
    """How a year's budget is spread over its months, as weights that are held against their own sum."""

    id: str
    name: str
    m01: int
    m02: int
    m03: int
    m04: int
    m05: int
    m06: int
    m07: int
    m08: int
    m09: int
    m10: int
    m11: int
    m12: int
    note: str = ""

    @property
    def weights(self) -> tuple[int, ...]:
        """The weights from January to December."""
        return (self.m01, self.m02, self.m03, self.m04, self.m05, self.m06, self.m07, self.m08, self.m09, self.m10, self.m11, self.m12)


@dataclass(frozen=True, slots=True)
class LedgerChoice:
    """How the budget of a unit and everything below it is spread over the year, and how its forecast is made: for one account group, or for all.
    What stands nearest the unit goes before what stands above it, and one group before all."""

    unit: str
    account_group: str = ALL_GROUPS
    profile: str = ""
    method: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeviationThreshold:
    """When a deviation of a unit or of what is below it is large: by kroner and by the budget's share (whole parts per million). `both` is «yes»
    where it must pass both."""

    unit: str
    amount: int | None = None
    share: int | None = None
    both: str = "no"
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnForecast:
    """What those who answer for a unit believe its year will be, as it was said after a month: whole kroner for the whole year."""

    unit: str
    account_group: str
    year: int
    month: int
    amount: int
    post: str = ""
    text: str = ""
    entered: date | None = None
