"""Many futures of one population in whole persons: who dies, moves, is born and moves in is drawn person by person.

The tiles and the equations are those of `kernel`; each expected number there is the mean of what is drawn here. Those who die or move out are one
binomial with the chance of either, and those who come to a cell one Poisson: sums of both kinds, exactly.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from veikart.calc.odds.elementary import FAST
from veikart.calc.odds.philox import fill_shares
from veikart.calc.population.inputs import AGES, FEMALE, MALE, OLDEST
from veikart.calc.population.kernel import BIRTHS, CELLS, DEATHS, HOUSING, IN_DOMESTIC, IN_FOREIGN, OUT_DOMESTIC, OUT_FOREIGN, TILE, add_up
from veikart.calc.population.noise import fill_binomials, fill_poissons, make_work

_CELLS, _PARENTS, _SEXES, _FIRST = (np.uint64(first) for first in (0, 256, 512, 768))
"""Where in the second word of the counter the numbers of the cells, the births by age, the sexes and the first persons begin."""
_YEAR_BITS = np.uint64(16)
_LEAVING, _ARRIVING, _BEARING, _SHARING, _STARTING = (np.uint64(kind) for kind in range(5))
_ROWS = 3
_CHANCE, _MEAN, _COUNT = range(_ROWS)


@njit(**FAST)
def advance_noisy_tiles(base, fertility, rates, boys, factors, runs, weights, found, draw, municipality, key):  # type: ignore[no-untyped-def]
    """The draws of `found`, all years. As `kernel.advance_tiles`, in float64; `draw` is the number of the first, uint64.

    Parts of a person in `base` are there with that chance.
    """
    persons, levers, shares, work = np.empty((CELLS, TILE)), np.empty((7, TILE)), np.empty((2, TILE)), make_work()
    rows, born, girls = np.empty((_ROWS, TILE)), np.empty(TILE), np.empty(TILE)
    for start in range(0, found.shape[2], TILE):
        first = draw + np.uint64(start)
        _begin(persons, base, shares, first, municipality, key)
        add_up(persons, runs, weights, found[0, :, start : start + TILE])
        for year in range(len(fertility)):
            at = np.uint64(year) << _YEAR_BITS
            for lever in range(7):
                for one in range(TILE):
                    levers[lever, one] = factors[lever, year, start + one]
            _bear(persons, fertility[year], levers, rows, shares, work, born, first, at, municipality, key)
            for one in range(TILE):
                rows[_CHANCE, one] = 1.0 - boys
            counter = (at + _SEXES, _SHARING, municipality)
            fill_shares(shares, first, counter, key)
            fill_binomials(shares[0], born, rows[_CHANCE], girls, work, first, counter, key)
            _advance_sex(persons, FEMALE * AGES, girls, rates[year], levers, rows, shares, work, first, at, municipality, key)
            for one in range(TILE):
                born[one] -= girls[one]
            _advance_sex(persons, MALE * AGES, born, rates[year], levers, rows, shares, work, first, at, municipality, key)
            add_up(persons, runs, weights, found[year + 1, :, start : start + TILE])


@njit(**FAST)
def _begin(persons, base, shares, draw, municipality, key):  # type: ignore[no-untyped-def]
    for cell in range(CELLS):
        whole = np.floor(base[cell])
        for at in range(TILE):
            persons[cell, at] = whole
        if base[cell] > whole:
            fill_shares(shares, draw, (np.uint64(cell) + _FIRST, _STARTING, municipality), key)
            for at in range(TILE):
                persons[cell, at] += 1.0 if shares[0, at] < base[cell] - whole else 0.0


@njit(**FAST)
def _bear(persons, fertility, levers, rows, shares, work, born, draw, at, municipality, key):  # type: ignore[no-untyped-def]
    for one in range(TILE):
        born[one] = 0.0
    for age in range(1, AGES):
        if fertility[age] > 0.0:
            counter = (at + _PARENTS + np.uint64(age), _BEARING, municipality)
            fill_shares(shares, draw, counter, key)
            for one in range(TILE):
                rows[_MEAN, one] = persons[age - 1, one] + (persons[OLDEST, one] if age == OLDEST else 0.0)
                rows[_CHANCE, one] = min(fertility[age] * levers[BIRTHS, one], 1.0)
            fill_binomials(shares[0], rows[_MEAN], rows[_CHANCE], rows[_COUNT], work, draw, counter, key)
            for one in range(TILE):
                born[one] += rows[_COUNT, one]


@njit(**FAST)
def _advance_sex(persons, first, newborn, rates, levers, rows, shares, work, draw, at, municipality, key):  # type: ignore[no-untyped-def]
    """One sex a year on, the oldest first, so that each row is free when the younger move into it."""
    for cell in range(first + OLDEST, first - 1, -1):
        for one in range(TILE):
            stays = persons[cell, one] if cell == first + OLDEST else 0.0
            persons[cell, one] = stays + (persons[cell - 1, one] if cell > first else newborn[one])
        _weigh_chances(rates, cell, levers, rows)
        counter = (at + _CELLS + np.uint64(cell), _LEAVING, municipality)
        fill_shares(shares, draw, counter, key)
        fill_binomials(shares[0], persons[cell], rows[_CHANCE], rows[_COUNT], work, draw, counter, key)
        for one in range(TILE):
            persons[cell, one] -= rows[_COUNT, one]
            rows[_CHANCE, one] = abs(rows[_MEAN, one])
        fill_poissons(shares[1], rows[_CHANCE], rows[_COUNT], work, draw, (counter[0], _ARRIVING, municipality), key)
        for one in range(TILE):
            persons[cell, one] += max(rows[_COUNT, one] if rows[_MEAN, one] > 0.0 else -rows[_COUNT, one], -persons[cell, one])


@njit(**FAST)
def _weigh_chances(rates, cell, levers, rows):  # type: ignore[no-untyped-def]
    dying, out_domestic, out_foreign = rates[DEATHS, cell], rates[OUT_DOMESTIC, cell], rates[OUT_FOREIGN, cell]
    in_domestic, in_foreign, homes = rates[IN_DOMESTIC, cell], rates[IN_FOREIGN, cell], rates[HOUSING, cell]
    for one in range(TILE):
        dead = min(dying * levers[DEATHS, one], 1.0)
        out = min(out_domestic * levers[OUT_DOMESTIC, one] + out_foreign * levers[OUT_FOREIGN, one], 1.0)
        rows[_CHANCE, one] = 1.0 - (1.0 - dead) * (1.0 - out)
        rows[_MEAN, one] = in_domestic * levers[IN_DOMESTIC, one] + in_foreign * levers[IN_FOREIGN, one] + homes * levers[HOUSING, one]
