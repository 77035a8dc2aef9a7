"""Ledgers as arithmetic: periods, forecasts, deviations and what units come to."""

from veikart.calc.ledger.deviations import Deviations, Threshold, find_large, make_deviations
from veikart.calc.ledger.forecasts import (
    METHODS,
    LedgerMonths,
    forecast_by_budget,
    forecast_by_last_year,
    forecast_linear,
    forecast_trend,
    make_forecast,
)
from veikart.calc.ledger.profiles import EVEN, MONTHS, Amounts, get_weights, make_profile, spread_year, sum_to_month
from veikart.calc.ledger.trees import UnitTree, add_up_by_key

__all__ = [
    "EVEN",
    "METHODS",
    "MONTHS",
    "Amounts",
    "Deviations",
    "LedgerMonths",
    "Threshold",
    "UnitTree",
    "add_up_by_key",
    "find_large",
    "forecast_by_budget",
    "forecast_by_last_year",
    "forecast_linear",
    "forecast_trend",
    "get_weights",
    "make_deviations",
    "make_forecast",
    "make_profile",
    "spread_year",
    "sum_to_month",
]
