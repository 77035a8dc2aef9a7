"""Whole persons out of a projection's decimals, so that sums hold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from veikart.calc.population.inputs import Numbers

Whole = NDArray[np.int64]
_DECIMALS = 6
"""What is nearer a whole number than this is that number: decimals of the arithmetic, not of the persons."""


def round_to_total(parts: Numbers, totals: Whole) -> Whole:
    """Whole numbers that add up to `totals`: each part rounded down, and the largest fractions up, as many as are needed.

    `parts` has shape (parts, …) and `totals` the rest of it. Parts that are whole stay as they are. What a total asks for beyond rounding up or
    down, which is nothing where it is less than one from the sum of its parts, is put on the largest part.

    >>> round_to_total(np.array([[1.5], [1.4], [1.1]]), np.array([4])).ravel().tolist()
    [2, 1, 1]
    """
    known = np.round(parts, _DECIMALS)
    if not len(known):
        return known.astype(np.int64)
    down = np.floor(known)
    order = np.argsort(-(known - down), axis=0, kind="stable")
    place = np.argsort(order, axis=0, kind="stable")
    wanted = np.rint(totals - down.sum(axis=0))
    able = np.clip(wanted, 0, (known > down).sum(axis=0))
    whole: Whole = (down + (place < able)).astype(np.int64)
    largest = np.abs(known).argmax(axis=0)[None]
    np.put_along_axis(whole, largest, np.take_along_axis(whole, largest, axis=0) + (wanted - able).astype(np.int64)[None], axis=0)
    return whole


def round_persons(persons: Numbers) -> Whole:
    """To the nearest whole person."""
    whole: Whole = np.rint(np.round(persons, _DECIMALS)).astype(np.int64)
    return whole
