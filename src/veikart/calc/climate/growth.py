"""What the emissions would come to without measures: how each source grows or falls, in the vintage of its budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from veikart.calc.climate.account import MARK, EmissionAccount
from veikart.calc.climate.rows import ClimateBudget, ClimateGrowth
from veikart.calc.values import PPM, divide_rounded, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

CHANGE, RATE, POPULATION = GROWTH_METHODS = ("change", "rate", "population")
Conversions = Mapping[tuple[str, str], int]
"""What a tonne of one vintage is in another, parts per million, by the two."""
Rates = Callable[[ClimateGrowth, Sequence[int]], Sequence[int]]
"""The growth of a row in each year, parts per million."""


def convert(conversions: Conversions, vintage: str, to_vintage: str) -> int:
    """What a tonne of one vintage is in another, parts per million: the same where they are one, 0 where nobody has said.

    >>> convert({}, "2019", "2019"), convert({("2018", "2019"): 970_000}, "2018", "2019"), convert({}, "2018", "2019")
    (1000000, 970000, 0)
    """
    return PPM if vintage == to_vintage else conversions.get((vintage, to_vintage), 0)


def make_growth_sheet(
    growth: Mapping[str, ClimateGrowth],
    budgets: Mapping[str, ClimateBudget],
    account: EmissionAccount,
    conversions: Conversions,
    rates: Rates,
    years: Sequence[int],
) -> Sheet:
    """The sheet `climate_growth`: a subject for each row, millionths of a tonne since the path began, more emissions positive.

    Formula: a level grows each year by its rate from the emissions of its first year; a stated change comes on a straight line. Both are turned
    into the budget's vintage, and what had come when the path began is taken away: it is in the emissions the path begins from.
    """
    rows = list(growth.values())
    shape = (len(rows), len(years))
    seen = np.array([_account_of(one, budgets[one.budget], account, years) for one in rows], dtype=np.int64).reshape(shape)
    rate = np.array([rates(one, years) if one.method != CHANGE else [0] * len(years) for one in rows], dtype=np.int64).reshape(shape)
    stated = np.array([[spread_change(one, year) for year in years] for one in rows], dtype=np.int64).reshape(shape)
    grows_from = spread([one.from_year if one.method != CHANGE else 0 for one in rows], years)
    begin = np.where(np.array(years) == grows_from, seen, 0)
    level, begun = _grow(begin, rate), np.cumsum(begin, axis=1)
    conversion = spread([convert(conversions, one.vintage, budgets[one.budget].vintage) for one in rows], years)
    own = level - begun + stated
    change = share_of(own, conversion)
    begins = [budgets[one.budget].start_year for one in rows]
    in_start, added = count_from(change, begins, years)
    lines = {
        "year": repeat_years(years, len(rows)),
        "start_year": spread(begins, years),
        "account": seen,
        "grows_from": grows_from,
        "begin": begin,
        "rate": rate,
        "level": level,
        "begun": begun,
        "stated": stated,
        "own": own,
        "conversion": conversion,
        "change": change,
        "in_start": in_start,
        "added": added,
    }
    texts = {"names": [one.name for one in rows], "groups": [MARK.join((one.budget, one.emission_source)) for one in rows]}
    links = {"source": [MARK.join((*_place_of(budgets[one.budget]), one.emission_source)) for one in rows]}
    return make_sheet("climate_growth", list(growth), years, lines, **texts, of_table="climate_growth", links=links)


def _place_of(budget: ClimateBudget) -> tuple[str, str]:
    return budget.vintage, budget.municipality


def _account_of(row: ClimateGrowth, budget: ClimateBudget, account: EmissionAccount, years: Sequence[int]) -> list[int]:
    return [account.source_in(*_place_of(budget), row.emission_source, year) or 0 for year in years]


def spread_change(row: ClimateGrowth, year: int) -> int:
    """The part of a stated change that has come by a year: equal steps from nothing in the first year to all of it in the last.

    >>> row = ClimateGrowth("a", "b", 1, "Drosjer", "taxis", "2018", "change", 2020, 2024, 100)
    >>> [spread_change(row, year) for year in (2020, 2021, 2024, 2030)]
    [0, 25, 100, 100]
    """
    if row.method != CHANGE or row.tonnes is None:
        return 0
    gone = min(max(year - row.from_year, 0), row.to_year - row.from_year)
    return divide_rounded(row.tonnes * gone, row.to_year - row.from_year)


def is_growing(row: ClimateGrowth, year: int) -> bool:
    """Whether the rate of a row holds in the year: after its first, to its last."""
    return row.from_year < year <= row.to_year


def count_from(change: Lines, begins: Sequence[int], years: Sequence[int]) -> tuple[Lines, Lines]:
    """What had come when the path began, and what has come since; shape (subjects, years). `begins` is the year the path of each subject begins."""
    start, year = np.array(begins, dtype=np.int64).reshape(-1, 1), np.array(years, dtype=np.int64)
    in_start = np.cumsum(np.where(year == start, change, 0), axis=1)
    return in_start, np.where(year >= start, change - in_start, 0)


def spread(values: Sequence[int], years: Sequence[int]) -> Lines:
    """A number for each subject in every year, shape (subjects, years)."""
    return np.repeat(np.array(values, dtype=np.int64).reshape(-1, 1), len(years), axis=1)


def repeat_years(years: Sequence[int], subjects: int) -> Lines:
    """The years themselves for each subject, shape (subjects, years)."""
    return np.repeat(np.array(years, dtype=np.int64).reshape(1, -1), subjects, axis=0)


def _grow(begin: Lines, rate: Lines) -> Lines:
    level = begin.copy()
    for at in range(1, begin.shape[1]):
        level[:, at] += level[:, at - 1] + share_of(level[:, at - 1], rate[:, at])
    return level
