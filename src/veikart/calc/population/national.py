"""What is known about the nation: the rates a municipality's own are estimated from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from veikart.calc.population.inputs import Numbers

DEATH_AGES = (0, 1, *range(5, 101, 5))
"""The first age of each group of death rates; the last group is 100 and older."""
FERTILE_AGES = tuple(range(15, 50, 5))
"""The first age of each group of mothers, five years each."""
SIZE_LIMITS = (2_000, 5_000, 15_000, 50_000)
"""A municipality is in the class of size that is the number of these that it has reached."""
CLASS_MIDDLES = (1_200, 3_200, 8_700, 27_000, 100_000)
"""The inhabitants of a typical municipality of each class."""
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class NationalRates:
    """The nation's rates by year. Sexes are in the order of SEXES.

    `death_rates` are deaths per person and year by group of age, shape (sexes, groups of DEATH_AGES), by the middle year of the five they are for;
    `fertility_shares` the shares of all children by the mother's age, shape (groups of FERTILE_AGES,), by middle year too; `life_expectancy` years
    at birth, shape (sexes,); `total_fertility` children per woman; `counts` persons on 1 January by class of size of the municipality they live
    in, sex and single year of age, shape (classes, 2, 106), the classes together the nation; `net_migration` persons in the year by sex and age
    at its end, shape (2, 106), as somebody else has projected it (may be empty).
    """

    death_rates: Mapping[int, Numbers]
    life_expectancy: Mapping[int, Numbers]
    fertility_shares: Mapping[int, Numbers]
    total_fertility: Mapping[int, float]
    counts: Mapping[int, Numbers] = field(default_factory=dict)
    net_migration: Mapping[int, Numbers] = field(default_factory=dict)

    def known_before(self, year: int) -> NationalRates:
        """What had been counted on 1 January of the year: rates of the years before, counts of that day and earlier, and no projection.

        Five-year rates count as known when their middle year is before the year: their age pattern is used, their level is not.
        """
        return NationalRates(
            _until(self.death_rates, year - 1),
            _until(self.life_expectancy, year - 1),
            _until(self.fertility_shares, year - 1),
            _until(self.total_fertility, year - 1),
            _until(self.counts, year),
        )


def get_size_class(persons: float) -> int:
    """The class of size of a municipality, from its number of inhabitants.

    >>> get_size_class(1_999), get_size_class(2_000), get_size_class(126_841)
    (0, 1, 4)
    """
    return sum(persons >= limit for limit in SIZE_LIMITS)


def _until(rows: Mapping[int, Value], last: int) -> dict[int, Value]:
    return {year: value for year, value in rows.items() if year <= last}
