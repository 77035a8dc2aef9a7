"""The account: emissions that have been, by source, by sector and in all. Figures of two vintages never meet in a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from veikart.calc.climate.rows import Emission, EmissionInhabitants, EmissionSource
from veikart.calc.values import divide_rounded
from veikart.calc.worksheets import Lines, Sheet, make_sheet

MARK = "|"
Subject = tuple[str, str, str]
"""A vintage, a municipality and a source."""


@dataclass(frozen=True)
class EmissionAccount:
    """The emissions by subject and year, whole millionths of a tonne. A year that is not there is not known; it is not zero."""

    rows: Mapping[Subject, Mapping[int, int]]

    @classmethod
    def gather(cls, emissions: Iterable[Emission]) -> EmissionAccount:
        """The account of these rows."""
        found: dict[Subject, dict[int, int]] = defaultdict(dict)
        for one in emissions:
            found[one.vintage, one.municipality, one.emission_source][one.year] = one.tonnes
        return cls(found)

    def source_in(self, vintage: str, municipality: str, source: str, year: int) -> int | None:
        """The emissions from a source in a year; None where they are not known."""
        return self.rows.get((vintage, municipality, source), {}).get(year)

    def total_in(self, vintage: str, municipality: str, year: int) -> int | None:
        """The emissions from every source in a year; None where no source is known."""
        return self._totals.get((vintage, municipality), {}).get(year)

    def sources_of(self, vintage: str, municipality: str) -> list[str]:
        """The sources a municipality has in a vintage, in the order they stand."""
        return [source for one, number, source in self.rows if (one, number) == (vintage, municipality)]

    @cached_property
    def _totals(self) -> Mapping[tuple[str, str], Mapping[int, int]]:
        found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for (vintage, municipality, _source), by_year in self.rows.items():
            sums = found[vintage, municipality]
            for year, tonnes in by_year.items():
                sums[year] = sums.get(year, 0) + tonnes
        return found


def make_account_sheet(account: EmissionAccount, sources: Mapping[str, EmissionSource], years: Sequence[int], place: Mapping[str, str]) -> Sheet:
    """The sheet `climate_account`: a subject for each source of each municipality and vintage, grouped by its sector there.

    `place` is what people call a municipality, by its number. `known` is 1 where a year has a figure and 0 where it has none.
    """
    shape = (len(account.rows), len(years))
    tonnes, known = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    at = {year: column for column, year in enumerate(years)}
    for row, by_year in enumerate(account.rows.values()):
        for year, value in by_year.items():
            if year in at:
                tonnes[row, at[year]], known[row, at[year]] = value, 1
    subjects = [MARK.join(one) for one in account.rows]
    names = [f"{place.get(number, number)}, {sources[source].name}" for _vintage, number, source in account.rows]
    groups = [MARK.join((vintage, number, sources[source].sector)) for vintage, number, source in account.rows]
    return make_sheet("climate_account", subjects, years, {"tonnes": tonnes, "known": known}, names=names, groups=groups)


def make_sectors_sheet(account: Sheet, names: Mapping[str, str], place: Mapping[str, str]) -> Sheet:
    """The sheet `climate_sectors`: the account added up by sector. `names` are the sectors in words, `place` the municipalities."""
    subjects = list(dict.fromkeys(account.groups))
    lines = {line: add_groups(account, line, subjects) for line in ("tonnes", "known")}
    parts = [one.split(MARK) for one in subjects]
    called = [f"{place.get(number, number)}, {names.get(sector, sector)}" for _vintage, number, sector in parts]
    groups = [MARK.join(one[:2]) for one in parts]
    return make_sheet("climate_sectors", subjects, account.years, lines, names=called, groups=groups)


def make_totals_sheet(sectors: Sheet, inhabitants: Iterable[EmissionInhabitants], names: Mapping[str, str], place: Mapping[str, str]) -> Sheet:
    """The sheet `climate_totals`: every sector together, and per inhabitant of 1 January. `names` are the vintages in words.

    `each` is millionths of a tonne per inhabitant, rounded once, and 0 where the inhabitants are not known.
    """
    subjects = list(dict.fromkeys(sectors.groups))
    at = {year: column for column, year in enumerate(sectors.years)}
    rows: dict[str, list[int]] = defaultdict(list)
    for row, subject in enumerate(subjects):
        rows[subject.split(MARK)[1]].append(row)
    persons = np.zeros((len(subjects), len(sectors.years)), dtype=np.int64)
    for one in inhabitants:
        if one.year in at:
            persons[rows.get(one.municipality, []), at[one.year]] = one.persons
    tonnes = add_groups(sectors, "tonnes", subjects)
    each = np.where(persons > 0, divide_rounded(tonnes, np.maximum(persons, 1)), 0)
    lines = {"tonnes": tonnes, "known": add_groups(sectors, "known", subjects), "inhabitants": persons, "each": each}
    called = [f"{place.get(number, number)}, {names.get(vintage, vintage)}" for vintage, number in (one.split(MARK) for one in subjects)]
    return make_sheet("climate_totals", subjects, sectors.years, lines, names=called)


def add_groups(sheet: Sheet, line: str, groups: Sequence[str]) -> Lines:
    """A line added up over the subjects of each group, shape (groups, years); without a loop over the subjects."""
    found = np.zeros((len(groups), len(sheet.years)), dtype=np.int64)
    place = {one: at for at, one in enumerate(groups)}
    chosen = [(row, place[group]) for row, group in enumerate(sheet.groups) if group in place]
    if chosen:
        rows, into = zip(*chosen, strict=True)
        np.add.at(found, np.array(into), sheet.lines[line][np.array(rows)])
    return found
