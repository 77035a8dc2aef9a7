"""What thousands of drawn futures come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""The shares of the draws that lie below each quantile."""


@dataclass(frozen=True, eq=False)
class Odds:
    """What a scenario comes to over all draws, by year.

    `quantiles` are by line, shape (levels, years) in the order of LEVELS; `central` is the line without any draw, shape (years,). `breaks` are the
    shares of the draws that break each limit, shape (years,), and `ever` the shares that break it in any year. `drivers` tell for each line how
    much of its spread in the last year each lever stands for, largest first. `units` are nok, ppm or persons by line. Kroner have the sign that
    reads best (result, funds and debt positive where there is much of them), in the price level of the plan.
    """

    scenario: str
    years: tuple[int, ...]
    draws: int
    seed: int
    quantiles: Mapping[str, Numbers]
    central: Mapping[str, Numbers]
    units: Mapping[str, str]
    breaks: Mapping[str, Numbers] = field(default_factory=dict)
    ever: Mapping[str, float] = field(default_factory=dict)
    drivers: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)


def get_quantiles(drawn: Numbers) -> Numbers:
    """The quantiles of LEVELS, on the first axis, of draws along the last one, in a straight line between the two nearest.

    >>> get_quantiles(np.arange(21.0)[None])[:, 0].tolist()
    [1.0, 2.0, 5.0, 10.0, 15.0, 18.0, 19.0]
    """
    ordered = np.sort(drawn, axis=-1)
    place = np.array(LEVELS) * (drawn.shape[-1] - 1)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, drawn.shape[-1] - 1)
    return np.moveaxis(ordered[..., below] + (ordered[..., above] - ordered[..., below]) * (place - below), -1, 0)
