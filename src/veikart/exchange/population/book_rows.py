"""What has been read from a table of population, as rows of the economy's book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from veikart.calc.demography import Population, Projection
from veikart.calc.population.bands import AgeSpan, check_bands, round_bands, split_bands
from veikart.calc.population.calibration import PopulationTarget
from veikart.calc.population.inputs import AGES, OLDEST
from veikart.exchange.population.statistics_norway import AgeCount, PopulationFile, make_alternative_id
from veikart.rules.findings import Finding, Place, make_finding

COUNTED = "Folketall 1. januar"


@dataclass(frozen=True)
class PopulationRows:
    """Rows for the book: a projection for what has been counted and for each alternative, the persons of each, and the totals that are known.

    `is_split` says that bands of ages have been split into single years.
    """

    projections: tuple[Projection, ...]
    population: tuple[Population, ...]
    targets: tuple[PopulationTarget, ...] = ()
    is_split: bool = False

    def total_by_year(self) -> dict[str, dict[int, int]]:
        """The persons of each projection in each year."""
        found: dict[str, dict[int, int]] = {one.id: {} for one in self.projections}
        for one in self.population:
            found[one.projection][one.year] = found[one.projection].get(one.year, 0) + one.persons
        return found

    def write(self) -> dict[str, list[list[Any]]]:
        """The rows as plain lists. What `restore` makes them from again."""
        return {name: [list(asdict(one).values()) for one in getattr(self, name)] for name in ("projections", "population", "targets")}

    @classmethod
    def restore(cls, plain: Mapping[str, Sequence[Sequence[Any]]]) -> PopulationRows:
        """The rows that `write` gave; not checked again."""
        return cls(
            tuple(Projection(*one) for one in plain["projections"]),
            tuple(Population(*one) for one in plain["population"]),
            tuple(PopulationTarget(*one) for one in plain["targets"]),
        )


def make_population_rows(
    file: PopulationFile, *, projection: str, source: str, split: bool, as_totals: bool = False
) -> tuple[PopulationRows, list[Finding]]:
    """The rows of a file, and findings where totals of several alternatives are left out.

    `projection` is the id that what has been counted gets; an alternative gets it with its own name after («ssb-mmmm»), and the id alone where
    the file has only that one. Totals are rows of known totals. `split` makes bands of ages into whole persons by single year (see `split_bands`),
    each band with the total it had. `as_totals` makes known totals of everything: persons in all where the ages are single years, else by band.
    """
    if as_totals:
        targets, findings = _make_targets(file, source, file.counts)
        return PopulationRows((), (), targets), findings
    projections: list[Projection] = []
    population: list[Population] = []
    is_split = False
    for alternative, counts in file.counts.items():
        key = projection if len(file.counts) == 1 or not alternative else f"{projection}-{make_alternative_id(alternative)}"
        projections.append(Projection(key, _name(alternative), source))
        if split and any(one.ages[1] not in {one.ages[0], None} or (one.ages[1] is None and one.ages[0] < OLDEST) for one in counts):
            counts, is_split = _split(counts), True
        population += [Population(key, one.year, one.ages[0], one.sex, one.ages[1], one.persons) for one in counts]
    targets, findings = _make_targets(file, source)
    return PopulationRows(tuple(projections), tuple(population), targets, is_split), findings


def _name(alternative: str) -> str:
    if not alternative:
        return COUNTED
    return f"Framskriving, alternativ {alternative}" if alternative.isupper() and len(alternative) == 4 else alternative


def _split(counts: Iterable[AgeCount]) -> tuple[AgeCount, ...]:
    groups: dict[tuple[int, str], list[AgeCount]] = defaultdict(list)
    for one in counts:
        groups[one.year, one.sex].append(one)
    found: list[AgeCount] = []
    for (year, sex), rows in groups.items():
        rows.sort(key=lambda one: one.ages[0])
        bands = [AgeSpan(*one.ages) for one in rows[:-1]] + [AgeSpan(rows[-1].ages[0])]
        if check_bands(bands):  # the reader has refused what is not every age once
            raise ValueError(f"{year} {sex}: {bands}")
        persons = round_bands(bands, split_bands(bands, np.array([float(one.persons) for one in rows])))
        found += [AgeCount(year, sex, (age, None if age == OLDEST else age), int(persons[age])) for age in range(AGES)]
    return tuple(found)


def _make_targets(
    file: PopulationFile, source: str, counts: Mapping[str, Sequence[AgeCount]] | None = None
) -> tuple[tuple[PopulationTarget, ...], list[Finding]]:
    """Known totals of the totals in the file, and of the counts where they are given; none where they are of several alternatives."""
    alternatives = {*file.totals, *(counts or {})}
    if len(alternatives) > 1:
        return (), [make_finding("population-alternatives", Place(), found=str(len(alternatives)))]
    found = [PopulationTarget(one.measure, one.year, one.count, source=source) for some in file.totals.values() for one in some]
    return (*found, *(one for some in (counts or {}).values() for one in _add_up(some, source))), []


def _add_up(counts: Iterable[AgeCount], source: str) -> list[PopulationTarget]:
    """Persons of both sexes: by band, or in all where the ages are single years."""
    counts = list(counts)
    spans = {one.ages for one in counts}
    is_single = all(last in {first, None} for first, last in spans) and len(spans) > OLDEST // 2
    found: dict[tuple[int, int, int], int] = defaultdict(int)
    for one in counts:
        first, last = (0, OLDEST) if is_single else (one.ages[0], OLDEST if one.ages[1] is None else one.ages[1])
        found[one.year, first, last] += one.persons
    return [PopulationTarget("persons", year, persons, "", first, last, source) for (year, first, last), persons in found.items()]
