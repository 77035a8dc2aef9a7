"""Pensions: the premiums, the vintages of premium deviations, and what the accounts carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.pensions import PensionScheme, Vintage, make_growth, make_pension_sheet, make_premium_sheet, make_vintage_sheet, work_out_premiums
from veikart.calc.values import PPB, share_of
from veikart.calc.worksheets import Lines, Run, Sheet
from veikart.rules.economy.rates import get_rate, has_rate

TABLES = ("pension_schemes", "pension_years", "premium_deviations")
YES = "yes"


def run_pensions(book: EconomyBook, run: Run) -> None:
    """Add the sheets `pension_premiums`, `pension_vintages` and `pensions`."""
    prices = run.sheets.get("prices")
    made_of = (*(book.table(one) for one in TABLES), book.years, prices)
    run.add(*run.keep("pensions", made_of, lambda: _make_sheets(book, prices)))


def _make_sheets(book: EconomyBook, prices: Sheet | None) -> tuple[Sheet, Sheet, Sheet]:
    schemes = tuple(book.table("pension_schemes").values())
    premiums = make_premium_sheet(schemes, book.years, _premium_lines(book, schemes, prices))
    vintages = make_vintage_sheet(schemes, book.years, list(_vintages(book, schemes, premiums)))
    return premiums, vintages, make_pension_sheet(schemes, premiums, vintages)


def _premium_lines(book: EconomyBook, schemes: Sequence[PensionScheme], prices: Sheet | None) -> dict[str, Lines]:
    places = {one.id: place for place, one in enumerate(schemes)}
    entered = {(places[one.scheme], one.year): (one.premium, one.net_cost) for one in book.table("pension_years").values() if one.scheme in places}
    index = prices.lines["wage_index"][0].tolist() if prices else [PPB] * len(book.years)
    bases = [one.growth_year for one in schemes]
    rates = np.array([[get_contribution_rate(one, year) for year in book.years] for one in schemes], dtype=np.int64).reshape(-1, len(book.years))
    return work_out_premiums(entered, book.years, make_growth(index, book.years, bases), bases, rates)


def get_contribution_rate(scheme: PensionScheme, year: int) -> int:
    """The employer's contribution on the scheme's deviation of a year, in parts per million; 0 where it is not charged."""
    if scheme.contribution != YES:
        return 0
    if scheme.contribution_rate is not None:
        return scheme.contribution_rate
    return get_rate("employer_contribution", year) if has_rate("employer_contribution", year) else 0


def get_amortisation_years(scheme: PensionScheme, year: int) -> int:
    """How many years a deviation that arose in `year` is charged over: the rule's, or one where the municipality has chosen so."""
    if (scheme.one_year_from is not None and year >= scheme.one_year_from) or not has_rate("premium_deviation_years", year):
        return 1
    return get_rate("premium_deviation_years", year)


def list_deviations_before(book: EconomyBook, scheme: PensionScheme) -> dict[int, int]:
    """The deviations from before the years worked out, in whole kroner by year: as entered, or else the premium less the cost of the year."""
    first = book.years[0]
    found = {one.year: one.premium - one.net_cost for one in book.table("pension_years").values() if one.scheme == scheme.id and one.year < first}
    found |= {one.year: one.nok for one in book.table("premium_deviations").values() if one.scheme == scheme.id and one.year < first}
    return dict(sorted(found.items()))


def _vintages(book: EconomyBook, schemes: Sequence[PensionScheme], premiums: Sheet) -> Iterator[Vintage]:
    for place, scheme in enumerate(schemes):
        for year, nok in list_deviations_before(book, scheme).items():
            contribution = share_of(nok, get_contribution_rate(scheme, year))
            yield Vintage(place, year, nok, contribution, get_amortisation_years(scheme, year))
        for at, year in enumerate(book.years):
            nok, contribution = (int(premiums.lines[line][place, at]) for line in ("deviation", "contribution"))
            yield Vintage(place, year, nok, contribution, get_amortisation_years(scheme, year))
