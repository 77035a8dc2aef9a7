"""Fees and funds year by year: the fee that is decided, or the one the path gives, and what it does to each vintage of the fund."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.fees.vintages import Column, FundRules, advance_fund
from veikart.calc.values import PPM, divide_rounded
from veikart.calc.worksheets import Lines

ORE = 100


@dataclass(frozen=True)
class FeeCase:
    """What fees and funds are worked out from: whole kroner, shape (areas, years), where nothing else is said.

    `fee_basis` is what the fees shall cover, `other_fees` fee income beside the standard fee, `subscribers` standard subscribers. `stated_fee`
    counts where `has_fee`, and `stated_income`, all fee income as one figure, where `has_income`. `rate` is the calculated interest of each year,
    parts per million, shape (years,). `opening` is what each vintage holds on 1 January of the first year, shape (areas, vintages), and
    `first_place` the place of the first year among the vintages. `fund_aim` is what the fund shall hold, shape (areas,).
    """

    fee_basis: Lines
    other_fees: Lines
    subscribers: Lines
    stated_fee: Lines
    has_fee: NDArray[np.bool_]
    stated_income: Lines
    has_income: NDArray[np.bool_]
    rate: Column
    opening: Lines
    first_place: int
    fund_aim: Column
    rules: FundRules

    @property
    def decided(self) -> NDArray[np.bool_]:
        """The years where the fee or the income is stated, and no path is asked. Shape (areas, years)."""
        decided: NDArray[np.bool_] = self.has_fee | self.has_income
        return decided


@dataclass(frozen=True, slots=True)
class FundPath:
    """What became of fees and funds. `fee`, `landing_fee`, `fee_income`, `result` and `interest` have shape (areas, years), the vintages' lines
    shape (areas, vintages, years). Whole kroner; a fund's lines are signed as the vintage."""

    fee: Lines
    landing_fee: Lines
    fee_income: Lines
    result: Lines
    interest: Lines
    opening: Lines
    arisen: Lines
    used: Lines
    lost: Lines
    closing: Lines


def run_funds(case: FeeCase, path_fee: Lines, on_path: NDArray[np.bool_], aim: Lines) -> FundPath:
    """Every area through every year. The fee is the stated one; on the path `path_fee`; else the one that brings the fund to `aim`.

    `path_fee` and `aim` are whole kroner, shape (areas, years).
    """
    areas, years = case.fee_basis.shape
    per_year = {name: np.zeros((areas, years), dtype=np.int64) for name in ("fee", "landing_fee", "fee_income", "result", "interest")}
    vintages = {name: np.zeros((*case.opening.shape, years), dtype=np.int64) for name in ("opening", "arisen", "used", "lost", "closing")}
    left = case.opening
    for at in range(years):
        standing = np.where(case.rules.carries[:, at], left.sum(axis=1), np.maximum(left, 0).sum(axis=1))
        landing = work_landing_fee(case, standing, aim[:, at], at)
        fee = np.where(case.has_fee[:, at], case.stated_fee[:, at], np.where(on_path[:, at], path_fee[:, at], landing))
        fee = np.where(case.has_income[:, at] & ~case.has_fee[:, at], 0, fee)
        income = np.where(case.has_income[:, at], case.stated_income[:, at], fee * case.subscribers[:, at] + case.other_fees[:, at])
        result = income - case.fee_basis[:, at]
        year = advance_fund(left, result, int(case.rate[at]), at=at, place=case.first_place + at, rules=case.rules)
        for name, line in (("fee", fee), ("landing_fee", landing), ("fee_income", income), ("result", result), ("interest", year.interest)):
            per_year[name][:, at] = line
        for name in ("arisen", "used", "lost", "closing"):
            vintages[name][:, :, at] = getattr(year, name)
        vintages["opening"][:, :, at] = left
        left = year.closing
    return FundPath(**per_year, **vintages)


def work_landing_fee(case: FeeCase, standing: Column, aim: Column, at: int) -> Column:
    """The standard fee of a year that brings the fund from `standing` to `aim` by 31 December, whole kroner; 0 without subscribers.

    Formula: the result needed is (aim - fund × (1 + rate)) / (1 + rate / 2), since the result earns interest for half the year. The fee is that
    result plus the fee basis less other fees, divided by the subscribers: rounded down where there is a surplus to give back, else up.
    """
    rate = int(case.rate[at])
    above = 2 * (PPM * aim - (PPM + rate) * standing)
    down = standing > aim
    rest = case.fee_basis[:, at] - case.other_fees[:, at]
    subscribers = case.subscribers[:, at]
    per = np.maximum(subscribers, 1)
    lower = (above // (2 * PPM + rate) + rest) // per
    upper = -((-above // (2 * PPM + rate) - rest) // per)
    fee: Column = np.where(subscribers > 0, np.maximum(np.where(down, lower, upper), 0), 0)
    return fee


def work_cost_fee(case: FeeCase) -> Lines:
    """The standard fee that covers the fee basis of each year, no more and no less: whole kroner, rounded; 0 without subscribers."""
    rest = case.fee_basis - case.other_fees
    fee: Lines = np.where(case.subscribers > 0, np.maximum(divide_rounded(rest, np.maximum(case.subscribers, 1)), 0), 0)
    return fee
