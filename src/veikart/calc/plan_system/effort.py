"""The work a plan takes, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def spread_person_months(person_months: int, starts: date | None, finishes: date | None) -> Mapping[int | None, int]:
    """The person-months in each calendar year, in whole person-months that add up to `person_months`.

    They are spread evenly over the days from `starts` to `finishes`, both included. Each year is rounded down, and what is left goes to the years
    that lost most, the earlier first. With one of the days everything stands in its year; with none, or with an end before the start, under None.

    >>> spread_person_months(12, date(2023, 7, 1), date(2024, 12, 31))
    {2023: 4, 2024: 8}
    >>> spread_person_months(6, None, date(2025, 6, 30)), spread_person_months(6, None, None)
    ({2025: 6}, {None: 6})
    """
    first, last = starts or finishes, finishes or starts
    if first is None or last is None or last < first:
        return {None: person_months}
    days = {year: _days_in(year, first, last) for year in range(first.year, last.year + 1)}
    whole = sum(days.values())
    found = {year: person_months * number // whole for year, number in days.items()}
    lost = sorted(days, key=lambda year: (-(person_months * days[year] % whole), year))
    for year in lost[: person_months - sum(found.values())]:
        found[year] += 1
    return dict(found)


def _days_in(year: int, first: date, last: date) -> int:
    return (min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1
