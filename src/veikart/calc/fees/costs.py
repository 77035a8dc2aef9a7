"""What each area costs: the self-cost of a year, line by line, and the part of it that the fees shall cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.fees.rows import FeeArea, FeeYear
from veikart.calc.values import divide_rounded, share_of
from veikart.calc.worksheets import Lines

YearRows = Mapping[tuple[str, int], FeeYear]
"""The rows by area and year."""
PLAN, ACCOUNTS = "plan", "accounts"
CAPITAL = ("opening", "depreciation", "closing")
"""Lines of assets, and of projects, that an area's capital cost is made of."""


def select_rows(rows: Sequence[FeeYear], stage: str) -> YearRows:
    """The rows of a stage by area and year."""
    return {(one.area, one.year): one for one in rows if one.stage == stage}


def get_values(areas: Sequence[FeeArea], years: Sequence[int], rows: YearRows, name: str) -> Lines:
    """A field of the rows as whole numbers, shape (areas, years); 0 where there is no row or nothing in the field."""
    values = [[getattr(rows.get((area.id, year)), name, None) or 0 for year in years] for area in areas]
    return np.array(values, dtype=np.int64).reshape(len(areas), len(years))


def has_value(areas: Sequence[FeeArea], years: Sequence[int], rows: YearRows, name: str) -> Lines:
    """1 where the field of a row is filled in, else 0; shape (areas, years)."""
    values = [[getattr(rows.get((area.id, year)), name, None) is not None for year in years] for area in areas]
    return np.array(values, dtype=np.int64).reshape(len(areas), len(years))


def get_area_values(areas: Sequence[FeeArea], years: Sequence[int], name: str) -> Lines:
    """A field of the areas, the same in every year; shape (areas, years)."""
    values = np.array([getattr(one, name) for one in areas], dtype=np.int64)
    return np.repeat(values[:, None], len(years), axis=1)


def work_out_costs(
    areas: Sequence[FeeArea], years: Sequence[int], rows: YearRows, *, capital: Mapping[str, Lines], swap: Lines, supplement: Lines
) -> dict[str, Lines]:
    """The cost lines of the sheet `fee_areas`, shape (areas, years), whole kroner, costs and income positive.

    `capital` holds `asset_` and `project_` before each of CAPITAL, summed by area. `swap` and `supplement` are parts per million, shape (years,).
    Formula: self-cost = direct + indirect + depreciation + interest - other income; interest = rate × mean of opening and closing book value.
    """
    lines = {name: get_values(areas, years, rows, name) for name in ("direct", "overhead", "overhead_share", "other_income")}
    lines["indirect"] = share_of(lines["overhead"], lines["overhead_share"])
    lines |= {name: capital[name] for name in (f"{kind}_{one}" for one in CAPITAL for kind in ("asset", "project"))}
    for one, name in zip(CAPITAL, ("book_opening", "depreciation", "book_closing"), strict=True):
        lines[name] = lines[f"asset_{one}"] + lines[f"project_{one}"]
    lines |= {"swap": _in_every_row(swap, len(areas)), "supplement": _in_every_row(supplement, len(areas))}
    lines["rate"] = lines["swap"] + lines["supplement"]
    lines["interest"] = share_of(divide_rounded(lines["book_opening"] + lines["book_closing"], 2), lines["rate"])
    lines["capital"] = lines["depreciation"] + lines["interest"]
    lines["basis"] = lines["direct"] + lines["indirect"] + lines["capital"] - lines["other_income"]
    lines["cover_share"] = get_area_values(areas, years, "cover_share")
    lines["fee_basis"] = share_of(lines["basis"], lines["cover_share"])
    lines["subsidy"] = lines["basis"] - lines["fee_basis"]
    return lines


def _in_every_row(line: Lines, rows: int) -> Lines:
    wide: Lines = np.repeat(np.asarray(line, dtype=np.int64)[None, :], rows, axis=0)
    return wide


def compare_calculations(
    areas: Sequence[FeeArea], years: Sequence[int], plans: YearRows, accounts: YearRows, now: Mapping[str, Lines]
) -> dict[str, Lines]:
    """The lines of the sheet `fee_calculations`: the pre-calculation, the post-calculation and the difference, shape (areas, years).

    Years without both are 0. `now` holds the lines of `fee_areas`, which follow the accounts where there are any. The pre-calculation's capital
    cost is the one it was made with, or where none is written what the assets give now.
    """
    both = has_value(areas, years, plans, "direct") * has_value(areas, years, accounts, "direct")
    planned = {
        name: get_values(areas, years, plans, name)
        for name in ("direct", "overhead", "overhead_share", "other_income", "subscribers", "fee", "other_fees")
    }
    has_capital, has_income = has_value(areas, years, plans, "capital"), has_value(areas, years, plans, "fee_income")
    stated = {name: get_values(areas, years, plans, name) for name in ("capital", "fee_income")}
    lines = {"compared": both, "planned_direct": planned["direct"] * both}
    lines["planned_indirect"] = share_of(planned["overhead"], planned["overhead_share"]) * both
    lines["planned_capital"] = np.where(has_capital == 1, stated["capital"], now["capital"]) * both
    lines["planned_other_income"] = planned["other_income"] * both
    lines["planned_basis"] = lines["planned_direct"] + lines["planned_indirect"] + lines["planned_capital"] - lines["planned_other_income"]
    lines["cover_share"] = now["cover_share"]
    lines["planned_fee_basis"] = share_of(lines["planned_basis"], lines["cover_share"])
    by_fee = planned["fee"] * planned["subscribers"] + planned["other_fees"]
    lines["planned_income"] = np.where(has_income == 1, stated["fee_income"], by_fee) * both
    lines["planned_result"] = lines["planned_income"] - lines["planned_fee_basis"]
    for name in ("direct", "indirect", "capital", "other_income", "fee_basis", "fee_income", "result"):
        lines[name] = now[name]
        before = lines["planned_income" if name == "fee_income" else f"planned_{name}"]
        lines[f"{name}_difference"] = (now[name] - before) * both
    return lines
