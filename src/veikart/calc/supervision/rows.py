"""The rows of state supervision: deficits that are to be recovered, what recovers them, and decisions with a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deficit:
    """A deficit of operations in the accounts of `year`, in whole positive kroner. `decided_years` is how many years the council has decided to
    recover it over, where it is more than the ordinary."""

    id: str
    year: int
    nok: int
    decided_years: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What recovers a deficit in a year, in whole positive kroner, done or planned."""

    deficit: str
    year: int
    nok: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a budget or on accounts for `year`, or under the act on municipal boundaries: the last day where it is another than the
    law's, and the day it was made, None until it is."""

    kind: str
    year: int
    adopted: date | None = None
    deadline: date | None = None
    case: str = ""
    note: str = ""
