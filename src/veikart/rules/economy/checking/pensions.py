"""Findings about pensions: years and vintages that are missing, and what the deviations do to the accounts."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.economy import EconomyBook
from veikart.calc.pensions import PensionScheme
from veikart.calc.worksheets import Run
from veikart.rules.economy.engines.pensions import get_amortisation_years, list_deviations_before
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, make_finding
from veikart.rules.words import in_mill
from veikart.rules.words.sentences import list_years

EVERYTHING = "alle"
FIRST_VINTAGE = 2002
"""Premium deviations have been charged over several years since then."""


def check_pensions(book: EconomyBook) -> Iterator[Finding]:
    """Years without a premium, growth from a year that is not there, vintages that are missing, and vintages entered in two ways."""
    for scheme in book.table("pension_schemes").values() if book.years else ():
        yield from _check_growth(book, scheme)
        yield from _check_years(book, scheme)
        yield from _check_vintages(book, scheme)
    yield from _check_twice(book)


def _has(book: EconomyBook, scheme: PensionScheme, year: int) -> bool:
    return f"{scheme.id}|{year}" in book.table("pension_years")


def _can_grow(book: EconomyBook, scheme: PensionScheme) -> bool:
    return scheme.growth_year is not None and scheme.growth_year in book.years and _has(book, scheme, scheme.growth_year)


def _check_growth(book: EconomyBook, scheme: PensionScheme) -> Iterator[Finding]:
    if scheme.growth_year is not None and not _can_grow(book, scheme):
        found = "det året regnes ikke ut" if scheme.growth_year not in book.years else "premie og kostnad er ikke lagt inn for det året"
        place = get_economy_tables()["pension_schemes"].place_of(scheme.id, "growth_year")
        yield make_finding("pension-growth-year", place, name=scheme.name, year=str(scheme.growth_year), found=found)


def _check_years(book: EconomyBook, scheme: PensionScheme) -> Iterator[Finding]:
    growth_year = scheme.growth_year if scheme.growth_year is not None and _can_grow(book, scheme) else book.years[-1]
    missing = [year for year in book.years if year <= growth_year and not _has(book, scheme, year)]
    if missing:
        place = get_economy_tables()["pension_schemes"].place_of(scheme.id)
        yield make_finding("pension-year-missing", place, name=scheme.name, found=list_years(missing))


def _check_vintages(book: EconomyBook, scheme: PensionScheme) -> Iterator[Finding]:
    known, first = list_deviations_before(book, scheme), book.years[0]
    open_years = (year for year in range(FIRST_VINTAGE, first) if year + get_amortisation_years(scheme, year) >= first)
    missing = [year for year in open_years if year not in known]
    if missing:
        place = get_economy_tables()["pension_schemes"].place_of(scheme.id)
        yield make_finding("pension-vintage-missing", place, name=scheme.name, found=list_years(missing))


def _check_twice(book: EconomyBook) -> Iterator[Finding]:
    rule, schemes = get_economy_tables()["premium_deviations"], book.table("pension_schemes")
    for key, vintage in book.table("premium_deviations").items():
        year = book.table("pension_years").get(key)
        if year is not None and year.premium - year.net_cost != vintage.nok:
            found, expected = in_mill(year.premium - year.net_cost), in_mill(vintage.nok)
            name = schemes[vintage.scheme].name
            yield make_finding("pension-vintage-twice", rule.place_of(key, "nok"), name=name, year=str(vintage.year), found=found, expected=expected)


def find_pensions(book: EconomyBook, run: Run) -> Iterator[Finding]:
    """Balances that the vintages do not give, and the first year the accounts carry more than is paid."""
    sheet = run.sheets.get("pensions")
    if sheet is None or not book.table("pension_schemes"):
        return
    for key, one in book.table("pension_balances").items():
        year = one.year if one.year in sheet.years else one.year + 1
        if year in sheet.years:
            nok = sheet.value(EVERYTHING, "accumulated" if year == one.year else "opening", year)
            if 2 * abs(nok - one.nok) > max(one.rounded_to, 1):
                place = get_economy_tables()["pension_balances"].place_of(key)
                yield make_finding("pension-balance-differs", place, year=str(one.year), found=in_mill(nok), expected=in_mill(one.nok))
    negative = next((year for year in sheet.years if sheet.value(EVERYTHING, "effect", year) < 0), None)
    if negative is not None:
        place = get_economy_tables()["pension_years"].place_of("")
        yield make_finding("pension-effect-negative", place, year=str(negative), found=in_mill(-sheet.value(EVERYTHING, "effect", negative)))
