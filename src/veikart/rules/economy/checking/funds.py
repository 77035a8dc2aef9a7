"""Findings about funds: plans that cannot be carried out, bounds that are broken, and a managed fund that loses its real value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.funds import Fund
from veikart.calc.values import PPM
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.series import get_series_rules
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_percent, in_mill
from veikart.rules.words.sentences import list_years

LEAST_RATE, MOST_RATE = -PPM // 20, PPM // 4
"""Interest in a year that a fund can earn, parts per million."""
UNSEEN_LOSS_NOK = 50_000
"""A real value this much under its target is rounding when shown in millions with one decimal."""


def check_funds(book: EconomyBook) -> Iterator[Finding]:
    """Plans of other years, interest that is missing, bounds in the wrong order, shares that are not the whole, and what has no beginning."""
    if not book.years:
        return
    yield from _check_moves(book)
    for fund in book.table("funds").values():
        yield from _check_bounds(book, fund)
    yield from _check_interest(book)
    for key, fund in book.table("managed_funds").items():
        yield from _check_managed(book, key, fund.name)
    if book.table("funds") and book.years[0] not in {one.year + at for one in book.table("liquidity_balances").values() for at in (0, 1)}:
        place = get_economy_tables()["liquidity_balances"].place_of(str(book.years[0] - 1))
        yield make_finding("liquidity-missing", place, year=str(book.years[0] - 1))


def _place(table: str, key: str, field: str = "", year: int = 0) -> Place:
    return replace(get_economy_tables()[table].place_of(key, field), year=year)


def _check_moves(book: EconomyBook) -> Iterator[Finding]:
    funds = book.table("funds")
    for key, move in book.table("fund_moves").items():
        if move.year not in book.years:
            name = funds[move.fund].name
            yield make_finding("fund-move-year", _place("fund_moves", key, "year"), name=name, year=str(move.year))


def _check_bounds(book: EconomyBook, fund: Fund) -> Iterator[Finding]:
    if fund.ceiling is not None and fund.ceiling < (fund.floor or 0):
        words = {"found": in_mill(fund.ceiling), "expected": in_mill(fund.floor or 0)}
        yield make_finding("fund-bounds", _place("funds", fund.id, "ceiling"), name=fund.name, **words)
    if fund.target_year is not None and fund.target_year not in book.years:
        yield make_finding("fund-target-year", _place("funds", fund.id, "target_year"), name=fund.name, year=str(fund.target_year))


def _check_interest(book: EconomyBook) -> Iterator[Finding]:
    limits = f"{format_percent(Fraction(LEAST_RATE, PPM), 0)} og {format_percent(Fraction(MOST_RATE, PPM), 0)}"
    for series in sorted({one.interest for one in book.table("funds").values() if one.interest}):
        rule, rates = get_series_rules()[series], get_series(book, series)
        missing = [year for year in book.years if year not in rates]
        if missing:
            place = Place(file="Forutsetninger", figure=f"assumptions:{series}|{missing[0]}", year=missing[0])
            yield make_finding("assumption-missing", place, name=rule.name, year=list_years(missing), expected="0 %")
        for year in sorted(rates.keys() & set(book.years)):
            if rule.unit != "ppm" or not LEAST_RATE <= rates[year] <= MOST_RATE:
                place = Place(file="Forutsetninger", figure=f"assumptions:{series}|{year}", year=year)
                found = format_percent(Fraction(rates[year], PPM), 2) if rule.unit == "ppm" else "ikke en rente"
                yield make_finding("fund-rate-range", place, name=rule.name, year=str(year), found=found, expected=limits)


def _check_managed(book: EconomyBook, key: str, name: str) -> Iterator[Finding]:
    years = [one.year for one in book.table("managed_years").values() if one.fund == key]
    if not years or min(years) > book.years[0]:
        yield make_finding("managed-year-missing", _place("managed_funds", key), name=name, year=str(book.years[0]))
    shares = {year: _shares_in(book.table("managed_allocation"), key, year) for year in book.years}
    for total in sorted({one for one in shares.values() if one != PPM}):
        wrong = [year for year in book.years if shares[year] == total]
        words = {"found": format_percent(Fraction(total, PPM), 2), "expected": "100 %"}
        yield make_finding("managed-shares", _place("managed_funds", key, year=wrong[0]), name=name, year=list_years(wrong), **words)


def _shares_in(rows: Mapping[str, Any], fund: str, year: int) -> int:
    """The shares in force in a year added up, parts per million."""
    begun = sorted((one.year, one.asset, one.share) for one in rows.values() if one.fund == fund and one.year <= year)
    return sum({asset: share for _, asset, share in begun}.values())


def find_funds(book: EconomyBook, run: Run) -> Iterator[Finding]:
    """Plans the funds cannot cover, balances under the floor, under the target or over the ceiling, and what has happened to the managed fund."""
    if "funds" not in run.sheets:
        return
    funds = run.sheets["funds"]
    yield from _find(funds, "fund-use-missing", "use_missing", found="use", expected="planned_use")
    yield from _find(funds, "fund-below-floor", "above_floor", found="closing", expected="floor", below=True, once=True)
    yield from _find(funds, "fund-target-missed", "target_missing", found="closing", expected="target")
    yield from _find(funds, "fund-over-ceiling", "over_ceiling", found="closing", expected="ceiling", once=True)
    managed = run.sheets["managed_fund"]
    yield from _find(managed, "managed-withdrawal-missing", "withdrawal_missing", found="withdrawal", expected="wanted")
    yield from _find(managed, "managed-base-capital", "buffer_capital", found="closing", expected="base_capital", below=True, once=True)
    yield from _find_real_loss(managed)


def _find(sheet: Sheet, code: str, line: str, *, found: str, expected: str, below: bool = False, once: bool = False) -> Iterator[Finding]:
    """A finding for every subject and year where the line is above zero, or below it; with `once` for the first year of those in a row."""
    marked = sheet.lines[line] < 0 if below else sheet.lines[line] > 0
    if once:
        marked = marked & ~np.pad(marked, ((0, 0), (1, 0)))[:, :-1]
    for row, column in zip(*marked.nonzero(), strict=True):
        values = {"found": in_mill(int(sheet.lines[found][row, column])), "expected": in_mill(int(sheet.lines[expected][row, column]))}
        year = sheet.years[column]
        yield make_finding(code, _place(sheet.of_table, sheet.subjects[row], year=year), name=sheet.names[row], year=str(year), **values)


def _find_real_loss(managed: Sheet) -> Iterator[Finding]:
    """Under the target at the end, by more than there was to begin with."""
    year = managed.years[-1]
    for key in managed.subjects:
        gap = managed.value(key, "real_gap", year)
        if gap < -UNSEEN_LOSS_NOK:
            words = {"name": managed.name(key), "year": str(year), "found": in_mill(-gap)}
            yield make_finding("managed-real-value", _place("managed_funds", key, year=year), **words)
