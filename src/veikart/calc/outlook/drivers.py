"""What drives the spread: how much of what is drawn goes with each lever."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veikart.calc.outlook.odds import Numbers

_SMALLEST = 0.005
"""Shares below this are left out."""
MOST_RANKED = 2_000
"""Draws, the first ones: more of them move no share by a per cent."""


def measure_drivers(line: Numbers, levers: Mapping[str, Numbers]) -> tuple[tuple[str, float], ...]:
    """The share of the spread of a line that goes with each lever, largest first; those under half a per cent left out.

    `line` is one number for each draw, shape (draws,); `levers` are ranks by lever from `rank_levers`. **Formula**: the square of the correlation
    of ranks (Spearman), the larger of the one with the lever's last year and the one with its mean over the years. Levers that are drawn to move
    together share what they explain, so the shares may add up to more than one.
    """
    ranks = _rank(line[None, :MOST_RANKED])[0]
    if not ranks.any():
        return ()
    found = {lever: min(float(np.max((known @ ranks) ** 2)), 1.0) for lever, known in levers.items()}
    return tuple(sorted(((lever, share) for lever, share in found.items() if share >= _SMALLEST), key=lambda one: (-one[1], one[0])))


def rank_levers(factors: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """The ranks of each lever's last year and of its mean, shape (2, draws), from what was drawn, shape (draws, years)."""
    return {lever: _rank(np.stack([values[:MOST_RANKED, -1], values[:MOST_RANKED].mean(axis=1)])) for lever, values in factors.items()}


def _rank(values: Numbers) -> Numbers:
    """Ranks along the last axis, centred and of length one, so that a product of two is their correlation; zeros where all are equal."""
    order = np.argsort(values, axis=-1, kind="stable")
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, np.arange(values.shape[-1], dtype=float)[None], axis=-1)
    ranks -= ranks.mean(axis=-1, keepdims=True)
    length = np.sqrt((ranks**2).sum(axis=-1, keepdims=True)) * (np.ptp(values, axis=-1, keepdims=True) > 0)
    found: Numbers = np.divide(ranks, length, out=np.zeros_like(ranks), where=length > 0)
    return found
