"""Numbers that are sums of others in the same table: compared with what they are sums of, and then left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from veikart.exchange.population.entries import Entry, Reading
from veikart.exchange.population.words import BOTH, EVERY_AGE, OLDEST_AGE, Ages
from veikart.rules.words import format_count

Counts = dict[tuple[str, Ages], Entry]
"""The numbers of one year by sex and ages."""
OLDEST_POSSIBLE = 130


def keep_finest(reading: Reading, entries: Iterable[Entry], year: int) -> list[Entry]:
    """The numbers of one year that are sums of no others, in order of sex and age; findings where sums do not add up, or ages and sexes are missing.

    A table that has both sexes and every one of them is kept by sex, one with single years and groups by single years.
    """
    found = _index(reading, entries, year)
    kept: list[Entry] = []
    sexes = _choose_sexes(reading, found, year)
    for sex in sexes:
        kept += _choose_ages(reading, {ages: one for (of, ages), one in found.items() if of == sex}, year)
    if BOTH not in sexes:
        _compare_sexes(reading, found, year)
    return kept


def _index(reading: Reading, entries: Iterable[Entry], year: int) -> Counts:
    """By sex and ages, those past the oldest age added to it."""
    found: Counts = {}
    for one in entries:
        first = found.setdefault((one.sex, one.ages), one)
        if first is not one:
            where = f"rad {first.row}" if first.row else first.column
            reading.report("population-twice", row=one.row, column=one.column, year=year, found=name_entry(one), expected=where)
    return found


def name_entry(one: Entry) -> str:
    """A number by what it is of: sex, ages and year."""
    sex = {"female": "kvinner", "male": "menn", BOTH: "begge kjønn"}[one.sex]
    return f"{sex}, {name_ages(one.ages)}, {one.year}"


def name_ages(ages: Ages) -> str:
    """Ages in words.

    >>> name_ages((0, None)), name_ages((80, 89)), name_ages((7, 7)), name_ages((105, None))
    ('alle aldre', '80–89 år', '7 år', '105 år eller eldre')
    """
    if ages == EVERY_AGE:
        return "alle aldre"
    first, last = ages
    return f"{first} år eller eldre" if last is None else f"{first} år" if first == last else f"{first}–{last} år"


def _choose_sexes(reading: Reading, found: Counts, year: int) -> Sequence[str]:
    present = {sex for sex, _ in found}
    if {"female", "male"} <= present:
        return ("female", "male")
    if BOTH in present:
        return (BOTH,)
    missing = "kvinner" if "male" in present else "menn"
    reading.report("population-sex", year=year, found=missing)
    return ()


def _compare_sexes(reading: Reading, found: Counts, year: int) -> None:
    for (sex, ages), one in found.items():
        parts = [found.get((each, ages)) for each in ("female", "male")]
        if sex == BOTH and one.count is not None and all(part is not None and part.count is not None for part in parts):
            _compare(reading, one, sum(part.count or 0 for part in parts if part), year)


def _compare(reading: Reading, stated: Entry, added: int, year: int) -> None:
    if stated.count is not None and stated.count != added:
        expected, found = format_count(stated.count), format_count(added)
        reading.report("population-sum", row=stated.row, column=stated.column, year=year, name=name_entry(stated), expected=expected, found=found)


def _end(ages: Ages) -> int:
    return OLDEST_POSSIBLE if ages[1] is None else ages[1]


def _choose_ages(reading: Reading, found: dict[Ages, Entry], year: int) -> list[Entry]:
    """The ages that no others lie within, each once; the others must be sums of them."""
    ordered = sorted(found, key=lambda ages: (ages[0], _end(ages)))
    finest = [one for one in ordered if not any(one != inner and one[0] <= inner[0] and _end(inner) <= _end(one) for inner in ordered)]
    if not _is_whole(reading, finest, found, year):
        return []
    for ages in set(ordered) - set(finest):
        inside = [found[one] for one in finest if ages[0] <= one[0] and _end(one) <= _end(ages)]
        if all(one.count is not None for one in inside) and _covers([one.ages for one in inside], ages):
            _compare(reading, found[ages], sum(one.count or 0 for one in inside), year)
    return [found[one] for one in finest]


def _covers(inside: Sequence[Ages], ages: Ages) -> bool:
    return bool(inside) and inside[0][0] == ages[0] and _end(inside[-1]) == _end(ages)


def _is_whole(reading: Reading, finest: Sequence[Ages], found: dict[Ages, Entry], year: int) -> bool:
    """Whether the ages are every age once. The last may be closed where nobody is older than it."""
    expected = 0
    for ages in finest:
        one = found[ages]
        sex = f" ({name_entry(one).split(',')[0]})" if one.sex else ""
        if ages[1] is not None and ages[1] < ages[0]:
            reading.report("ages-order", row=one.row, column=one.column, first=str(ages[0]), second=str(ages[1]))
            return False
        if ages[0] < expected:
            reading.report("ages-overlap", row=one.row, column=one.column, name=f"{year}{sex}", found=str(ages[0]))
            return False
        if ages[0] > expected:
            reading.report("population-ages", row=one.row, year=year, name=f"{year}{sex}", first=str(expected), second=str(ages[0] - 1))
            return False
        expected = _end(ages) + 1
    if finest and expected <= 100:
        last = found[finest[-1]]
        reading.report("population-ages", row=last.row, year=year, name=f"{year}", first=str(expected), second=str(OLDEST_AGE))
        return False
    return bool(finest)
