"""Findings about the growth of prices and wages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from veikart.calc.economy import EconomyBook
from veikart.calc.prices import GROWTHS, get_index_years
from veikart.calc.values import PPB, PPM
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_decimal, format_percent
from veikart.rules.words.sentences import list_years

LEAST_GROWTH, MOST_GROWTH = -PPM // 4, PPM // 4
"""Growth in a year that an index is worked out from, parts per million."""
LEAST_INDEX, MOST_INDEX = PPB // 8, PPB * 8
"""Indices that money may be multiplied by and divided by."""


def check_prices(book: EconomyBook) -> Iterator[Finding]:
    """Growth that is missing where an index needs it, growth out of reach, and growth that over the years carries an index out of reach."""
    setting = next(iter(book.table("settings").values()), None)
    if setting is None or not book.years:
        return
    years = get_index_years(book.years, setting.price_year)
    for line in GROWTHS.values():
        growth = get_series(book, line)
        name = get_sheet_rules()["prices"].lines[line].name
        wild = list(_check_range(name, line, growth))
        yield from wild
        yield from _check_years(name, line, growth, years)
        if not wild:
            yield from _check_index(name, line, growth, years)


def _place(line: str, year: int) -> Place:
    return Place(file="Forutsetninger", figure=f"assumptions:{line}|{year}", year=year)


def _check_range(name: str, line: str, growth: Mapping[int, int]) -> Iterator[Finding]:
    limits = f"{format_percent(Fraction(LEAST_GROWTH, PPM), 0)} og {format_percent(Fraction(MOST_GROWTH, PPM), 0)}"
    for year, ppm in growth.items():
        if not LEAST_GROWTH <= ppm <= MOST_GROWTH:
            found = format_percent(Fraction(ppm, PPM), 2)
            yield make_finding("growth-range", _place(line, year), name=name, year=str(year), found=found, expected=limits)


def _check_years(name: str, line: str, growth: Mapping[int, int], years: range) -> Iterator[Finding]:
    missing = [year for year in years[1:] if year not in growth]
    if missing:
        yield make_finding("assumption-missing", _place(line, missing[0]), name=name, year=list_years(missing), expected="0 %")


def _check_index(name: str, line: str, growth: Mapping[int, int], years: range) -> Iterator[Finding]:
    index = Fraction(PPB)
    lowest = highest = index
    for year in years[1:]:
        index *= Fraction(PPM + growth.get(year, 0), PPM)
        lowest, highest = min(lowest, index), max(highest, index)
        if highest / lowest > Fraction(MOST_INDEX, PPB):
            found = format_decimal(highest / lowest)
            expected = format_decimal(Fraction(MOST_INDEX, PPB), 0)
            yield make_finding("index-range", _place(line, year), name=name, year=str(year), found=found, expected=expected)
            return
