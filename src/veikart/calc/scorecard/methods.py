"""Simple methods of projection that a better one has to beat."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veikart.calc.population.estimating import work_out_nation
from veikart.calc.population.inputs import AGES, FEMALE, MALE, Numbers
from veikart.calc.population.national import NationalRates
from veikart.calc.population.net_migration import count_net_migration
from veikart.calc.population.projection import advance_ages
from veikart.calc.scorecard.hindcast import Method

STEP = 5
OPEN_AGE = 85
MOTHERS = slice(3, 9)
"""Women aged 15-44, as groups of five years."""


def make_constant_method(*, origin: int, years: int) -> Method:
    """As many as there are, at the ages they are."""
    return lambda counts: np.repeat(counts[origin][None], years + 1, 0)


def make_hamilton_perry_method(*, origin: int) -> Method:
    """Five years ahead by how the groups of five years of age have changed over the last five years, and children per woman of 15-44 as now.

    Formula: a group's persons times (those five years older now / the group five years ago); the last group is 85 and older. Only the fifth year
    is worked out, and is shared evenly over the ages of its group, so sums of whole groups only mean something; the years before it are the base.
    Source: C. H. Hamilton and J. Perry, A short method for projecting population by age from one decennial census to another (1962).
    """

    def project_groups(counts: Mapping[int, Numbers]) -> Numbers:
        now, before = _to_groups(counts[origin]), _to_groups(counts[origin - STEP])
        after = np.empty_like(now)
        after[:, 1:-1] = now[:, :-2] * now[:, 1:-1] / np.maximum(before[:, :-2], 1)
        after[:, -1] = (now[:, -2] + now[:, -1]) * now[:, -1] / np.maximum(before[:, -2] + before[:, -1], 1)
        after[:, 0] = now[:, 0] / max(float(now[FEMALE, MOTHERS].sum()), 1.0) * after[FEMALE, MOTHERS].sum()
        return np.stack([*([counts[origin]] * STEP), _to_ages(after)])

    return project_groups


def _to_groups(persons: Numbers) -> Numbers:
    return np.add.reduceat(persons, range(0, OPEN_AGE + 1, STEP), axis=-1)


def _to_ages(groups: Numbers) -> Numbers:
    wide = np.array([STEP] * (groups.shape[-1] - 1) + [AGES - OPEN_AGE])
    return np.repeat(groups / wide, wide, axis=-1)


def make_simple_cohort_method(national: NationalRates, *, origin: int, years: int) -> Method:
    """People grow older and die by the nation's rates; as many move, on balance, at each age as in the mean of the last five years counted; and
    women have children as the nation's had in the last year counted."""
    nation = work_out_nation(national, first_year=origin, years=years)
    children = nation.children[origin - 1]

    def follow(counts: Mapping[int, Numbers]) -> Numbers:
        known = count_net_migration({year: one for year, one in counts.items() if year <= origin}, nation.survival)
        net = known.persons[-STEP:].mean(0)
        persons = [counts[origin]]
        for year in range(origin, origin + years):
            older = advance_ages(persons[-1])
            born = children * float(older[FEMALE] @ nation.patterns[year])
            older[FEMALE, 0], older[MALE, 0] = born * 0.487, born * 0.513
            persons.append(np.maximum(older * nation.survival[year] + net, 0))
        return np.array(persons)

    return follow
