"""The fund of an area, vintage by vintage: what arose in each year, used first in first out, and given back within five years.

A surplus is positive and a deficit negative. A fund holds surpluses or deficits, never both: what comes in first covers the oldest deficit, and
what goes out is taken from the oldest surplus.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.values import divide_rounded, share_of
from veikart.calc.worksheets import Lines

Column = NDArray[np.int64]
"""One whole number for each fund, shape (funds,)."""


@dataclass(frozen=True, slots=True)
class FundRules:
    """What the law says of each fund: `carries` deficits from year to year, shape (funds, years); `keeps` them after their last year where an
    exception is documented, shape (funds,); and `lasts`, how many years after it arose a vintage must be settled, shape (vintages,)."""

    carries: NDArray[np.bool_]
    keeps: NDArray[np.bool_]
    lasts: Column


@dataclass(frozen=True, slots=True)
class FundYear:
    """What happens to funds in a year: arrays of shape (funds, vintages), but `interest` of shape (funds,). Whole kroner, signed as the vintage."""

    arisen: Lines
    used: Lines
    lost: Lines
    closing: Lines
    interest: Column


def net_openings(openings: Lines) -> Lines:
    """What is left of each vintage after old deficits are covered by later surpluses, and old surpluses used by later deficits, oldest first.

    Whole kroner, shape (funds, vintages), both given and found.

    >>> net_openings(np.array([[300, 0, -100]])).tolist()
    [[200, 0, 0]]
    """
    left = np.zeros_like(openings)
    for place in np.flatnonzero(openings.any(axis=0)):
        arisen, used = settle(left, openings[:, place], int(place))
        left = left + arisen - used
    return left


def settle(left: Lines, change: Column, place: int) -> tuple[Lines, Lines]:
    """What arises and what is used of each vintage when funds change by `change`; what is over arises in the vintage at `place`.

    `left` has shape (funds, vintages); so have both answers, whole kroner, signed as the vintage they belong to.
    """
    sign = np.sign(change)[:, None]
    opposite = np.maximum(-sign * left, 0)
    older = np.cumsum(opposite, axis=1) - opposite
    taken = np.clip(np.abs(change)[:, None] - older, 0, opposite)
    arisen = np.zeros_like(left)
    arisen[:, place] = change - sign[:, 0] * taken.sum(axis=1)
    return arisen, -sign * taken


def work_fund_interest(opening: Column, result: Column, rate: int, carries: NDArray[np.bool_]) -> Column:
    """The year's interest on the fund: the rate (parts per million) times the mean of the fund on 1 January and the fund after the result.

    A deficit that may not be carried bears no interest. Whole kroner, rounded twice: the mean, and the interest.
    """
    base = np.where(carries, opening, np.maximum(opening, 0))
    carried = np.where(carries, base + result, np.maximum(base + result, 0))
    return share_of(divide_rounded(base + carried, 2), rate)


def advance_fund(left: Lines, result: Column, rate: int, *, at: int, place: int, rules: FundRules) -> FundYear:
    """One year of funds. `left` is what each vintage holds on 1 January, shape (funds, vintages); `result` the fee income less the fee basis.

    `at` is the place of the year among the years, `place` its vintage. In order: deficits that may not be carried are lost; the result and the
    interest together are settled against the oldest vintages; deficits in their last year are lost, unless an exception is documented.
    """
    carries = rules.carries[:, at]
    uncarried = np.where(carries[:, None], 0, np.minimum(left, 0))
    standing = left - uncarried
    interest = work_fund_interest(standing.sum(axis=1), result, rate, carries)
    arisen, used = settle(standing, result + interest, place)
    after = standing + arisen - used
    out = ~rules.keeps[:, None] & (np.arange(left.shape[1]) + rules.lasts <= place)[None, :]
    lost = np.where(~carries[:, None] | out, np.minimum(after, 0), 0)
    return FundYear(arisen, used, uncarried + lost, after - lost, interest)
