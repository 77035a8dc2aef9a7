"""Fees at self-cost: the assets, the projects that areas carry, every area's calculation and fund, and the price list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.fees import (
    FeeTerms,
    get_price_years,
    get_vintage_years,
    make_asset_sheet,
    make_price_sheet,
    make_project_sheet,
    run_fee_areas,
)
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.fee_kinds import get_fee_kinds
from veikart.rules.economy.rates import get_rate, has_rate

SWAP, SUPPLEMENT, VINTAGE_YEARS = "swap_5_year", "calculated_interest_supplement", "fee_vintage_years"
PROJECT_LINES = ("asset_opening", "depreciable", "asset_closing")
STANDING = 5
"""Years a vintage may stand where no rate says it."""


def run_fees(book: EconomyBook, run: Run) -> None:
    """Add the sheets `fee_assets`, `fee_projects`, `fee_paths`, `fee_vintages`, `fee_areas`, `fee_calculations`, `fee_bills`,
    `calculated_capital` and `fee_items`."""
    areas, years = book.table("fee_areas"), book.years
    units, owned = tuple((one.id, one.unit) for one in areas.values()), book.table("fee_assets")
    assets = run.keep("fee_assets", (owned, units, years), lambda: make_asset_sheet(tuple(owned.values()), dict(units), years))
    shares = book.table("fee_projects")
    projects = run.keep(
        "fee_projects",
        (shares, years, _list_project_lines(book, run)),
        lambda: make_project_sheet(tuple(shares.values()), run.sheets.get("projects"), years),
    )
    swap, supplement = run.keep("fee_rates", (book.table("assumptions"), years), lambda: (get_swap_rates(book), list_supplements(years)))
    made_of = (areas, book.table("fee_years"), book.table("fee_openings"), years, assets, projects, swap, supplement)
    sheets = run.keep("fee_areas", made_of, lambda: _run_areas(book, assets, projects, swap, supplement))
    items, prices = book.table("fee_items"), book.table("fee_prices")
    price_list = run.keep("fee_items", (items, prices, book.table("fee_years"), sheets[0]), lambda: _make_price_list(book, sheets[0]))
    run.add(assets, projects, *sheets, price_list)


def _list_project_lines(book: EconomyBook, run: Run) -> tuple[tuple[int, ...], ...]:
    """The lines of the projects that an area carries, so that another project may move without any fee being worked out anew."""
    sheet = run.sheets.get("projects")
    carried = sorted({one.project for one in book.table("fee_projects").values()})
    return tuple(sheet.row(one, line) for one in carried for line in PROJECT_LINES if one in sheet.place) if sheet else ()


def get_swap_rates(book: EconomyBook) -> tuple[int, ...]:
    """The five-year swap rate of each year in parts per million: the assumption, or the latest earlier one; 0 where there is none."""
    known = get_series(book, SWAP)
    return tuple(known[max(before)] if (before := [one for one in known if one <= year]) else 0 for year in book.years)


def list_supplements(years: Sequence[int]) -> tuple[int, ...]:
    """What the calculated interest is above the swap rate in each year, parts per million."""
    return tuple(get_rate(SUPPLEMENT, year) if has_rate(SUPPLEMENT, year) else 0 for year in years)


def get_vintage_life(year: int) -> int:
    """How many years after `year` a surplus that arose then must be given back, and a deficit covered."""
    return get_rate(VINTAGE_YEARS, year) if has_rate(VINTAGE_YEARS, year) else STANDING


def _run_areas(book: EconomyBook, assets: Sheet, projects: Sheet, swap: tuple[int, ...], supplement: tuple[int, ...]) -> tuple[Sheet, ...]:
    areas, years = tuple(book.table("fee_areas").values()), book.years
    openings = tuple(book.table("fee_openings").values())
    kinds = get_fee_kinds()
    carries = [[kinds[one.kind].carries(year) for year in years] for one in areas]
    terms = FeeTerms(
        swap=np.array(swap, dtype=np.int64),
        supplement=np.array(supplement, dtype=np.int64),
        carries=np.array(carries, dtype=np.bool_).reshape(len(areas), len(years)),
        lasts={year: get_vintage_life(year) for year in get_vintage_years(openings, years)},
    )
    rows = tuple(book.table("fee_years").values())
    return run_fee_areas(areas, rows, openings, years=years, assets=assets, projects=projects, terms=terms)


def _make_price_list(book: EconomyBook, paths: Sheet) -> Sheet:
    """The price list, with the fees of the years worked out and those that are stated for the years before."""
    fees = {(one.area, one.year): one.fee for one in book.table("fee_years").values() if one.fee is not None and one.year < paths.years[0]}
    fees |= {(area, year): paths.value(area, "fee", year) for area in paths.subjects for year in paths.years}
    prices = tuple(book.table("fee_prices").values())
    return make_price_sheet(tuple(book.table("fee_items").values()), prices, fees, get_price_years(prices, fees, paths.years))


def try_fee_path(book: EconomyBook, run: Run, area: str, *, years: int, shape: str) -> Run:
    """The sheets of fees as they would be with another path for one area: over `years` years, and one of the choices `fee_path`.

    `run` is the run of the book as it is. Raises KeyError for an area that is not there.
    """
    changed = replace(book.table("fee_areas")[area], path_years=years, path_shape=shape)
    tried = Run(run)
    if "projects" in run.sheets:
        tried.add(run.sheets["projects"])
    run_fees(book.with_rows({"fee_areas": {area: changed}}), tried)
    return tried.forget_earlier()
