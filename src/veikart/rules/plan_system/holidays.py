"""Days when few people read a proposal: holidays and weekends."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from veikart.calc.wheels import find_easter

_FILE = Path(__file__).with_name("holidays.toml")
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A time of holidays: from one day of the year to another («MM-DD»), or so many days around Easter Sunday."""

    id: str
    name: str
    starts: str = ""
    ends: str = ""
    days_before_easter: int = 0
    days_after_easter: int = 0

    def holds(self, day: date) -> bool:
        """Whether the day is in the holiday, first and last day included."""
        if not self.starts:
            easter = find_easter(day.year)
            return easter - timedelta(self.days_before_easter) <= day <= easter + timedelta(self.days_after_easter)
        month_day = day.isoformat()[5:]
        if self.starts <= self.ends:
            return self.starts <= month_day <= self.ends
        return month_day >= self.starts or month_day <= self.ends


@cache
def get_holidays() -> tuple[Holiday, ...]:
    """The times of holidays. Raises TypeError for a key it does not know."""
    return tuple(Holiday(id=key, **entry) for key, entry in tomllib.loads(_FILE.read_text(encoding="utf-8")).items())


def find_holiday(day: date) -> Holiday | None:
    """The holiday the day is in, or None.

    >>> find_holiday(date(2024, 3, 29)).name, find_holiday(date(2024, 3, 14))
    ('påsken', None)
    """
    return next((one for one in get_holidays() if one.holds(day)), None)


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY
