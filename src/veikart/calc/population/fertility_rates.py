"""Fertility by single year of the mother's age, and how many children women have here, from the counts of children and women."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.population.inputs import AGES, FEMALE, SEXES, Numbers
from veikart.calc.population.national import FERTILE_AGES
from veikart.calc.population.projection import advance_ages

FERTILE_SPAN = 5


def make_single_fertility(shares: Numbers) -> Numbers:
    """The births of a woman who has one child in all, by her age at the end of the year, shape (106,), from shares by group of FERTILE_AGES.

    Formula: the shares added up are joined by a cubic spline through the groups' limits; a woman of age x at the end of the year has on average
    been x - 1/2 to x + 1/2 in it, so her births are the curve's rise between those, never below zero.

    >>> make_single_fertility(np.full(7, 100 / 7)).sum().round(9).item()
    1.0
    """
    limits = np.array([*FERTILE_AGES, FERTILE_AGES[-1] + FERTILE_SPAN], dtype=float)
    added = np.concatenate([[0.0], np.cumsum(shares / shares.sum())])
    curve = _follow_curve(limits, added, np.arange(AGES + 1) - 0.5)
    births = np.maximum(np.diff(curve), 0)
    return births / births.sum()


def _follow_curve(at: Numbers, values: Numbers, wanted: Numbers) -> Numbers:
    """The cubic spline through every point that is level at both ends and beyond them."""
    count = len(at)
    width, rise = np.diff(at), np.diff(values)
    slopes = np.eye(count)
    right = np.zeros(count)
    for inner in range(1, count - 1):
        before, after = width[inner - 1], width[inner]
        slopes[inner, inner - 1 : inner + 2] = 1 / before, 2 / before + 2 / after, 1 / after
        right[inner] = 3 * (rise[inner - 1] / before**2 + rise[inner] / after**2)
    slope = np.linalg.solve(slopes, right)
    place = np.clip(np.searchsorted(at, wanted, side="right") - 1, 0, count - 2)
    part = np.clip((wanted - at[place]) / width[place], 0, 1)
    start = values[place] * (1 + 2 * part) * (1 - part) ** 2 + slope[place] * width[place] * part * (1 - part) ** 2
    end = values[place + 1] * part**2 * (3 - 2 * part) + slope[place + 1] * width[place] * part**2 * (part - 1)
    return start + end


def get_patterns(shares: Mapping[int, Numbers], years: Sequence[int]) -> Numbers:
    """The births of a woman who has one child in all, in each year, shape (years, ages): between the years of `shares` in a straight line, the
    nearest outside them."""
    middles = sorted(shares)
    single = np.array([make_single_fertility(shares[year]) for year in middles])
    return np.array([[np.interp(year, middles, one) for one in single.T] for year in years]).reshape(len(years), AGES)


def count_births(counts: Mapping[int, Numbers], survival: Mapping[int, Numbers], patterns: Mapping[int, Numbers]) -> dict[int, tuple[float, float]]:
    """By year: the births that the children under one at its end come from, and those there would be with one child per woman.

    `counts` are persons on 1 January, `survival` the chance of living through the year and `patterns` births by age, of each year. Moving of
    children before they are one is so counted with the births. Years without a count at both ends are left out.
    """
    found = {}
    for year in sorted(set(counts) & set(survival) & set(patterns)):
        if year + 1 in counts:
            born = sum(float(counts[year + 1][sex, 0] / survival[year][sex, 0]) for sex in range(len(SEXES)))
            found[year] = (born, float(advance_ages(counts[year])[FEMALE] @ patterns[year]))
    return found
