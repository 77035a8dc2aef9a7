"""Changes of levers: what a scenario does to one thing over some years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.values.shares import PPM


@dataclass(frozen=True, slots=True)
class LeverChange:
    """A lever changed from `first_year` to `last_year`, both included (to the end where None). `value` is whole parts per million: for a lever
    that is multiplied 1 000 000 changes nothing, for one that is added to 0 changes nothing."""

    lever: str
    value: int
    first_year: int
    last_year: int | None = None


def multiply_changes(changes: Iterable[LeverChange], lever: str, years: Sequence[int]) -> NDArray[np.float64]:
    """What the lever is multiplied by in each year: all its changes that hold then, times each other. Shape (years,).

    >>> multiply_changes([LeverChange("fertility", 900_000, 2021)], "fertility", [2020, 2021]).tolist()
    [1.0, 0.9]
    """
    found = np.ones(len(years))
    for one in _of(changes, lever):
        found[_holds(one, years)] *= one.value / PPM
    return found


def add_changes(changes: Iterable[LeverChange], lever: str, years: Sequence[int]) -> NDArray[np.float64]:
    """What is added to the lever in each year, as a share of one: all its changes that hold then, together. Shape (years,).

    >>> add_changes([LeverChange("interest", 10_000, 2020, 2020)], "interest", [2020, 2021]).tolist()
    [0.01, 0.0]
    """
    found = np.zeros(len(years))
    for one in _of(changes, lever):
        found[_holds(one, years)] += one.value / PPM
    return found


def _of(changes: Iterable[LeverChange], lever: str) -> list[LeverChange]:
    return [one for one in changes if one.lever == lever]


def _holds(one: LeverChange, years: Sequence[int]) -> list[bool]:
    return [one.first_year <= year and (one.last_year is None or year <= one.last_year) for year in years]
