"""The lines of operations: what each costs or brings in, from the plan and what drives it after."""

from __future__ import annotations

import numpy as np

from veikart.calc.outlook.economy_arithmetic import PPB, Arithmetic, Values
from veikart.calc.outlook.economy_inputs import GRANT, REVENUES, SERVICE, TAX, EconomyInputs, Future, LineInputs
from veikart.calc.outlook.economy_rates import Rates, accumulate

Line = dict[str, Values]


def carry_plan(values: Values, plan_years: int) -> Values:
    """The values of the plan's years, and that of the last one in every year after; nothing where there is no plan. First axis years.

    >>> carry_plan(np.array([1, 2, 0, 0]), 2).tolist()
    [1, 2, 2, 2]
    """
    found = values.copy()
    found[plan_years:] = values[plan_years - 1] if plan_years else 0
    return found


def work_out_line(inputs: EconomyInputs, line: LineInputs, future: Future, rates: Rates, arithmetic: Arithmetic) -> Line:
    """The sheet `long_lines` for one line; each of shape (years, futures), or (years, 1) where no future moves it.

    Formula: the plan's amount (that of its last year after it), times how what it follows has moved (from the same year of the plan, or its last),
    times real growth after the plan, times real wages for the part that is wages, times the levers of its group.
    """
    share, scale = arithmetic.share, arithmetic.scale
    in_plan = inputs.in_plan
    planned = arithmetic.numbers(carry_plan(line.plan, inputs.plan_years))[:, None]
    central = arithmetic.numbers(carry_plan(line.central, inputs.plan_years))[:, None]
    driver = future.drivers[line.id]
    moved = np.where(central > 0, arithmetic.ratio(driver, central) * 1_000, PPB)
    volume = PPB + share(moved - PPB, line.follow)
    growth = accumulate(arithmetic.numbers((1 - in_plan) * line.growth)[:, None], arithmetic)
    price = PPB + share(rates["wage_index"] - PPB, line.wage_share)
    factor = _get_factor(line, rates, arithmetic)
    amount = scale(scale(scale(scale(planned, volume), growth), price), np.maximum(factor, 0))
    staff = share(amount, line.wage_share) if line.group == SERVICE else np.zeros_like(amount)
    cost = np.maximum(scale(rates["staff_cost"], rates["wage_index"]), 1)
    return {
        "plan": arithmetic.numbers(line.plan)[:, None],
        "planned": planned,
        "driver": driver,
        "central": central,
        "driver_index": moved,
        "volume": volume,
        "growth_index": growth,
        "price_index": price,
        "factor": factor,
        "amount": amount,
        "net": amount if line.group in REVENUES else -amount,
        "planned_net": planned if line.group in REVENUES else -planned,
        "wages": staff,
        "staff_years": arithmetic.divide(staff, cost),
    }


def _get_factor(line: LineInputs, rates: Rates, arithmetic: Arithmetic) -> Values:
    """What the levers of the line's group multiply it by."""
    if line.group == SERVICE:
        found: Values = arithmetic.scale(rates["unit_cost_factor"], rates["productivity_index"])
        return found
    if line.group in {TAX, GRANT}:
        return rates[f"{line.group}_factor"]
    return arithmetic.numbers(np.full_like(rates["tax_factor"], PPB))
