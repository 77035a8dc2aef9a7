"""Bands of ages made into single years of age, and back.

Persons: what has been counted up to each age is a curve that never falls, known at the edges of the bands. A cubic curve is drawn through those
points, with slopes from a natural spline held back where the curve would fall (Hyman's filter), and read at every age. Every band keeps its
total and no age is negative. **Source**: J. M. Hyman (1983), Accurate monotonicity preserving cubic interpolation; for populations in bands,
L. Smith, R. J. Hyndman and S. N. Wood (2004), Spline interpolation for demographic variables: the monotonicity problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.population.inputs import AGES, Numbers

OPEN_DECLINE = 0.04
"""How much faster than the age before each age of an open band loses people, a year: 0,04 more for each year after its first."""


@dataclass(frozen=True, slots=True, order=True)
class AgeSpan:
    """Ages from `first` to `last`, both included; to the oldest where `last` is None."""

    first: int
    last: int | None = None

    @property
    def end(self) -> int:
        """The first age after the band."""
        return AGES if self.last is None else self.last + 1


def check_bands(bands: Sequence[AgeSpan]) -> str:
    """What keeps the bands from being every age once, in order, from 0 to the oldest: `overlap`, `gap` or `order`; empty where nothing does.

    >>> check_bands([AgeSpan(0, 5), AgeSpan(6)]), check_bands([AgeSpan(0, 5), AgeSpan(7)])
    ('', 'gap')
    """
    reached = 0
    for one in bands:
        if one.end <= one.first:
            return "order"
        if one.first != reached:
            return "gap" if one.first > reached else "overlap"
        reached = one.end
    return "" if reached == AGES else "gap"


def add_up_bands(bands: Sequence[AgeSpan], persons: NDArray[np.generic]) -> NDArray[np.generic]:
    """The total of each band, from single years on the last axis (AGES of them)."""
    return np.stack([persons[..., one.first : one.end].sum(axis=-1) for one in bands], axis=-1)


def split_bands(bands: Sequence[AgeSpan], totals: NDArray[np.float64], *, pattern: Numbers | None = None) -> Numbers:
    """Persons (or events) at every single year of age, shape (AGES,), float64, never negative; each band adds up to its total.

    `pattern` is how many there are at each age in a population that is like it (the same municipality in another year, or the country), shape
    (AGES,): the curve is then drawn against what has been counted in the pattern, so a pattern that fits comes out as it is. Without one every age
    of a band is taken to be alike, but for an open last band, where people fall away as the old do (OPEN_DECLINE).
    Raises ValueError for bands that are not every age once, and totals that are negative or not finite.
    """
    wrong = check_bands(bands)
    if wrong or len(totals) != len(bands):
        raise ValueError(f"bands: {wrong or len(totals)}")
    if not np.isfinite(totals).all() or (totals < 0).any():
        raise ValueError(f"totals: {totals}")
    shape = _make_pattern(bands) if pattern is None else _fill_pattern(bands, totals, pattern)
    mass = add_up_bands(bands, shape)
    if not mass.any():
        return np.zeros(AGES)
    at = np.concatenate(([0.0], np.cumsum(shape)))
    kept = [(one.end, total) for one, total, part in zip(bands, totals, mass, strict=True) if part > 0]
    ends = [0, *(end for end, _ in kept)]
    counted = np.concatenate(([0.0], np.cumsum([total for _, total in kept])))
    found = np.maximum(np.diff(_read_curve(at[ends], counted, at, ends)), 0.0)
    return _keep_totals(bands, totals, found, shape)


def round_bands(bands: Sequence[AgeSpan], persons: Numbers) -> NDArray[np.int64]:
    """Whole persons, int64: each band keeps its total (itself rounded), the last ones going to the largest remainders, the youngest first."""
    found = np.floor(persons).astype(np.int64)
    for one in bands:
        part = slice(one.first, one.end)
        lacking = round(float(persons[part].sum())) - int(found[part].sum())
        order = np.argsort(-(persons[part] - found[part]), kind="stable")
        found[np.arange(one.first, one.end)[order[:lacking]]] += 1
    return found


def _make_pattern(bands: Sequence[AgeSpan]) -> Numbers:
    """Alike at every age, but an open last band falls away."""
    shape = np.ones(AGES)
    last = bands[-1]
    if last.last is None and last.first:
        years = np.arange(1, AGES - last.first + 1, dtype=np.float64)
        shape[last.first :] = np.exp(-OPEN_DECLINE * years * (years + 1) / 2)
    return shape


def _fill_pattern(bands: Sequence[AgeSpan], totals: NDArray[np.float64], pattern: Numbers) -> Numbers:
    """The pattern; a band that has people and no pattern gets the same at every age, as much as the whole pattern has for each of all people."""
    if pattern.shape != (AGES,) or not np.isfinite(pattern).all() or (pattern < 0).any():
        raise ValueError("pattern")
    found = pattern.astype(np.float64)
    each = (pattern.sum() or 1.0) / (totals.sum() or 1.0)
    for one, total in zip(bands, totals, strict=True):
        part = slice(one.first, one.end)
        if total > 0 and not found[part].sum() > 0:
            found[part] = each * total / (one.end - one.first)
    return found


def _read_curve(x: Numbers, y: Numbers, at: Numbers, edges: Sequence[int]) -> Numbers:
    """A curve that never falls through (x, y), read at `at`; `edges` are the places of x in it."""
    slopes = _find_slopes(x, y)
    width, rise = np.diff(x), np.diff(y)
    piece = np.clip(np.searchsorted(np.array(edges), np.arange(len(at)), side="right") - 1, 0, len(width) - 1)
    t = (at - x[piece]) / width[piece]
    left, right = slopes[piece] * width[piece], slopes[piece + 1] * width[piece]
    found: Numbers = y[piece] + t * (left + t * (3 * rise[piece] - 2 * left - right + t * (left + right - 2 * rise[piece])))
    return found


def _find_slopes(x: Numbers, y: Numbers) -> Numbers:
    """The slopes of a natural cubic spline, held between 0 and three times the lesser of the rises beside them."""
    width, secant = np.diff(x), np.diff(y) / np.diff(x)
    count = len(x)
    matrix, right = np.zeros((count, count)), np.zeros(count)
    matrix[0, :2], right[0] = (2, 1), 3 * secant[0]
    matrix[-1, -2:], right[-1] = (1, 2), 3 * secant[-1]
    for row in range(1, count - 1):
        before, after = width[row - 1], width[row]
        matrix[row, row - 1 : row + 2] = after, 2 * (before + after), before
        right[row] = 3 * (after * secant[row - 1] + before * secant[row])
    slopes = np.linalg.solve(matrix, right)
    most = 3 * np.minimum(np.concatenate((secant[:1], secant)), np.concatenate((secant, secant[-1:])))
    found: Numbers = np.clip(slopes, 0, most)
    return found


def _keep_totals(bands: Sequence[AgeSpan], totals: NDArray[np.float64], found: Numbers, shape: Numbers) -> Numbers:
    """The same with what floats have lost put back: each band to its total."""
    for one, total in zip(bands, totals, strict=True):
        part = slice(one.first, one.end)
        reached = found[part].sum()
        if reached > 0:
            found[part] *= total / reached
        elif total > 0:
            found[part] = total * shape[part] / shape[part].sum()
    return found
