"""The rates of a municipality, estimated from its counted populations and the nation's rates, for want of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.population.fertility_rates import count_births, get_patterns
from veikart.calc.population.inputs import FEMALE, MALE, Numbers, PopulationInputs
from veikart.calc.population.life_tables import work_out_survival
from veikart.calc.population.moving_schedules import OUT_DOMESTIC, OUT_FOREIGN, make_moving_schedule, part_net, scale_to_level
from veikart.calc.population.national import CLASS_MIDDLES, NationalRates
from veikart.calc.population.net_migration import (
    ClassMigration,
    count_net_migration,
    expect_distance,
    expect_nation,
    expect_rates,
)
from veikart.calc.population.projection import advance_ages

EARLIEST = 2000
FERTILITY_YEARS = 5
"""The last years that tell how many children women have here."""
FERTILITY_BIRTHS = 200.0
"""Births at which a municipality's own number of children per woman counts half."""
CHILDREN_GO_ON = 0.8
"""The part of the nation's yearly change in children per woman that goes on the first year, and from one year to the next."""
BOYS = 0.513


@dataclass(frozen=True, eq=False)
class NationPaths:
    """What a municipality's rates are estimated from, worked out once for all municipalities: see `work_out_nation`.

    `survival` and `patterns` (births by age of a woman who has one child in all) are by year, years counted and years to come; `children` children
    per woman by year, as counts of children and women give it, and as expected. `like` is net migration by size of municipality, `level` how far
    the nation is from its mean in each year to come, `moving` who moves, with a mean of one over the nation, `foreign` net migration from abroad
    per person alive, shape (years, 2, 106).
    """

    first_year: int
    years: int
    survival: Mapping[int, Numbers]
    patterns: Mapping[int, Numbers]
    children: Mapping[int, float]
    like: ClassMigration
    level: Numbers
    moving: Numbers
    foreign: Numbers


def work_out_nation(national: NationalRates, *, first_year: int, years: int) -> NationPaths:
    """The nation's paths for projections from 1 January of `first_year` over `years` years, from what was known that day.

    What has been counted later is not used, so that an old projection can be made again as it would have been. Mortality improves as it has,
    children per woman go on changing as they have, ever less, and net migration goes back to its mean.
    """
    known = national.known_before(first_year)
    span = range(min([EARLIEST, *known.counts]), first_year + years)
    survival = dict(zip(span, work_out_survival(known, span), strict=True))
    patterns = dict(zip(span, get_patterns(known.fertility_shares, span), strict=True))
    whole = {year: one.sum(0) for year, one in known.counts.items()}
    classes = tuple(count_net_migration({year: one[at] for year, one in known.counts.items()}, survival) for at in range(len(CLASS_MIDDLES)))
    nation = count_net_migration(whole, survival)
    persons = whole[max(whole)] if whole else np.ones((2, len(patterns[first_year])))
    moving = scale_to_level(make_moving_schedule(), persons, 1.0)
    level, like = expect_nation(nation, years), ClassMigration(classes, nation)
    children = expect_children(_count_children(known, whole, survival, patterns), range(first_year, first_year + years))
    foreign = expect_rates(like.expect_nation(), np.zeros_like(moving), level, moving)
    return NationPaths(first_year, years, survival, patterns, children, like, level, moving, foreign)


def _count_children(
    known: NationalRates, counts: Mapping[int, Numbers], survival: Mapping[int, Numbers], patterns: Mapping[int, Numbers]
) -> dict[int, float]:
    """Children per woman: those counted, where the nation is counted; else the published figures."""
    counted = {year: born / women for year, (born, women) in count_births(counts, survival, patterns).items()}
    return {**known.total_fertility, **counted}


def expect_children(counted: Mapping[int, float], years: Sequence[int]) -> dict[int, float]:
    """Children per woman by year, those counted and those expected: from the last one counted the mean yearly change of FERTILITY_YEARS years goes
    on, CHILDREN_GO_ON of it the first year and so on (a damped trend).

    >>> {year: round(one, 3) for year, one in expect_children({2017: 1.7, 2018: 1.6}, [2019, 2020]).items()}
    {2017: 1.7, 2018: 1.6, 2019: 1.52, 2020: 1.456}
    """
    last = max(counted)
    before = max((year for year in counted if year <= last - FERTILITY_YEARS), default=min(counted))
    change = (counted[last] - counted[before]) / max(last - before, 1)
    return {
        **counted,
        **{year: counted[last] + change * sum(CHILDREN_GO_ON**at for at in range(1, year - last + 1)) for year in years if year > last},
    }


def estimate_inputs(counts: Mapping[int, Numbers], national: NationalRates, *, first_year: int, years: int) -> PopulationInputs:
    """The inputs of a projection of `years` years from 1 January of `first_year`, estimated.

    `counts` are persons on 1 January by year, shape (2, 106), sexes in the order of SEXES; the first year must be among them, later ones are not
    used, and years may be missing. **Everything but the base is an estimate**: survival is the nation's; fertility is the nation's pattern by age
    times a local level; net migration by age is what is left of the counts, drawn towards municipalities of the same size and fading; and
    how it is made up of moving in and out, at home and abroad, follows a model. Only the net is therefore known from the counts.
    Raises ValueError where the first year is not counted.
    """
    return estimate_from_nation(counts, work_out_nation(national, first_year=first_year, years=years))


def estimate_from_nation(counts: Mapping[int, Numbers], nation: NationPaths) -> PopulationInputs:
    """`estimate_inputs` where the nation's paths are worked out already."""
    if nation.first_year not in counts:
        raise ValueError(f"no count of 1 January {nation.first_year}")
    known = {year: one for year, one in counts.items() if year <= nation.first_year}
    base = np.asarray(known[nation.first_year], dtype=float)
    ahead = range(nation.first_year, nation.first_year + nation.years)
    local = _compare_children(known, nation)
    fertility = np.array([nation.children[year] * local * nation.patterns[year] for year in ahead])
    survival = np.array([nation.survival[year] for year in ahead])
    own = count_net_migration(known, nation.survival)
    like = nation.like.expect(float(base.sum()), dict.fromkeys(nation.like.nation.years, 1.0))
    rates = expect_rates(like, expect_distance(own, nation.like, nation.moving, base), nation.level, nation.moving)
    alive, net = _follow(base, fertility, survival, rates)
    persons = scale_to_level(nation.moving, base, 1.0)
    foreign = nation.foreign * alive
    out_foreign, in_foreign = part_net(foreign, alive, OUT_FOREIGN * persons)
    out_domestic, in_domestic = part_net(net - foreign, alive, OUT_DOMESTIC * persons)
    out_domestic = np.minimum(out_domestic, 1 - out_foreign)  # nobody moves out twice
    return PopulationInputs(
        nation.first_year, base, fertility, survival, out_domestic, out_foreign, in_domestic, in_foreign, np.zeros_like(survival), BOYS
    )


def _compare_children(counts: Mapping[int, Numbers], nation: NationPaths) -> float:
    """How children per woman here stand to the nation's, drawn towards one by how few births there are."""
    counted = count_births(counts, nation.survival, nation.patterns)
    last = [year for year in sorted(counted) if year in nation.children][-FERTILITY_YEARS:]
    born = sum(counted[year][0] for year in last)
    expected = sum(counted[year][1] * nation.children[year] for year in last)
    return (born + FERTILITY_BIRTHS) / (expected + FERTILITY_BIRTHS)


def _follow(base: Numbers, fertility: Numbers, survival: Numbers, rates: Numbers) -> tuple[Numbers, Numbers]:
    """Those alive at the end of each year before anyone has moved, and net migration, persons, both of shape (years, 2, 106).

    More in than out follows those there were at the age in the first year, for they come from elsewhere; more out than in follows those there are.
    """
    alive, net, there, first = np.empty_like(survival), np.empty_like(survival), base, None
    for at in range(len(survival)):
        older = advance_ages(there)
        born = float(older[FEMALE] @ fertility[at])
        older[FEMALE, 0], older[MALE, 0] = born * (1 - BOYS), born * BOYS
        alive[at] = older * survival[at]
        first = alive[0] if first is None else first
        net[at] = np.maximum(rates[at] * np.where(rates[at] > 0, first, alive[at]), -alive[at])
        there = alive[at] + net[at]
    return alive, net
