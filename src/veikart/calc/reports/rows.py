"""The rows of the reports. Texts are empty and numbers and dates None where nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DECEMBER = 12
TOTAL = "total"
"""What an explanation is about when it is about the whole unit and not one of its lines."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time that is reported on, to the end of month `last_month` of `year`. A deviation is large when it passes `amount` (whole kroner) or
    `share` (parts per million of the budget), or both where `both` is «yes». `previous` and `last_year` are the periods it is held against."""

    id: str
    name: str
    kind: str
    year: int
    last_month: int
    status: str = "planned"
    opens: date | None = None
    due: date | None = None
    previous: str = ""
    last_year: str = ""
    amount: int | None = None
    share: int | None = None
    both: str = "no"
    guidance: str = ""
    note: str = ""

    @property
    def is_annual(self) -> bool:
        """Whether it is the year's own report, with the headings the law asks for."""
        return self.kind == "annual"

    @property
    def is_whole_year(self) -> bool:
        """Whether the year is over at its end: then there are accounts of the year, and nothing to forecast."""
        return self.last_month == DECEMBER


@dataclass(frozen=True, slots=True)
class Report:
    """A unit's report in a period: how far it has come, and which post confirmed and approved it. `returned_words` is why it was sent back."""

    period: str
    unit: str
    status: str = "waiting"
    confirmed_by: str = ""
    confirmed: date | None = None
    approved_by: str = ""
    approved: date | None = None
    returned_words: str = ""
    reminded: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportText:
    """What the unit says in its own words in one part of its report. `part` is declared in rules.reports."""

    period: str
    unit: str
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportExplanation:
    """Why something is as it is, and what is done about it: a deviation, an indicator or a task. `about` is its id, TOTAL for the whole
    unit's money."""

    period: str
    unit: str
    kind: str
    about: str
    text: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """Sick leave in a unit from the year's beginning to the period's end: `short_term` and `long_term` are parts per million of the agreed days."""

    unit: str
    period: str
    short_term: int | None = None
    long_term: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Man-years in a unit at the period's end, in millionths."""

    unit: str
    period: str
    man_years: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportIndicator:
    """An indicator that a part of the report is filled with, besides those its unit answers for."""

    part: str
    indicator: str
    note: str = ""
