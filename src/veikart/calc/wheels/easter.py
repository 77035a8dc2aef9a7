"""When Easter is."""

from __future__ import annotations

from datetime import date


def find_easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar.

    Source: the anonymous Gregorian computus, as printed in Meeus, Astronomical Algorithms (1991), chapter 8.

    >>> find_easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
