"""The liquidity reserve: from the balance sheet where there is one, and moved with the funds where there is none yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from veikart.calc.funds.groups import EVERYTHING
from veikart.calc.funds.rows import LiquidityBalance
from veikart.calc.worksheets import Lines, Sheet, make_sheet

PARTS = ("current_assets", "short_term_debt", "tied_funds", "unused_loans", "premium_deviation", "holiday_pay", "managed_fund")


def work_out_reserve(balance: LiquidityBalance) -> int:
    """The liquidity reserve of a balance sheet, current whole kroner; the reserve itself where only that is known.

    Formula: current assets − short-term debt − tied funds − unused loans − premium deviation + accrued holiday pay − the managed fund.

    >>> work_out_reserve(LiquidityBalance(2026, current_assets=900, short_term_debt=400, tied_funds=50, holiday_pay=30))
    480
    """
    if balance.reserve is not None:
        return balance.reserve
    away = (balance.short_term_debt, balance.tied_funds, balance.unused_loans, balance.premium_deviation, balance.managed_fund)
    return (balance.current_assets or 0) + (balance.holiday_pay or 0) - sum(one or 0 for one in away)


def make_liquidity_sheet(balances: Iterable[LiquidityBalance], totals: Sheet, other_change: Mapping[int, int]) -> Sheet:
    """The sheet `liquidity`: one subject, current whole kroner.

    Formula: where there is a balance sheet of the year, the reserve worked out from it; else the reserve of the year before, plus what the
    discretionary funds and the untied investment funds grow with, plus other changes. Tied funds and the managed fund are not in the reserve, so
    what they grow with does not move it. The first year starts from the balance sheet of the year before, or from 0.
    """
    by_year = {one.year: one for one in balances}
    years = totals.years
    known = [by_year.get(year) for year in years]
    lines: dict[str, Lines] = {part: np.array([getattr(one, part) or 0 if one else 0 for one in known], dtype=np.int64) for part in PARTS}
    lines["working_capital"] = lines["current_assets"] - lines["short_term_debt"]
    lines["only_reserve"] = np.array([1 if one and one.reserve is not None else 0 for one in known], dtype=np.int64)
    lines["entered_reserve"] = np.array([one.reserve or 0 if one else 0 for one in known], dtype=np.int64)
    lines["has_balance"] = np.array([1 if one else 0 for one in known], dtype=np.int64)
    lines["balance_reserve"] = np.array([work_out_reserve(one) if one else 0 for one in known], dtype=np.int64)
    lines["discretionary_change"] = totals.lines["discretionary_change"][0]
    lines["untied_investment_change"] = totals.lines["untied_investment_change"][0]
    lines["other_change"] = np.array([other_change.get(year, 0) for year in years], dtype=np.int64)
    lines["entered"] = np.zeros(len(years), dtype=np.int64)
    if years[0] - 1 in by_year:
        lines["entered"][0] = work_out_reserve(by_year[years[0] - 1])
    lines["opening"], lines["closing"] = _roll(lines)
    return make_sheet("liquidity", (EVERYTHING,), years, {line: values[None] for line, values in lines.items()}, names=("Kommunen",))


def _roll(lines: Mapping[str, Lines]) -> tuple[Lines, Lines]:
    opening, closing = np.zeros_like(lines["entered"]), np.zeros_like(lines["entered"])
    moved = lines["discretionary_change"] + lines["untied_investment_change"] + lines["other_change"]
    before = 0
    for at in range(len(opening)):
        opening[at] = before + lines["entered"][at]
        closing[at] = before = lines["balance_reserve"][at] if lines["has_balance"][at] else opening[at] + moved[at]
    return opening, closing
