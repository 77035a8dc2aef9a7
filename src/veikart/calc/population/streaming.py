"""Quantiles of any number of draws in the same room.

Up to PART all draws are kept and put in order. Above that the first draws lay out a grid for every year and group, and all draws are
counted in it: whole numbers, so the order they come in changes nothing. A quantile is then found between two lines of the grid, a fiftieth of a
standard deviation apart, by how many lie below it there: far closer than another seed would give.

A quantile here is one of the draws, and not a place in a straight line between two of them as in `outlook.odds.get_quantiles`: of more draws than are
kept, nobody knows which two stand next to each other, and few draws should tell the same as many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import ceil

import numpy as np
from numba import njit
from numpy.typing import NDArray

from veikart.calc.odds.elementary import FAST
from veikart.calc.odds.factors import FactorSpec, draw_factors
from veikart.calc.population.drawing import Drawing
from veikart.calc.population.inputs import Numbers

PART = 1024
"""Draws at a time. The first part lays out the grid, so results change with it where there are more."""
STEPS = 512
_MARGIN = 0.25
_NOTHING = 1e-9
Draw = Callable[[int, int], Numbers]
Specs = tuple[FactorSpec, ...]
Together = tuple[tuple[float, ...], ...]


def draw_quantiles(
    drawing: Drawing,
    specs: Sequence[FactorSpec],
    correlations: Numbers,
    levels: Sequence[float],
    *,
    draws: int,
    times: Mapping[str, float] | None = None,
) -> Numbers:
    """The draws of one municipality that have the shares `levels` at or below them: shape (levels, years + 1, groups).

    Every lever of `specs` is drawn (all of them "log"), and `times` are what levers are multiplied by besides, in all years: a scenario. Only some
    draws are held at a time, whatever `draws` is. The same numbers as from all draws at once (`drawing.draw_groups`).
    """
    seed, municipality = drawing.seed, int(drawing.municipality)
    parts = _part_specs(tuple(specs), np.asarray(correlations, float))

    def draw(first: int, count: int) -> Numbers:
        factors = {}
        for chosen, together, is_national in parts:
            draw_some = _draw_once if is_national else _draw_some
            drawn = draw_some(chosen, together, drawing.years, count, seed, 0 if is_national else municipality, first)
            factors |= {one.lever: drawn[:, :, at] for at, one in enumerate(chosen)}
        for lever, value in (times or {}).items():
            factors[lever] = factors[lever] * value if lever in factors else np.full((count, drawing.years), value)
        return drawing.draw(factors, count, first_draw=first)

    return stream_quantiles(draw, draws, levels)


def _part_specs(specs: Specs, correlations: Numbers) -> list[tuple[Specs, Together, bool]]:
    """The levers that can be drawn by themselves: those of the nation, where no other goes with them, and the rest."""
    national = np.array([one.is_national for one in specs], bool)
    if correlations[national][:, ~national].any():
        return [(specs, _as_tuples(correlations), False)]
    chosen = [(kind, national == kind) for kind in (True, False)]
    return [(tuple(np.array(specs, object)[one]), _as_tuples(correlations[one][:, one]), kind) for kind, one in chosen if one.any()]


def _as_tuples(correlations: Numbers) -> Together:
    return tuple(map(tuple, correlations.tolist()))


def _draw_some(specs: Specs, together: Together, years: int, draws: int, seed: int, municipality: int, first_draw: int) -> Numbers:
    how = {"years": years, "draws": draws, "seed": seed, "municipality": municipality, "first_draw": first_draw}
    return draw_factors(specs, np.array(together), **how)


_draw_once = lru_cache(maxsize=2)(_draw_some)
"""What is the same in all municipalities is drawn for the first of them."""


def stream_quantiles(draw: Draw, draws: int, levels: Sequence[float]) -> Numbers:
    """The draws that have the shares `levels` at or below them: levels are the first axis. `draw(first, count)` gives draws on its first axis,
    in an array that is used up.

    >>> stream_quantiles(lambda first, count: np.arange(first + 1.0, first + count + 1), 100, [0.05, 0.5]).tolist()
    [5.0, 50.0]
    """
    parts = [(first, min(PART, draws - first)) for first in range(0, draws, PART)]
    if draws <= PART:
        return _order(draw(0, draws), levels)
    counter = _Counter(draw(*parts[0]))
    for part in parts[1:]:
        counter.count(draw(*part))
    return np.stack([counter.find(_place(level, draws)) for level in levels])


def _order(drawn: Numbers, levels: Sequence[float]) -> Numbers:
    ordered = np.moveaxis(drawn, 0, -1)
    ordered.sort(axis=-1)
    return np.moveaxis(ordered[..., [_place(level, len(drawn)) for level in levels]], -1, 0)


def _place(level: float, draws: int) -> int:
    return max(ceil(level * draws - _NOTHING) - 1, 0)


class _Counter:
    """Draws counted in a grid of STEPS steps over what the pilot held, and a quarter more to each side."""

    def __init__(self, pilot: Numbers) -> None:
        self.lowest, self.highest = pilot.min(axis=0), pilot.max(axis=0)
        width = self.highest - self.lowest
        room = np.maximum(width * _MARGIN, np.abs(self.highest) * _NOTHING + _NOTHING)
        self.first, self.step = self.lowest - room, (width + 2 * room) / STEPS
        self.counts: NDArray[np.int32] = np.zeros((pilot[0].size, STEPS), np.int32)
        self.count(pilot)

    def count(self, drawn: Numbers) -> None:
        """The draws in the grid, and the least and most of all."""
        np.minimum(self.lowest, drawn.min(axis=0), out=self.lowest)
        np.maximum(self.highest, drawn.max(axis=0), out=self.highest)
        rows = np.ascontiguousarray(np.moveaxis(drawn, 0, -1)).reshape(-1, len(drawn))
        _count(rows, self.first.reshape(-1), 1.0 / self.step.reshape(-1), self.counts)

    def find(self, place: int) -> Numbers:
        """What has so many draws below it: as far into its step as its place is among those counted there; outermost the least and the most."""
        below = np.cumsum(self.counts, axis=1, dtype=np.int32)
        steps, rows = (below <= place).sum(axis=1), np.arange(len(below))
        inside = self.counts[rows, steps]
        part = 1 - (below[rows, steps] - place - 0.5) / inside
        found = np.clip(self.first + (steps + part).reshape(self.first.shape) * self.step, self.lowest, self.highest)
        steps = steps.reshape(self.first.shape)
        return np.where(steps == 0, self.lowest, np.where(steps == STEPS - 1, self.highest, found))


@njit(**FAST)
def _count(rows, first, per_step, counts):  # type: ignore[no-untyped-def]
    for at in range(rows.shape[0]):
        for draw in range(rows.shape[1]):
            step = (rows[at, draw] - first[at]) * per_step[at]
            counts[at, np.int64(min(max(step, 0.0), STEPS - 1.0))] += 1
