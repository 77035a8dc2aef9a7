"""One projection, year by year: plain NumPy, and the judge of the faster engines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from veikart.calc.population.inputs import AGES, FEMALE, MALE, SEXES, Numbers, PopulationInputs


@dataclass(frozen=True, eq=False)
class Projected:
    """A projection with everything that moved it. Persons, float64, at the ages of the end of the year.

    `persons` has shape (years + 1, sexes, ages), the first on 1 January of the first year. The flows have shape (years, sexes, ages);
    `births` is at age 0 only, deaths of the newborn too. **Identity**: persons of a year, summed, are those of the year before plus births less
    deaths, less those who moved out, plus those who moved in.
    """

    years: tuple[int, ...]
    persons: Numbers
    births: Numbers
    deaths: Numbers
    out_domestic: Numbers
    out_foreign: Numbers
    in_domestic: Numbers
    in_foreign: Numbers
    in_housing: Numbers


def advance_ages(persons: Numbers) -> Numbers:
    """The same people a year older: those of the last two ages come together in the last, and nobody is 0. Last axis ages."""
    older = np.zeros_like(persons)
    older[..., 1:] = persons[..., :-1]
    older[..., -1] += persons[..., -1]
    return older


def project(inputs: PopulationInputs) -> Projected:
    """The population year by year.

    Formula, for each sex and age at the end of the year: a year older, times survival, less the shares that move out, plus those who move in,
    never below zero. Births are women (a year older, those there on 1 January, before deaths and moving) times fertility, shared between
    the sexes by `boys`, and then survive and move like the others. Where a negative flow to homes would take more than there are, it is cut.
    """
    count, shape = len(inputs.fertility), (len(inputs.fertility), len(SEXES), AGES)
    persons = np.empty((count + 1, *shape[1:]))
    persons[0] = inputs.base
    births, deaths, out_domestic, out_foreign, in_housing = (np.zeros(shape) for _ in range(5))
    for at in range(count):
        there = advance_ages(persons[at])
        born = float(there[FEMALE] @ inputs.fertility[at])
        births[at, FEMALE, 0], births[at, MALE, 0] = born * (1 - inputs.boys), born * inputs.boys
        there[:, 0] = births[at, :, 0]
        alive = there * inputs.survival[at]
        deaths[at] = there - alive
        out_domestic[at], out_foreign[at] = alive * inputs.out_domestic[at], alive * inputs.out_foreign[at]
        before_homes = alive - out_domestic[at] - out_foreign[at] + inputs.in_domestic[at] + inputs.in_foreign[at]
        in_housing[at] = np.maximum(inputs.in_housing[at], -before_homes)
        persons[at + 1] = before_homes + in_housing[at]
    return Projected(inputs.years, persons, births, deaths, out_domestic, out_foreign, inputs.in_domestic, inputs.in_foreign, in_housing)
