"""Net migration by sex and age: what is left of two counts when births and deaths are taken away, and what it is expected to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.population.inputs import AGES, Numbers
from veikart.calc.population.projection import advance_ages

OWN_HALF_LIFE = 4.0
"""After so many years a municipality's own year counts half in the mean of its net migration."""
CLASS_HALF_LIFE = 8.0
"""The same for the mean of all municipalities of its size."""
OWN_LEVEL = 0.7
"""The most a municipality's distance from those of its size counts, where it is large."""
LEVEL_SIZE = 4_000.0
"""Inhabitants at which its distance counts half of that."""
OWN_AGES = 0.6
"""The most its pattern by age counts."""
AGES_SIZE = 3_000.0
"""Years lived, at an age and those around it, at which its pattern counts half of that."""
LASTS = 0.95
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
    ages = np.arange(1, AGES)
    weights = np.exp(-0.5 * ((ages[:, None] - ages) / width) ** 2)
    smoothed = values.copy()
    smoothed[..., 1:] = values[..., 1:] @ (weights / weights.sum(1, keepdims=True)).T
    return smoothed


def weigh_years(years: Sequence[int], last: int, half_life: float) -> Numbers:
    """The weight of each year: 1 for the last, half of it `half_life` years before."""
    return np.asarray(0.5 ** ((last - np.array(years, dtype=float)) / half_life))


@dataclass(frozen=True, eq=False)
class ClassMigration:
    """Net migration of the municipalities of one size: `counted`, and `rates` that are expected, persons per person alive, shape (2, 106)."""

    counted: NetMigration
    rates: Numbers


def expect_class(counted: NetMigration) -> ClassMigration:
    """What is expected of municipalities of a size: the mean of their years, the last ones most, smoothed by age; none where none is counted."""
    if not counted.years:
        return ClassMigration(counted, np.zeros((2, AGES)))
    weights = weigh_years(counted.years, counted.years[-1], CLASS_HALF_LIFE)
    return ClassMigration(counted, _mean_rates(counted, weights))


def _mean_rates(counted: NetMigration, weights: Numbers) -> Numbers:
    persons, alive = np.tensordot(weights, counted.persons, 1), np.tensordot(weights, counted.alive, 1)
    return smooth_ages(persons, CLASS_AGE_WIDTH) / np.maximum(smooth_ages(alive, CLASS_AGE_WIDTH), 1)


def expect_distance(own: NetMigration, like: ClassMigration, moving: Numbers, base: Numbers) -> Numbers:
    """How far a municipality is expected to be from those of its size in the first year: persons per person alive, shape (2, 106).

    `moving` is who moves (shares by age, any level) and `base` the persons on 1 January of the first year. Formula: its net migration less what
    it would be with the rates of its size, over the years counted for both, the last ones most. By age the distance is smoothed and counts the
    more the more have lived at that age; what then is left of the distance of all ages together goes to those who move, and counts the more the
    larger the municipality is.
    """
    years = [year for year in own.years if year in like.counted.years]
    if not years:
        return np.zeros((2, AGES))
    weights = weigh_years(years, years[-1], OWN_HALF_LIFE)
    mine = _take(own, years)
    expected = _mean_rates(_take(like.counted, years), weights)
    persons = np.tensordot(weights, mine.persons - expected * mine.alive, 1)
    alive = np.tensordot(weights, mine.alive, 1)
    around = AGE_WIDTH * np.sqrt(4 * np.pi)
    by_age = OWN_AGES * smooth_ages(persons, AGE_WIDTH) * around / (smooth_ages(alive, AGE_WIDTH) * around + AGES_SIZE)
    size = float(base.sum())
    level = OWN_LEVEL * size / (size + LEVEL_SIZE) * float(persons.sum() / max(alive.sum(), 1.0))
    left = level * size - float((by_age * base).sum())
    return np.asarray(by_age + left / max(float((moving * base).sum()), 1.0) * moving)


def _take(counted: NetMigration, years: Sequence[int]) -> NetMigration:
    at = [counted.years.index(year) for year in years]
    return NetMigration(tuple(years), counted.persons[at], counted.alive[at])


def expect_nation(counted: NetMigration, years: int) -> Numbers:
    """How far the nation is expected to be from its mean in each year to come: persons per person, shape (years,). It starts where the last years
    are, and goes back to the mean."""
    if not counted.years:
        return np.zeros(years)
    mean = np.average(counted.level, weights=weigh_years(counted.years, counted.years[-1], CLASS_HALF_LIFE))
    return np.asarray((counted.level[-RECENT_YEARS:].mean() - mean) * NATION_LASTS ** np.arange(1, years + 1))


def expect_rates(like: ClassMigration, distance: Numbers, nation: Numbers, moving: Numbers) -> Numbers:
    """Net migration per person alive in each year to come, shape (years, 2, 106): that of its size, its own distance that fades, and the nation's
    (`nation` per year) on those who move (`moving`, whose mean over the nation is one)."""
    fades = LASTS ** (np.arange(1, len(nation) + 1) - 0.5)
    return np.asarray(like.rates + fades[:, None, None] * distance + nation[:, None, None] * moving)
