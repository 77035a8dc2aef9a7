"""A nation that is made up: its rates, and counts that follow from them, so that what is estimated of them is known."""

from __future__ import annotations

from functools import cache

import numpy as np

from veikart.calc.population import AGES, FEMALE
from veikart.calc.population.estimating import work_out_nation
from veikart.calc.population.national import DEATH_AGES, NationalRates
from veikart.calc.population.projection import advance_ages

YEARS = range(2005, 2016)
PYRAMID = np.repeat(np.linspace(1.0, 0.01, AGES)[None], 2, 0)


@cache
def make_national(*, growth: float = 0.0) -> NationalRates:
    """A nation whose people live by its own rates and have two children each, with or without people who move to it."""
    deaths = np.tile(np.exp(np.linspace(-9, -0.6, len(DEATH_AGES))), (2, 1))
    shares = np.array([3.0, 12.0, 32.0, 34.0, 15.0, 3.7, 0.3])
    empty = NationalRates({2003: deaths}, {2000: np.array([83.0, 79.0])}, {2003: shares}, {2000: 2.0})
    paths = work_out_nation(empty, first_year=2005, years=20)
    counts = {2005: np.array([PYRAMID * size for size in (500, 2_000, 5_000, 9_000, 12_000)])}
    for year in YEARS[:-1]:
        there = advance_ages(counts[year])
        born = 2.0 * there[:, FEMALE] @ paths.patterns[year]
        there[:, :, 0] = born[:, None] * np.array([0.487, 0.513])
        counts[year + 1] = there * paths.survival[year] * (1 + growth * (np.arange(AGES) > 0))
    return NationalRates({2003: deaths}, {2000: np.array([83.0, 79.0])}, {2003: shares}, {2000: 2.0}, counts)
