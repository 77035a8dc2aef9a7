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
_WEYL_0, _WEYL_1 = np.uint32(0x9E3779B9), np.uint32(0xBB67AE85)
_WORD_BITS, _DROPPED, _KEPT = np.uint64(32), np.uint64(6), np.uint64(26)


def make_key(seed: int, purpose: int) -> tuple[np.uint32, np.uint32]:
    """The two words of the key of a seed and a purpose (FACTORS, NOISE). Raises ValueError where the seed is below 0 or has over 56 bits."""
    if not 0 <= seed < 1 << SEED_BITS:
        raise ValueError(f"the seed {seed} is not between 0 and 2^{SEED_BITS}")
    return np.uint32(seed & 0xFFFFFFFF), np.uint32(seed >> 32 | purpose << 24)


@njit(**FAST)
def mix_words(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Four words of a counter and two of a key, all uint32, to four random words: ten rounds of Philox4x32."""
    for _ in range(10):
        first, second = np.uint64(c0) * _MULTIPLIER_0, np.uint64(c2) * _MULTIPLIER_1
        c0, c1 = np.uint32(np.uint32(second >> _WORD_BITS) ^ c1 ^ k0), np.uint32(second)
        c2, c3 = np.uint32(np.uint32(first >> _WORD_BITS) ^ c3 ^ k1), np.uint32(first)
        k0, k1 = np.uint32(k0 + _WEYL_0), np.uint32(k1 + _WEYL_1)
    return c0, c1, c2, c3


@njit(**FAST)
def get_share(high, low):  # type: ignore[no-untyped-def]
    """Two random words as a number strictly between 0 and 1: the middle of one of 2^52 equal parts."""
    return (np.float64(np.int64((np.uint64(high) >> _DROPPED << _KEPT) | (np.uint64(low) >> _DROPPED))) + 0.5) * 2.0**-52


@njit(**FAST)
def fill_shares(found, draw, counter, key):  # type: ignore[no-untyped-def]
    """Independent numbers between 0 and 1 into `found`, float64 of shape (2, draws), from draw number `draw` (uint32) on: two from each block.

    The draw is the first word of the counter; `counter` holds the three others and `key` two words, all uint32.
    """
    for at in range(found.shape[1]):
        words = mix_words(np.uint32(draw + np.uint32(at)), counter[0], counter[1], counter[2], key[0], key[1])
        found[0, at], found[1, at] = get_share(words[0], words[1]), get_share(words[2], words[3])
