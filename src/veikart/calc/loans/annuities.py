"""The part of a loan that falls due at the end of a year."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from veikart.calc.loans.rows import ANNUITY, SERIAL
from veikart.calc.values import PPB, PPM, divide_rounded
from veikart.calc.worksheets import Lines

_LARGEST_LEFT = 1_000
"""More than any loan has left: keeps a rate and a number of instalments apart in one number."""


@lru_cache(maxsize=65_536)
def get_due_share(kind: str, rate_ppm: int, left: int) -> int:
    """The part of what is owed that is paid this year with `left` instalments to go, this one included, in parts per thousand million.

    0 where no instalment is left to pay yet (`left` is 0), all of it where this is the last. A serial loan: 1 / left. An annuity:
    rate / ((1 + rate) ** left - 1), so that interest and instalment together are the same every year while the rate is. 0 for other kinds.
    Worked out exactly and rounded once, so an instalment of a thousand million kroner is off by at most one krone. Raises nothing.

    >>> get_due_share("serial", 30_000, 4), get_due_share("annuity", 30_000, 10), get_due_share("annuity", 0, 10), get_due_share("bullet", 0, 1)
    (250000000, 87230507, 100000000, 1000000000)
    """
    if left == 0 or (left > 1 and kind not in (ANNUITY, SERIAL)):
        return 0
    if kind == SERIAL or rate_ppm == 0 or left == 1:
        return divide_rounded(PPB, left)
    grown = (PPM + rate_ppm) ** left - PPM**left
    return divide_rounded(PPB * rate_ppm * PPM ** (left - 1), grown)


def make_due_shares(kinds: NDArray[np.int64], names: tuple[str, ...], rates: Lines, left: Lines) -> Lines:
    """`get_due_share` of every loan and year, shape (loans, years). `kinds` (loans,) are places in `names`; rates in parts per million, not below 0.

    Each kind, rate and number of instalments is worked out once, however many loans have it.
    """
    keys = (rates * _LARGEST_LEFT + np.minimum(left, _LARGEST_LEFT - 1)) * len(names) + kinds[:, None]
    unique, where = np.unique(keys, return_inverse=True)
    shares = []
    for key in unique.tolist():
        rest, kind = divmod(key, len(names))
        shares.append(get_due_share(names[kind], *divmod(rest, _LARGEST_LEFT)))
    found: Lines = np.array(shares, dtype=np.int64)[where].reshape(keys.shape)
    return found
