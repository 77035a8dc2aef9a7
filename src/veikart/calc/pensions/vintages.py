"""Deviations charged to the accounts year by year, each vintage for itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from veikart.calc.values import divide_rounded
from veikart.calc.worksheets import Lines


def amortise(original: Lines, arisen: Lines, over: Lines, years: Sequence[int]) -> dict[str, Lines]:
    """What is left of each vintage and what is charged of it in `years`: lines of shape (vintages, years), whole kroner.

    `original` is the deviation in whole kroner (negative where the premium was below the cost), `arisen` the year it arose, `over` the number
    of years it is charged over, all of shape (vintages,). Formula: what is left on 1 January divided by the years that are left, rounded to the
    krone; so every instalment is within a krone of an equal part, and the last one takes the rest and leaves zero. The first instalment falls in
    the year after the vintage arose. `brought` is what is left when the years begin.

    >>> lines = amortise(np.array([100]), np.array([2019]), np.array([3]), range(2020, 2024))
    >>> lines["amortised"].tolist(), lines["closing"].tolist()
    ([[33, 34, 33, 0]], [[67, 33, 0, 0]])
    """
    names = ("brought", "opening", "arisen", "age", "amortised", "closing")
    lines = {name: np.zeros((len(original), len(years)), dtype=np.int64) for name in names}
    balance = original
    for year in range(min([years[0], *(arisen + 1).tolist()]), years[-1] + 1):
        age = year - arisen
        opening = np.where(age > 0, balance, 0)
        amortised = divide_rounded(opening, np.maximum(over - age + 1, 1))
        new = np.where((age == 0) & (year >= years[0]), original, 0)
        balance = np.where(age > 0, opening - amortised, balance)
        if year >= years[0]:
            at = year - years[0]
            for name, values in zip(names[1:], (opening, new, age, amortised, opening - amortised + new), strict=True):
                lines[name][:, at] = values
    if len(years):
        lines["brought"][:, 0] = lines["opening"][:, 0]
    return lines
