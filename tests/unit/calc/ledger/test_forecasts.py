"""What a year may come to, by each method, worked by hand."""

import numpy as np
import pytest

from veikart.calc.ledger import LedgerMonths, forecast_by_budget, forecast_by_last_year, forecast_linear, forecast_trend, make_forecast


def year(*months: int) -> list[int]:
    return [*months, *[0] * (13 - len(months))]


ACTUAL = np.array([year(100, 110, 90)])
LAST_YEAR = np.array([year(80, 90, 80, 90, 80, 90, 80, 90, 80, 90, 80, 70, 0)])  # 1000 in all, 250 in three months
BUDGET = np.array([[100] * 12])
MONTHS = LedgerMonths(ACTUAL, LAST_YEAR, BUDGET, 3)


def test_each_method_by_hand():
    assert forecast_linear(MONTHS).tolist() == [1200]  # 300 / 3 × 12
    assert forecast_by_last_year(MONTHS).tolist() == [1200]  # 300 / (250 / 1000)
    assert forecast_trend(MONTHS).tolist() == [1200]  # 300 + 750 + (300 − 250) / 3 × 9
    assert forecast_by_budget(MONTHS).tolist() == [1200]  # 300 + 9 × 100


def test_season_of_last_year_is_followed():
    winter = np.array([year(300, 200, 100, 0, 0, 0, 0, 0, 0, 100, 100, 200)])
    assert forecast_by_last_year(LedgerMonths(ACTUAL, winter, BUDGET, 3)).tolist() == [500]  # 300 / (600 / 1000)


@pytest.mark.parametrize("last_year", [year(), year(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 999)])
def test_last_year_of_nothing_or_too_little_gives_the_linear_one(last_year):
    assert forecast_by_last_year(LedgerMonths(ACTUAL, np.array([last_year]), BUDGET, 3)).tolist() == [1200]


def test_trend_of_a_unit_that_is_new_is_linear():
    assert forecast_trend(LedgerMonths(ACTUAL, np.array([year()]), BUDGET, 3)).tolist() == [1200]


def test_every_unit_has_its_method_and_own_estimates_go_first():
    months = LedgerMonths(np.repeat(ACTUAL, 4, axis=0), np.zeros((4, 13), dtype=np.int64), np.repeat(BUDGET * 2, 4, axis=0), 3)
    methods = ["linear", "budget", "own", "own"]
    own, has_own = np.array([0, 0, 7, 0]), np.array([False, False, True, False])
    assert make_forecast(months, methods, own, has_own).tolist() == [1200, 2100, 7, 1200]
    assert make_forecast(months, methods).tolist() == [1200, 2100, 1200, 1200]


def test_december_is_what_came():
    months = LedgerMonths(np.array([year(*[10] * 12, 5)]), LAST_YEAR, BUDGET, 12)
    assert make_forecast(months, ["own"], np.array([9]), np.array([True])).tolist() == [125]


def test_what_is_wrong_is_said():
    with pytest.raises(ValueError, match="1–12"):
        LedgerMonths(ACTUAL, LAST_YEAR, BUDGET, 13)
    with pytest.raises(KeyError):
        make_forecast(MONTHS, ["magic"])


def test_large_amounts_are_exact():
    large = 4 * 10**17
    months = LedgerMonths(np.array([year(large, large, large)]), np.array([year(*[3 * 10**16] * 12)]), BUDGET, 3)
    assert make_forecast(months, ["last_year_profile"]).tolist() == [12 * large]
