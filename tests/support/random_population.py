"""Made-up populations to try the engines on."""

from __future__ import annotations

import numpy as np

from veikart.calc.population import AGES, PopulationInputs


def make_inputs(seed: int, *, years: int = 5, size: float = 100.0, extreme: bool = False) -> PopulationInputs:
    """A made-up population with about so many persons in each cell. An extreme one has chances of 0 and 1, empty cells and homes that go."""
    rng = np.random.default_rng(seed)
    ages, shape = np.arange(AGES), (years, 2, AGES)
    wild = rng.random(shape) < (0.1 if extreme else 0)
    dying = np.clip(np.exp(-9.5 + 0.088 * ages) * rng.uniform(0.8, 1.2, shape), 0, 1)
    fertility = np.where((ages >= 15) & (ages < 50), 0.12 * np.exp(-(((ages - 31) / 7) ** 2)), 0) * rng.uniform(0.8, 1.2, (years, AGES))
    homes = rng.normal(0.0, size, shape) if extreme else rng.uniform(0, size / 50, shape)
    return PopulationInputs(
        2020,
        np.floor(rng.uniform(0, 2 * size, (2, AGES)) * (rng.random((2, AGES)) > (0.2 if extreme else 0))),
        fertility,
        1 - np.where(wild, rng.integers(0, 2, shape), dying),
        np.where(wild, rng.uniform(0, 0.5, shape), rng.uniform(0, 0.1, shape)),
        rng.uniform(0, 0.02, shape),
        rng.uniform(0, size / 10, shape),
        rng.uniform(0, size / 50, shape),
        homes,
    )
