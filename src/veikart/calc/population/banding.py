"""Arrays by single year of age as rows of bands: rates that were estimated, as somebody may read and mend them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from veikart.calc.population.inputs import OLDEST, SEXES, Numbers, PopulationInputs
from veikart.calc.population.rows import FertilityRate, InMigration, InMigrationAge, MortalityRate, OutMigration
from veikart.calc.values import PPM

Ages = tuple[int, int]
FERTILE = tuple((age, age) for age in range(15, 51))
DYING: tuple[Ages, ...] = (
    *((0, 0), (1, 4), *((first, first + 4) for first in range(5, 50, 5))),
    *((age, age) for age in range(50, 100)),
    (100, OLDEST),
)
"""Single years where the chance grows fast, five years where it is small."""
MOVING: tuple[Ages, ...] = (
    *((0, 0), (1, 2), (3, 5), (6, 9), (10, 12), (13, 15), (16, 18)),
    *((age, age) for age in range(19, 31)),
    *((31, 32), (33, 34), (35, 37), (38, 40), (41, 44)),
    *((first, first + 4) for first in range(45, 85, 5)),
    *((85, 87), (88, 89), (90, 91), (92, 93), (94, 96), (97, OLDEST)),
)
"""Single years where the young move, and narrow bands where people soon are few."""
FLOWS = ("domestic", "foreign")


def write_rates(rates: Numbers, ages: Sequence[Ages]) -> list[int]:
    """The mean of a rate in each band, parts per million, shape (ages,) in; never above one."""
    return [min(round(float(rates[first : last + 1].mean()) * PPM), PPM) for first, last in ages]


def list_estimated_rows(inputs: PopulationInputs, *, housing_before: Numbers, source: str) -> dict[str, list[object]]:
    """The inputs as rows of the tables of rates and flows, the oldest band without an upper age.

    Fertility and mortality stand for the first and the last year and run on straight lines between; shares that move out are the mean of all
    years; those who move in are whole persons in every year, their ages stand for the first, the middle and the last year.
    `housing_before` is persons by sex and age that new homes brought in a year while the counts were made: they are in the estimate, so they are
    taken out of those who move in from other municipalities, who would else come twice.
    """
    last = len(inputs.years) - 1
    ends, three = tuple(dict.fromkeys((0, last))), tuple(dict.fromkeys((0, last // 2, last)))
    apart = {"domestic": np.maximum(inputs.in_domestic - housing_before, 0.0), "foreign": inputs.in_foreign}
    return {
        "fertility_rates": list(_fertility(inputs, ends, source)),
        "mortality_rates": list(_mortality(inputs, ends, source)),
        "out_migration": list(_out(inputs, source)),
        "in_migration": [
            InMigration(flow, year, round(float(one.sum())), source) for flow in FLOWS for year, one in zip(inputs.years, apart[flow], strict=True)
        ],
        "in_migration_ages": [one for flow in FLOWS for at in three for one in _ages_of(flow, inputs.years[at], apart[flow][at], source)],
    }


def _upper(last: int) -> int | None:
    return None if last >= OLDEST else last


def _fertility(inputs: PopulationInputs, known: Sequence[int], source: str) -> Iterator[FertilityRate]:
    for at in known:
        for (first, last), rate in zip(FERTILE, write_rates(inputs.fertility[at], FERTILE), strict=True):
            yield FertilityRate(inputs.years[at], first, rate, last, source)


def _mortality(inputs: PopulationInputs, known: Sequence[int], source: str) -> Iterator[MortalityRate]:
    for at in known:
        for sex, survival in zip(SEXES, inputs.survival[at], strict=True):
            for (first, last), chance in zip(DYING, write_rates(1 - survival, DYING), strict=True):
                yield MortalityRate(inputs.years[at], first, chance, sex, _upper(last), source)


def _out(inputs: PopulationInputs, source: str) -> Iterator[OutMigration]:
    for flow in FLOWS:
        for sex, shares in zip(SEXES, getattr(inputs, f"out_{flow}").mean(axis=0), strict=True):
            for (first, last), share in zip(MOVING, write_rates(shares, MOVING), strict=True):
                yield OutMigration(flow, inputs.years[0], first, share, sex, _upper(last), source)


def _ages_of(flow: str, year: int, persons: Numbers, source: str) -> Iterator[InMigrationAge]:
    total = max(float(persons.sum()), 1e-9)
    for sex, one in zip(SEXES, persons, strict=True):
        for first, last in MOVING:
            share = round(float(one[first : last + 1].sum()) / total * PPM)
            yield InMigrationAge(flow, year, first, share, sex, _upper(last), source)
