"""Tables of population from Statistics Norway: counts (07459), projections by alternative (13600, 13605, 14288) and births, deaths and moves (06913),
as JSON-stat 2, CSV or a workbook. What a table is, is told by its columns. **Source**: the tables' own columns; NLOD."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from veikart.exchange.jsonstat import read_jsonstat
from veikart.exchange.population.entries import Entry, Reading
from veikart.exchange.population.grid import read_grid
from veikart.exchange.population.sums import keep_finest
from veikart.exchange.population.table_cells import list_cube, list_grid
from veikart.exchange.population.words import EVERY_AGE, OLDEST_AGE, Ages, Region
from veikart.rules.findings import Finding, format_text
from veikart.rules.municipalities import find_code, get_code_changes, list_border_changes, list_codes_of
from veikart.rules.words import format_count, format_day
from veikart.rules.words.sentences import join_words, list_years

PERSONS = "persons"
MOST_NAMED = 3
"""Municipalities that are named of those a file has, when it has not the one that was asked for."""
NOW = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class AgeCount:
    """Persons of a sex (empty for both) and of ages, both included, None to the oldest; on 1 January of a year."""

    year: int
    sex: str
    ages: Ages
    persons: int


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What has been counted in all in a year: one of MEASURES, for every age."""

    measure: str
    year: int
    count: int


@dataclass(frozen=True)
class PopulationFile:
    """What a file has of one municipality: persons by sex and age in each alternative (empty for what has been counted), and totals by year.

    `code` is the number the municipality was asked for by, `codes` those it has in the file (empty where the file says none). `encoding` is
    empty for UTF-8.
    """

    code: str
    name: str
    codes: tuple[str, ...]
    counts: Mapping[str, tuple[AgeCount, ...]]
    totals: Mapping[str, tuple[YearTotal, ...]]
    encoding: str = ""

    @property
    def is_projection(self) -> bool:
        """Whether the file holds alternatives."""
        return any(self.counts) or any(self.totals)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year the file has anything for."""
        rows = [*self.counts.values(), *self.totals.values()]
        return tuple(sorted({one.year for some in rows for one in some}))


def read_statistics(content: bytes, *, name: str, municipality: str = "") -> tuple[PopulationFile | None, list[Finding]]:
    """What the file has of the municipality, or None with every finding of grade stop; milder findings come with what was read.

    `name` is what the file is called. `municipality` is its number on any day (it is found under its other numbers too, where it is the same
    municipality); empty to take the only one in the file. Counts are persons on 1 January.
    """
    reading = Reading(format_text(name))
    entries, encoding = _list_entries(reading, content, municipality)
    codes = _choose_codes(reading, entries, municipality)
    if reading.is_stopped:
        return None, reading.findings
    chosen = _choose_years(reading, [one for one in entries if one.region.code in codes or not codes], codes)
    _tell_borders(reading, codes, {one.year for one in chosen})
    counts, totals = _part(reading, chosen)
    if not reading.is_stopped and not counts and not totals:
        reading.report("population-nothing", name=reading.name)
    if reading.is_stopped:
        return None, reading.findings
    code = municipality or next(iter(codes), "")
    known = find_code(code, NOW) if code else None
    said = next((one.region.name for one in chosen if one.region.name), "")
    return PopulationFile(code, known.name if known else said, tuple(codes), counts, totals, encoding), reading.findings


def _list_entries(reading: Reading, content: bytes, municipality: str) -> tuple[list[Entry], str]:
    wanted = _Wanted(municipality)
    if content.lstrip()[:1] in {b"{", b"["} or content.startswith(b"\xef\xbb\xbf{"):
        cube, findings = read_jsonstat(content, name=reading.name)
        reading.findings.extend(findings)
        entries, encoding = list(list_cube(reading, cube, wanted.is_wanted)) if cube else [], ""
    else:
        grid, findings = read_grid(content, name=reading.name)
        reading.findings.extend(findings)
        entries, encoding = list(list_grid(reading, grid, wanted.is_wanted)) if grid else [], grid.encoding if grid else ""
    if not municipality and len(wanted.families) > 1:
        shown = ", ".join(sorted(one.code or one.name for one in wanted.regions)[:8])
        reading.report("population-choose", found=str(len(wanted.families)), expected=shown)
    elif not entries and not reading.is_stopped and municipality and any(one.code or one.name for one in wanted.regions):
        _report_missing(reading, municipality, wanted.regions)
    return entries, encoding


class _Wanted:
    """Which regions of a file are read: those of the municipality, or of the first one where none is named. `regions` and `families` (what is
    the same municipality) are all that have been asked about."""

    def __init__(self, municipality: str) -> None:
        known = find_code(municipality, NOW)
        self.municipality, self.codes = municipality, frozenset(list_codes_of(municipality))
        self.names = {one.casefold() for one in (known.name, *known.name.split("-"))} if known else set()
        self.regions: set[Region] = set()
        self.families: dict[tuple[str, ...], bool] = {}
        self._answers: dict[Region, bool] = {}

    def is_wanted(self, region: Region) -> bool:
        if region not in self._answers:
            self.regions.add(region)
            self._answers[region] = self._judge(region)
        return self._answers[region]

    def _judge(self, region: Region) -> bool:
        if not self.municipality:
            family = list_codes_of(region.code) if region.code else (region.name,)
            return self.families.setdefault(family, not self.families)
        return region.code in self.codes or (not region.code and (not region.name or region.name.casefold() in self.names))


def _report_missing(reading: Reading, municipality: str, regions: Iterable[Region]) -> None:
    """The municipality is not there: say what has become of its number, where that is why."""
    there, family = {code: one.code for one in regions for code in list_codes_of(one.code)}, set(list_codes_of(municipality))
    for change in get_code_changes():
        touched = {*change.before, *change.after}
        related = sorted({there[one] for one in there.keys() & touched})
        if not change.is_renumbering and family & touched and related:
            known = find_code(related[0], NOW)
            found = f"{related[0]} {known.name}" if known else related[0]
            reading.report("population-merged", found=found, expected=municipality, date=format_day(change.day))
            return
    known = find_code(municipality, NOW)
    asked = f"{municipality} {known.name}" if known else municipality
    reading.report("population-municipality", expected=asked, found=_name_regions(regions))


def _name_regions(regions: Iterable[Region]) -> str:
    """The first municipalities of a file by number and name, and how many more there are."""
    names = sorted({f"{one.code} {one.name or (known.name if (known := find_code(one.code, NOW)) else '')}".strip() for one in regions} - {""})
    more = len(names) - MOST_NAMED
    return join_words(names if more <= 0 else [*names[:MOST_NAMED], f"{format_count(more)} til"])


def _choose_codes(reading: Reading, entries: Sequence[Entry], municipality: str) -> tuple[str, ...]:
    """The numbers the municipality has in the file, in order of time; a note where they are others than the one asked for."""
    present = {one.region.code for one in entries if one.region.code}
    municipality = municipality or max(present, default="")
    codes = tuple(one for one in list_codes_of(municipality) if one in present)
    if codes and municipality not in codes:
        changed = [one for one in get_code_changes() if one.is_renumbering and set(codes) & {*one.before, *one.after}]
        known = find_code(municipality, NOW)
        days = join_words([format_day(one.day) for one in changed])
        reading.report("population-code", found=", ".join(codes), expected=municipality, name=known.name if known else municipality, date=days)
    return codes


def _choose_years(reading: Reading, entries: Sequence[Entry], codes: Sequence[str]) -> list[Entry]:
    """In each year the number that held on 1 January where the file has it, else the only one; years without any persons are left out."""
    by_year: dict[int, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for one in entries:
        by_year[one.year][one.region.code].append(one)
    found: list[Entry] = []
    empty: list[int] = []
    for year, regions in sorted(by_year.items()):
        filled = {code: some for code, some in regions.items() if any(one.count for one in some)}
        held = find_code(codes[0], date(year, 1, 1)) if codes else None
        chosen = filled.get(held.code if held else "") or next(iter(filled.values()), None)
        if chosen is None:
            empty.append(year)
        else:
            found += chosen
    if empty and found:
        reading.report("population-empty", found=list_years(empty))
    elif empty:
        reading.report("population-nothing", name=reading.name)
    return found


def _tell_borders(reading: Reading, codes: Sequence[str], years: set[int]) -> None:
    """A note where the borders moved while the number went on: the years before are of another area, unless they are worked out anew."""
    for change in list_border_changes(codes[-1]) if codes and years else ():
        if min(years) < change.day.year <= max(years):
            known = find_code(codes[-1], NOW)
            before = list_years([one for one in sorted(years) if one < change.day.year])
            reading.report("population-borders", name=known.name if known else codes[-1], date=format_day(change.day), found=before)


def _part(reading: Reading, entries: Sequence[Entry]) -> tuple[dict[str, tuple[AgeCount, ...]], dict[str, tuple[YearTotal, ...]]]:
    """Persons by age in each alternative, and the totals; findings for values and years that are missing."""
    groups: dict[tuple[str, str, int], list[Entry]] = defaultdict(list)
    for one in entries:
        groups[one.alternative, one.measure, one.year].append(one)
    counts: dict[str, list[AgeCount]] = defaultdict(list)
    totals: dict[str, list[YearTotal]] = defaultdict(list)
    for (alternative, measure, year), some in sorted(groups.items()):
        kept = _without_missing(reading, keep_finest(reading, some, year), year)
        if all(one.ages == EVERY_AGE for one in kept) or measure != PERSONS:
            if kept:
                totals[alternative].append(YearTotal(measure, year, sum(one.count or 0 for one in kept)))
        else:
            counts[alternative] += _gather_oldest(kept)
    _report_gaps(reading, groups)
    return {key: tuple(some) for key, some in counts.items()}, {key: tuple(some) for key, some in totals.items()}


def _without_missing(reading: Reading, entries: Sequence[Entry], year: int) -> Sequence[Entry]:
    missing = [one for one in entries if one.count is None]
    if missing:
        first = missing[0]
        place = {"row": first.row, "column": first.column, "year": year}
        reading.report("population-missing-value", **place, found=str(len(missing)), name=str(year))  # type: ignore[arg-type]
        return ()
    return entries


def _gather_oldest(entries: Iterable[Entry]) -> list[AgeCount]:
    """Those past the oldest age that is kept apart together with it; the last group is open."""
    found: dict[tuple[int, str, Ages], int] = defaultdict(int)
    for one in entries:
        first, last = min(one.ages[0], OLDEST_AGE), one.ages[1]
        ages = (first, None if last is None or last >= OLDEST_AGE else last)
        found[one.year, one.sex, ages] += one.count or 0
    return [AgeCount(year, sex, ages, persons) for (year, sex, ages), persons in found.items()]


def _report_gaps(reading: Reading, groups: Iterable[tuple[str, str, int]]) -> None:
    by_series: dict[tuple[str, str], set[int]] = defaultdict(set)
    for alternative, measure, year in groups:
        by_series[alternative, measure].add(year)
    gaps = {tuple(sorted(set(range(min(years), max(years))) - years)) for years in by_series.values()}
    for years in sorted(gaps - {()}):
        reading.report("population-years", found=list_years(years))


def make_alternative_id(alternative: str) -> str:
    """An alternative's name as an id.

    >>> make_alternative_id("MMMM"), make_alternative_id("Framskriving 2016")
    ('mmmm', 'framskriving-2016')
    """
    plain = alternative.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40]
