"""The rows that all engines share: the years and the price level, the assumptions, and which accounts the lines go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: whose economy it is, the first and last year that is worked out, and the year whose kroner fixed amounts are in."""

    id: str
    name: str
    municipality: str
    first_year: int
    last_year: int
    price_year: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken for granted in a year: `value` in the unit of its series (parts per million, kroner or a count), from `source`, set on `noted`."""

    series: str
    year: int
    value: int
    source: str = ""
    noted: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a line of a sheet goes in the budget: `account`, and `unit` (empty for the subject's own); `sign` is 1 or -1.

    `mode` is `change` where the budget holds the amounts already and only what moves is added, `full` where everything is.
    """

    sheet: str
    line: str
    account: str
    unit: str = ""
    sign: int = 1
    mode: str = "change"
