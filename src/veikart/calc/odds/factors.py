"""What moves the levers in each draw: correlated normals that remember the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt
from typing import Literal
from zlib import crc32

import numpy as np
from numba import njit
from numpy.typing import NDArray

from veikart.calc.odds.elementary import FAST, fill_normals_below, get_exp
from veikart.calc.odds.philox import FACTORS, fill_shares, make_key

Numbers = NDArray[np.float64]
_TILE = 512
"""Draws at a time, so that what is worked on stays near the processor. No number depends on it."""
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class FactorSpec:
    """How a lever is drawn. In year t it stands at x(t) = persistence · x(t − 1) + spread · e(t), with e a standard normal of its own.

    `draw` is "log" where the factor is e to the power of x (median 1, multiplies) and "add" where it is x itself (median 0, is added). `spread`
    is the standard deviation of one year's shock; `persistence` the part that is left a year later: 0 forgets, 1 is a random walk. Where
    `is_national`, all municipalities get the same.
    """

    lever: str
    draw: Literal["log", "add"]
    spread: float
    persistence: float = 1.0
    is_national: bool = False

    def __post_init__(self) -> None:
        if self.draw not in ("log", "add") or not self.spread >= 0 or not 0 <= self.persistence <= 1:
            raise ValueError(f"{self.lever}: draw {self.draw!r}, spread {self.spread}, persistence {self.persistence}")

    def get_spread_after(self, years: int) -> float:
        """The standard deviation of x in the year with this number, the first being 1.

        >>> FactorSpec("fertility", "log", 0.03).get_spread_after(4)
        0.06
        """
        return self.spread * sqrt(sum(self.persistence ** (2 * at) for at in range(years)))


def draw_factors(
    specs: Sequence[FactorSpec], correlations: Numbers, *, years: int, draws: int, seed: int, municipality: int, first_draw: int = 0
) -> Numbers:
    """The factor of every lever in every draw and year: float64 of shape (draws, years, levers), the levers in the order of `specs`.
    Draws lie next to each other in memory.

    `correlations` are those of the year's shocks, shape (levers, levers). A number is known by seed, draw, year, the lever's name and municipality
    (none where national): so it is the same however many draws, levers or years are asked for, and scenarios share what they have in common.
    Raises ValueError where the correlations cannot all hold at once.
    """
    found = np.empty((len(specs), years, draws))
    order = sorted(range(len(specs)), key=lambda at: not specs[at].is_national)
    if not order:
        return found.transpose(2, 1, 0)
    mixing = np.array(factor_correlations(np.asarray(correlations, float)[np.ix_(order, order)]))
    ranked = [specs[at] for at in order]
    _fill_factors(
        found,
        np.array([[crc32(one.lever.encode()), 0 if one.is_national else municipality] for one in ranked], np.uint64),
        mixing * np.array([[one.spread] for one in ranked]),
        np.array([one.persistence for one in ranked]),
        np.array([one.draw == "log" for one in ranked]),
        np.array(order),
        np.uint64(first_draw),
        make_key(seed, FACTORS),
    )
    return found.transpose(2, 1, 0)


def factor_correlations(correlations: Numbers) -> list[list[float]]:
    """The triangle L with L·Lᵀ = the correlations (Cholesky), row by row. Raises ValueError where no normals can be correlated so.

    >>> factor_correlations(np.array([[1, 0.6], [0.6, 1]]))
    [[1.0, 0.0], [0.6, 0.8]]
    """
    size = len(correlations)
    if correlations.shape != (size, size) or not np.array_equal(correlations, correlations.T) or not np.all(np.diag(correlations) == 1):
        raise ValueError("correlations must be square, the same both ways, and 1 with themselves")
    found = [[0.0] * size for _ in range(size)]
    for row, column in product(range(size), range(size)):
        if column > row:
            continue
        left = float(correlations[row, column]) - sum(found[row][at] * found[column][at] for at in range(column))
        if row == column and left < -_NOTHING:
            raise ValueError("correlations that cannot all hold at once")
        if row == column:
            found[row][row] = sqrt(left) if left > _NOTHING else 0.0
        elif found[column][column]:
            found[row][column] = left / found[column][column]
        elif abs(left) > sqrt(_NOTHING):
            raise ValueError("correlations that cannot all hold at once")
    return found


@njit(**FAST)
def _fill_factors(found, names, mixing, persistence, is_log, order, first_draw, key):  # type: ignore[no-untyped-def]
    count, years, draws = found.shape
    shares, normals = np.empty((2, _TILE)), np.empty((count, 2, _TILE))
    levels = np.empty((count, _TILE))
    for start in range(0, draws, _TILE):
        size = min(_TILE, draws - start)
        for at in range(count):
            for draw in range(_TILE):
                levels[at, draw] = 0.0
        for year in range(years):
            if year % 2 == 0:
                for at in range(count):
                    fill_shares(shares, first_draw + np.uint64(start), (np.uint64(year // 2), names[at, 0], names[at, 1]), key)
                    fill_normals_below(shares[0], normals[at, 0])
                    fill_normals_below(shares[1], normals[at, 1])
            for at in range(count):
                _advance(levels[at], persistence[at], mixing[at], normals, year % 2, at + 1)
                if is_log[at]:
                    for draw in range(size):
                        found[order[at], year, start + draw] = get_exp(levels[at, draw])
                else:
                    for draw in range(size):
                        found[order[at], year, start + draw] = levels[at, draw]


@njit(**FAST)
def _advance(level, persistence, mixing, normals, half, count):  # type: ignore[no-untyped-def]
    for draw in range(_TILE):
        level[draw] *= persistence
    for at in range(count):
        for draw in range(_TILE):
            level[draw] += mixing[at] * normals[at, half, draw]
