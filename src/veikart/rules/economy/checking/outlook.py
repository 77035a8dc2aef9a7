"""Findings about the long economy: its lines, limits, scenarios and uncertainties."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.economy_inputs import ADDED
from veikart.calc.outlook.economy_limits import SHARES
from veikart.calc.outlook.rows import OutlookLimit
from veikart.calc.outlook.scenarios import find_circle
from veikart.calc.values import PPM
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.series import get_series_rules
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.law import get_rules
from veikart.rules.words import format_percent

MOST_ADDED, MOST_TIMES = 20 * PPM // 100, 5 * PPM
"""How far a lever may be moved: 20 percentage points either way for one that is added, from nothing to five times for one that is multiplied."""
MOST_SPREAD = PPM
_NOTHING = 1e-10
RANGES = {"long_price_growth": (-10, 30), "long_wage_growth": (-10, 10), "long_productivity": (-10, 10), "floating_share": (0, 100)}
"""The assumptions of the long run that have bounds, in percent."""
USERS = "users"
YEARS = ("scenario_changes", "outlook_limits", "long_investments")
"""The tables with a first and a last year."""


def check_outlook(book: EconomyBook) -> Iterator[Finding]:
    """Scenarios that hold themselves, values that cannot be, spreads and correlations that cannot be drawn, limits without a value."""
    yield from _check_series(book)
    yield from _check_lines(book)
    yield from _check_amounts(book)
    for key, one in book.table("outlook_limits").items():
        yield from _check_limit(key, one)
    yield from _check_scenarios(book)
    yield from _check_uncertainties(book)
    yield from _check_years(book)
    for key, one in book.table("foresight_settings").items():
        if book.years and one.last_year < book.years[0]:
            words = {"first": str(book.years[0]), "second": str(one.last_year)}
            yield make_finding("outlook-reach", _at("foresight_settings", key, "last_year"), **words)


def _at(table: str, key: str, field: str = "") -> Place:
    return get_economy_tables()[table].place_of(key, field)


def _percent(ppm: int) -> str:
    return format_percent(Fraction(ppm, PPM), 2)


def _check_series(book: EconomyBook) -> Iterator[Finding]:
    for series, (least, most) in RANGES.items():
        for year, ppm in get_series(book, series).items():
            if not least * PPM // 100 <= ppm <= most * PPM // 100:
                words = {"name": get_series_rules()[series].name, "found": _percent(ppm), "expected": f"{least} % og {most} %", "year": str(year)}
                yield make_finding("growth-range", _at("assumptions", f"{series}|{year}", "value"), **words)


def _check_lines(book: EconomyBook) -> Iterator[Finding]:
    """Lines that begin from nothing, that follow users without a service, and signs that are no sign."""
    entered, used = {one.subject for one in book.table("outlook_amounts").values()}, {one.service for one in book.table("service_use").values()}
    for key, line in book.table("outlook_lines").items():
        if not line.figure and key not in entered:
            yield make_finding("outlook-line-empty", _at("outlook_lines", key, "figure"), name=line.name)
        if line.driver == USERS and line.service not in used:
            yield make_finding("outlook-line-service", _at("outlook_lines", key, "service"), name=line.name)
    for table in ("outlook_lines", "outlook_figures"):
        for key, row in book.table(table).items():
            if row.sign not in {1, -1}:
                name = get_economy_tables()[table].fields["sign"].label
                yield make_finding("value-range", _at(table, key, "sign"), name=name, found=str(row.sign), expected="-1 og 1")


def _check_amounts(book: EconomyBook) -> Iterator[Finding]:
    """Amounts of something that is neither a line nor a figure, and years of the plan that do not follow each other."""
    items = get_economy_tables()["outlook_figures"].fields["item"].words
    for key, one in book.table("outlook_amounts").items():
        if one.subject not in items and one.subject not in book.table("outlook_lines"):
            yield make_finding("outlook-amount-subject", _at("outlook_amounts", key, "subject"), found=one.subject)
    years = sorted({one.year for one in book.table("outlook_amounts").values()})
    if years and years[-1] - years[0] >= len(years):
        key = next(iter(book.table("outlook_amounts")))
        yield make_finding("outlook-amount-years", _at("outlook_amounts", key, "year"), first=str(years[0]), second=str(years[-1]))


def _check_limit(key: str, row: OutlookLimit) -> Iterator[Finding]:
    field = "value_share" if row.measure in SHARES else "value_nok"
    if getattr(row, field) is None:
        expected = get_economy_tables()["outlook_limits"].fields[field].label
        yield make_finding("limit-value", _at("outlook_limits", key, field), name=row.name, expected=expected)
    if row.rule and row.rule not in get_rules():
        yield make_finding("limit-rule", _at("outlook_limits", key, "rule"), name=row.name, found=row.rule)
    if not row.rule and not row.source:
        yield make_finding("limit-source", _at("outlook_limits", key, "source"), name=row.name)


def _check_scenarios(book: EconomyBook) -> Iterator[Finding]:
    parts, changes = book.table("scenario_parts"), book.table("scenario_changes")
    circle = find_circle(parts.values())
    if circle:
        names = [book.table("scenarios")[one].name for one in circle]
        yield make_finding("scenario-circle", _at("scenario_parts", f"{circle[0]}|{circle[1]}"), name=names[0], found=" – ".join(names))
    filled = {one.scenario for table in (parts, changes) for one in table.values()}
    for key, scenario in book.table("scenarios").items():
        if key not in filled and not scenario.alternative:
            yield make_finding("scenario-empty", _at("scenarios", key), name=scenario.name)
    for key, one in changes.items():
        least, most = (-MOST_ADDED, MOST_ADDED) if one.lever in ADDED else (0, MOST_TIMES)
        if not least <= one.value <= most:
            words = {"name": _lever(one.lever), "found": _percent(one.value), "expected": f"{_percent(least)} og {_percent(most)}"}
            yield make_finding("lever-range", _at("scenario_changes", key, "value"), **words)


def _lever(lever: str) -> str:
    return get_economy_tables()["uncertainties"].fields["lever"].words[lever]


def _check_uncertainties(book: EconomyBook) -> Iterator[Finding]:
    """Spreads out of bounds; pairs that cannot be correlated so, one by one and all together."""
    rows, pairs = book.table("uncertainties"), book.table("uncertainty_correlations")
    for key, row in rows.items():
        if not 0 <= row.spread <= MOST_SPREAD:
            words = {"name": _lever(row.lever), "found": _percent(row.spread), "expected": _percent(MOST_SPREAD)}
            yield make_finding("uncertainty-spread", _at("uncertainties", key, "spread"), **words)
    wrong = False
    for key, one in pairs.items():
        words = {"first": _lever(one.first), "second": _lever(one.second)}
        if abs(one.correlation) > PPM or one.first == one.second or f"{one.second}|{one.first}" in pairs:
            wrong = True
            yield make_finding("correlation-range", _at("uncertainty_correlations", key, "correlation"), **words)
        elif one.first not in rows or one.second not in rows:
            yield make_finding("correlation-unknown", _at("uncertainty_correlations", key), **words)
    if not wrong and pairs and not _can_hold(book):
        yield make_finding("correlation-matrix", _at("uncertainty_correlations", next(iter(pairs))))


def _can_hold(book: EconomyBook) -> bool:
    """Whether all the correlations can hold at once: no eigenvalue is negative."""
    place = {one: at for at, one in enumerate(book.table("uncertainties"))}
    found = np.eye(len(place))
    for one in book.table("uncertainty_correlations").values():
        if one.first in place and one.second in place:
            found[place[one.first], place[one.second]] = found[place[one.second], place[one.first]] = one.correlation / PPM
    return float(np.linalg.eigvalsh(found).min(initial=1.0)) >= -_NOTHING


def _check_years(book: EconomyBook) -> Iterator[Finding]:
    for table in YEARS:
        rule = get_economy_tables()[table]
        first = next(name for name in ("first_year", "year") if name in rule.fields)
        for key, row in book.table(table).items():
            begins, ends = getattr(row, first), row.last_year
            if begins is not None and ends is not None and ends < begins:
                yield make_finding("outlook-years", rule.place_of(key, "last_year"), name=rule.name, first=str(begins), second=str(ends))
