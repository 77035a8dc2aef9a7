"""Estimated inputs as rows."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.random_population import make_inputs
from veikart.calc.population.banding import DYING, FERTILE, MOVING, list_estimated_rows, write_rates
from veikart.calc.population.rows import MortalityRate
from veikart.calc.population.spreading import spread_rates


@pytest.mark.parametrize("bands", [DYING, MOVING])
def test_bands_hold_every_age_once(bands: tuple[tuple[int, int], ...]) -> None:
    assert [age for first, last in bands for age in range(first, last + 1)] == list(range(106))


def test_rates_that_were_even_come_back_as_they_were() -> None:
    rates = np.repeat([0.25], 106)
    rows = [MortalityRate(2020, first, rate, "", last) for (first, last), rate in zip(DYING, write_rates(rates, DYING), strict=True)]
    assert spread_rates(rows, "chance") == pytest.approx(np.full((2, 106), 0.25))
    assert write_rates(np.full(106, 3.0), FERTILE) == [1_000_000] * len(FERTILE)


def test_what_new_homes_brought_before_is_taken_out_of_those_who_move_in() -> None:
    inputs = make_inputs(3, years=4)
    homes = np.zeros((2, 106))
    homes[:, 30] = 1
    plain = list_estimated_rows(inputs, housing_before=homes * 0, source="s")
    found = list_estimated_rows(inputs, housing_before=homes, source="s")
    persons = [sum(one.persons for one in rows["in_migration"] if one.flow == "domestic") for rows in (plain, found)]
    assert persons[0] - persons[1] == pytest.approx(8, abs=2)
    assert sum(one.share for one in found["in_migration_ages"] if (one.flow, one.year) == ("foreign", 2020)) == pytest.approx(1e6, abs=100)
    assert {one.year for one in found["mortality_rates"]} == {2020, 2023}
