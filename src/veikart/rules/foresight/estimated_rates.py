"""The rates and flows of a municipality that has none of its own: estimated from its counts and the nation's rates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.population import AGES, SEXES
from veikart.calc.population.banding import list_estimated_rows
from veikart.calc.population.estimating import estimate_inputs
from veikart.calc.population.housing import list_homes, make_housing_homes_sheet
from veikart.calc.population.inputs import Numbers
from veikart.calc.population.national import NationalRates
from veikart.calc.values import PPM
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.foresight.population import get_counts, get_foresight_setting, get_foresight_years, spread_movers

SOURCE = "Anslått av folketallet i kommunen og landets rater"
HOUSING_YEARS = 5
"""Homes of so many years before the first one tell what building was while the counts were made."""


def replace_rates(book: EconomyBook, national: NationalRates, *, source: str = SOURCE) -> EconomyBook:
    """The book with the tables of rates and flows estimated anew; everything else as it is.

    The counts of the first year and the years before it are used. Raises ValueError where the first year is not counted.
    """
    setting, years = get_foresight_setting(book), get_foresight_years(book)
    counted = {one.year for one in book.table("population").values() if one.projection == setting.history}
    counts = {year: get_counts(book, year) for year in sorted(counted) if year <= setting.first_year}
    inputs = estimate_inputs(counts, national, first_year=setting.first_year, years=len(years))
    rows = list_estimated_rows(inputs, housing_before=get_movers_before(book), source=source)
    return book.with_rows({table: _replace(book, table, made) for table, made in rows.items()})


def get_movers_before(book: EconomyBook) -> Numbers:
    """Persons by sex and age that new homes brought each year, the mean of the last years before the first one that have any; else nobody."""
    first = get_foresight_setting(book).first_year
    before = range(first - HOUSING_YEARS, first)
    types, homes = book.table("dwelling_types"), list_homes(book.table("housing_programme"), before)
    sheet = make_housing_homes_sheet(homes, types, before, [PPM] * HOUSING_YEARS)
    persons = spread_movers(book, sheet, sheet.lines["persons"].astype(np.float64)).sum(axis=0)
    built = persons.sum(axis=(1, 2)) != 0
    return persons[built].mean(axis=0) if built.any() else np.zeros((len(SEXES), AGES))


def _replace(book: EconomyBook, table: str, rows: list[Any]) -> Mapping[str, Any]:
    rule = get_economy_tables()[table]
    gone: dict[str, Any] = dict.fromkeys(book.table(table))
    return gone | {rule.key_of(one): one for one in rows}
