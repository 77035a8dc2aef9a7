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
def advance_tiles(base, fertility, rates, boys, factors, classes, weights, found):  # type: ignore[no-untyped-def]
    """The draws of `found` from its second year on. All numbers but those found, weights and boys are of one type, float32 or float64.

    `base` persons by cell (cells are women 0–105, then men); `fertility` (years, ages); `rates` (years, 7, cells) in the order above, the first
    empty: the chance of dying, the shares that move out, and persons who move in; `factors` (7, years, draws rounded up to whole tiles); `classes`
    the class of each cell, −1 where it counts nowhere; `weights` (classes, groups), float64; `found` (draws, years + 1, groups), float64.
    """
    draws, years = found.shape[0], len(fertility)
    persons, levers = np.empty((CELLS, TILE), base.dtype), np.empty((7, TILE), base.dtype)
    born, sums = np.empty(TILE, base.dtype), np.empty((len(weights), TILE))
    for start in range(0, draws, TILE):
        for cell in range(CELLS):
            persons[cell] = base[cell]
        for year in range(years):
            for at in range(7):
                levers[at] = factors[at, year, start : start + TILE]
            sums[:] = 0.0
            bear(persons, fertility[year], levers, born)
            _advance_sex(persons, FEMALE * AGES, born, 1.0 - boys, rates[year], levers, classes, sums)
            _advance_sex(persons, MALE * AGES, born, boys, rates[year], levers, classes, sums)
            weigh(sums, weights, found[start : start + TILE, year + 1])


@njit(**FAST)
def bear(persons, fertility, levers, born):  # type: ignore[no-untyped-def]
    """Those born: women a year older times fertility, times the draw's factor."""
    born[:] = 0
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
def _advance_sex(persons, first, born, share, rates, levers, classes, sums):  # type: ignore[no-untyped-def]
    """One sex a year on, the oldest first, so that each row is free when the younger move into it."""
    last = first + OLDEST
    for draw in range(TILE):
        persons[last, draw] += persons[last - 1, draw]
    _advance_cell(persons, last, last, rates, levers, sums, classes[last])
    for cell in range(last - 1, first, -1):
        _advance_cell(persons, cell, cell - 1, rates, levers, sums, classes[cell])
    share = persons.dtype.type(share)
    for draw in range(TILE):
        persons[first, draw] = born[draw] * share
    _advance_cell(persons, first, first, rates, levers, sums, classes[first])


@njit(**FAST)
def _advance_cell(persons, cell, source, rates, levers, sums, into):  # type: ignore[no-untyped-def]
    none, one = persons.dtype.type(0), persons.dtype.type(1)
    dying, out_domestic, out_foreign = rates[DEATHS, cell], rates[OUT_DOMESTIC, cell], rates[OUT_FOREIGN, cell]
    in_domestic, in_foreign, homes = rates[IN_DOMESTIC, cell], rates[IN_FOREIGN, cell], rates[HOUSING, cell]
    for draw in range(TILE):
        dead = min(dying * levers[DEATHS, draw], one)
        out = min(out_domestic * levers[OUT_DOMESTIC, draw] + out_foreign * levers[OUT_FOREIGN, draw], one)
        arrived = in_domestic * levers[IN_DOMESTIC, draw] + in_foreign * levers[IN_FOREIGN, draw] + homes * levers[HOUSING, draw]
        persons[cell, draw] = max(persons[source, draw] * (one - dead) * (one - out) + arrived, none)
    if into >= 0:
        for draw in range(TILE):
            sums[into, draw] += persons[cell, draw]


@njit(**FAST)
def weigh(sums, weights, found):  # type: ignore[no-untyped-def]
    """The groups of a tile's draws from the sums of its classes, into `found` (draws of the tile, groups)."""
    row = np.empty(TILE)
    for group in range(found.shape[1]):
        row[:] = 0.0
        for one in range(len(weights)):
            weight = weights[one, group]
            if weight != 0.0:
                for draw in range(TILE):
                    row[draw] += weight * sums[one, draw]
        for draw in range(found.shape[0]):
            found[draw, group] = row[draw]
