"""The investment programme: projects, what they take in use, their sums, and what each costs over its life."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.investments import (
    EVERYTHING,
    LONGEST_LIFE,
    Portfolio,
    Prices,
    ProjectRows,
    Terms,
    make_total_sheet,
    work_out_portfolio,
)
from veikart.calc.prices import make_price_sheet
from veikart.calc.values import PPM
from veikart.calc.worksheets import Lines, Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.rates import get_rate, has_rate

TABLES = ("projects", "project_years", "project_grants", "project_sales")
SERIES = ("price_growth", "deflator", "swap_5_year")
LARGEST_LIFE_GROWTH = 80_000
"""Yearly growth of running costs after the years of the plan, at most: so that fifty years of it can be counted in kroner."""
LARGEST_RATE = 250_000
_KEPT = "investments"
Growth = tuple[tuple[int, int], ...]
TermsMadeOf = tuple[tuple[int, ...], tuple[int, ...], tuple[Growth, ...]]
"""The years, the years whose kroner anything is in, and the series: what everything but the projects is made of, as plain values."""
Kept = tuple[TermsMadeOf, tuple[Sheet, ...], Portfolio]


def run_investments(book: EconomyBook, run: Run) -> None:
    """Add the sheets `projects`, `project_assets`, `investments` and `life_cost`."""
    tables = tuple(book.table(name) for name in TABLES)
    series = run.keep("investment_series", (book.table("assumptions"),), lambda: _get_growths(book))
    terms = (book.years, _get_price_years(book), series)
    earlier = run.earlier_of(_KEPT)
    kept = run.keep(_KEPT, (*tables, terms), lambda: _work_out(book, terms, earlier))
    run.add(*kept[1])


def _get_growths(book: EconomyBook) -> tuple[Growth, ...]:
    return tuple(tuple(sorted(get_series(book, name).items())) for name in SERIES)


def _get_price_years(book: EconomyBook) -> tuple[int, ...]:
    """The years whose kroner anything is in: that of the whole economy first, then those that projects have of their own."""
    setting = next(iter(book.table("settings").values()))
    own = set(map(attrgetter("price_year"), book.table("projects").values()))
    return (setting.price_year, *sorted(filter(None, own)))


def _work_out(book: EconomyBook, made_of: TermsMadeOf, earlier: Kept | None) -> Kept:
    rows = ProjectRows(*(book.table(name) for name in TABLES))
    same = earlier[2] if earlier and earlier[0] == made_of else None
    portfolio = work_out_portfolio(rows, same.terms if same else make_terms(book), same)
    sheets = (portfolio.projects, portfolio.assets, make_total_sheet(portfolio, _names()), portfolio.life)
    return made_of, sheets, portfolio


def _names() -> Mapping[str, str]:
    return {EVERYTHING: "Alle investeringer", **get_economy_choices("project_group")}


def make_terms(book: EconomyBook) -> Terms:
    """The years, the indices of every price year that a project has, and the calculated interest."""
    years = book.years
    life_years = tuple(range(years[0], years[-1] + LONGEST_LIFE + 1))
    growth, deflator = get_series(book, "price_growth"), get_series(book, "deflator")
    bases = _get_price_years(book)
    prices = Prices(
        {base: _index("price", growth, years, base) for base in bases},
        {base: _index("deflator", _go_on(deflator, years[-1], life_years), life_years, base) for base in bases},
        _in_years(growth, years),
        _in_years(deflator, years),
        bases[0],
    )
    return Terms(years, prices, _rate(book, life_years))


def _index(name: str, growth: Mapping[int, int], years: tuple[int, ...], base: int) -> Lines:
    line = {"price": "price_growth", "deflator": "deflator"}[name]
    return make_price_sheet({line: growth}, years, base).lines[f"{name}_index"][0]


def _in_years(series: Mapping[int, int], years: Iterable[int]) -> Lines:
    return np.array([series.get(year, 0) for year in years], dtype=np.int64)


def _go_on(growth: Mapping[int, int], last: int, years: Iterable[int]) -> Mapping[int, int]:
    """The growth, and after the last year of the plan that year's growth, within bounds."""
    after = min(max(growth.get(last, 0), 0), LARGEST_LIFE_GROWTH)
    return {**growth, **{year: after for year in years if year > last}}


def _rate(book: EconomyBook, years: Iterable[int]) -> Lines:
    """The calculated interest: the five-year swap rate and the supplement in force; a year without a swap rate has that of the year before."""
    swap, found, rates = get_series(book, "swap_5_year"), 0, []
    for year in years:
        found = swap.get(year, found)
        supplement = get_rate("calculated_interest_supplement", year) if has_rate("calculated_interest_supplement", year) else 0
        rates.append(min(max(found + supplement, 0), LARGEST_RATE, PPM))
    return np.array(rates, dtype=np.int64)
