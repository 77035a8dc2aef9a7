"""Years and parts of years as statistics write them."""

from __future__ import annotations

import re

from veikart.exchange.population.words import read_year

_CODED = re.compile(r"((?:19|20|21)\d\d) ?-? ?([KQMT])0?(\d{1,2})", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d)\. ?(kvartal|tertial)(?: av)? ((?:19|20|21)\d\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"((?:19|20|21)\d\d),? (\d)\. ?(kvartal|tertial)", re.IGNORECASE)
_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
_NAMED = re.compile(rf"({'|'.join(_MONTHS)}) ((?:19|20|21)\d\d)", re.IGNORECASE)
_MOST = {"q": 4, "m": 12, "t": 3}


def read_moment(text: str) -> tuple[int, str] | None:
    """The year and the part of it (empty for the whole); None where it is none.

    >>> read_moment("2018"), read_moment("2018K1"), read_moment("2019M03"), read_moment("2. tertial 2020"), read_moment("mars 2020")
    ((2018, ''), (2018, 'q1'), (2019, 'm03'), (2020, 't2'), (2020, 'm03'))
    >>> read_moment("2018K5") is None
    True
    """
    plain = " ".join(text.split())
    year = read_year(plain)
    if year is not None:
        return year, ""
    if found := _CODED.fullmatch(plain):
        kind = found[2].lower().replace("k", "q")
        return _make(int(found[1]), kind, int(found[3]))
    if found := _NUMBERED.fullmatch(plain):
        return _make(int(found[3]), "q" if found[2].lower() == "kvartal" else "t", int(found[1]))
    if found := _YEAR_FIRST.fullmatch(plain):
        return _make(int(found[1]), "q" if found[3].lower() == "kvartal" else "t", int(found[2]))
    if found := _NAMED.fullmatch(plain):
        return _make(int(found[2]), "m", _MONTHS.index(found[1].lower()) + 1)
    return None


def _make(year: int, kind: str, number: int) -> tuple[int, str] | None:
    if not 1 <= number <= _MOST[kind]:
        return None
    return year, f"m{number:02}" if kind == "m" else f"{kind}{number}"
