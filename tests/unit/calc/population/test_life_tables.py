"""Life tables by hand, and where they must agree with themselves."""

import numpy as np
import pytest

from veikart.calc.population.inputs import AGES
from veikart.calc.population.life_tables import (
    expect_life,
    expect_life_by_year,
    fit_life_expectancy,
    make_single_years,
    survive_year,
    years_lived,
)
from veikart.calc.population.national import DEATH_AGES
from veikart.calc.population.projection import advance_ages

RISING = np.exp(np.linspace(-9, -0.6, len(DEATH_AGES)))


def test_nobody_lives_longer_than_the_rate_lets_them() -> None:
    """A rate of 0.02 at all ages: half of the year of death lived, so life expectancy is 1/0.02, less what the newborn lose."""
    rates = np.full(AGES, 0.02)
    assert expect_life(rates) == pytest.approx(50, abs=0.05)
    assert years_lived(rates)[0] == pytest.approx(1 - 0.9 * 0.02 / (1 + 0.9 * 0.02))


def test_groups_keep_their_rates() -> None:
    single = make_single_years(RISING)
    lived = years_lived(single)
    for at, low in enumerate(DEATH_AGES):
        ages = slice(low, DEATH_AGES[at + 1] if at + 1 < len(DEATH_AGES) else AGES)
        assert (lived * single)[ages].sum() / lived[ages].sum() == pytest.approx(RISING[at], rel=1e-3)


def test_rates_rise_through_the_ages_where_the_groups_do() -> None:
    assert (np.diff(make_single_years(RISING)[5:100]) > 0).all()


def test_a_stationary_population_stays_as_it_is() -> None:
    """As many born as die, aged as the years lived in the table: next year it is the same."""
    rates = make_single_years(RISING)
    lived = years_lived(rates)
    there = advance_ages(lived)
    there[0] = 1
    assert there * survive_year(rates) == pytest.approx(lived, rel=1e-12)


@pytest.mark.parametrize("wanted", [60.0, 75.0, 90.0])
def test_rates_are_fitted_to_a_life_expectancy(wanted: float) -> None:
    fitted = fit_life_expectancy(make_single_years(RISING)[None], np.array([wanted]))
    assert expect_life(fitted)[0] == pytest.approx(wanted, abs=1e-6)
    assert np.ptp(fitted / make_single_years(RISING)) == pytest.approx(0, abs=1e-9)


def test_life_expectancy_goes_on_along_its_line() -> None:
    known = {year: np.array([80 + 0.1 * (year - 2000), 70 + 0.2 * (year - 2000)]) for year in range(2000, 2010)}
    found = expect_life_by_year(known, [2009, 2012])
    assert found[0] == pytest.approx([80.9, 71.8])
    assert found[1] == pytest.approx([81.2, 72.4])


def test_one_year_alone_has_no_line() -> None:
    assert expect_life_by_year({2000: np.array([80.0, 70.0])}, [2010])[0].tolist() == [80, 70]
