"""The areas of a municipality, each with its own cohorts, together always the municipality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.population.inputs import AGES, FEMALE, MALE, SEXES, Numbers, PopulationInputs
from veikart.calc.population.projection import Projected, advance_ages
from veikart.calc.population.rows import AreaPopulation
from veikart.calc.population.spreading import spread_persons, spread_rates

GAINS = ("births", "in_domestic", "in_foreign", "in_housing")
LOSSES = ("deaths", "out_domestic", "out_foreign")
TOLERATED = 0.01
"""How far the areas may be from the municipality and still be scaled to it: a share of the persons."""


@dataclass(frozen=True, eq=False)
class AreaInputs:
    """`base` is persons on 1 January of the first year, shape (areas, sexes, ages). Of those who move into new homes in an area, `from_outside`
    come from outside the municipality and `from_inside` from its other homes, shape (areas, years, sexes, ages)."""

    base: Numbers
    from_outside: Numbers
    from_inside: Numbers


@dataclass(frozen=True, eq=False)
class AreasProjected:
    """`persons` of the areas, shape (areas, years + 1, sexes, ages), and what moved them in all: `flows` by name, shape (areas, years).

    **Identity**: in every year, sex and age the areas add up to the municipality, and so do their flows.
    """

    persons: Numbers
    flows: dict[str, Numbers]


def spread_areas(rows: Iterable[AreaPopulation], areas: Sequence[str], base: Numbers) -> Numbers:
    """Who is entered as living in each area, shape (areas, sexes, ages), the areas in the order given: persons as they are counted, and shares
    (parts per million) of the municipality's `base`. They need not add up to it."""
    by_area: dict[str, list[AreaPopulation]] = {key: [] for key in areas}
    for row in rows:
        by_area[row.area].append(row)
    found = np.zeros((len(by_area), *base.shape))
    for at, known in enumerate(by_area.values()):
        counted = [one for one in known if one.persons is not None]
        shared = [one for one in known if one.persons is None and one.share is not None]
        found[at] = spread_persons(counted, "persons") + spread_rates(shared, "share") * base
    return found


def is_whole(parts: Numbers, whole: Numbers) -> bool:
    """Whether the parts add up to the whole, but for TOLERATED of its persons."""
    return bool(abs(parts.sum() - whole.sum()) <= TOLERATED * whole.sum())


def scale_to_whole(parts: Numbers, whole: Numbers) -> Numbers:
    """The parts scaled so that they add up to the whole in every sex and age; parts first axis. Where no part has anybody of an age, the whole is
    shared as the parts are in all."""
    parts = np.maximum(parts, 0.0)
    fitted: Numbers = share_cells(parts) * whole
    return fitted


def share_cells(parts: Numbers) -> Numbers:
    """Each part's share in every sex and age, its share in all where nobody is of that sex and age. First axis parts; adds up to one.

    Equal shares where nobody is at all.
    """
    total, by_part = parts.sum(axis=0), parts.sum(axis=(-2, -1), keepdims=True)
    everybody = by_part.sum()
    overall = by_part / everybody if everybody else np.full_like(by_part, 1 / max(len(parts), 1))
    shares: Numbers = np.where(total > 0, parts / np.where(total > 0, total, 1.0), overall)
    return shares


def project_areas(inputs: PopulationInputs, whole: Projected, areas: AreaInputs) -> AreasProjected:
    """The areas year by year, with the rates of the municipality and their own people.

    Those who move in are shared between the areas as the people of the same sex and age who live there. Those who move into new homes come to
    the area of the homes; those of them who come from inside leave homes in all areas, and who fills these from outside come to all areas, both
    shared as the people who live there. At the end of the year the areas are scaled to the municipality in every sex and age, which only
    matters where an area would have lost more people of an age than it has.
    """
    count, years = len(areas.base), len(inputs.years)
    persons = np.empty((count, years + 1, len(SEXES), AGES))
    persons[:, 0] = areas.base
    flows = {name: np.zeros((count, years)) for name in (*GAINS, *LOSSES)}
    for at in range(years):
        there = advance_ages(persons[:, at])
        born = there[:, FEMALE] @ inputs.fertility[at]
        there[:, FEMALE, 0], there[:, MALE, 0] = born * (1 - inputs.boys), born * inputs.boys
        moved = _move(inputs, whole, areas, there, at)
        flows["births"][:, at] = born
        for name, flow in moved.items():
            flows[name][:, at] = flow.sum(axis=(1, 2))
        inside = areas.from_inside[:, at]
        left = there - sum(moved[name] for name in LOSSES) + sum(moved[name] for name in GAINS if name in moved)
        after = left + inside - share_cells(there) * inside.sum(axis=0)
        persons[:, at + 1] = scale_to_whole(after, whole.persons[at + 1])
    return AreasProjected(persons, flows)


def _move(inputs: PopulationInputs, whole: Projected, areas: AreaInputs, there: Numbers, at: int) -> dict[str, Numbers]:
    """Those who die and move in a year, by area, sex and age; `there` are a year older, with the newborn."""
    alive, shares = there * inputs.survival[at], share_cells(there)
    outside = areas.from_outside[:, at]
    return {
        "deaths": there - alive,
        "out_domestic": alive * inputs.out_domestic[at],
        "out_foreign": alive * inputs.out_foreign[at],
        "in_domestic": shares * inputs.in_domestic[at],
        "in_foreign": shares * inputs.in_foreign[at],
        "in_housing": outside + shares * (whole.in_housing[at] - outside.sum(axis=0)),
    }
