"""Who moves: a model of the shares that move out by age, where no municipality's own are counted."""

from __future__ import annotations

import numpy as np

from veikart.calc.population.inputs import AGES, SEXES, Numbers

CHILDREN, CHILDREN_FALL = 0.02, 0.1
YOUNG, YOUNG_FALL, YOUNG_RISE, YOUNG_AGE = 0.06, 0.1, 0.4, 20.0
ALL_AGES = 0.003
OUT_DOMESTIC, OUT_FOREIGN = 0.045, 0.006
"""The shares of the nation that move to another municipality and abroad in a year: round figures for 2010-2019, an estimate."""


def make_moving_schedule() -> Numbers:
    """Who moves, by sex and age at the end of the year, shape (2, 106), of a level without meaning.

    Formula: children follow their parents, fewer the older they are; the young move most; all ages move a little: the model migration schedule of
    seven parameters with the parameters of many countries. The sexes are alike. Source: A. Rogers and L. Castro, Model Migration Schedules,
    IIASA RR-81-30 (1981), the basic standard schedule.
    """
    age = np.arange(AGES) - 0.5
    from_young = age - YOUNG_AGE
    young = YOUNG * np.exp(-YOUNG_FALL * from_young - np.exp(-YOUNG_RISE * from_young))
    moving = CHILDREN * np.exp(-CHILDREN_FALL * np.maximum(age, 0)) + young + ALL_AGES
    moving[0] /= 2
    return np.repeat(moving[None], len(SEXES), 0)


def scale_to_level(moving: Numbers, persons: Numbers, level: float) -> Numbers:
    """The schedule times one factor, so that it moves the share `level` of these persons (shape (2, 106))."""
    return moving * (level * persons.sum() / max(float((moving * persons).sum()), 1e-9))


def part_net(net: Numbers, alive: Numbers, out: Numbers) -> tuple[Numbers, Numbers]:
    """Shares that move out and persons who move in, from net persons, those alive and the shares that the model moves out, all of one shape.

    Formula: in = net + out; where that would be below zero nobody moves in, and the share that moves out is what the net says.
    """
    moved_in = np.maximum(net + out * alive, 0)
    shares = np.where(moved_in > 0, out, np.divide(-net, alive, out=np.zeros_like(net), where=alive > 0))
    return np.clip(shares, 0, 1), moved_in
