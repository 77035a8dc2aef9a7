"""Rows of age bands as arrays by single year of age, and rows of some years as every year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from veikart.calc.population.inputs import AGES, OLDEST, SEXES, Numbers

SEX_PLACE = {"female": slice(0, 1), "male": slice(1, 2), "": slice(0, len(SEXES))}
"""Where the rows of a sex stand; those without one stand for both."""


def get_last_age(row: Any) -> int:
    """The last age of a row, 105 (and older) where it has none or a higher one."""
    return OLDEST if row.age_to is None else min(row.age_to, OLDEST)


def spread_rates(rows: Iterable[Any], name: str) -> Numbers:
    """A rate by sex and single year of age, the same in every age of a row; 0 where no row is. Parts per million in, shares of one out.

    Shape (sexes, ages). Rows without the field `sex` hold for both.
    """
    found = np.zeros((len(SEXES), AGES))
    for row in rows:
        found[SEX_PLACE[getattr(row, "sex", "")], row.age_from : get_last_age(row) + 1] = getattr(row, name) / 1e6
    return found


def spread_persons(rows: Iterable[Any], name: str) -> Numbers:
    """What a row holds in all, shared equally between its ages, and between the sexes where it has none; shape (sexes, ages).

    >>> from veikart.calc.population.rows import AreaPopulation
    >>> spread_persons([AreaPopulation("a", 0, persons=8, age_to=1)], "persons")[:, :3].tolist()
    [[2.0, 2.0, 0.0], [2.0, 2.0, 0.0]]
    """
    found = np.zeros((len(SEXES), AGES))
    for row in rows:
        part = found[SEX_PLACE[row.sex], min(row.age_from, OLDEST) : get_last_age(row) + 1]
        part += getattr(row, name) / part.size
    return found


def share_ages_by_year(rows: Iterable[Any], years: Sequence[int]) -> Numbers:
    """How those who move are spread on sexes and ages in every year, shape (years, sexes, ages): all 0 where there are no rows."""
    by_year = _part_by_year(rows)
    if not by_year:
        return np.zeros((len(years), len(SEXES), AGES))
    return interpolate_years({year: share_ages(some) for year, some in by_year.items()}, years)


def share_ages(rows: Iterable[Any], name: str = "share") -> Numbers:
    """How those who move are spread on sexes and ages: the shares of the rows, made to add up to one. Shape (sexes, ages); all 0 without rows."""
    found = spread_persons(rows, name)
    total = found.sum()
    profile: Numbers = found / total if total else found
    return profile


def interpolate_years(known: Mapping[int, Numbers], years: Sequence[int]) -> Numbers:
    """What is known for some years, for every year: on a straight line between two known years, as the nearest one outside them.

    Shape (years, …) of what is known. Raises ValueError where no year is known.

    >>> interpolate_years({2020: np.array([1.0]), 2022: np.array([3.0])}, [2019, 2021, 2030]).tolist()
    [[1.0], [2.0], [3.0]]
    """
    if not known:
        raise ValueError("no year is known")
    ordered = sorted(known)
    block = np.stack([known[year] for year in ordered])
    at = np.interp(years, ordered, np.arange(len(ordered)))
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, len(ordered) - 1)
    part = (at - low).reshape(-1, *(1,) * (block.ndim - 1))
    found: Numbers = block[low] * (1 - part) + block[high] * part
    return found


def spread_rates_by_year(rows: Iterable[Any], name: str, years: Sequence[int]) -> Numbers:
    """Rates by year, sex and age, shape (years, sexes, ages): all 0 where there are no rows."""
    by_year = _part_by_year(rows)
    if not by_year:
        return np.zeros((len(years), len(SEXES), AGES))
    return interpolate_years({year: spread_rates(some, name) for year, some in by_year.items()}, years)


def _part_by_year(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.year, []).append(row)
    return found
