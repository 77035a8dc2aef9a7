"""The investment programme: projects, what they take in use, their sums, and what each costs over its life."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.investments import (
    EVERYTHING,
    LONGEST_LIFE,
    Portfolio,
    Prices,
    ProjectRows,
    Terms,
    get_price_year,
    make_life_sheet,
    make_project_sheet,
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


def run_investments(book: EconomyBook, run: Run) -> None:
    """Add the sheets `projects`, `project_assets`, `investments` and `life_cost`."""
    tables = tuple(book.table(name) for name in TABLES)
    terms = _get_terms_made_of(book)
    earlier = run.earlier_of(_KEPT)
    kept = run.keep(_KEPT, (*tables, terms), lambda: _work_out(book, terms, earlier))
    run.add(*kept[1])


def _get_terms_made_of(book: EconomyBook) -> tuple[int | Growth, ...]:
    """What everything but the projects is made of, as plain values."""
    setting = next(iter(book.table("settings").values()))
    price_years = tuple(sorted({setting.price_year, *(get_price_year(one, setting.price_year) for one in book.table("projects").values())}))
    series = tuple(tuple(sorted(get_series(book, name).items())) for name in SERIES)
    return (setting.first_year, setting.last_year, setting.price_year, price_years, *series)


def _work_out(
    book: EconomyBook, made_of: tuple[int | Growth, ...], earlier: tuple[tuple[int | Growth, ...], tuple[Sheet, ...], Portfolio] | None
) -> tuple[tuple[int | Growth, ...], tuple[Sheet, ...], Portfolio]:
    rows = ProjectRows(*(book.table(name) for name in TABLES))
    same = earlier[2] if earlier and earlier[0] == made_of else None
    portfolio = work_out_portfolio(rows, same.terms if same else make_terms(book), same)
    sheets = (make_project_sheet(portfolio), portfolio.assets, make_total_sheet(portfolio, _names()), make_life_sheet(portfolio))
    return made_of, sheets, portfolio


def _names() -> Mapping[str, str]:
    return {EVERYTHING: "Alle investeringer", **get_economy_choices("project_group")}


def make_terms(book: EconomyBook) -> Terms:
    """The years, the indices of every price year that a project has, and the calculated interest."""
    setting = next(iter(book.table("settings").values()))
    years = book.years
    life_years = tuple(range(years[0], years[-1] + LONGEST_LIFE + 1))
    growth, deflator = get_series(book, "price_growth"), get_series(book, "deflator")
    bases = {setting.price_year, *(get_price_year(one, setting.price_year) for one in book.table("projects").values())}
    prices = Prices(
        {base: _index("price", growth, years, base) for base in bases},
        {base: _index("deflator", _go_on(deflator, years[-1], life_years), life_years, base) for base in bases},
        _in_years(growth, years),
        _in_years(deflator, years),
        setting.price_year,
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
