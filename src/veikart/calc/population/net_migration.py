"""Net migration by sex and age: what is left of two counts when births and deaths are taken away, and what it is expected to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from veikart.calc.population.inputs import AGES, Numbers
from veikart.calc.population.national import CLASS_MIDDLES
from veikart.calc.population.projection import advance_ages

OWN_HALF_LIFE = 4.0
"""After so many years a municipality's own year counts half in the mean of its net migration."""
SIZE_WEIGHT = 0.8
"""How much those of its size count against the nation, in what a municipality is drawn towards."""
OWN_LEVEL = 0.85
"""The most a municipality's distance from those of its size counts, where it is large."""
LEVEL_SIZE = 4_000.0
"""Inhabitants at which its distance counts half of that."""
AGES_SIZE = 300.0
"""Years lived, at an age and those around it, at which its own pattern by age counts half."""
LASTS = 0.97
"""What is left, from one year to the next, of its distance from those of its size."""
NATION_LASTS = 0.8
"""What is left, from one year to the next, of the nation's distance from its own mean."""
RECENT_YEARS = 2
"""The last years that tell where the nation is now."""
AGE_WIDTH, CLASS_AGE_WIDTH = 2.0, 1.0
"""Ages are smoothed with a normal curve of this standard deviation, years."""


@dataclass(frozen=True, eq=False)
class NetMigration:
    """Net migration counted year by year. `years` are those with a count at both ends; `persons` are those who moved in less those who moved out,
    `alive` those who would have been there without moving, both by sex and age at the end of the year, shape (years, 2, 106). Nobody is counted
    at age 0: children who move before they are one are counted with the births."""

    years: tuple[int, ...]
    persons: Numbers
    alive: Numbers

    @property
    def level(self) -> Numbers:
        """Net migration per person of each year, shape (years,)."""
        return np.asarray(self.persons.sum((1, 2)) / np.maximum(self.alive.sum((1, 2)), 1))


def count_net_migration(counts: Mapping[int, Numbers], survival: Mapping[int, Numbers]) -> NetMigration:
    """Net migration of every year that has a count (persons on 1 January, shape (2, 106)) at both ends, and a survival.

    Formula: those there at the end, less those there at the beginning who are a year older and have lived through the year.
    """
    years = tuple(year for year in sorted(set(counts) & set(survival)) if year + 1 in counts)
    alive = np.array([advance_ages(counts[year]) * survival[year] for year in years]).reshape(-1, 2, AGES)
    persons = np.array([counts[year + 1] for year in years]).reshape(-1, 2, AGES) - alive
    alive[..., 0] += persons[..., 0]
    persons[..., 0] = 0
    return NetMigration(years, persons, alive)


def smooth_ages(values: Numbers, width: float) -> Numbers:
    """Values by age (last axis) as weighted means of those around, age 0 left as it is; `width` is the standard deviation in years.

    >>> smooth_ages(np.ones(106), 2.0).round(9).min().item()
    1.0
    """
    smoothed = values.copy()
    smoothed[..., 1:] = values[..., 1:] @ _weigh_ages(width)
    return smoothed


@cache
def _weigh_ages(width: float) -> Numbers:
    ages = np.arange(1, AGES)
    weights = np.exp(-0.5 * ((ages[:, None] - ages) / width) ** 2)
    return np.asarray((weights / weights.sum(1, keepdims=True)).T)


@dataclass(frozen=True, eq=False)
class ClassMigration:
    """Net migration of the municipalities of each class of size, as counted, and of the nation.

    Every municipality is drawn towards a mix of the two classes whose middle sizes (CLASS_MIDDLES) it lies between, and a little towards the
    nation: so no step is met where a class ends.
    """

    classes: tuple[NetMigration, ...]
    nation: NetMigration

    def expect(self, size: float, weights: Mapping[int, float]) -> Numbers:
        """Net migration per person alive by sex and age of a municipality with so many inhabitants, shape (2, 106): the weighted mean of the years
        of `weights`, smoothed by age. Zero where none of them is counted."""
        place = float(np.interp(np.log(max(size, 1.0)), np.log(CLASS_MIDDLES), np.arange(len(CLASS_MIDDLES))))
        lower = min(int(place), len(CLASS_MIDDLES) - 2)
        below, above = (_mean_rates(self.classes[at], weights) for at in (lower, lower + 1))
        like = below + (place - lower) * (above - below)
        return np.asarray(SIZE_WEIGHT * like + (1 - SIZE_WEIGHT) * _mean_rates(self.nation, weights))

    def expect_nation(self) -> Numbers:
        """The same of the whole nation: that is, from abroad. All years counted weigh alike."""
        return _mean_rates(self.nation, dict.fromkeys(self.nation.years, 1.0))


def _mean_rates(counted: NetMigration, weights: Mapping[int, float]) -> Numbers:
    by_year = np.array([weights.get(year, 0.0) for year in counted.years])
    persons, alive = np.tensordot(by_year, counted.persons, 1), np.tensordot(by_year, counted.alive, 1)
    return smooth_ages(persons, CLASS_AGE_WIDTH) / np.maximum(smooth_ages(alive, CLASS_AGE_WIDTH), 1)


def weigh_years(own: NetMigration, like: ClassMigration) -> dict[int, float]:
    """The weight of each year that both are counted in: 1 for the last, half of it OWN_HALF_LIFE years before."""
    years = [year for year in own.years if year in like.nation.years]
    return {year: 0.5 ** ((years[-1] - year) / OWN_HALF_LIFE) for year in years}


def expect_distance(own: NetMigration, like: ClassMigration, moving: Numbers, base: Numbers) -> Numbers:
    """How far a municipality is expected to be from those of its size in the first year: persons per person alive, shape (2, 106).

    `moving` is who moves (shares by age, any level) and `base` the persons on 1 January of the first year. Formula: its net migration less what
    it would be with the rates of its size, over the years counted for both, the last ones most. By age the distance is smoothed and counts the
    more the more have lived at that age; the distance of all ages together counts the more the larger the municipality is, and what the ages do
    not give of it goes to those who move.
    """
    weights = weigh_years(own, like)
    size = float(base.sum())
    expected = like.expect(size, weights)
    by_year = np.array([weights.get(year, 0.0) for year in own.years])
    alive = np.tensordot(by_year, own.alive, 1)
    persons = np.tensordot(by_year, own.persons, 1) - expected * alive
    around = AGE_WIDTH * np.sqrt(4 * np.pi)
    by_age = smooth_ages(persons, AGE_WIDTH) * around / (smooth_ages(alive, AGE_WIDTH) * around + AGES_SIZE)
    level = OWN_LEVEL * size / (size + LEVEL_SIZE) * float(persons.sum() / max(alive.sum(), 1.0))
    left = level * size - float((by_age * base).sum())
    return np.asarray(by_age + left / max(float((moving * base).sum()), 1.0) * moving)


def expect_nation(counted: NetMigration, years: int) -> Numbers:
    """How far the nation is expected to be from its mean in each year to come: persons per person, shape (years,). It starts where the last years
    are, and goes back to the mean of all years that are counted."""
    if not counted.years:
        return np.zeros(years)
    return np.asarray((counted.level[-RECENT_YEARS:].mean() - counted.level.mean()) * NATION_LASTS ** np.arange(1, years + 1))


def expect_rates(like: Numbers, distance: Numbers, nation: Numbers, moving: Numbers) -> Numbers:
    """Net migration per person alive in each year to come, shape (years, 2, 106): that of its size, its own distance that fades, and the nation's
    (`nation` per year) on those who move (`moving`, whose mean over the nation is one)."""
    fades = LASTS ** (np.arange(1, len(nation) + 1) - 0.5)
    return np.asarray(like + fades[:, None, None] * distance + nation[:, None, None] * moving)
