"""The price list: what each item costs from year to year, stated or worked out from the fee of its area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.fees.funds import ORE
from veikart.calc.fees.rows import FeeItem, FeePrice
from veikart.calc.fees.sheets import find_growth
from veikart.calc.values import divide_rounded, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet


def get_price_years(prices: Sequence[FeePrice], fees: Mapping[tuple[str, int], int], years: Sequence[int]) -> tuple[int, ...]:
    """The years of the price list: from the first price or fee that is stated to the last year worked out. `fees` are by area and year."""
    first = min([years[0], *(one.year for one in prices), *(year for _, year in fees)])
    return tuple(range(first, years[-1] + 1))


def make_price_sheet(items: Sequence[FeeItem], prices: Sequence[FeePrice], fees: Mapping[tuple[str, int], int], years: Sequence[int]) -> Sheet:
    """The sheet `fee_items`: a subject for each item, in groups by area; prices in øre without value added tax.

    `fees` is the standard fee by area and year, whole kroner. An item without a price in a year costs its share of the fee divided by its volume;
    an item without a share keeps the last price that is stated. After its last year an item costs nothing.
    """
    stated = {(one.item, one.year): one.kroner * ORE + one.ore for one in prices}
    lines: dict[str, Lines] = {
        "stated": _array([_stated(one, stated, years) for one in items], years),
        "area_fee": _array([[fees.get((one.area, year), 0) for year in years] for one in items], years),
        "share": _array([[one.share or 0 if _is_sold(one, year) else 0 for year in years] for one in items], years),
        "volume": _array([[max(one.volume, 1)] * len(years) for one in items], years),
    }
    lines["by_share"] = divide_rounded(share_of(lines["area_fee"] * ORE, lines["share"]), lines["volume"])
    lines["price"] = np.where(lines["stated"] > 0, lines["stated"], lines["by_share"])
    lines["price_before"] = np.concatenate([np.zeros((len(items), 1), dtype=np.int64), lines["price"][:, :-1]], axis=1)
    lines["change"] = np.where(lines["price_before"] > 0, lines["price"] - lines["price_before"], 0)
    lines["growth"] = find_growth(lines["change"], lines["price_before"])
    keys, groups = [one.id for one in items], [one.area for one in items]
    return make_sheet("fee_items", keys, years, lines, names=[one.name for one in items], groups=groups, of_table="fee_items")


def _array(rows: list[list[int]], years: Sequence[int]) -> Lines:
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(years))


def _is_sold(item: FeeItem, year: int) -> bool:
    return item.last_year is None or year <= item.last_year


def _stated(item: FeeItem, stated: Mapping[tuple[str, int], int], years: Sequence[int]) -> list[int]:
    """The price in øre of each year, 0 where none is stated; without a share the last one goes on."""
    found: list[int] = []
    for year in years:
        price = stated.get((item.id, year), 0) if _is_sold(item, year) else 0
        goes_on = not price and found and item.share is None and _is_sold(item, year)
        found.append(found[-1] if goes_on else price)
    return found
