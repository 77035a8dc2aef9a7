"""Random numbers that are looked up, not drawn in turn: Philox4x32-10.

**Source**: Salmon, Moraes, Dror and Shaw, «Parallel random numbers: as easy as 1, 2, 3» (SC11). A block of four 32-bit words is a function of a
counter (four words) and a key (two), so draw 7 841 of year 12 is the same whatever was worked out before it, by whom, and in what order.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from veikart.calc.odds.elementary import FAST

SEED_BITS = 56
"""A seed is a whole number of so many bits; the eight above it tell what the numbers are for."""
FACTORS, NOISE = range(1, 3)
_MULTIPLIER_0, _MULTIPLIER_1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL_0, _WEYL_1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_WORD_BITS, _DROPPED, _KEPT = np.uint64(32), np.uint64(6), np.uint64(26)
_ONE_BITS = np.uint64(0x3FF0000000000000)


def make_key(seed: int, purpose: int) -> tuple[np.uint64, np.uint64]:
    """The two words of the key of a seed and a purpose (FACTORS, NOISE). Raises ValueError where the seed is below 0 or has over 56 bits."""
    if not 0 <= seed < 1 << SEED_BITS:
        raise ValueError(f"the seed {seed} is not between 0 and 2^{SEED_BITS}")
    return np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32 | purpose << 24)


@njit(**FAST, inline="always")
def mix_words(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Four words of a counter and two of a key, uint64 below 2^32, to four random words: ten rounds of Philox4x32.

    The upper halves are only cleared where they count, before a multiplication and at the end: then vectors need no shuffling.
    """
    for _ in range(10):
        first, second = (c0 & _LOW) * _MULTIPLIER_0, (c2 & _LOW) * _MULTIPLIER_1
        c0, c1 = (second >> _WORD_BITS) ^ c1 ^ k0, second
        c2, c3 = (first >> _WORD_BITS) ^ c3 ^ k1, first
        k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
    return c0 & _LOW, c1 & _LOW, c2 & _LOW, c3 & _LOW


@njit(**FAST)
def get_share(high, low):  # type: ignore[no-untyped-def]
    """Two random words as a number strictly between 0 and 1: the middle of one of 2^52 equal parts."""
    bits = (high >> _DROPPED << _KEPT) | (low >> _DROPPED) | _ONE_BITS
    return (np.uint64(bits).view(np.float64) - 1.0) + 2.0**-53


@njit(**FAST)
def fill_shares(found, draw, counter, key):  # type: ignore[no-untyped-def]
    """Independent numbers between 0 and 1 into `found`, float64 of shape (2, draws), from draw number `draw` on: two from each block.

    The draw is the first word of the counter; `counter` holds the three others and `key` two words, all uint64 below 2^32.
    """
    for at in range(found.shape[1]):
        words = mix_words((draw + np.uint64(at)) & _LOW, counter[0], counter[1], counter[2], key[0], key[1])
        found[0, at], found[1, at] = get_share(words[0], words[1]), get_share(words[2], words[3])
