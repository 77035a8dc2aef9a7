"""Shares, rates and indices as whole numbers, and money times them to the krone: the same on one number and on an array of them.

A share or a rate is whole parts per million (2,37 % is 23 700), an index is whole parts per thousand million (1,0 is 1 000 000 000). Nothing
here is a float, so a fast engine and a slow one give the same krone. Halves are rounded away from zero.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

PPM = 1_000_000
"""A share or rate of 100 %."""
PPB = 1_000_000_000
"""An index of 1,0."""
LARGEST_NOK = 10**12
"""Whole kroner in one row. Sums of many rows are larger: a share or an index times them overflows only where the answer itself would."""
_LARGEST_EXACT = 2**61

Whole = TypeVar("Whole", int, NDArray[np.int64])


def divide_rounded(number: Whole, divisor: Whole | int) -> Whole:
    """`number` / `divisor` (positive) to the nearest whole number, halves away from zero. Raises ZeroDivisionError for a plain zero.

    >>> divide_rounded(5, 2), divide_rounded(-5, 2), divide_rounded(4, 3)
    (3, -3, 1)
    """
    if isinstance(number, np.ndarray) or isinstance(divisor, np.ndarray):
        size = np.abs(number)
        found: Whole = np.sign(number) * ((2 * size + divisor) // (2 * divisor))
        return found
    size = abs(number)
    return ((2 * size + divisor) // (2 * divisor)) * (1 if number >= 0 else -1)


def share_of(nok: Whole, share_ppm: Whole | int) -> Whole:
    """Kroner times a share or rate in parts per million, to the nearest krone.

    >>> share_of(1_000_000, 23_700), share_of(-3, 500_000)
    (23700, -2)
    """
    if not isinstance(nok, np.ndarray) or _largest(nok) * _largest(share_ppm) < _LARGEST_EXACT:
        return divide_rounded(nok * share_ppm, PPM)
    size = np.abs(nok)
    whole = size // PPM
    found: Whole = np.sign(nok) * (whole * share_ppm + divide_rounded((size - whole * PPM) * share_ppm, PPM))
    return found


def _largest(numbers: Whole) -> int:
    return int(max(numbers.max(initial=0), -numbers.min(initial=0))) if isinstance(numbers, np.ndarray) else abs(int(numbers))


def ratio_of(above: NDArray[np.int64], below: NDArray[np.int64]) -> NDArray[np.int64]:
    """`above` / `below` in whole parts per million, halves away from zero; 0 where `below` is 0. Arrays of the same shape, or that spread to it.

    >>> ratio_of(np.array([1, -1, 5]), np.array([3, 2, 0])).tolist()
    [333333, -500000, 0]
    """
    size, divisor = np.abs(above), np.maximum(np.abs(below), 1)
    whole = size // divisor
    rest = size - whole * divisor
    if _largest(divisor) * PPM > _LARGEST_EXACT:  # too large to be multiplied as they are
        rest, divisor = rest.astype(object), divisor.astype(object)
    parts = ((2 * PPM * rest + divisor) // (2 * divisor)).astype(np.int64)
    found: NDArray[np.int64] = np.sign(above) * np.sign(below) * (whole * PPM + parts)
    return found


def scale(nok: Whole, index_ppb: Whole | int) -> Whole:
    """Kroner times an index in parts per thousand million, to the nearest krone.

    >>> scale(1_000_000_000, 1_025_000_000)
    1025000000
    """
    sign = np.sign(nok) if isinstance(nok, np.ndarray) else (nok > 0) - (nok < 0)
    size = abs(nok)
    whole, parts = size // PPB, index_ppb // PPB
    rest, part = size - whole * PPB, index_ppb - parts * PPB
    found: Whole = sign * (whole * index_ppb + rest * parts + (rest * part + PPB // 2) // PPB)
    return found


def make_index(growth_ppm: list[int], base: int) -> list[int]:
    """The index in parts per thousand million of each year from growth in that year; 1,0 in the year at place `base`.

    Each step is rounded to a whole part. Growth of the base year itself, and of the first year, is not used where nothing is before it.

    >>> make_index([0, 20_000, 30_000], 0)
    [1000000000, 1020000000, 1050600000]
    >>> make_index([0, 20_000], 1)
    [980392157, 1000000000]
    """
    index = [PPB] * len(growth_ppm)
    for year in range(base + 1, len(index)):
        index[year] = divide_rounded(index[year - 1] * (PPM + growth_ppm[year]), PPM)
    for year in range(base - 1, -1, -1):
        index[year] = divide_rounded(index[year + 1] * PPM, PPM + growth_ppm[year + 1])
    return index
