"""The measures of the budget as the goals see them: what each costs in the plan years, and which of them should serve a goal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veikart.calc.layers import Layer, Measure, Unit
from veikart.rules.programme.measures import NEW_LAYERS
from veikart.rules.programme.programme import Programme

INVESTMENT_CLASS = "0"
"""The first digit of accounts in the investment budget."""


@dataclass(frozen=True, slots=True)
class ServingMeasure:
    """A measure of the version of the first plan year: whole kroner in each plan year, expenses positive, in the dataset's price level.

    `unit` and the kind of account are those of its first amount. `is_new` says that someone proposed it, so that it should serve a goal.
    """

    measure: Measure
    unit: Unit
    layer: Layer
    is_investment: bool
    is_new: bool
    nok_by_year: Mapping[int, int]


def get_serving_measures(programme: Programme) -> dict[str, ServingMeasure]:
    """Every measure with amounts in the plan years, by id, in the order of the dataset."""
    budget, years = programme.budget, programme.dataset.plan_years
    layers = set(budget.version_by_id[programme.main_version].layers)
    nok: dict[str, dict[int, int]] = {}
    first: dict[str, tuple[str, str]] = {}
    for amount in budget.amounts:
        if amount.year in years and budget.measure_by_id[amount.measure].layer in layers:
            by_year = nok.setdefault(amount.measure, dict.fromkeys(years, 0))
            by_year[amount.year] += amount.nok
            first.setdefault(amount.measure, (amount.unit, amount.account))
    return {key: _make(programme, key, *first[key], by_year) for key, by_year in nok.items() if any(by_year.values())}


def _make(programme: Programme, key: str, unit: str, account: str, nok_by_year: Mapping[int, int]) -> ServingMeasure:
    budget = programme.budget
    measure = budget.measure_by_id[key]
    layer = budget.layer_by_id[measure.layer]
    is_investment = account.startswith(INVESTMENT_CLASS)
    is_new = layer.kind in NEW_LAYERS or (is_investment and measure.kind == "investment")
    return ServingMeasure(measure, budget.unit_by_id[unit], layer, is_investment, is_new, nok_by_year)
