"""Days in Norwegian words."""

from __future__ import annotations

from datetime import date

MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
SHORT_MONTHS = ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def format_day(day: date) -> str:
    """The day with its month as a word.

    >>> format_day(date(2024, 3, 14))
    '14. mars 2024'
    """
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def format_month_day(month_day: str) -> str:
    """A day of the year, «MM-DD», without a year.

    >>> format_month_day("12-31")
    '31. desember'
    """
    return f"{int(month_day[3:])}. {MONTHS[int(month_day[:2]) - 1]}"


def format_short_day(day: date, *, with_year: bool = False) -> str:
    """The day as it fits on a chart.

    >>> format_short_day(date(2024, 9, 1)), format_short_day(date(2024, 9, 1), with_year=True)
    ('1. sep.', '1. sep. 2024')
    """
    text = f"{day.day}. {SHORT_MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if with_year else text


def format_span(starts: date, ends: date, *, with_year: bool = False) -> str:
    """From one day to another, both included; one day where they are the same.

    >>> format_span(date(2024, 3, 14), date(2024, 3, 20)), format_span(date(2024, 11, 1), date(2025, 2, 15))
    ('14.–20. mars', '1. nov. 2024–15. feb. 2025')
    """
    if starts == ends:
        return format_short_day(starts, with_year=with_year)
    last = format_short_day(ends, with_year=with_year or starts.year != ends.year)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day}.–{last}"
    return f"{format_short_day(starts, with_year=starts.year != ends.year)}–{last}"
