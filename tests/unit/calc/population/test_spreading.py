"""Rows of bands as arrays by year of age."""

from __future__ import annotations

import numpy as np
import pytest

from veikart.calc.population.rows import FertilityRate, InMigrationAge, MortalityRate
from veikart.calc.population.spreading import interpolate_years, share_ages, share_ages_by_year, spread_rates, spread_rates_by_year


def test_a_rate_is_the_same_in_every_age_of_its_band() -> None:
    found = spread_rates([MortalityRate(2020, 0, 10_000, "male", 4), MortalityRate(2020, 100, 500_000)], "chance")
    assert found[1, :6].tolist() == [0.01] * 5 + [0.0]
    assert found[0, :6].sum() == 0
    assert found[:, 100:].tolist() == [[0.5] * 6] * 2


def test_rates_run_on_a_straight_line_between_the_years_and_stand_still_outside_them() -> None:
    rows = [FertilityRate(2020, 30, 100_000, 30), FertilityRate(2022, 30, 200_000, 30)]
    found = spread_rates_by_year(rows, "rate", range(2019, 2025))
    assert found[:, 0, 30] == pytest.approx([0.1, 0.1, 0.15, 0.2, 0.2, 0.2])
    assert spread_rates_by_year([], "rate", range(2019, 2021)).shape == (2, 2, 106)


def test_nothing_known_is_refused() -> None:
    with pytest.raises(ValueError, match="no year"):
        interpolate_years({}, [2020])


def test_those_who_move_are_shared_equally_in_their_band_and_add_up_to_one() -> None:
    rows = [InMigrationAge("domestic", 2020, 0, 300_000, "", 1), InMigrationAge("domestic", 2020, 30, 100_000, "female", 30)]
    found = share_ages(rows)
    assert found[0, 30] == pytest.approx(0.25)
    assert found[:, :2] == pytest.approx(np.full((2, 2), 0.75 / 4))
    assert found.sum() == pytest.approx(1)
    assert share_ages([]).sum() == 0
    assert share_ages_by_year(rows, range(3)).sum(axis=(1, 2)) == pytest.approx([1, 1, 1])
    assert share_ages_by_year([], range(3)).sum() == 0
