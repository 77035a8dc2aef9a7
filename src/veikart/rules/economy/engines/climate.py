"""The climate: emissions by source and vintage, growth, measures, and the path beside the targets."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date

from veikart.calc.climate import (
    POPULATION,
    RATE,
    ClimateGrowth,
    Conversions,
    EmissionAccount,
    is_growing,
    make_account_sheet,
    make_climate_sources_sheet,
    make_growth_sheet,
    make_measures_sheet,
    make_path_sheet,
    make_sectors_sheet,
    make_totals_sheet,
)
from veikart.calc.demography import OLDEST, PopulationTable
from veikart.calc.economy import EconomyBook
from veikart.calc.values import PPM, divide_rounded, share_of
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.engines.demography import get_populations
from veikart.rules.economy.rates import get_rate, get_rates, has_rate
from veikart.rules.municipalities import find_code

DISCOUNT = "climate_discount"
"""The series of the rate costs are discounted by, and the dated rate where nothing is entered."""
EVERYONE = [(0, OLDEST)]
"""Every age."""
MUNICIPALITIES_OF = 2024
"""The year whose municipalities give the names."""


def run_climate(book: EconomyBook, run: Run) -> None:
    """Add the sheets of the climate: `climate_account`, `_sectors`, `_totals`, `_growth`, `_measures`, `_sources` and `_path`."""
    years, table = get_climate_years(book), book.table
    emissions, sources, budgets, targets = (table(one) for one in ("emissions", "emission_sources", "climate_budgets", "climate_targets"))
    account = run.keep("emissions", (emissions,), lambda: EmissionAccount.gather(emissions.values()))
    _run_account(book, run, account, years)
    conversions = run.keep("climate_conversions", (table("climate_conversions"),), lambda: get_conversions(book))
    growth = _run_growth(book, run, account, conversions, years)
    measures = _run_measures(book, run, conversions, years)
    made_of = (budgets, account, sources, growth, measures)
    by_source = run.keep("climate_sources", made_of, lambda: make_climate_sources_sheet(*made_of))
    totals = run.sheets["climate_totals"]
    path = run.keep("climate_path", (budgets, totals, targets, by_source), lambda: make_path_sheet(budgets, totals, targets.values(), by_source))
    run.add(growth, measures, by_source, path)


def get_climate_years(book: EconomyBook) -> tuple[int, ...]:
    """The years the climate is worked out for: from the first that anything is entered for, and no later than the price year, to the last."""
    setting = next(iter(book.table("settings").values()), None)
    if setting is None:
        return ()
    found = {setting.price_year, setting.first_year, setting.last_year}
    found |= {one.year for name in ("emissions", "climate_targets", "climate_effects", "climate_costs") for one in book.table(name).values()}
    found |= {year for one in book.table("climate_budgets").values() for year in (one.base_year, one.start_year)}
    found |= {year for one in book.table("climate_growth").values() for year in (one.from_year, one.to_year)}
    measures = book.table("climate_measures").values()
    found |= {year for one in measures for year in (one.start_year, one.full_year, one.last_year) if year is not None}
    return tuple(range(min(found), max(found) + 1))


def get_conversions(book: EconomyBook) -> dict[tuple[str, str], int]:
    """What somebody has said a tonne of one vintage is in another, parts per million."""
    return {(one.vintage, one.to_vintage): one.factor for one in book.table("climate_conversions").values()}


def get_discount(book: EconomyBook, years: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """The year a present value is measured in, and the rate of each year, parts per million: as entered for the year or the last one before it, or
    the dated rate."""
    setting, entered = next(iter(book.table("settings").values())), get_series(book, DISCOUNT)
    rates: list[int] = []
    for year in years:
        usual = rates[-1] if rates and any(one < year for one in entered) else get_dated_discount(year)
        rates.append(entered.get(year, usual))
    return setting.price_year, tuple(rates)


def get_dated_discount(year: int) -> int:
    """The rate that holds in a year; the first there ever was in the years before it."""
    return get_rate(DISCOUNT, year) if has_rate(DISCOUNT, year) else get_rates()[DISCOUNT][0].value


def list_growth_rates(row: ClimateGrowth, years: Sequence[int], populations: Mapping[str, PopulationTable]) -> list[int]:
    """The growth of a row in each year, parts per million: 0 where its years are not, and where its projection has nobody."""
    if row.method == RATE:
        return [(row.rate or 0) if is_growing(row, year) else 0 for year in years]
    if row.method != POPULATION or row.projection not in populations:
        return [0] * len(years)
    wanted = [years[0] - 1, *years]
    persons = populations[row.projection].count_persons(EVERYONE, wanted)[0].tolist()
    follows = PPM if row.follows is None else row.follows
    steps = [share_of(find_growth(before, now), follows) for before, now in itertools.pairwise(persons)]
    return [step if is_growing(row, year) else 0 for step, year in zip(steps, years, strict=True)]


def find_growth(before: int, now: int) -> int:
    """From `before` to `now`, parts per million; 0 from nobody.

    >>> find_growth(100, 102), find_growth(0, 5)
    (20000, 0)
    """
    return divide_rounded((now - before) * PPM, before) if before else 0


def name_municipality(code: str) -> str:
    """What the municipality of a number is called; the number itself where it is not known."""
    known = find_code(code, date(MUNICIPALITIES_OF, 1, 1))
    return known.name if known else code


def _run_account(book: EconomyBook, run: Run, account: EmissionAccount, years: tuple[int, ...]) -> None:
    sources, vintages, inhabitants = (book.table(one) for one in ("emission_sources", "climate_vintages", "emission_inhabitants"))
    place = {number: name_municipality(number) for _vintage, number, _source in account.rows}
    made = run.keep("climate_account", (account, sources, years), lambda: make_account_sheet(account, sources, years, place))
    sectors = run.keep("climate_sectors", (made,), lambda: make_sectors_sheet(made, get_economy_choices("emission_sector"), place))
    names = {key: one.name for key, one in vintages.items()}
    made_of = (sectors, inhabitants, vintages)
    run.add(made, sectors, run.keep("climate_totals", made_of, lambda: make_totals_sheet(sectors, inhabitants.values(), names, place)))


def _run_growth(book: EconomyBook, run: Run, account: EmissionAccount, conversions: Conversions, years: tuple[int, ...]) -> Sheet:
    rows, budgets = book.table("climate_growth"), book.table("climate_budgets")
    populations = run.keep("populations", (book.table("population"), book.table("population_projections")), lambda: get_populations(book))

    def rates(row: ClimateGrowth, some: Sequence[int]) -> list[int]:
        return list_growth_rates(row, some, populations)

    made_of = (rows, budgets, account, conversions, populations, years)
    found: Sheet = run.keep("climate_growth", made_of, lambda: make_growth_sheet(rows, budgets, account, conversions, rates, years))
    return found


def _run_measures(book: EconomyBook, run: Run, conversions: Conversions, years: tuple[int, ...]) -> Sheet:
    rows, budgets, effects, costs = (book.table(one) for one in ("climate_measures", "climate_budgets", "climate_effects", "climate_costs"))
    discount = get_discount(book, years)
    made_of = (rows, budgets, effects, costs, conversions, discount, years)
    found: Sheet = run.keep(
        "climate_measures",
        made_of,
        lambda: make_measures_sheet(rows, budgets, effects.values(), costs.values(), conversions, discount, years),
    )
    return found
