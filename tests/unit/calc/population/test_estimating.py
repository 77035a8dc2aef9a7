"""The rates of a municipality estimated from a nation that is made up, so that the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.nation import PYRAMID, YEARS, make_national
from veikart.calc.population import AGES, FEMALE, project
from veikart.calc.population.estimating import estimate_inputs
from veikart.calc.population.fertility_rates import count_births, make_single_fertility
from veikart.calc.population.moving_schedules import make_moving_schedule, part_net, scale_to_level
from veikart.calc.population.national import FERTILE_AGES, SIZE_LIMITS, NationalRates, get_size_class
from veikart.calc.population.net_migration import count_net_migration, smooth_ages


def _one(national: NationalRates, size: int, *, share: float = 0.01) -> dict[int, np.ndarray]:
    return {year: one[size] * share for year, one in national.counts.items()}


def test_a_municipality_like_the_nation_goes_on_like_it() -> None:
    national = make_national()
    counts = _one(national, 4)
    inputs = estimate_inputs({year: counts[year] for year in range(2005, 2011)}, national, first_year=2010, years=5)
    found = project(inputs)
    assert found.persons[-1].sum() == pytest.approx(counts[2015].sum(), rel=1e-6)
    assert found.persons[-1] == pytest.approx(counts[2015], rel=1e-4)


def test_what_is_projected_is_what_was_estimated() -> None:
    """In less out is the net at every age, and no flow is below zero."""
    inputs = estimate_inputs(_one(make_national(growth=0.01), 3), make_national(growth=0.01), first_year=2015, years=4)
    found = project(inputs)
    net = found.in_domestic + found.in_foreign - found.out_domestic - found.out_foreign
    assert (found.in_domestic >= 0).all()
    assert (found.in_foreign >= 0).all()
    assert net.sum() > 0
    assert found.persons[1:].sum((1, 2)) == pytest.approx(found.persons[:-1].sum((1, 2)) + (found.births - found.deaths + net).sum((1, 2)))


def test_what_is_counted_later_is_not_used() -> None:
    national = make_national(growth=0.01)
    counts = _one(national, 2)
    early = {year: one for year, one in counts.items() if year <= 2010}
    before = estimate_inputs(early, national.known_before(2010), first_year=2010, years=5)
    after = estimate_inputs(counts, national, first_year=2010, years=5)
    assert np.array_equal(before.in_domestic, after.in_domestic)
    assert np.array_equal(before.survival, after.survival)
    assert np.array_equal(before.fertility, after.fertility)


def test_one_count_is_enough() -> None:
    national = make_national(growth=0.01)
    inputs = estimate_inputs({2015: national.counts[2015][1]}, national, first_year=2015, years=3)
    assert project(inputs).persons[-1].sum() > inputs.base.sum()


def test_without_any_count_of_the_nation_nobody_moves_on_balance() -> None:
    bare = make_national().known_before(2000)
    bare = NationalRates(make_national().death_rates, make_national().life_expectancy, make_national().fertility_shares, {2000: 2.0}, bare.counts)
    found = project(estimate_inputs({2015: PYRAMID * 100}, bare, first_year=2015, years=2))
    assert (found.in_domestic - found.out_domestic).sum() == pytest.approx(0, abs=1e-6)


def test_the_first_year_must_be_counted() -> None:
    with pytest.raises(ValueError, match="2016"):
        estimate_inputs(_one(make_national(), 1), make_national(), first_year=2016, years=1)


def test_nobody_in_the_municipality_is_no_error() -> None:
    found = project(estimate_inputs({year: np.zeros((2, AGES)) for year in YEARS}, make_national(growth=0.01), first_year=2015, years=3))
    assert found.persons.sum() == 0


def test_those_who_moved_are_what_is_left() -> None:
    before, after = np.zeros((2, AGES)), np.zeros((2, AGES))
    before[0, 29], after[0, 30], after[1, 0] = 100, 95, 7
    counted = count_net_migration({2010: before, 2011: after, 2013: after}, dict.fromkeys(range(2010, 2014), np.full((2, AGES), 0.9)))
    assert counted.years == (2010,)
    assert counted.persons[0, 0, 30] == pytest.approx(5)
    assert counted.persons[0, :, 0].tolist() == [0, 0]
    assert counted.alive[0, 1, 0] == 7


def test_births_are_counted_back_from_the_children() -> None:
    before, after = np.zeros((2, AGES)), np.zeros((2, AGES))
    before[0, 29], after[:, 0] = 100, 9
    pattern = np.zeros(AGES)
    pattern[30] = 0.1
    found = count_births({2010: before, 2011: after}, {2010: np.full((2, AGES), 0.9)}, {2010: pattern})
    assert found == {2010: pytest.approx((20, 10))}


def test_mothers_by_year_of_age_add_up_to_the_groups() -> None:
    shares = np.array([1.0, 10.0, 31.0, 36.0, 18.0, 3.7, 0.3])
    single = make_single_fertility(shares)
    assert (single >= 0).all()
    for at, low in enumerate(FERTILE_AGES):
        assert single[low : low + 5].sum() + (single[low + 5] - single[low]) / 2 == pytest.approx(shares[at] / 100, abs=0.012)


def test_smoothing_keeps_what_is_even_and_leaves_the_newborn() -> None:
    values = np.full(AGES, 3.0)
    values[0] = 50
    assert smooth_ages(values, 2.0) == pytest.approx(values)


def test_more_out_than_are_modelled_empties_the_way_in() -> None:
    out, moved_in = part_net(np.array([-5.0, 2.0, 0.0]), np.array([10.0, 10.0, 0.0]), np.array([0.1, 0.1, 0.1]))
    assert out.tolist() == [0.5, 0.1, 0]
    assert moved_in.tolist() == [0, 3, 0]


def test_the_young_move_most() -> None:
    moving = scale_to_level(make_moving_schedule(), PYRAMID, 0.05)
    assert (moving * PYRAMID).sum() / PYRAMID.sum() == pytest.approx(0.05)
    assert 20 <= moving[FEMALE].argmax() <= 26


def test_sizes_begin_where_they_say() -> None:
    assert [get_size_class(limit) for limit in SIZE_LIMITS] == [1, 2, 3, 4]
    assert get_size_class(0) == 0
