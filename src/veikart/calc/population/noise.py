"""How many of those who may: binomial and Poisson numbers for a tile of draws, exact, and the same wherever they are worked out.

Small numbers are found by inversion, all draws of the tile at once: add up the chances of 0, 1, 2 … until they pass the draw's share. Large ones
come from transformed rejection, one draw at a time. **Source**: Hörmann, «The generation of binomial random variates» (BTRS, 1993) and «The
transformed rejection method for generating Poisson random variables» (PTRS, 1993).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from veikart.calc.odds.elementary import FAST, get_exp, get_log
from veikart.calc.odds.philox import fill_shares, get_share, mix_words
from veikart.calc.population.kernel import TILE

LARGE = 100.0
"""The mean from which a number is drawn by rejection. Results change bitwise with it."""
_ROWS = 6
_NOW, _SUM, _FIXED, _FALLING, _FIRST, _SECOND = range(_ROWS)
_NEVER = 2.0
_TOO_SMALL = 1e-18
_HALF_LOG_2_PI = 0.91893853320467274178
_TRIES = np.uint64(1 << 16)


@njit(**FAST)
def make_work():  # type: ignore[no-untyped-def]
    """Room for the rows that a tile is worked out in."""
    return np.empty((_ROWS, TILE))


@njit(**FAST)
def fill_binomials(shares, trials, chances, found, work, draw, counter, key):  # type: ignore[no-untyped-def]
    """How many of the `trials` come to pass, each with its draw's chance (0 to 1), into `found`. All rows have shape (TILE,), float64.

    `shares` are independent numbers between 0 and 1; `draw`, `counter` and `key` say where more are found (`philox.mix_words`), the third word of
    the counter naming what is drawn.
    """
    large = 0
    for at in range(TILE):
        chance = min(chances[at], 1.0 - chances[at])
        none = 1.0 - chance
        start, odds = get_exp(trials[at] * get_log(none)), chance / none
        is_large = trials[at] * chance > LARGE
        work[_NOW, at], work[_SUM, at] = start, _NEVER if is_large else start
        work[_FIXED, at], work[_FALLING, at] = -odds, odds * (trials[at] + 1.0)
        large += is_large
    _invert(shares, work, found)
    for at in range(TILE):
        found[at] = min(found[at], trials[at])
        found[at] = trials[at] - found[at] if chances[at] > 0.5 else found[at]
    if large > 0:
        _reject_binomials(trials, chances, found, work, draw, counter, key)


@njit(**FAST)
def fill_poissons(shares, means, found, work, draw, counter, key):  # type: ignore[no-untyped-def]
    """How many come, of each draw's mean, into `found`. As `fill_binomials`."""
    large = 0
    for at in range(TILE):
        start = get_exp(-means[at])
        is_large = means[at] > LARGE
        work[_NOW, at], work[_SUM, at] = start, _NEVER if is_large else start
        work[_FIXED, at], work[_FALLING, at] = 0.0, means[at]
        large += is_large
    _invert(shares, work, found)
    if large > 0:
        _reject_poissons(means, found, work, draw, counter, key)


@njit(**FAST)
def _invert(shares, work, found):  # type: ignore[no-untyped-def]
    """Counts up until the sum of chances passes the share, four numbers at a time while a row is at hand.

    The chance of one more is the last one times (fixed + falling / number). A share so near 1 that the sum, rounded, never passes it, is left where
    the chances fall and are too small to count.
    """
    left, number = 1, 0.0
    for at in range(TILE):
        found[at] = 0.0
    while left > 0:
        part_1, part_2, part_3, part_4 = 1.0 / (number + 1.0), 1.0 / (number + 2.0), 1.0 / (number + 3.0), 1.0 / (number + 4.0)
        left, number = 0, number + 4.0
        for at in range(TILE):
            share, now, total, count = shares[at], work[_NOW, at], work[_SUM, at], found[at]
            fixed, falling = work[_FIXED, at], work[_FALLING, at]
            count += 1.0 if share > total else 0.0
            now *= fixed + falling * part_1
            total += now
            count += 1.0 if share > total else 0.0
            now *= fixed + falling * part_2
            total += now
            count += 1.0 if share > total else 0.0
            now *= fixed + falling * part_3
            total += now
            count += 1.0 if share > total else 0.0
            last = fixed + falling * part_4
            now *= last
            total += now
            work[_NOW, at], work[_SUM, at], found[at] = now, total, count
            left += 1 if (share > total) & ((now > _TOO_SMALL) | (last > 1.0)) else 0


@njit(**FAST)
def _reject_binomials(trials, chances, found, work, draw, counter, key):  # type: ignore[no-untyped-def]
    """The large ones: most are taken at the first try, which is made for the whole row; the others one by one."""
    fill_shares(work[_FIRST:], draw, (counter[0], counter[1] + _TRIES, counter[2]), key)
    for at in range(TILE):
        chance = min(chances[at], 1.0 - chances[at])
        u, v = work[_FIRST, at] - 0.5, work[_SECOND, at]
        spread = np.sqrt(trials[at] * chance * (1.0 - chance))
        b = 1.15 + 2.53 * spread
        edge = 0.5 - abs(u)
        count = np.floor((2.0 * (-0.0873 + 0.0248 * b + 0.01 * chance) / edge + b) * u + trials[at] * chance + 0.5)
        is_large, is_taken = trials[at] * chance > LARGE, (edge >= 0.07) & (v <= 0.92 - 4.2 / b)
        count = trials[at] - count if chances[at] > 0.5 else count
        found[at] = count if is_large else found[at]
        work[_NOW, at] = 1.0 if is_large & (not is_taken) else 0.0
    for at in range(TILE):
        if work[_NOW, at] > 0.0:
            chance = min(chances[at], 1.0 - chances[at])
            count = _draw_binomial(trials[at], chance, draw + np.uint64(at), counter, key)
            found[at] = trials[at] - count if chances[at] > 0.5 else count


@njit(**FAST)
def _reject_poissons(means, found, work, draw, counter, key):  # type: ignore[no-untyped-def]
    fill_shares(work[_FIRST:], draw, (counter[0], counter[1] + _TRIES, counter[2]), key)
    for at in range(TILE):
        mean, u, v = means[at], work[_FIRST, at] - 0.5, work[_SECOND, at]
        b = 0.931 + 2.53 * np.sqrt(mean)
        edge = 0.5 - abs(u)
        count = np.floor((2.0 * (-0.059 + 0.02483 * b) / edge + b) * u + mean + 0.43)
        is_large, is_taken = mean > LARGE, (edge >= 0.07) & (v <= 0.9277 - 3.6224 / (b - 2.0))
        found[at] = count if is_large else found[at]
        work[_NOW, at] = 1.0 if is_large & (not is_taken) else 0.0
    for at in range(TILE):
        if work[_NOW, at] > 0.0:
            found[at] = _draw_poisson(means[at], draw + np.uint64(at), counter, key)


@njit(**FAST)
def _get_log_factorial(x):  # type: ignore[no-untyped-def]
    """The logarithm of x!, x a whole number: Stirling's series above 9, to 1e-12."""
    if x < 10.0:
        product = 1.0
        for factor in range(2, np.int64(x) + 1):
            product *= factor
        return get_log(product)
    part = 1.0 / (x * x)
    series = (1.0 / 12 - part * (1.0 / 360 - part * (1.0 / 1260 - part * (1.0 / 1680 - part / 1188)))) / x
    return (x + 0.5) * get_log(x) - x + _HALF_LOG_2_PI + series


@njit(**FAST)
def _try(number, draw, counter, key):  # type: ignore[no-untyped-def]
    words = mix_words(draw, counter[0], counter[1] + np.uint64(number) * _TRIES, counter[2], key[0], key[1])
    return get_share(words[0], words[1]) - 0.5, get_share(words[2], words[3])


@njit(**FAST)
def _draw_binomial(trials, chance, draw, counter, key):  # type: ignore[no-untyped-def]
    spread = np.sqrt(trials * chance * (1.0 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    center, sure = trials * chance + 0.5, 0.92 - 4.2 / b
    scale, log_odds = (2.83 + 5.1 / b) * spread, get_log(chance / (1.0 - chance))
    mode = np.floor((trials + 1.0) * chance)
    top = _get_log_factorial(mode) + _get_log_factorial(trials - mode)
    number = 0
    while True:
        number += 1
        u, v = _try(number, draw, counter, key)
        edge = 0.5 - abs(u)
        count = np.floor((2.0 * a / edge + b) * u + center)
        if edge >= 0.07 and v <= sure:
            return count
        if 0.0 <= count <= trials:
            below = top - _get_log_factorial(count) - _get_log_factorial(trials - count) + (count - mode) * log_odds
            if get_log(v * scale / (a / (edge * edge) + b)) <= below:
                return count


@njit(**FAST)
def _draw_poisson(mean, draw, counter, key):  # type: ignore[no-untyped-def]
    b = 0.931 + 2.53 * np.sqrt(mean)
    a = -0.059 + 0.02483 * b
    scale, sure, log_mean = 1.1239 + 1.1328 / (b - 3.4), 0.9277 - 3.6224 / (b - 2.0), get_log(mean)
    number = 0
    while True:
        number += 1
        u, v = _try(number, draw, counter, key)
        edge = 0.5 - abs(u)
        count = np.floor((2.0 * a / edge + b) * u + mean + 0.43)
        if edge >= 0.07 and v <= sure:
            return count
        if count >= 0.0 and (edge >= 0.013 or v <= edge):
            below = count * log_mean - mean - _get_log_factorial(count)
            if get_log(v * scale / (a / (edge * edge) + b)) <= below:
                return count
