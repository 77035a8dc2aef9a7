"""A population, the areas of a municipality and the chain of homes worked out slowly, with plain loops: what judges the fast ones."""

from __future__ import annotations

from typing import Any

OLDEST = 105


def plain_persons(inputs: Any) -> list[list[list[float]]]:
    """Persons by year, sex and age, one cell after another, where homes that go take no more than there are: years + 1, sexes, ages."""
    years = [inputs.base.tolist()]
    for at in range(len(inputs.fertility)):
        there = _older(years[-1])
        born = sum(there[0][age] * float(inputs.fertility[at][age]) for age in range(OLDEST + 1))
        there[0][0], there[1][0] = born * (1 - inputs.boys), born * inputs.boys
        years.append([[_plain_cell(inputs, there, at, sex, age) for age in range(OLDEST + 1)] for sex in range(2)])
    return years


def _plain_cell(inputs: Any, there: list[list[float]], at: int, sex: int, age: int) -> float:
    alive = there[sex][age] * float(inputs.survival[at][sex][age])
    left = alive - alive * float(inputs.out_domestic[at][sex][age]) - alive * float(inputs.out_foreign[at][sex][age])
    came = float(inputs.in_domestic[at][sex][age]) + float(inputs.in_foreign[at][sex][age])
    return max(left + came + float(inputs.in_housing[at][sex][age]), 0.0)


def plain_chain(homes: float, outside: float, new: float, persons: float) -> tuple[float, float]:
    """Homes that are filled and persons from outside, when the chain is followed until next to nothing is left of it."""
    filled = came = 0.0
    while abs(homes) > 1e-12:
        filled += homes
        came += homes * outside * persons
        homes -= homes * outside + homes * new
    return filled, came


def plain_areas(inputs: Any, areas: Any) -> list[list[list[list[float]]]]:
    """Persons of each area, by year, sex and age, where no area loses more than it has: areas, years + 1, sexes, ages."""
    count = len(areas.base)
    persons = [[areas.base[area].tolist()] for area in range(count)]
    for at in range(len(inputs.fertility)):
        there = [_older(persons[area][-1]) for area in range(count)]
        for one in there:
            born = sum(one[0][age] * float(inputs.fertility[at][age]) for age in range(OLDEST + 1))
            one[0][0], one[1][0] = born * (1 - inputs.boys), born * inputs.boys
        for area, after in enumerate(_move(inputs, areas, there, at)):
            persons[area].append(after)
    return persons


def _older(persons: list[list[float]]) -> list[list[float]]:
    return [[0.0, *sex[:-2], sex[-2] + sex[-1]] for sex in persons]


def _move(inputs: Any, areas: Any, there: list[list[list[float]]], at: int) -> list[list[list[float]]]:
    count = len(there)
    moved = [[[0.0] * (OLDEST + 1) for _ in range(2)] for _ in range(count)]
    everybody = [sum(sum(sex) for sex in one) for one in there]
    for sex in range(2):
        for age in range(OLDEST + 1):
            here = [there[area][sex][age] for area in range(count)]
            total = sum(here)
            outside = [float(areas.from_outside[area][at][sex][age]) for area in range(count)]
            inside = [float(areas.from_inside[area][at][sex][age]) for area in range(count)]
            came = float(inputs.in_domestic[at][sex][age] + inputs.in_foreign[at][sex][age] + inputs.in_housing[at][sex][age]) - sum(outside)
            stays = float(inputs.survival[at][sex][age]) * float(1 - inputs.out_domestic[at][sex][age] - inputs.out_foreign[at][sex][age])
            for area in range(count):
                share = here[area] / total if total else everybody[area] / sum(everybody)
                moved[area][sex][age] = here[area] * stays + share * (came - sum(inside)) + outside[area] + inside[area]
    return moved
