"""Errors, spreads and simple methods on figures that can be followed by head."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.nation import make_national
from veikart.calc.population import AGES
from veikart.calc.scorecard.errors import ALL, NATION, list_errors
from veikart.calc.scorecard.hindcast import AGE_GROUPS, Hindcast, hindcast, make_default_method, sum_groups
from veikart.calc.scorecard.methods import make_constant_method, make_hamilton_perry_method, make_simple_cohort_method
from veikart.calc.scorecard.spreads import NORMAL_80, TOTAL, SpreadLaw, fit_law, measure_spreads
from veikart.calc.scorecard.vintages import BandCount, list_vintage_errors

GROUPS = len(AGE_GROUPS)


def make_hindcast(errors: np.ndarray, *, origin: int = 2010, size: float = 1_500) -> Hindcast:
    """Projections of a hundred in each group of ages, with the errors (logarithm of counted over projected) given, shape (municipalities, years)."""
    projected = np.full((*errors.shape, GROUPS), 100.0)
    codes = tuple(str(at) for at in range(len(errors)))
    return Hindcast(origin, codes, np.full(len(errors), size), projected, projected * np.exp(errors)[..., None])


def test_groups_hold_everybody_once() -> None:
    persons = np.arange(2 * AGES, dtype=float).reshape(2, AGES)
    assert sum_groups(persons).sum() == persons.sum()
    assert sum_groups(persons)[1] == persons[:, 1:6].sum()


def test_a_hindcast_knows_only_what_was_counted() -> None:
    national = make_national()
    counts = {"one": {year: one[4] * 0.01 for year, one in national.counts.items()}, "late": {2015: national.counts[2015][0]}}
    found = hindcast(counts, make_default_method(national, origin=2010, years=7), origin=2010, years=7)
    assert found.codes == ("one",)
    assert np.isnan(found.counted[0, 5:]).all()
    assert found.errors[0, :5] == pytest.approx(np.zeros(5), abs=1e-5)


def test_errors_are_projected_over_counted() -> None:
    one = make_hindcast(np.log([[1.25], [0.8]]))
    found = {(error.size_class, error.ages, error.origin): error for error in list_errors([one])}
    total = found["0", ALL, None]
    assert (total.bias, total.mean_absolute, total.count) == (pytest.approx(0.025), pytest.approx(0.225), 2)
    assert found[NATION, ALL, 2010].bias == pytest.approx(200 / 205 - 1)
    assert found["4", ALL, 2010].count == 0


def test_the_share_within_the_band_is_counted() -> None:
    one = make_hindcast(np.array([[0.01], [-0.02], [0.03]]))
    found = {(error.size_class, error.origin): error for error in list_errors([one], [np.full((3, 1), 0.0201)]) if error.ages == ALL}
    assert found[ALL, None].covered == pytest.approx(2 / 3)
    assert found[NATION, 2010].covered is None


def test_a_law_goes_through_its_points_and_leaves_out_years_without_any() -> None:
    law = fit_law(np.array([0.01, 0.9, 0.01 * 3**0.5]), np.array([1.0, 0.0, 1.0]))
    assert (law.first, law.power) == (pytest.approx(0.01), pytest.approx(0.5))


def test_the_band_holds_the_share_it_promises() -> None:
    """Errors drawn with a spread that is known: it is found again, and the band holds 80 per cent of new ones."""
    random = np.random.default_rng(1)
    years = np.arange(1, 6)
    hindcasts = [make_hindcast(random.standard_t(4, (400, 5)) * 0.01 * years**0.8, origin=2005 + at) for at in range(4)]
    hindcasts += [make_hindcast(random.normal(0, 0.01, (50, 5)), size=size) for size in (3_000, 9_000, 30_000, 90_000)]
    width = measure_spreads(hindcasts).get_half_width(1_200, years.astype(float))
    new = np.abs(random.standard_t(4, (4_000, 5)) * 0.01 * years**0.8)
    assert (new <= width).mean(0) == pytest.approx(np.full(5, 0.8), abs=0.03)


def test_what_all_have_in_common_is_part_of_the_band() -> None:
    shared = [make_hindcast(np.full((30, 3), error), origin=2005 + at, size=size) for at, error in enumerate((0.02, -0.02, 0.02)) for size in
              (1_500, 3_000, 9_000, 30_000, 90_000)]  # fmt: skip
    measured = measure_spreads(shared)
    assert measured.national[TOTAL].at(1.0) == pytest.approx(0.02, rel=0.01)
    assert measured.get_total(5_000, np.array([1.0]))[0] == pytest.approx(0.02 / NORMAL_80, rel=0.01)
    assert measured.get_local(5_000, np.array([1.0]))[0] == pytest.approx(0.002 / NORMAL_80, rel=0.01)


def test_spreads_change_without_steps_between_the_sizes() -> None:
    measured = measure_spreads(
        [make_hindcast(np.full((9, 2), 0.05 / (at + 1)), size=size) for at, size in enumerate((1_500, 3_000, 9_000, 30_000, 90_000))]
    )
    sizes = np.geomspace(200, 1_000_000, 200)
    spreads = np.array([measured.get_total(size, np.array([1.0]))[0] for size in sizes])
    assert (np.diff(spreads) <= 0).all()
    assert np.abs(np.diff(spreads)).max() < 0.002


def test_hamilton_perry_follows_cohorts_by_hand() -> None:
    before, now = np.zeros((2, AGES)), np.zeros((2, AGES))
    before[0, 20:25], now[0, 20:25], now[0, 25:30], now[:, 0:5] = 10, 20, 15, 2
    after = make_hamilton_perry_method(origin=2010)({2005: before, 2010: now})[5]
    assert after[0, 25:30].sum() == pytest.approx(100 * 75 / 50)
    assert after[0, 0:5].sum() == pytest.approx(10 / 175 * 150)


def test_simple_methods_keep_a_still_nation_still() -> None:
    national = make_national()
    counts = {year: one[4] for year, one in national.counts.items()}
    assert make_constant_method(origin=2010, years=2)(counts)[2].sum() == counts[2010].sum()
    found = make_simple_cohort_method(national, origin=2010, years=3)(counts)
    assert found[3].sum() == pytest.approx(counts[2013].sum(), rel=1e-3)


def test_vintages_are_held_against_what_was_counted() -> None:
    rows = [
        BandCount("A", "0-5", 2020, 90),
        BandCount("A", "6+", 2020, 110),
        BandCount("A", "0-5", 2020, 99, 2018),
        BandCount("A", "6+", 2020, 110, 2018),
    ]
    rows += [BandCount("A", "6+", 2030, 500, 2018), BandCount("A", "6+", 2018, 7, 2018)]
    found = {error.ages: error for error in list_vintage_errors(rows)}
    assert found["0-5"].bias == pytest.approx(0.1)
    assert (found[ALL].horizon, found[ALL].bias, found[ALL].count) == (2, pytest.approx(9 / 200), 1)
    assert len(found) == 3


def test_a_law_is_zero_years_ahead_of_nothing() -> None:
    assert SpreadLaw(0.01, 0.5).at(0.0) == 0
