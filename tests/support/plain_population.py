"""A plain engine of the population: one person's age, one year and one draw at a time, in Python's own numbers, written from the definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb, exp

from tests.support.plain_odds import WORD, plain_philox, plain_share
from veikart.calc.population import AGES, FEMALE, MALE, OLDEST, PopulationInputs

Persons = list[list[float]]
Levers = Mapping[str, Sequence[float]]


def plain_draw(inputs: PopulationInputs, levers: Levers) -> list[Persons]:
    """Persons by year, sex and age of one draw, with the factor of each lever by year."""
    persons = [[float(one) for one in sex] for sex in inputs.base]
    found = [persons]
    for year in range(len(inputs.years)):
        older = [_grow_older(sex) for sex in persons]
        born = sum(older[FEMALE][age] * _fertility(inputs, levers, year, age, 1e9) for age in range(1, AGES))
        older[FEMALE][0], older[MALE][0] = born * (1 - inputs.boys), born * inputs.boys
        persons = [
            [
                max(older[sex][age] * (1 - _leaving(inputs, levers, year, sex, age)) + _arriving(inputs, levers, year, sex, age), 0.0)
                for age in range(AGES)
            ]
            for sex in (FEMALE, MALE)
        ]
        found.append(persons)
    return found


def plain_noisy_draw(inputs: PopulationInputs, levers: Levers, *, draw: int, seed: int, municipality: int) -> list[Persons]:
    """As `plain_draw`, in whole persons: every number by inversion from its share, so no mean may be above a hundred."""
    key = [seed & WORD, seed >> 32 | 2 << 24]

    def share(slot: int, kind: int, second: bool = False) -> float:
        words = plain_philox([draw, slot, kind, municipality], key)
        return plain_share(*(words[2:] if second else words[:2]))

    persons = [[_begin(float(one), share(768 + sex * AGES + age, 4)) for age, one in enumerate(row)] for sex, row in enumerate(inputs.base)]
    found = [persons]
    for year in range(len(inputs.years)):
        slot = year << 16
        older = [_grow_older(sex) for sex in persons]
        born = 0
        for age in range(1, AGES):
            if inputs.fertility[year, age] > 0:
                born += binomial(older[FEMALE][age], _fertility(inputs, levers, year, age, 1.0), share(slot + 256 + age, 2))
        older[FEMALE][0] = binomial(born, 1 - inputs.boys, share(slot + 512, 3))
        older[MALE][0] = born - older[FEMALE][0]
        persons = [[0.0] * AGES, [0.0] * AGES]
        for sex in (FEMALE, MALE):
            for age in range(AGES):
                cell, there = slot + sex * AGES + age, older[sex][age]
                there -= binomial(there, _leaving(inputs, levers, year, sex, age), share(cell, 0))
                mean = _arriving(inputs, levers, year, sex, age)
                come = poisson(abs(mean), share(cell, 0, second=True))
                persons[sex][age] = max(there + (come if mean > 0 else -come), 0)
        found.append(persons)
    return found


def binomial(trials: float, chance: float, share: float) -> int:
    """How many of so many, with the share of outcomes below it. Above a half it is those who do not that are counted."""
    count = int(trials)
    if chance > 0.5:
        return count - binomial(count, 1 - chance, share)
    total, number = (1 - chance) ** count, 0
    while share > total and number < count:
        number += 1
        total += comb(count, number) * chance**number * (1 - chance) ** (count - number)
    return number


def poisson(mean: float, share: float) -> int:
    """How many come, with the share of outcomes below it."""
    one = total = exp(-mean)
    number = 0
    while share > total:
        number += 1
        one *= mean / number
        total += one
    return number


def _begin(persons: float, share: float) -> float:
    return int(persons) + (1 if share < persons - int(persons) else 0)


def _grow_older(sex: Sequence[float]) -> list[float]:
    return [0.0, *sex[: OLDEST - 1], sex[OLDEST - 1] + sex[OLDEST]]


def _lever(levers: Levers, lever: str, year: int) -> float:
    return levers[lever][year] if lever in levers else 1.0


def _fertility(inputs: PopulationInputs, levers: Levers, year: int, age: int, most: float) -> float:
    return min(float(inputs.fertility[year, age]) * _lever(levers, "fertility", year), most)


def _leaving(inputs: PopulationInputs, levers: Levers, year: int, sex: int, age: int) -> float:
    """The chance of dying or moving out."""
    at = (year, sex, age)
    dead = min((1 - float(inputs.survival[at])) * _lever(levers, "mortality", year), 1.0)
    out = float(inputs.out_domestic[at]) * _lever(levers, "out_domestic", year) + float(inputs.out_foreign[at]) * _lever(levers, "out_foreign", year)
    return 1 - (1 - dead) * (1 - min(out, 1.0))


def _arriving(inputs: PopulationInputs, levers: Levers, year: int, sex: int, age: int) -> float:
    at = (year, sex, age)
    moving = float(inputs.in_domestic[at]) * _lever(levers, "in_domestic", year) + float(inputs.in_foreign[at]) * _lever(levers, "in_foreign", year)
    return moving + float(inputs.in_housing[at]) * _lever(levers, "housing", year)
