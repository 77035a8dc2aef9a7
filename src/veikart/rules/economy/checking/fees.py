"""Findings about fees: what is missing or cannot be in what is entered, and funds and fees that break the rules of self-cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from veikart.calc.economy import EconomyBook
from veikart.calc.fees import FeeArea, FeeYear
from veikart.calc.values import PPM
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.engines.fees import SWAP, get_swap_rates, list_supplements
from veikart.rules.economy.fee_kinds import get_fee_kinds
from veikart.rules.economy.rates import get_rate_entry, has_rate
from veikart.rules.economy.series import get_series_rules
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_percent, in_mill
from veikart.rules.words.sentences import list_years

LEAST_SWAP, MOST_SWAP = -PPM // 20, PPM // 4
"""Swap rates that the calculated interest is worked out from, parts per million."""
PUBLISHED = "calculated_interest"
ROUNDING = 2
"""Kroner for each standard subscriber that a fee in whole kroner may miss its aim by."""


def check_fees(book: EconomyBook) -> Iterator[Finding]:
    """Everything in the rows of fees that is missing, cannot be, or is not counted."""
    if not book.years or not book.table("fee_areas"):
        return
    rows = _rows_by_area(book)
    for area in book.table("fee_areas").values():
        yield from _check_years(book, area, rows[area.id])
        yield from _check_law(area)
    yield from _check_rates(book)
    yield from _check_assets(book)
    yield from _check_shares(book)
    yield from _check_openings(book)
    yield from _check_prices(book)


def _place(table: str, key: str, field: str = "", year: int = 0) -> Place:
    return replace(get_economy_tables()[table].place_of(key, field), year=year)


def _rows_by_area(book: EconomyBook) -> dict[str, dict[int, FeeYear]]:
    """The row that counts in each year: the accounts where there are any, else the plan."""
    found: dict[str, dict[int, FeeYear]] = defaultdict(dict)
    for row in sorted(book.table("fee_years").values(), key=lambda one: one.stage, reverse=True):
        found[row.area][row.year] = row
    return found


def _check_years(book: EconomyBook, area: FeeArea, rows: dict[int, FeeYear]) -> Iterator[Finding]:
    missing = [year for year in book.years if year not in rows]
    if missing:
        yield make_finding("fee-year-missing", _place("fee_areas", area.id), name=area.name, found=list_years(missing))
    unpaid = [year for year in book.years if year in rows and not rows[year].subscribers and rows[year].fee_income is None]
    if unpaid:
        yield make_finding("fee-subscribers-missing", _place("fee_areas", area.id), name=area.name, found=list_years(unpaid))
    before = rows.get(book.years[0] - 1)
    decided = [year for year in book.years if year in rows and rows[year].fee is not None]
    if not decided and (before is None or before.fee is None) and len(unpaid) + len(missing) < len(book.years) and not _is_stated(book, rows):
        yield make_finding("fee-start-missing", _place("fee_areas", area.id), name=area.name, year=str(book.years[0] - 1))


def _is_stated(book: EconomyBook, rows: dict[int, FeeYear]) -> bool:
    """Whether the fee income of every year is one figure, so that no fee is asked for."""
    return all(year in rows and rows[year].fee_income is not None for year in book.years)


def _check_law(area: FeeArea) -> Iterator[Finding]:
    kind = get_fee_kinds()[area.kind]
    if kind.full_cost and area.cover_share != PPM:
        found = format_percent(Fraction(area.cover_share, PPM), 2)
        yield make_finding("fee-cover-share", _place("fee_areas", area.id, "cover_share"), name=area.name, found=found, expected="100 %")


def _check_rates(book: EconomyBook) -> Iterator[Finding]:
    known, name = get_series(book, SWAP), get_series_rules()[SWAP].name
    limits = f"{format_percent(Fraction(LEAST_SWAP, PPM), 0)} og {format_percent(Fraction(MOST_SWAP, PPM), 0)}"
    for year, swap in zip(book.years, get_swap_rates(book), strict=True):
        place, shown = Place(file="Forutsetninger", figure=f"assumptions:{SWAP}|{year}", year=year), format_percent(Fraction(swap, PPM), 2)
        if year not in known:
            yield make_finding("assumption-missing", place, name=name, year=str(year), expected=shown)
        elif not LEAST_SWAP <= swap <= MOST_SWAP:
            yield make_finding("fee-rate-range", place, name=name, year=str(year), found=shown, expected=limits)
    yield from _check_published(book)


def _check_published(book: EconomyBook) -> Iterator[Finding]:
    """One finding for all the years where the assumptions give another rate than the one that is published."""
    known, differing = get_series(book, SWAP), []
    for year, swap, supplement in zip(book.years, get_swap_rates(book), list_supplements(book.years), strict=True):
        if year in known and has_rate(PUBLISHED, year) and get_rate_entry(PUBLISHED, year).value != swap + supplement:
            ours, published = (format_percent(Fraction(one, PPM), 3) for one in (swap + supplement, get_rate_entry(PUBLISHED, year).value))
            differing.append((year, f"{ours} i {year} ({published})"))
    if differing:
        place = Place(file="Forutsetninger", figure=f"assumptions:{SWAP}|{differing[0][0]}", year=differing[0][0])
        yield make_finding("fee-rate-differs", place, found=", ".join(words for _year, words in differing))


def _check_assets(book: EconomyBook) -> Iterator[Finding]:
    for key, asset in book.table("fee_assets").items():
        if asset.lifetime < 1:
            yield make_finding("fee-lifetime", _place("fee_assets", key, "lifetime"), name=asset.name)
        if asset.grant > asset.cost:
            words = {"found": in_mill(asset.grant), "expected": in_mill(asset.cost)}
            yield make_finding("fee-grant", _place("fee_assets", key, "grant"), name=asset.name, **words)


def _check_shares(book: EconomyBook) -> Iterator[Finding]:
    total: dict[str, int] = defaultdict(int)
    for share in book.table("fee_projects").values():
        total[share.project] += share.share
    for project, ppm in total.items():
        if ppm > PPM:
            name = book.table("projects")[project].name
            yield make_finding("fee-project-share", _place("projects", project), name=name, found=format_percent(Fraction(ppm, PPM), 2))


def _check_openings(book: EconomyBook) -> Iterator[Finding]:
    first, signs = book.years[0], defaultdict(set)
    for key, opening in book.table("fee_openings").items():
        area = book.table("fee_areas")[opening.area]
        if opening.year >= first:
            yield make_finding("fee-opening-late", _place("fee_openings", key, "year"), name=area.name, year=str(opening.year), expected=str(first))
            continue
        signs[area.id].add(opening.nok > 0)
        if opening.nok < 0 and not get_fee_kinds()[area.kind].carries(first):
            words = {"found": in_mill(-opening.nok), "year": str(first)}
            yield make_finding("fee-deficit-carried", _place("fee_openings", key, "nok"), name=area.name, **words)
    for area_id in (one for one, both in signs.items() if len(both) > 1):
        yield make_finding("fee-opening-mixed", _place("fee_areas", area_id), name=book.table("fee_areas")[area_id].name)


def _check_prices(book: EconomyBook) -> Iterator[Finding]:
    priced = {one.item for one in book.table("fee_prices").values()}
    for key, item in book.table("fee_items").items():
        if item.share is None and key not in priced:
            yield make_finding("fee-price-missing", _place("fee_items", key), name=item.name)
        if item.share is not None and not item.area:
            yield make_finding("fee-item-area", _place("fee_items", key, "area"), name=item.name)


def find_fees(book: EconomyBook, run: Run) -> Iterator[Finding]:
    """Surpluses that must be given back or should have been, deficits that the municipality must cover, and fees above what the service costs."""
    areas = run.sheets.get("fee_areas")
    if areas is None:
        return
    for area in areas.subjects:
        yield from _find_overdue(areas, area)
        yield from _find_due(areas, area)
        yield from _find_lost(book, areas, area)
        yield from _find_above_cost(areas, area)


def _find_overdue(areas: Sheet, area: str) -> Iterator[Finding]:
    for year in areas.years:
        nok = areas.value(area, "fund_overdue", year)
        if nok > _rounding(areas, area, year):
            yield make_finding("fee-fund-overdue", _place("fee_areas", area, year=year), name=areas.name(area), year=str(year), found=in_mill(nok))


def _find_due(areas: Sheet, area: str) -> Iterator[Finding]:
    """The first year's only: the path sees to the rest."""
    year = areas.years[0]
    nok = areas.value(area, "fund_due", year)
    if nok > _rounding(areas, area, year):
        words = {"found": in_mill(nok), "year": str(year + 1)}
        yield make_finding("fee-fund-due", _place("fee_areas", area, year=year), name=areas.name(area), **words)


def _find_lost(book: EconomyBook, areas: Sheet, area: str) -> Iterator[Finding]:
    kind = get_fee_kinds()[book.table("fee_areas")[area].kind]
    for year in areas.years:
        nok = -areas.value(area, "fund_lost", year)
        if nok > _rounding(areas, area, year):
            cause = "et underskudd kan ikke føres videre her" if not kind.carries(year) else "det er ikke dekket i det femte året"
            yield make_finding(
                "fee-deficit-lost", _place("fee_areas", area, year=year), name=areas.name(area), year=str(year), found=in_mill(nok), expected=cause
            )


def _find_above_cost(areas: Sheet, area: str) -> Iterator[Finding]:
    """Over all the years: the fees bring in more than the basis and the deficit there was to cover, and the fund only grows."""
    first, last = areas.years[0], areas.years[-1]
    opening, closing = areas.value(area, "fund_opening", first), areas.value(area, "fund_closing", last)
    if closing > max(opening, 0) + _rounding(areas, area, last):
        words = {"first": str(first), "second": str(last), "found": in_mill(closing - max(opening, 0))}
        yield make_finding("fee-above-cost", _place("fee_areas", area, year=last), name=areas.name(area), **words)


def _rounding(areas: Sheet, area: str, year: int) -> int:
    return ROUNDING * areas.value(area, "subscribers", year)
