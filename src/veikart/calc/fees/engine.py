"""All sheets of the fees, from the rows and the rules of the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.fees.costs import ACCOUNTS, PLAN, YearRows, compare_calculations, get_values, has_value, select_rows, work_out_costs
from veikart.calc.fees.funds import FeeCase
from veikart.calc.fees.paths import PathChoice, find_paths
from veikart.calc.fees.rows import FeeArea, FeeOpening, FeeYear
from veikart.calc.fees.sheets import (
    make_area_sheet,
    make_bill_sheet,
    make_calculation_sheet,
    make_capital_sheet,
    make_path_sheet,
    make_vintage_sheet,
    total_capital,
)
from veikart.calc.fees.vintages import FundRules, net_openings
from veikart.calc.worksheets import Lines, Sheet


@dataclass(frozen=True)
class FeeTerms:
    """The rules of the years. `swap` and `supplement` are parts per million, shape (years,); `carries` tells whether an area may carry a deficit
    from a year, shape (areas, years); `lasts` is the number of years a vintage may stand, by the year it arose."""

    swap: Lines
    supplement: Lines
    carries: NDArray[np.bool_]
    lasts: Mapping[int, int]


def get_vintage_years(openings: Sequence[FeeOpening], years: Sequence[int]) -> tuple[int, ...]:
    """The years that vintages arose and may arise in: from the oldest opening before the first year, to the last year."""
    first = min([years[0], *(one.year for one in openings if one.year < years[0])])
    return tuple(range(first, years[-1] + 1))


def run_fee_areas(
    areas: Sequence[FeeArea],
    rows: Sequence[FeeYear],
    openings: Sequence[FeeOpening],
    *,
    years: Sequence[int],
    assets: Sheet,
    projects: Sheet,
    terms: FeeTerms,
) -> tuple[Sheet, ...]:
    """The sheets `fee_paths`, `fee_vintages`, `fee_areas`, `fee_calculations`, `fee_bills` and `calculated_capital`.

    A year with an accounts row follows it, and what it leaves goes to the vintage of the year; else the plan row. `assets` and `projects` are the
    sheets `fee_assets` and `fee_projects`.
    """
    plans, accounts = select_rows(rows, PLAN), select_rows(rows, ACCOUNTS)
    chosen = {**plans, **accounts}
    capital = total_capital(assets, areas, "asset") | total_capital(projects, areas, "project")
    costs = work_out_costs(areas, years, chosen, capital=capital, swap=terms.swap, supplement=terms.supplement)
    costs["is_accounts"] = has_value(areas, years, accounts, "direct")
    vintages = get_vintage_years(openings, years)
    case = _make_case(areas, years, chosen, openings, costs=costs, vintages=vintages, terms=terms)
    before = [_fee_before(one, chosen, years[0]) for one in areas]
    paths = find_paths(case, [PathChoice(max(one.path_years, 1), one.path_shape, fee) for one, fee in zip(areas, before, strict=True)])
    path_sheet = make_path_sheet(areas, years, case, paths, [one or 0 for one in before])
    vintage_sheet = make_vintage_sheet(areas, years, vintages, case, paths.funds)
    area_sheet = make_area_sheet(areas, years, costs, case, paths, vintage_sheet)
    compared = make_calculation_sheet(areas, years, compare_calculations(areas, years, plans, accounts, area_sheet.lines))
    return path_sheet, vintage_sheet, area_sheet, compared, make_bill_sheet(areas, years, path_sheet), make_capital_sheet(area_sheet)


def _fee_before(area: FeeArea, rows: YearRows, first: int) -> int | None:
    row = rows.get((area.id, first - 1))
    return row.fee if row else None


def _make_case(
    areas: Sequence[FeeArea],
    years: Sequence[int],
    rows: YearRows,
    openings: Sequence[FeeOpening],
    *,
    costs: Mapping[str, Lines],
    vintages: Sequence[int],
    terms: FeeTerms,
) -> FeeCase:
    return FeeCase(
        fee_basis=costs["fee_basis"],
        other_fees=get_values(areas, years, rows, "other_fees"),
        subscribers=get_values(areas, years, rows, "subscribers"),
        stated_fee=get_values(areas, years, rows, "fee"),
        has_fee=has_value(areas, years, rows, "fee") == 1,
        stated_income=get_values(areas, years, rows, "fee_income"),
        has_income=has_value(areas, years, rows, "fee_income") == 1,
        rate=np.asarray(terms.swap, dtype=np.int64) + np.asarray(terms.supplement, dtype=np.int64),
        opening=net_openings(_lay_out_openings(areas, openings, vintages, years[0])),
        first_place=vintages.index(years[0]),
        fund_aim=np.array([one.fund_aim for one in areas], dtype=np.int64),
        rules=FundRules(
            carries=terms.carries,
            keeps=np.array([bool(one.exception.strip()) for one in areas], dtype=np.bool_),
            lasts=np.array([terms.lasts[year] for year in vintages], dtype=np.int64),
        ),
    )


def _lay_out_openings(areas: Sequence[FeeArea], openings: Sequence[FeeOpening], vintages: Sequence[int], first: int) -> Lines:
    found = np.zeros((len(areas), len(vintages)), dtype=np.int64)
    place = {one.id: at for at, one in enumerate(areas)}
    for one in openings:
        if one.area in place and one.year < first:
            found[place[one.area], vintages.index(one.year)] = one.nok
    return found
