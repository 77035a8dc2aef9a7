"""The managed fund: what it is expected to return, what keeps its real value, and what is left to take out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from veikart.calc.funds.rows import ManagedAllocation, ManagedFund, ManagedYear
from veikart.calc.prices import get_index_years
from veikart.calc.values import PPB, divide_rounded, make_index, ratio_of, scale, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

Dated = TypeVar("Dated", ManagedAllocation, ManagedYear)
FIXED_LINES = ("total_return", "cost", "return_after_cost", "withdrawal")
"""Lines that are also given in fixed kroner."""


def make_managed_sheets(
    funds: Sequence[ManagedFund],
    allocation: Iterable[ManagedAllocation],
    run: Iterable[ManagedYear],
    years: tuple[int, ...],
    price_year: int,
) -> tuple[Sheet, Sheet]:
    """The sheets `managed_classes` (a subject per asset class) and `managed_fund` (a subject per fund), current whole kroner.

    Formula: the market value on 1 January, divided on classes by their shares, times each expected return, is the return. Less cost and less
    inflation of the market value it is what may be taken out with the real value kept; below zero nothing is. Closing = opening + return − cost
    − withdrawal, never below zero. `real_value` is closing in the kroner of `price_year`, by the fund's own inflation.
    """
    classes = _classes_of(funds, allocation)
    plans = {one.id: sorted((row for row in run if row.fund == one.id), key=lambda row: row.year) for one in funds}
    lines = _entered_lines(funds, plans, years, price_year)
    parts = {line: np.zeros((len(classes), len(years)), dtype=np.int64) for line in ("fund_opening", "weight", "holding", "expected_return", "gain")}
    for at, (_, rows) in enumerate(classes):
        for column, year in enumerate(years):
            row = _in_force(rows, year)
            parts["weight"][at, column], parts["expected_return"][at, column] = (row.share, row.expected_return) if row else (0, 0)
    _roll(lines, parts, np.array([place for place, _ in classes], dtype=np.int64))
    _add_values(lines)
    return _class_sheet(funds, classes, parts, years), _fund_sheet(funds, lines, years)


def _classes_of(funds: Sequence[ManagedFund], allocation: Iterable[ManagedAllocation]) -> list[tuple[int, list[ManagedAllocation]]]:
    """Each asset class with the place of its fund, and its rows from the oldest to the newest, in the order of the funds."""
    places = {one.id: place for place, one in enumerate(funds)}
    found: dict[tuple[int, str], list[ManagedAllocation]] = defaultdict(list)
    for one in allocation:
        if one.fund in places:
            found[places[one.fund], one.asset].append(one)
    return [(place, sorted(rows, key=lambda row: row.year)) for (place, _), rows in sorted(found.items())]


def _in_force(rows: Sequence[Dated], year: int) -> Dated | None:
    """The newest row that has begun."""
    return next((one for one in reversed(rows) if one.year <= year), None)


def _entered_lines(funds: Sequence[ManagedFund], plans: dict[str, list[ManagedYear]], years: tuple[int, ...], price_year: int) -> dict[str, Lines]:
    names = ("entered", "planned_cost", "inflation", "has_own", "own_withdrawal", "base_capital", "inflation_index", "real_target")
    lines = {line: np.zeros((len(funds), len(years)), dtype=np.int64) for line in names}
    for at, fund in enumerate(funds):
        rows = plans[fund.id]
        lines["entered"][at, 0], lines["base_capital"][at] = fund.opening, fund.base_capital or 0
        for column, year in enumerate(years):
            row = _in_force(rows, year)
            own = row.withdrawal if row and row.year == year else None
            lines["planned_cost"][at, column], lines["inflation"][at, column] = (row.cost, row.inflation) if row else (0, 0)
            lines["has_own"][at, column], lines["own_withdrawal"][at, column] = own is not None, own or 0
        lines["inflation_index"][at] = _inflation_index(rows, years, price_year)
    lines["inflation_fixed"] = divide_rounded(np.full_like(lines["entered"], PPB * PPB), lines["inflation_index"])
    targets = np.array([one.opening if one.real_target is None else one.real_target for one in funds], dtype=np.int64)
    grown = targets + share_of(targets, lines["inflation"][:, 0])
    lines["real_target"][:] = scale(grown, lines["inflation_fixed"][:, 0])[:, None]
    return lines


def _inflation_index(rows: Sequence[ManagedYear], years: tuple[int, ...], price_year: int) -> list[int]:
    """1,0 in the price year; years before the first row have its inflation."""
    every = get_index_years(years, price_year)
    found = [(_in_force(rows, year) or rows[0]).inflation if rows else 0 for year in every]
    index = make_index(found, every.index(price_year))
    return index[every.index(years[0]) : every.index(years[-1]) + 1]


def _roll(lines: dict[str, Lines], parts: dict[str, Lines], fund_of: Lines) -> None:
    """Year by year: what is there, what it returns, what is taken out."""
    made = ("opening", "total_return", "cost", "inflation_adjustment", "rule_withdrawal", "wanted", "withdrawable", "withdrawal", "closing")
    lines |= {line: np.zeros_like(lines["entered"]) for line in made}
    closing = np.zeros_like(lines["entered"][:, 0])
    for at in range(lines["entered"].shape[1]):
        opening = closing + lines["entered"][:, at]
        parts["fund_opening"][:, at] = opening[fund_of]
        parts["holding"][:, at] = share_of(opening[fund_of], parts["weight"][:, at])
        parts["gain"][:, at] = share_of(parts["holding"][:, at], parts["expected_return"][:, at])
        total = np.zeros_like(opening)
        np.add.at(total, fund_of, parts["gain"][:, at])
        cost = np.minimum(lines["planned_cost"][:, at], opening + total)
        kept = share_of(opening, lines["inflation"][:, at])
        rule = np.maximum(total - cost - kept, 0)
        wanted = np.where(lines["has_own"][:, at] == 1, lines["own_withdrawal"][:, at], rule)
        withdrawable = opening + total - cost
        withdrawal = np.minimum(wanted, withdrawable)
        closing = withdrawable - withdrawal
        for line, values in zip(made, (opening, total, cost, kept, rule, wanted, withdrawable, withdrawal, closing), strict=True):
            lines[line][:, at] = values


def _add_values(lines: dict[str, Lines]) -> None:
    """What follows from the years: buffer capital, real value, fixed kroner."""
    lines["return_after_cost"] = lines["total_return"] - lines["cost"]
    for line in ("total_return", "cost", "withdrawal"):
        lines[f"{line}_rate"] = ratio_of(lines[line], lines["opening"])
    lines["withdrawal_missing"] = lines["wanted"] - lines["withdrawal"]
    lines["buffer_allocation"] = np.maximum(lines["return_after_cost"] - lines["withdrawal"], 0)
    lines["buffer_use"] = np.maximum(lines["withdrawal"] - lines["return_after_cost"], 0)
    lines["buffer_capital"] = lines["closing"] - lines["base_capital"]
    lines["real_value"] = scale(lines["closing"], lines["inflation_fixed"])
    lines["real_gap"] = lines["real_value"] - lines["real_target"]
    lines |= {f"{line}_fixed": scale(lines[line], lines["inflation_fixed"]) for line in FIXED_LINES}


def _class_sheet(
    funds: Sequence[ManagedFund], classes: list[tuple[int, list[ManagedAllocation]]], parts: dict[str, Lines], years: tuple[int, ...]
) -> Sheet:
    ids = [funds[place].id for place, _ in classes]
    subjects = [f"{rows[-1].fund}|{rows[-1].asset}" for _, rows in classes]
    units = [funds[place].unit for place, _ in classes]
    return make_sheet("managed_classes", subjects, years, parts, names=[rows[-1].name for _, rows in classes], units=units, groups=ids)


def _fund_sheet(funds: Sequence[ManagedFund], lines: dict[str, Lines], years: tuple[int, ...]) -> Sheet:
    texts = {"names": [one.name for one in funds], "units": [one.unit for one in funds]}
    return make_sheet("managed_fund", [one.id for one in funds], years, lines, **texts, of_table="managed_funds")
