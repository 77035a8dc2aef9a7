"""The rows that all engines share: the years and the price level, the assumptions, and which accounts the lines go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: whose economy it is, the first and last year that is worked out, and the year whose kroner fixed amounts are in.

    What the changes leave open in operations is closed on `closing_unit`, as use of the buffer fund on account `closing_use`, or allocated to
    it on `closing_allocation`; empty where it is left open.
    """

    id: str
    name: str
    municipality: str
    first_year: int
    last_year: int
    price_year: int
    closing_unit: str = ""
    closing_use: str = ""
    closing_allocation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken for granted in a year: `value` in the unit of its series (parts per million, kroner or a count), set on `noted`."""

    series: str
    year: int
    value: int
    source: str = ""
    noted: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a line of a sheet goes in the budget: `account`, and `unit` (empty for the subject's own); `sign` is 1 or -1.

    `mode` is `change` where the budget holds the amounts already and only what moves is added, `full` where everything is. `price` is the price
    level of the budget there: `current` takes the line as it is, `fixed` divides it by the deflator. `subject` is empty for all.
    """

    sheet: str
    line: str
    account: str
    subject: str = ""
    unit: str = ""
    sign: int = 1
    mode: str = "change"
    price: str = "current"
