"""Plain draws, one number at a time with Python's own integers and floats, written from the definitions."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from statistics import NormalDist
from zlib import crc32

from veikart.calc.odds import FactorSpec

WORD = 2**32 - 1


def plain_philox(counter: Sequence[int], key: Sequence[int]) -> list[int]:
    """Ten rounds of Philox4x32."""
    c, k = list(counter), list(key)
    for _ in range(10):
        first, second = c[0] * 0xD2511F53, c[2] * 0xCD9E8D57
        c = [(second >> 32) ^ c[1] ^ k[0], second & WORD, (first >> 32) ^ c[3] ^ k[1], first & WORD]
        k = [(k[0] + 0x9E3779B9) & WORD, (k[1] + 0xBB67AE85) & WORD]
    return c


def plain_share(high: int, low: int) -> float:
    """Two words as a number between 0 and 1."""
    return ((high >> 6) * 2**26 + (low >> 6) + 0.5) / 2**52


def plain_factors(
    specs: Sequence[FactorSpec], triangle: Sequence[Sequence[float]], years: int, draw: int, seed: int, municipality: int
) -> list[list[float]]:
    """The factors of one draw by year and lever; national levers must stand first in `specs`."""
    key = [seed & WORD, seed >> 32 | 1 << 24]
    x, found = [0.0] * len(specs), []
    for year in range(years):
        shocks = []
        for one in specs:
            counter = [draw, year // 2, crc32(one.lever.encode()), 0 if one.is_national else municipality]
            words = plain_philox(counter, key)[2 * (year % 2) :][:2]
            shocks.append(NormalDist().inv_cdf(plain_share(*words)))
        for at, one in enumerate(specs):
            x[at] = one.persistence * x[at] + one.spread * sum(part * shock for part, shock in zip(triangle[at], shocks, strict=True))
        found.append([exp(level) if one.draw == "log" else level for level, one in zip(x, specs, strict=True)])
    return found
