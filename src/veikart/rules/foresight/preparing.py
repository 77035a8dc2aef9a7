"""What draws, compiled before anybody waits for it."""

from __future__ import annotations

import numpy as np

from veikart.calc.odds import FactorSpec, draw_factors
from veikart.calc.population import AGES, SEXES, PopulationInputs
from veikart.calc.population.drawing import draw_groups
from veikart.rules.foresight.levers import get_levers


def prepare_drawing() -> None:
    """Draw the smallest population there is, without and with chance in each life. The first time on a machine this compiles for some seconds; what
    is compiled lies on disk, and later it is only fetched."""
    lever, shape = next(iter(get_levers())), (1, len(SEXES), AGES)
    drawn = draw_factors([FactorSpec(lever, "log", 0.0, 0.0, True)], np.eye(1), years=1, draws=1, seed=0, municipality=0)
    still = dict.fromkeys(("out_domestic", "out_foreign", "in_domestic", "in_foreign", "in_housing"), np.zeros(shape))
    inputs = PopulationInputs(0, base=np.ones(shape[1:]), fertility=np.zeros((1, AGES)), survival=np.ones(shape), **still)
    factors = {lever: np.ascontiguousarray(drawn[:, :, 0])}
    for noise in (False, True):
        draw_groups(inputs, np.ones(shape), factors, draws=1, seed=0, municipality=0, noise=noise)
