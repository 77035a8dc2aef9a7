"""Life tables by single year of age: from death rates in groups of age to the chance of living through a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.population.inputs import AGES, SEXES, Numbers
from veikart.calc.population.national import DEATH_AGES, NationalRates

LIVED_BY_NEWBORN = 0.1
"""The part of the first year that those who die in it have lived. Source: deaths before one year of age are now nearly all of the first weeks."""
TREND_YEARS = 15
"""How many of the last years the improvement of life expectancy is measured over."""
DOUBLINGS = 4.0
STEPS = 48


def make_single_years(rates: Numbers) -> Numbers:
    """Death rates by single year of age 0 to 105+ from those of DEATH_AGES, same other axes, last axis ages.

    Formula: the logarithms of the rates stand at the middle of their groups and are joined by straight lines (age 0 has its own rate, those
    before the middle of 1-4 and after the middle of the last group the rate there); each group is then multiplied so that its mean, weighted
    by the years lived in the life table, is the rate that was given. The ages within a group are so an estimate, the groups are not.

    >>> make_single_years(np.full(len(DEATH_AGES), 0.01)).round(6).max().item()
    0.01
    """
    middles = [low + (high - low) / 2 for low, high in zip(DEATH_AGES[1:], (*DEATH_AGES[2:], AGES), strict=True)]
    flat = np.log(rates.reshape(-1, len(DEATH_AGES)))
    single = np.exp([np.interp(np.arange(AGES) + 0.5, middles, one[1:]) for one in flat])
    single[:, 0] = np.exp(flat[:, 0])
    edges = np.array(DEATH_AGES)
    group = np.searchsorted(edges, np.arange(AGES), side="right") - 1
    for _ in range(3):
        lived = years_lived(single)
        mean = np.add.reduceat(lived * single, edges, axis=-1) / np.add.reduceat(lived, edges, axis=-1)
        single *= (np.exp(flat) / mean)[:, group]
    return single.reshape(*rates.shape[:-1], AGES)


def years_lived(rates: Numbers) -> Numbers:
    """Years lived at each age by a newborn, from death rates by single year of age (last axis). The last age holds all that is left.

    Formula: the chance of dying is rate / (1 + (1 - lived part) x rate), the lived part one half (LIVED_BY_NEWBORN at age 0).
    """
    lived_part = np.full(AGES, 0.5)
    lived_part[0] = LIVED_BY_NEWBORN
    chance = np.minimum(rates / (1 + (1 - lived_part) * rates), 1)
    alive = np.ones_like(rates)
    alive[..., 1:] = np.cumprod(1 - chance[..., :-1], axis=-1)
    lived = alive * (1 - (1 - lived_part) * chance)
    lived[..., -1] = alive[..., -1] / rates[..., -1]
    return lived


def expect_life(rates: Numbers) -> Numbers:
    """Life expectancy at birth, years, from death rates by single year of age (last axis)."""
    return years_lived(rates).sum(-1)


def survive_year(rates: Numbers) -> Numbers:
    """The chance of living through the year by age at its end (age 0: from birth), from death rates by single year of age, same shape.

    Formula: years lived at the age over years lived at the age before; those of the last age come from the last two.
    """
    lived = years_lived(rates)
    survival = np.empty_like(rates)
    survival[..., 0] = lived[..., 0]
    survival[..., 1:-1] = lived[..., 1:-1] / lived[..., :-2]
    survival[..., -1] = lived[..., -1] / (lived[..., -2] + lived[..., -1])
    return survival


def fit_life_expectancy(rates: Numbers, expected: Numbers) -> Numbers:
    """The rates times one factor for each leading position, so that life expectancy is `expected` (shape: that of rates without ages)."""
    low, high = np.full(expected.shape, -DOUBLINGS), np.full(expected.shape, DOUBLINGS)
    for _ in range(STEPS):
        middle = (low + high) / 2
        is_long = expect_life(rates * np.exp2(middle)[..., None]) > expected
        low, high = np.where(is_long, middle, low), np.where(is_long, high, middle)
    return rates * np.exp2((low + high) / 2)[..., None]


def expect_life_by_year(known: Mapping[int, Numbers], years: Sequence[int]) -> Numbers:
    """Life expectancy of each year, shape (years, sexes): as counted where it is, else along the straight line of the last TREND_YEARS years,
    from their mean."""
    last = sorted(known)[-TREND_YEARS:]
    counted = np.array([known[year] for year in last])
    from_middle = np.array(last) - np.mean(last)
    slope = from_middle @ counted / max(float(from_middle @ from_middle), 1.0)
    path = [known[year] if year in known else counted.mean(0) + slope * (year - np.mean(last)) for year in years]
    return np.array(path).reshape(len(years), len(SEXES))


def work_out_survival(national: NationalRates, years: Sequence[int]) -> Numbers:
    """The chance of living through each year by sex and age at its end, shape (years, sexes, ages).

    The pattern by age is that of the five-year rates: between their middle years in a straight line, before the first as the first, and after the
    last along the straight line of all of them (the oldest have gained much less than others, and go on doing so). The level is that of life
    expectancy.
    """
    middles = sorted(national.death_rates)
    single = np.log(make_single_years(np.array([national.death_rates[year] for year in middles])))
    pattern = np.array([_find_pattern(single, middles, year) for year in years])
    return survive_year(fit_life_expectancy(np.exp(pattern), expect_life_by_year(national.life_expectancy, years)))


def _find_pattern(tables: Numbers, middles: Sequence[int], year: int) -> Numbers:
    """The logarithms of the rates of a year, shape (sexes, ages), from those of the middle years."""
    if year > middles[-1] and len(middles) > 1:
        from_middle = np.array(middles) - np.mean(middles)
        slope = np.tensordot(from_middle, tables, 1) / (from_middle @ from_middle)
        return np.asarray(tables[-1] + slope * (year - middles[-1]))
    place = float(np.interp(year, middles, np.arange(len(middles))))
    lower = min(int(place), len(middles) - 1)
    upper = min(lower + 1, len(middles) - 1)
    return np.asarray(tables[lower] + (place - lower) * (tables[upper] - tables[lower]))
