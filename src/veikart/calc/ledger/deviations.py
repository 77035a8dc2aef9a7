"""How far accounts are from budgets, and which deviations are large."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.ledger.profiles import Amounts
from veikart.calc.values import ratio_of


@dataclass(frozen=True)
class Deviations:
    """Budget less accounts (or less a forecast) of n units: positive is less used, or more earned, than budgeted. `share` is the deviation in whole
    parts per million of the budget's size, 0 where there is no budget. Amounts in the unit they were given in, shape (n,)."""

    budget: Amounts
    actual: Amounts
    amount: Amounts
    share: Amounts


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a deviation is large: by its size, in the unit of the amounts, and by its share in parts per million. None is no limit. With `both` it
    must pass both, else one of them is enough; without any limit nothing is large."""

    amount: int | None = None
    share: int | None = None
    both: bool = False


def make_deviations(budget: Amounts, actual: Amounts) -> Deviations:
    """Budget less actual, and its share of the budget.

    >>> make_deviations(np.array([200]), np.array([230])).share.tolist()
    [-150000]
    """
    amount = budget - actual
    return Deviations(budget, actual, amount, ratio_of(amount, np.abs(budget)))


def find_large(deviations: Deviations, threshold: Threshold) -> NDArray[np.bool_]:
    """Which of them are as large as the threshold or larger, shape (n,). A unit without a budget passes any share once it has used something.

    >>> find_large(make_deviations(np.array([200, 200]), np.array([230, 205])), Threshold(amount=20)).tolist()
    [True, False]
    """
    tests = []
    if threshold.amount is not None:
        tests.append(np.abs(deviations.amount) >= threshold.amount)
    if threshold.share is not None:
        tests.append(np.where(deviations.budget != 0, np.abs(deviations.share) >= threshold.share, deviations.amount != 0))
    if not tests:
        return np.zeros(len(deviations.amount), dtype=bool)
    found: NDArray[np.bool_] = np.logical_and.reduce(tests) if threshold.both else np.logical_or.reduce(tests)
    return found & (deviations.amount != 0)
