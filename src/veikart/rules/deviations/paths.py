"""How a unit's year has gone month by month, and where it goes by each way of making a forecast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from veikart.calc.ledger import METHODS, LedgerMonths, make_forecast, spread_year
from veikart.calc.values.shares import divide_rounded
from veikart.rules.deviations.forecasting import OWN
from veikart.rules.deviations.groups import get_account_groups
from veikart.rules.deviations.report import EconomyReport, Ore

MONTHS = 12


@dataclass(frozen=True)
class YearPath:
    """A unit's year in whole kroner, January first: expenses positive. `accounts` are of the months that have come, and `closing` is what closed
    the year. The others have twelve values and are added up from January: `budget`, `forecast` (the accounts as far as they go, then what is left
    of the forecast as the budget is spread), and the `low` and `high` of all the ways to make one. `by_method` is what each way gives of the year.
    """

    budget_months: tuple[int, ...]
    accounts: tuple[int, ...]
    last_year: tuple[int, ...]
    closing: int
    budget: tuple[int, ...]
    forecast: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    by_method: Mapping[str, int]


def make_path(report: EconomyReport, unit: str, group: str = "") -> YearPath:
    """The year of a unit, or of one of its groups. Raises KeyError for a unit that is not there, StopIteration for such a group."""
    at = report.nodes.index[unit]
    place = next(at for at, one in enumerate(get_account_groups()) if one.id == group) if group else slice(None)
    amounts = report.amounts

    def add(values: Ore) -> Ore:
        chosen = values[at, place]
        return chosen.reshape(-1, chosen.shape[-1]).sum(axis=0)

    budget, months, last = add(amounts.budget_months), add(amounts.months), add(amounts.last_months)
    forecast = int(np.sum(amounts.forecast[at, place]))
    by_method = _try_methods(months, last, budget, report.month)
    ends = [*by_method.values(), forecast]
    return YearPath(
        budget_months=_nok(budget),
        accounts=_nok(months[: report.month]),
        last_year=_nok(last[:MONTHS]),
        closing=_nok(months[MONTHS:])[0],
        budget=_nok(np.cumsum(budget)),
        forecast=_nok(_extend(months, budget, forecast, report.month)),
        low=_nok(_extend(months, budget, min(ends), report.month)),
        high=_nok(_extend(months, budget, max(ends), report.month)),
        by_method={name: _nok(np.array([value]))[0] for name, value in by_method.items()},
    )


def _try_methods(months: Ore, last: Ore, budget: Ore, month: int) -> dict[str, int]:
    """The year by each way that needs nobody's estimate, in øre."""
    year = LedgerMonths(actual=months[None], last_year=last[None], budget=budget[None], month=month)
    return {method: int(make_forecast(year, [method])[0]) for method in METHODS if method != OWN}


def _extend(months: Ore, budget: Ore, end: int, month: int) -> Ore:
    """The accounts added up, and from there to the end as the rest of the budget is spread."""
    so_far = months[:MONTHS].copy()
    so_far[month:] = 0
    if month < MONTHS:
        weights = np.where(np.arange(MONTHS) >= month, np.abs(budget), 0)
        weights = np.where(np.arange(MONTHS) >= month, 1, 0) if not weights.any() else weights // max(int(weights.max()) // 10**6, 1)
        so_far += spread_year(np.array([end - int(so_far.sum())]), weights)[0]
    return np.cumsum(so_far)


def _nok(ore: Ore) -> tuple[int, ...]:
    return tuple(divide_rounded(int(one), 100) for one in ore.tolist())
