"""The population of every draw, counted in the groups someone asks for."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.odds.philox import NOISE, make_key
from veikart.calc.population.inputs import Numbers, PopulationInputs
from veikart.calc.population.kernel import CELLS, TILE, advance_tiles
from veikart.calc.population.noise_kernel import advance_noisy_tiles

LEVERS = ("fertility", "mortality", "out_domestic", "out_foreign", "in_domestic", "in_foreign", "housing")
"""The levers that move a population, in the kernel's order."""
_BLOCK = 8 * TILE
"""Draws that one thread takes at a time. No number depends on it."""
Factors = Mapping[str, Numbers]


@dataclass(frozen=True, eq=False)
class Grouping:
    """Groups of cells by weight, made ready: neighbours that weigh the same in every group are one run, so they are added up once.

    `runs` has shape (runs, 2): the first cell (women 0–105, then men) and the one after the last; `weights` are by run and group. Cells that
    count nowhere are in no run.
    """

    runs: NDArray[np.int64]
    weights: Numbers

    @classmethod
    def of(cls, weights: Numbers) -> Grouping:
        """From weights of shape (groups, sexes, ages)."""
        by_cell = np.asarray(weights, float).reshape(len(weights), CELLS).T
        starts = np.flatnonzero(np.r_[True, (by_cell[1:] != by_cell[:-1]).any(axis=1)])
        runs = np.stack([starts, np.r_[starts[1:], CELLS]], axis=1)
        counts = by_cell[starts].any(axis=1)
        return cls(runs[counts], np.ascontiguousarray(by_cell[starts][counts]))

    def count(self, persons: Numbers) -> Numbers:
        """Persons by sex and age, last axes, weighted into the groups."""
        by_cell = np.zeros((CELLS, self.weights.shape[1]))
        for (first, end), weights in zip(self.runs, self.weights, strict=True):
            by_cell[first:end] = weights
        return persons.reshape(*persons.shape[:-2], CELLS) @ by_cell


def draw_groups(
    inputs: PopulationInputs,
    weights: Numbers | Grouping,
    factors: Factors,
    *,
    draws: int,
    seed: int,
    municipality: int,
    noise: bool,
    threads: int = 1,
    first_draw: int = 0,
) -> Numbers:
    """The population of every draw, weighted into groups: float64 of shape (draws, years + 1, groups), the first year 1 January of the first.
    Draws lie next to each other in memory.

    `weights` has shape (groups, sexes, ages): ones and zeros for an age band, shares for the users of a service. `factors` are by lever (LEVERS),
    each of shape (draws, years); a lever that is not there is 1. They multiply fertility, the chance of dying and the shares that move out, none
    of which goes above 1, and those who move in and move to new homes. Without `noise` each draw is `project` with those rates, to float32; the
    sums are float64. With it persons are whole, and each who dies, moves or is born is drawn (`noise_kernel`). `first_draw` is the number of the
    first draw. The same numbers whatever `threads` and however the draws are cut.
    """
    return Drawing(inputs, weights, noise=noise, seed=seed, municipality=municipality).draw(factors, draws, threads=threads, first_draw=first_draw)


class Drawing:
    """One population made ready to be drawn, any part of its draws at a time."""

    def __init__(
        self,
        inputs: PopulationInputs,
        weights: Numbers | Grouping,
        *,
        noise: bool,
        seed: int,
        municipality: int,
        precision: type[np.floating] = np.float32,
    ) -> None:
        self.noise, self.seed, self.municipality, self.key = noise, seed, np.uint64(municipality), make_key(seed, NOISE)
        self.precision = np.float64 if noise else precision
        self.grouping = weights if isinstance(weights, Grouping) else Grouping.of(weights)
        self.years, self.boys, self.start = len(inputs.years), inputs.boys, self.grouping.count(inputs.base)
        self.base = inputs.base.reshape(CELLS).astype(self.precision)
        self.fertility = inputs.fertility.astype(self.precision)
        self.rates = np.zeros((self.years, len(LEVERS), CELLS), self.precision)
        for at, values in enumerate((1 - inputs.survival, *(getattr(inputs, name) for name in (*LEVERS[2:6], "in_housing"))), start=1):
            self.rates[:, at] = values.reshape(self.years, CELLS)

    def draw(self, factors: Factors, draws: int, *, threads: int = 1, first_draw: int = 0) -> Numbers:
        """The draws from `first_draw` on, as `draw_groups`."""
        # One column is never filled, so every block is a part of something larger: one layout, and the kernels are compiled once.
        found = np.empty((self.years + 1, self.grouping.weights.shape[1], draws + 1))[:, :, :draws]

        def fill(start: int) -> None:
            self._fill(found[:, :, start : start + _BLOCK], factors, start, first_draw)

        starts = range(0, draws, _BLOCK)
        if threads == 1 or len(starts) == 1:
            for start in starts:
                fill(start)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(fill, starts))
        return found.transpose(2, 0, 1)

    def _fill(self, found: Numbers, factors: Factors, start: int, first_draw: int) -> None:
        levers = take_factors(factors, start, found.shape[2], self.years, self.precision)
        given = (self.base, self.fertility, self.rates, self.boys, levers, self.grouping.runs, self.grouping.weights, found)
        if self.noise:
            advance_noisy_tiles(*given, np.uint64(first_draw + start), self.municipality, self.key)
        else:
            found[0] = self.start[:, None]
            advance_tiles(*given)


def take_factors(factors: Factors, start: int, draws: int, years: int, precision: type[np.floating]) -> NDArray[np.floating]:
    """The factors of some draws as the kernel reads them: (levers, years, draws rounded up to whole tiles), 1 where there is none."""
    found = np.ones((len(LEVERS), years, -(-draws // TILE) * TILE), precision)
    for at, lever in enumerate(LEVERS):
        if lever in factors:
            found[at, :, :draws] = factors[lever][start : start + draws].T
    return found
