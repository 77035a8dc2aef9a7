"""An organisation as a tree: what each unit has is what it has itself, and what everything below it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.ledger.profiles import Amounts


@dataclass(frozen=True)
class UnitTree:
    """Units in order, and the place of each one's parent, −1 for those at the top. `depths` counts the units above."""

    ids: tuple[str, ...]
    parents: NDArray[np.int64]
    depths: NDArray[np.int64]

    @classmethod
    def of(cls, ids: Sequence[str], parents: Mapping[str, str]) -> UnitTree:
        """The tree of `ids`, with each one's parent by id; those without one, or with one that is not among them, are at the top.

        Raises ValueError where a unit is below itself, or stands twice.
        """
        places = {one: at for at, one in enumerate(ids)}
        if len(places) != len(ids):
            raise ValueError("a unit stands twice")
        above = np.array([places.get(parents.get(one, ""), -1) for one in ids], dtype=np.int64)
        return cls(tuple(ids), above, _count_above(above))

    def add_up(self, amounts: Amounts) -> Amounts:
        """Each unit's own amounts and those of all units below it. Shape (units, …), the same as given.

        >>> UnitTree.of(["a", "b", "c"], {"b": "a", "c": "b"}).add_up(np.array([1, 2, 3])).tolist()
        [6, 5, 3]
        """
        found = np.array(amounts)
        for depth in range(int(self.depths.max(initial=0)), 0, -1):
            units = np.flatnonzero(self.depths == depth)
            np.add.at(found, self.parents[units], found[units])
        return found


def _count_above(above: NDArray[np.int64]) -> NDArray[np.int64]:
    depths = np.zeros(len(above), dtype=np.int64)
    at = above.copy()
    for _ in range(len(above)):
        if not (at >= 0).any():
            return depths
        depths[at >= 0] += 1
        at = np.where(at >= 0, above[np.maximum(at, 0)], -1)
    if (at >= 0).any():
        raise ValueError("a unit is below itself")
    return depths


def add_up_by_key(keys: NDArray[np.int64], amounts: Amounts, count: int) -> Amounts:
    """The sum of the amounts of each key from 0 to `count` − 1, exact, in one pass. Keys below zero are left out. Shape (count,).

    >>> add_up_by_key(np.array([0, 2, 0, -1]), np.array([1, 2, 3, 4]), 3).tolist()
    [4, 0, 2]
    """
    found = np.zeros(count, dtype=np.int64)
    is_known = keys >= 0
    np.add.at(found, keys[is_known], amounts[is_known])
    return found
