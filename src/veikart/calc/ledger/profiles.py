"""A year's amounts spread over its months, to the last krone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.int64]
MONTHS = 12
EVEN = (1,) * MONTHS
"""The weights of a year in which every month is like the others."""
_LARGEST_WEIGHTS = 2**40
_LARGEST_AT_ONCE = 2**62


def make_profile(weights: Sequence[int]) -> Amounts:
    """Twelve weights, January first, as an array. Raises ValueError where there are not twelve, one is negative, or all are zero.

    >>> make_profile(EVEN).sum()
    np.int64(12)
    """
    profile = np.array(weights, dtype=np.int64)
    if profile.shape != (MONTHS,) or profile.min() < 0 or not 0 < profile.sum() <= _LARGEST_WEIGHTS:
        raise ValueError(f"a profile is twelve weights, none negative and not all zero: {list(weights)}")
    return profile


def spread_year(amounts: Amounts, weights: Amounts) -> Amounts:
    """Amounts of a year by month, shape (n, 12), whole numbers that sum exactly to the year.

    Each month gets its share of the year, and what is lost when shares are cut to whole numbers goes, one at a time, to the months that lost
    most, the earliest first where they lost the same. A negative amount is spread as the positive one, with the sign changed. `amounts` has shape
    (n,) in any whole unit of money, `weights` shape (12,) or (n, 12), whole and not negative; rows with no weight at all are spread evenly.

    >>> spread_year(np.array([100, -5]), np.array(EVEN)).tolist()
    [[9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8], [-1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0]]
    """
    sizes = np.abs(np.asarray(amounts, dtype=np.int64))
    shares = np.broadcast_to(np.asarray(weights, dtype=np.int64), (len(sizes), MONTHS))
    shares = np.where(shares.sum(axis=1, keepdims=True) > 0, shares, 1)
    totals = shares.sum(axis=1, keepdims=True)
    months, rests = _divide(sizes[:, None], shares, totals)
    missing = sizes - months.sum(axis=1)
    order = np.argsort(-rests, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.broadcast_to(np.arange(MONTHS), order.shape), axis=1)
    months += places < missing[:, None]
    found: Amounts = months * np.sign(amounts)[:, None]
    return found


def _divide(sizes: Amounts, shares: Amounts, totals: Amounts) -> tuple[Amounts, Amounts]:
    """Whole parts and rests of sizes × shares / totals, without a product too large for 64 bits."""
    if int(sizes.max(initial=0)) * int(shares.max(initial=0)) < _LARGEST_AT_ONCE:
        whole, rests = np.divmod(sizes * shares, totals)
        return whole, rests
    large = sizes.astype(object) * shares
    return (large // totals).astype(np.int64), (large % totals).astype(np.int64)


def get_weights(months: Amounts) -> Amounts:
    """The weights that a year's own months give, shape (n, 12) from (n, 12) or (n, 13): what closes the year is put in December. Months that go
    against the sum of their year weigh nothing, and a year of nothing weighs as an even one.

    >>> get_weights(np.array([[2, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0]])).tolist()
    [[2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]
    """
    year = np.array(months[:, :MONTHS], dtype=np.int64)
    year[:, -1] += months[:, MONTHS:].sum(axis=1)
    sign = np.sign(year.sum(axis=1, keepdims=True))
    weights = np.maximum(year * sign, 0)
    found: Amounts = np.where(weights.sum(axis=1, keepdims=True) > 0, weights, 1)
    return found


def sum_to_month(months: Amounts, month: int) -> Amounts:
    """What has come so far: the sum of the months to and with `month` (1–12; 12 takes the entries that close the year too). Shape (n,) from
    (n, 12) or (n, 13). The same for budgets and accounts.

    >>> sum_to_month(np.array([[1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]]), 2).tolist()
    [3]
    """
    found: Amounts = months[:, : month if month < MONTHS else months.shape[1]].sum(axis=1)
    return found
