"""The rates and indices of the long economy, year by year: what everything in it is multiplied by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from veikart.calc.outlook.economy_arithmetic import PPB, PPM, Arithmetic, Values
from veikart.calc.outlook.economy_inputs import TIMES, EconomyInputs, Future

Rates = dict[str, Values]
_WORTHS = {"plan_worth": "plan_price_growth", "worth": "price_growth"}
"""What a krone of the year before is worth, and the growth of prices it is worth less by."""


def work_out_rates(inputs: EconomyInputs, future: Future, arithmetic: Arithmetic) -> Rates:
    """The sheet `long_rates`, line by line, each of shape (years, futures).

    Formula: real wages grow by their rate after the plan, and by what the future adds in any year; a service costs less by productivity the same
    way. Prices and the floating rate are the plan's own with what the future adds.
    """
    after = (1 - inputs.in_plan)[:, None]
    spread: Callable[[str], Values] = lambda name: arithmetic.numbers(np.broadcast_to(inputs.rates[name][:, None], future.shape))  # noqa: E731
    lever: Callable[[str], Values] = lambda name: future.lever(name, arithmetic)  # noqa: E731
    found = {f"{name}_factor": lever(name) for name in TIMES}
    found |= {"plan_price_growth": spread("price_growth"), "price_change": lever("prices")}
    found["price_growth"] = np.maximum(found["plan_price_growth"] + found["price_change"], -PPM // 2)
    found |= {name: arithmetic.divide(arithmetic.numbers(PPB) * PPM, PPM + found[growth]) for name, growth in _WORTHS.items()}
    found |= {"expected_wage_growth": spread("wage_growth") * after, "wage_change": lever("wages")}
    found["wage_growth"] = found["expected_wage_growth"] + found["wage_change"]
    found["wage_index"] = accumulate(found["wage_growth"], arithmetic)
    found |= {"expected_productivity": spread("productivity") * after, "productivity_change": lever("productivity")}
    found["productivity"] = found["expected_productivity"] + found["productivity_change"]
    found["productivity_index"] = accumulate(-found["productivity"], arithmetic)
    found |= {"plan_floating_rate": spread("floating_rate"), "interest_change": lever("interest")}
    found["floating_rate"] = found["plan_floating_rate"] + found["interest_change"]
    found |= {name: spread(name) for name in ("floating_share", "equalisation_share", "staff_cost", "buffer_ceiling")}
    return found | {"return_change": lever("fund_return")}


def accumulate(growth: Values, arithmetic: Arithmetic) -> Values:
    """The index (parts per thousand million) of growth (parts per million) along the first axis, 1,0 before the first year, each year rounded.

    >>> from veikart.calc.outlook.economy_arithmetic import EXACT
    >>> accumulate(np.array([[0], [10_000], [10_000]]), EXACT)[:, 0].tolist()
    [1000000000, 1010000000, 1020100000]
    """
    found = np.empty_like(growth)
    before = arithmetic.numbers(np.full(growth.shape[1:], PPB))
    for at, rate in enumerate(growth):
        before = found[at] = before + arithmetic.share(before, rate)
    return found
