"""The population by groups of ages, the burden on people of working age, the alternatives and the areas: sheets in whole persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.population.inputs import OLDEST, SEXES, Numbers
from veikart.calc.population.projection import Projected
from veikart.calc.population.rounding import Whole, round_persons, round_to_total
from veikart.calc.values import PPB, divide_rounded, ratio_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

Ages = tuple[int, int]
"""The first and the last age of a group, both included."""
EVERYBODY = "alle"
YOUNG, WORKING, OLD, OLDEST_OLD = (0, 19), (20, 66), (67, OLDEST), (80, OLDEST)
"""Those before, of and past working age, as the public pension system has it; and the oldest."""
FOLLOWED = {"kindergarten": (1, 5), "school": (6, 15), "working": WORKING, "old": OLD, "oldest": OLDEST_OLD}
"""The groups that alternatives are compared by."""


def group_ages(persons: Numbers, ages: Sequence[Ages]) -> Numbers:
    """Persons in each group of ages. The last two axes of `persons` are sexes and ages; the last axis of the answer is groups."""
    both = persons.sum(axis=-2)
    sums = np.concatenate([np.zeros((*both.shape[:-1], 1)), np.cumsum(both, axis=-1)], axis=-1)
    found: Numbers = sums[..., [last + 1 for _, last in ages]] - sums[..., [first for first, _ in ages]]
    return found


def round_groups(persons: Numbers, ages: Sequence[Ages]) -> Whole:
    """Whole persons by group and time, shape (groups, years + 1): groups that cover every age once add up to the whole persons of all."""
    grouped = group_ages(persons, ages).T
    if sum(last - first + 1 for first, last in ages) != OLDEST + 1:
        return round_persons(grouped)
    return round_to_total(grouped, round_persons(persons.sum(axis=(-1, -2))))


AGE_FLOWS = ("births", "aged_in", "moved_in", "in_housing", "aged_out", "deaths", "moved_out")
"""What moves a group of ages in a year: the first four add to it, the others take from it."""
_SIGNS = (1, 1, 1, 1, -1, -1, -1)


def make_ages_sheet(projected: Projected, systems: Mapping[str, Mapping[str, Ages]], names: Sequence[str]) -> Sheet:
    """The sheet `population_ages`: a subject for each group of ages, in groups by the system they belong to, with what moves it from year to year.

    Persons, whole; those who grow out of the group, die and move out are positive. Groups that cover every age once add up to everybody.
    """
    ages = [one for bands in systems.values() for one in bands.values()]
    whole = np.vstack([round_groups(projected.persons, list(bands.values())) for bands in systems.values() if bands])
    total = np.broadcast_to(round_persons(projected.persons.sum(axis=(1, 2))), whole.shape)
    signed = np.stack([_flow_of(projected, name, ages).T * sign for name, sign in zip(AGE_FLOWS, _SIGNS, strict=True)])
    flows = round_to_total(signed, np.diff(whole))
    first = np.broadcast_to(whole[:, :1], whole[:, 1:].shape).copy()
    persons, brought = whole[:, 1:].copy(), np.zeros_like(first)
    brought[:, 0] = first[:, 0]
    lines: dict[str, Lines] = {"brought": brought, "opening": whole[:, :-1].copy()}
    lines |= {name: flow * sign for name, flow, sign in zip(AGE_FLOWS, flows, _SIGNS, strict=True)}
    lines |= {
        "persons": persons,
        "everybody": total[:, 1:].copy(),
        "share": ratio_of(persons, total[:, 1:]),
        "first": first,
        "change": persons - first,
        "index": np.where(first > 0, divide_rounded(persons * PPB, np.maximum(first, 1)), PPB),
    }
    keys = [key for bands in systems.values() for key in bands]
    groups = [system for system, bands in systems.items() for _ in bands]
    return make_sheet("population_ages", keys, projected.years, lines, names=names, groups=groups)


def _flow_of(projected: Projected, name: str, ages: Sequence[Ages]) -> Numbers:
    """Persons who come into each group of ages or leave it in a way, shape (years, groups). Ages are those at the end of the year.

    Those who grow into a group are the ones on 1 January who are a year younger than it; those who grow out have its last age.
    """
    both = projected.persons[:-1].sum(axis=1)
    match name:
        case "aged_in":
            return np.stack([both[:, first - 1] if first else np.zeros(len(both)) for first, _ in ages], axis=-1)
        case "aged_out":
            return np.stack([both[:, last] if last < OLDEST else np.zeros(len(both)) for _, last in ages], axis=-1)
        case "moved_in":
            return group_ages(projected.in_domestic + projected.in_foreign, ages)
        case "moved_out":
            return group_ages(projected.out_domestic + projected.out_foreign, ages)
    return group_ages(getattr(projected, name), ages)


def make_dependency_sheet(projected: Projected, whole_name: str) -> Sheet:
    """The sheet `dependency`: those before and past working age per person of working age, parts per million. One subject, «alle»."""
    persons = round_groups(projected.persons, (YOUNG, WORKING, OLD))[:, None, 1:]
    young, working, old = (one.copy() for one in persons)
    oldest = round_persons(group_ages(projected.persons, [OLDEST_OLD]).T)[:, 1:]
    lines = {
        "young": young,
        "working": working,
        "old": old,
        "oldest": oldest,
        "young_burden": ratio_of(young, working),
        "old_burden": ratio_of(old, working),
        "burden": ratio_of(young + old, working),
        "oldest_burden": ratio_of(oldest, working),
    }
    return make_sheet("dependency", (EVERYBODY,), projected.years, lines, names=(whole_name,))


def make_alternatives_sheet(projections: Mapping[str, Projected], main: str, names: Sequence[str]) -> Sheet:
    """The sheet `population_alternatives`: a subject for each alternative, compared with the one that is the municipality's own."""
    every = list(projections.values())
    persons = np.stack([round_persons(one.persons.sum(axis=(1, 2)))[1:] for one in every])
    own = np.broadcast_to(persons[list(projections).index(main)], persons.shape).copy()
    lines: dict[str, Lines] = {"persons": persons, "main": own, "difference": persons - own, "share": ratio_of(persons - own, own)}
    for name, ages in FOLLOWED.items():
        lines[name] = np.stack([round_persons(group_ages(one.persons, [ages]))[1:, 0] for one in every])
    return make_sheet("population_alternatives", tuple(projections), every[0].years, lines, names=names, of_table="population_alternatives")


def make_areas_sheet(persons: Numbers, keys: Sequence[str], bands: Mapping[str, Ages], years: Sequence[int], names: Sequence[str]) -> Sheet:
    """The sheet `population_areas`: a subject for each area and group of ages (`area|group`), in groups by area.

    `persons` has shape (areas, years + 1, sexes, ages). Each group of ages adds up over the areas to the nearest whole number of all.
    """
    grouped = np.moveaxis(group_ages(persons, list(bands.values())), -1, 1)
    whole = round_to_total(grouped, round_persons(grouped.sum(axis=0))) if len(keys) else np.zeros((0, len(bands), len(years) + 1), dtype=np.int64)
    flat = whole.reshape(-1, len(years) + 1)
    first = np.broadcast_to(flat[:, :1], flat[:, 1:].shape).copy()
    lines = {"persons": flat[:, 1:].copy(), "first": first, "change": flat[:, 1:] - first}
    subjects = [f"{key}|{band}" for key in keys for band in bands]
    return make_sheet("population_areas", subjects, years, lines, names=names, groups=[key for key in keys for _ in bands])


def make_housing_sheet(homes: Sheet, keys: Sequence[str], names: Sequence[str], whole_name: str) -> Sheet:
    """The sheet `housing`: the municipality («alle») and each area: homes, and the persons they bring."""
    sums = homes.totals(("programme", "dwellings", "direct", "persons"), tuple(keys))
    filled, outside = homes.totals(("filled", "outside_homes"), tuple(keys)).values()
    lines = {**sums, "filled": filled, "outside_homes": outside, "chain": divide_rounded(filled, 100) - sums["dwellings"]}
    return make_sheet("housing", (EVERYBODY, *keys), homes.years, lines, names=(whole_name, *names))


SEX_NAMES = {"female": "Kvinner", "male": "Menn"}
PYRAMID: tuple[Ages, ...] = (*((first, first + 4) for first in range(0, 100, 5)), (100, OLDEST))
"""The groups of the pyramid's table: five years each."""


def make_sexes_sheet(projected: Projected) -> Sheet:
    """The sheet `population_sexes`: a subject for each sex and five years of age (`female|0-4`), in groups by sex. They add up to everybody."""
    grouped = np.concatenate([group_ages(projected.persons[:, [at]], PYRAMID).T for at in range(len(SEXES))])
    whole = round_to_total(grouped, round_persons(projected.persons.sum(axis=(1, 2))))
    first = np.broadcast_to(whole[:, :1], whole[:, 1:].shape).copy()
    lines = {"persons": whole[:, 1:].copy(), "first": first, "change": whole[:, 1:] - first}
    keys = [f"{sex}|{low}-{high}" for sex in SEXES for low, high in PYRAMID]
    names = [f"{SEX_NAMES[sex]}, {_name_ages(ages)}" for sex in SEXES for ages in PYRAMID]
    return make_sheet("population_sexes", keys, projected.years, lines, names=names, groups=[sex for sex in SEXES for _ in PYRAMID])


def _name_ages(ages: Ages) -> str:
    return f"{ages[0]} år og over" if ages[1] >= OLDEST else f"{ages[0]}–{ages[1]} år"
