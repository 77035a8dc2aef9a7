"""Funds: the managed fund, the plan of use and allocation, the sums behind the ratios, and the liquidity reserve."""

from __future__ import annotations

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.funds import (
    make_fund_group_sheet,
    make_fund_sheet,
    make_fund_total_sheet,
    make_liquidity_sheet,
    make_managed_sheets,
    spread_moves,
)
from veikart.calc.worksheets import Lines, Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices

MANAGED_TABLES = ("managed_funds", "managed_allocation", "managed_years")
EVERYTHING = "alle"
LIQUIDITY_CHANGE = "liquidity_change"


def run_funds(book: EconomyBook, run: Run) -> None:
    """Add the sheets `managed_classes`, `managed_fund`, `funds`, `fund_groups`, `fund_totals` and `liquidity`."""
    setting = next(iter(book.table("settings").values()))
    managed_of = (*(book.table(one) for one in MANAGED_TABLES), book.years, setting.price_year)
    managed = run.keep("managed_fund", managed_of, lambda: _managed(book, setting.price_year))
    prices = run.sheets["prices"]
    funds_of = (book.table("funds"), book.table("fund_moves"), book.table("assumptions"), prices, book.years)
    funds, groups = run.keep("funds", funds_of, lambda: _funds(book, prices))
    totals = run.keep("fund_totals", (groups, managed[1], prices), lambda: make_fund_total_sheet(groups, managed[1], _fixed(prices)))
    liquidity_of = (book.table("liquidity_balances"), book.table("assumptions"), totals)
    liquidity = run.keep("liquidity", liquidity_of, lambda: _liquidity(book, totals))
    run.add(*managed, funds, groups, totals, liquidity)


def _managed(book: EconomyBook, price_year: int) -> tuple[Sheet, Sheet]:
    funds, allocation, years = (tuple(book.table(one).values()) for one in MANAGED_TABLES)
    return make_managed_sheets(funds, allocation, years, book.years, price_year)


def _funds(book: EconomyBook, prices: Sheet) -> tuple[Sheet, Sheet]:
    funds = tuple(book.table("funds").values())
    index = prices.lines["deflator_index"][0]
    allocation, use = spread_moves(funds, book.table("fund_moves").values(), book.years, index)
    rates = _rates(book)
    sheet = make_fund_sheet(funds, book.years, allocation=allocation, planned_use=use, interest_rate=rates, deflator_fixed=_fixed(prices))
    return sheet, make_fund_group_sheet(sheet, {**get_economy_choices("fund_kind"), EVERYTHING: "Alle fond"})


def _rates(book: EconomyBook) -> Lines:
    """The rate each fund earns, parts per million, shape (funds, years); 0 where it earns none."""
    chosen = [one.interest for one in book.table("funds").values()]
    series = {one: get_series(book, one) for one in set(chosen) if one}
    rates = [[series[one].get(year, 0) if one else 0 for year in book.years] for one in chosen]
    return np.array(rates, dtype=np.int64).reshape(len(chosen), len(book.years))


def _fixed(prices: Sheet) -> Lines:
    return prices.lines["deflator_fixed"][0]


def _liquidity(book: EconomyBook, totals: Sheet) -> Sheet:
    return make_liquidity_sheet(book.table("liquidity_balances").values(), totals, get_series(book, LIQUIDITY_CHANGE))
