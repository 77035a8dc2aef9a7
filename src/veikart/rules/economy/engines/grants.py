"""The central revenues: tax, block grant with equalisation, integration grant and compensations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.grants import (
    KINDS,
    make_basis_sheet,
    make_block_grant_sheet,
    make_compensation_sheet,
    make_equalisation_sheet,
    make_kinds_sheet,
    make_need_sheets,
    make_parts_sheet,
    make_refugee_sheet,
    make_revenue_sheet,
    make_tax_level_sheet,
    make_tax_sheet,
)
from veikart.calc.grants.rows import GrantYear
from veikart.calc.values import PPB
from veikart.calc.worksheets import Lines, Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.income_systems import get_income_system
from veikart.rules.economy.rates import get_rate, has_rate
from veikart.rules.words import MONTHS

RATES = {"symmetric_share": "equalisation_share", "extra_share": "extra_equalisation_share", "extra_limit": "extra_equalisation_limit"}
"""The rate behind each share in the sheet `grant_basis`."""
FIELDS = ("population", "country_population", "per_inhabitant_nok", "need_per_inhabitant_nok", "country_extra_nok")
"""What is entered for a year of the block grant and holds until something else is."""


def run_grants(book: EconomyBook, run: Run) -> None:
    """Add the sheets of taxes, equalisation, block grant, refugees, compensations and all central revenues."""
    years, assumptions = book.years, book.table("assumptions")
    made_of = (book.table("tax_bases"), book.table("tax_years"), assumptions, years)
    taxes = run.keep("taxes", made_of, lambda: _make_taxes(book))
    made_of = (book.table("grant_years"), book.table("need_criteria"), years)
    basis, need_index, need_sectors = run.keep("need_index", made_of, lambda: (_make_basis(book), *_make_need(book)))
    own, country = (get_tax(taxes, area) for area in ("own", "country"))
    made_of = (taxes, basis, book.table("tax_months"))
    equalisation = run.keep("equalisation", made_of, lambda: _make_equalisation(book, basis, own, country))
    made_of = (book.table("grant_parts"), book.table("grant_amounts"), years)
    parts = run.keep("grant_parts", made_of, lambda: _make_parts(book))
    made_of = (equalisation, need_sectors, basis, parts)
    block = run.keep("block_grant", made_of, lambda: _make_block_grant(book, basis, need_sectors, equalisation, parts, own))
    level = run.keep("tax_level", (equalisation, basis), lambda: make_tax_level_sheet(basis, equalisation))
    refugees = run.keep("refugees", (book.table("refugee_cohorts"), book.table("refugee_rates"), years), lambda: _make_refugees(book))
    made_of = (book.table("compensations"), book.table("compensation_amounts"), assumptions, years)
    compensations = run.keep("compensations", made_of, lambda: _make_compensations(book))
    kinds = run.keep("compensation_kinds", (compensations,), lambda: _name(make_kinds_sheet(compensations), "compensation_kind"))
    fees, prices = run.sheets.get("calculated_capital"), run.sheets.get("prices")
    made_of = (taxes, block, refugees, kinds, fees, prices)
    revenue = run.keep("central_revenue", made_of, lambda: _make_revenue(own, block, refugees, kinds, fees, prices))
    run.add(taxes, basis, need_index, need_sectors, equalisation, parts, block, level, refugees, compensations, kinds, revenue)


def _name(sheet: Sheet, choice: str) -> Sheet:
    """The sheet with the words of a choice as the names of its subjects."""
    words = get_economy_choices(choice)
    return replace(sheet, names=tuple(words[one] for one in sheet.subjects))


def get_tax(taxes: Sheet, area: str) -> Lines:
    """The tax of an area, shape (years,); zeros where it is not entered."""
    found: Lines = taxes.lines["tax"][taxes.place[area]] if area in taxes.place else np.zeros(len(taxes.years), dtype=np.int64)
    return found


def hold_value(given: Mapping[int, Any], year: int) -> Any | None:
    """The value of the year, or of the last year before it that has one; None where there is none."""
    before = [one for one in given if one <= year]
    return given[max(before)] if before else None


def _make_taxes(book: EconomyBook) -> Sheet:
    bases = {one.area: one for one in book.table("tax_bases").values()}
    given = {(one.area, one.year): one for one in book.table("tax_years").values()}
    return _name(make_tax_sheet(bases, given, book.years, get_series(book, "deflator")), "tax_area")


def _make_basis(book: EconomyBook) -> Sheet:
    rates = {line: [get_rate(rate, year) if has_rate(rate, year) else 0 for year in book.years] for line, rate in RATES.items()}
    return make_basis_sheet({year: hold_grant_year(book, year) for year in book.years}, rates, book.years)


def hold_grant_year(book: EconomyBook, year: int) -> GrantYear:
    """What holds for the block grant in a year, field by field, from the last year it is entered for."""
    rows = book.table("grant_years").values()
    given = {field: {one.year: value for one in rows if (value := getattr(one, field)) is not None} for field in FIELDS}
    return GrantYear(year, **{field: hold_value(values, year) for field, values in given.items()})


def get_criteria_year(book: EconomyBook, year: int) -> int | None:
    """The year whose criteria hold in a year: the last that has any, not later than it; None where there is none."""
    return hold_value({one.year: one.year for one in book.table("need_criteria").values()}, year)


def _make_need(book: EconomyBook) -> tuple[Sheet, Sheet]:
    """The criteria of a year hold, with the inhabitants of that year, until a year that has its own."""
    counts, weights, sectors = {}, {}, {}
    for year in book.years:
        system, of = get_income_system(year), get_criteria_year(book, year)
        if system is None or of is None:
            continue
        weights[year], sectors[year], basis = system.weights, system.sectors, hold_grant_year(book, of)
        for one in book.table("need_criteria").values():
            if one.year == of:
                counts[year, one.criterion] = (one.own_count, basis.population or 0, one.country_count, basis.country_population or 0)
    index, by_sector = make_need_sheets(book.years, weights, sectors, counts)
    sector_words, criterion_words = get_economy_choices("need_sector"), get_economy_choices("need_criterion")
    parted = (subject.split("|") for subject in index.subjects)
    names = tuple(f"{sector_words[sector]}: {criterion_words[criterion]}" for sector, criterion in parted)
    return replace(index, names=names), _name(by_sector, "need_sector")


def _make_equalisation(book: EconomyBook, basis: Sheet, own: Lines, country: Lines) -> Sheet:
    return replace(make_equalisation_sheet(basis, own, country, _get_months(book)), names=MONTHS)


def _get_months(book: EconomyBook) -> dict[int, dict[int, tuple[int, int]]]:
    by_year: dict[int, dict[int, tuple[int, int]]] = {}
    for one in book.table("tax_months").values():
        by_year.setdefault(one.year, {})[one.month] = (one.own_share, one.country_share)
    return {year: hold_value(by_year, year) or {} for year in book.years}


def _make_parts(book: EconomyBook) -> Sheet:
    amounts = {(one.part, one.year): one.nok for one in book.table("grant_amounts").values()}
    return make_parts_sheet(book.table("grant_parts"), amounts, book.years)


def _make_block_grant(book: EconomyBook, basis: Sheet, need_sectors: Sheet, equalisation: Sheet, parts: Sheet, own: Lines) -> Sheet:
    stated = {one.year: one for one in book.table("grant_years").values()}
    return make_block_grant_sheet(basis, need_sectors, equalisation, parts, own_tax=own, stated=stated)


def _make_refugees(book: EconomyBook) -> Sheet:
    by_place: dict[tuple[str, int], dict[int, int]] = {}
    for one in book.table("refugee_rates").values():
        by_place.setdefault((one.kind, one.number), {})[one.year] = one.nok
    held = {(*place, year): hold_value(rates, year) for place, rates in by_place.items() for year in book.years}
    cohorts, words = book.table("refugee_cohorts"), get_economy_choices("refugee_kind")
    sheet = make_refugee_sheet(cohorts, {key: nok for key, nok in held.items() if nok is not None}, book.years)
    return replace(sheet, names=tuple(f"{words[one.kind]}, bosatt {one.settled}" for one in cohorts.values()))


def _make_compensations(book: EconomyBook) -> Sheet:
    stated = {(one.compensation, one.year): one.nok for one in book.table("compensation_amounts").values()}
    return make_compensation_sheet(book.table("compensations"), stated, get_series(book, "interest_housing_bank"), book.years)


def _make_revenue(own: Lines, block: Sheet, refugees: Sheet, kinds: Sheet, fees: Sheet | None, prices: Sheet | None) -> Sheet:
    stated = {kind: kinds.lines["grant"][kinds.place[kind]] for kind in KINDS}
    nothing = np.zeros(len(block.years), dtype=np.int64)
    capital = {
        "stated_capital": stated.pop("capital"),
        "calculated_capital": fees.total("total") if fees else nothing,
        "deflator_fixed": prices.lines["deflator_fixed"][0] if prices else nothing + PPB,
    }
    sources = {"tax": own, "block_grant": block.total("grant"), "refugees": refugees.total("grant")}
    return make_revenue_sheet(block.years, sources | stated, capital)
