"""Many futures of one population at once: the equations of `projection.project`, one tile of draws at a time.

A tile is laid out [sex × age][draw], so every step of a cell is the same arithmetic on a row of neighbouring numbers, which the processor does
eight at a time, and the whole tile stays in its cache through all years. A draw knows nothing of its neighbours: its numbers do not depend on
where in a tile it stands.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from veikart.calc.odds.elementary import FAST
from veikart.calc.population.inputs import AGES, FEMALE, MALE, OLDEST

TILE = 128
CELLS = 2 * AGES
BIRTHS, DEATHS, OUT_DOMESTIC, OUT_FOREIGN, IN_DOMESTIC, IN_FOREIGN, HOUSING = range(7)
"""What is drawn, in the order of the factors; the six last are also the rows of the rates."""


@njit(**FAST)
def advance_tiles(base, fertility, rates, boys, factors, runs, weights, found):  # type: ignore[no-untyped-def]
    """The draws of `found` from its second year on. All numbers but those found, weights and boys are of one type, float32 or float64.

    `base` persons by cell (cells are women 0–105, then men); `fertility` (years, ages); `rates` (years, 7, cells) in the order above, the first
    empty: the chance of dying, the shares that move out, and persons who move in; `factors` (7, years, draws rounded up to whole tiles); `runs`
    (runs, 2) the first cell and the one after the last of neighbours that weigh the same, and `weights` (runs, groups) what they weigh, float64;
    `found` (years + 1, groups, draws), float64.
    """
    draws, years = found.shape[2], len(fertility)
    persons, levers, born = np.empty((CELLS, TILE), base.dtype), np.empty((7, TILE), base.dtype), np.empty(TILE, base.dtype)
    for start in range(0, draws, TILE):
        for cell in range(CELLS):
            for draw in range(TILE):
                persons[cell, draw] = base[cell]
        for year in range(years):
            for at in range(7):
                for draw in range(TILE):
                    levers[at, draw] = factors[at, year, start + draw]
            _bear(persons, fertility[year], levers, born)
            _advance_sex(persons, FEMALE * AGES, born, 1.0 - boys, rates[year], levers)
            _advance_sex(persons, MALE * AGES, born, boys, rates[year], levers)
            add_up(persons, runs, weights, found[year + 1, :, start : start + TILE])


@njit(**FAST)
def _bear(persons, fertility, levers, born):  # type: ignore[no-untyped-def]
    """Those born: women a year older times fertility, times the draw's factor."""
    for draw in range(TILE):
        born[draw] = 0
    for age in range(1, AGES):
        rate = fertility[age]
        if rate > 0:
            for draw in range(TILE):
                born[draw] += rate * persons[age - 1, draw]
    if fertility[OLDEST] > 0:
        for draw in range(TILE):
            born[draw] += fertility[OLDEST] * persons[OLDEST, draw]
    for draw in range(TILE):
        born[draw] *= levers[BIRTHS, draw]


@njit(**FAST)
def _advance_sex(persons, first, born, share, rates, levers):  # type: ignore[no-untyped-def]
    """One sex a year on, the oldest first, so that each row is free when the younger move into it."""
    last = first + OLDEST
    for draw in range(TILE):
        persons[last, draw] += persons[last - 1, draw]
    _move(persons, last, last, last, rates, levers)
    _move(persons, last - 1, first + 1, last - 2, rates, levers)
    share = persons.dtype.type(share)
    for draw in range(TILE):
        persons[first, draw] = born[draw] * share
    _move(persons, first, first, first, rates, levers)


@njit(**FAST)
def _move(persons, highest, lowest, source, rates, levers):  # type: ignore[no-untyped-def]
    """The cells from the highest down to the lowest, each from those at the end of the year before, the first of them `source`."""
    none, one = persons.dtype.type(0), persons.dtype.type(1)
    for cell in range(highest, lowest - 1, -1):
        before = cell - highest + source
        dying, out_domestic, out_foreign = rates[DEATHS, cell], rates[OUT_DOMESTIC, cell], rates[OUT_FOREIGN, cell]
        in_domestic, in_foreign, homes = rates[IN_DOMESTIC, cell], rates[IN_FOREIGN, cell], rates[HOUSING, cell]
        for draw in range(TILE):
            dead = min(dying * levers[DEATHS, draw], one)
            out = min(out_domestic * levers[OUT_DOMESTIC, draw] + out_foreign * levers[OUT_FOREIGN, draw], one)
            arrived = in_domestic * levers[IN_DOMESTIC, draw] + in_foreign * levers[IN_FOREIGN, draw] + homes * levers[HOUSING, draw]
            persons[cell, draw] = max(persons[before, draw] * (one - dead) * (one - out) + arrived, none)


@njit(**FAST)
def add_up(persons, runs, weights, found):  # type: ignore[no-untyped-def]
    """The groups of a tile, into `found` (groups, draws of the tile), float64: sums of each run of cells, four at a time, and then by weight."""
    groups = np.zeros((found.shape[0], TILE))
    row = np.empty(TILE)
    for at in range(len(runs)):
        cell, end = runs[at, 0], runs[at, 1]
        for draw in range(TILE):
            row[draw] = 0.0
        while cell + 4 <= end:
            for draw in range(TILE):
                two = np.float64(persons[cell, draw]) + np.float64(persons[cell + 1, draw])
                row[draw] += two + (np.float64(persons[cell + 2, draw]) + np.float64(persons[cell + 3, draw]))
            cell += 4
        while cell < end:
            for draw in range(TILE):
                row[draw] += persons[cell, draw]
            cell += 1
        for group in range(len(groups)):
            weight = weights[at, group]
            if weight != 0.0:
                for draw in range(TILE):
                    groups[group, draw] += weight * row[draw]
    for group in range(len(groups)):
        for draw in range(found.shape[1]):
            found[group, draw] = groups[group, draw]
