"""The sheets of the fees, made from what is worked out in this folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from veikart.calc.fees.capital import depreciate_assets, total_by_area
from veikart.calc.fees.costs import CAPITAL, get_area_values
from veikart.calc.fees.funds import FeeCase, FundPath
from veikart.calc.fees.paths import FeePaths
from veikart.calc.fees.rows import FeeArea, FeeAsset, ProjectShare
from veikart.calc.values import ratio_of, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

EVERYTHING = "alle"
"""The subject that all areas add up to."""


def make_asset_sheet(assets: Sequence[FeeAsset], units: Mapping[str, str], years: Sequence[int]) -> Sheet:
    """The sheet `fee_assets`: a subject for each asset, in groups by area. Cost less grants is never below 0. `units` are the areas' units."""
    columns = ([max(one.cost - one.grant, 0) for one in assets], [one.in_use for one in assets], [one.lifetime for one in assets])
    lines = depreciate_assets(*(np.array(one, dtype=np.int64) for one in columns), years)
    return make_sheet(
        "fee_assets",
        [one.id for one in assets],
        years,
        lines,
        names=[one.name for one in assets],
        units=[units.get(one.area, "") for one in assets],
        groups=[one.area for one in assets],
        of_table="fee_assets",
    )


def make_project_sheet(shares: Sequence[ProjectShare], projects: Sheet | None, years: Sequence[int]) -> Sheet:
    """The sheet `fee_projects`: a subject «project|area» for each share of a project that an area carries, in groups by area.

    `projects` is the sheet of the investment programme; without it, or without the project there, every line is 0.
    """
    lines = {"share": np.repeat(np.array([one.share for one in shares], dtype=np.int64)[:, None], len(years), axis=1)}
    for name, source in (("opening", "asset_opening"), ("added", "depreciable"), ("closing", "asset_closing")):
        lines[f"project_{name}"] = np.array([_line_of(projects, one.project, source, years) for one in shares], dtype=np.int64)
        lines[f"project_{name}"] = lines[f"project_{name}"].reshape(len(shares), len(years))
        lines[name] = share_of(lines[f"project_{name}"], lines["share"])
    lines["depreciation"] = lines["opening"] + lines["added"] - lines["closing"]
    names = [projects.name(one.project) if projects and one.project in projects.place else one.project for one in shares]
    keys = [f"{one.project}|{one.area}" for one in shares]
    return make_sheet("fee_projects", keys, years, lines, names=names, groups=[one.area for one in shares], of_table="fee_projects")


def _line_of(sheet: Sheet | None, subject: str, line: str, years: Sequence[int]) -> Sequence[int]:
    if sheet is None or subject not in sheet.place or sheet.years != tuple(years):
        return [0] * len(years)
    return sheet.row(subject, line)


def total_capital(sheet: Sheet, areas: Sequence[FeeArea], kind: str) -> dict[str, Lines]:
    """The lines of CAPITAL in a sheet with groups by area, added up by area, with `kind` before their names; shape (areas, years)."""
    place = {one.id: at for at, one in enumerate(areas)}
    rows = [at for at, group in enumerate(sheet.groups) if group in place]
    area = np.array([place[sheet.groups[at]] for at in rows], dtype=np.intp)
    return {f"{kind}_{name}": total_by_area(sheet.lines[name][rows], area, len(areas)) for name in CAPITAL}


def make_path_sheet(areas: Sequence[FeeArea], years: Sequence[int], case: FeeCase, paths: FeePaths, fee_before: Sequence[int]) -> Sheet:
    """The sheet `fee_paths`: how the fee of each area is found, in groups by bundle. `fee_before` is the fee of the year before the first, or 0."""
    fee = paths.funds.fee
    first = np.array(fee_before, dtype=np.int64).reshape(-1, 1)
    lines: dict[str, Lines] = {
        "has_fee": case.has_fee.astype(np.int64),
        "has_income": case.has_income.astype(np.int64),
        "stated_fee": case.stated_fee,
        "cost_fee": paths.cost_fee,
        "phase": paths.phase,
        "straight": paths.straight,
        "weight": paths.weight,
        "step": paths.step,
        "aim": paths.aim,
        "landing_fee": paths.funds.landing_fee,
        "fee": fee,
        "fee_before": np.concatenate([first, fee[:, :-1]], axis=1),
        "bill_count": get_area_values(areas, years, "bill_count"),
    }
    lines["change"] = np.where(lines["fee_before"] > 0, fee - lines["fee_before"], 0)
    lines["growth"] = find_growth(lines["change"], lines["fee_before"])
    lines |= {"bill": fee * lines["bill_count"], "bill_before": lines["fee_before"] * lines["bill_count"]}
    return make_sheet("fee_paths", *_of_areas(areas, years), lines, **_texts(areas, [one.bundle or one.id for one in areas]))


def find_growth(change: Lines, before: Lines) -> Lines:
    """The change divided by what was before, in parts per million; 0 where nothing was before."""
    growth: Lines = np.where(before > 0, ratio_of(change, before), 0)
    return growth


def make_vintage_sheet(areas: Sequence[FeeArea], years: Sequence[int], vintages: Sequence[int], case: FeeCase, funds: FundPath) -> Sheet:
    """The sheet `fee_vintages`: a subject «area|year» for each vintage that ever holds anything, in groups by area; signed as the vintage."""
    brought = np.zeros_like(funds.opening)
    brought[:, :, 0] = case.opening
    ever = (np.abs(funds.opening) + np.abs(funds.arisen)).any(axis=2)
    area, vintage = np.nonzero(ever)
    arisen_in = np.array(vintages, dtype=np.int64)[vintage]
    lasts = case.rules.lasts[vintage]
    lines: dict[str, Lines] = {name: getattr(funds, name)[area, vintage] for name in ("opening", "arisen", "used", "lost", "closing")}
    lines["brought"] = brought[area, vintage]
    lines["years_left"] = (arisen_in + lasts)[:, None] - np.asarray(years, dtype=np.int64)[None, :]
    lines["due"] = np.where(lines["years_left"] == 1, np.maximum(lines["closing"], 0), 0)
    lines["overdue"] = np.where(lines["years_left"] <= 0, np.maximum(lines["closing"], 0), 0)
    of = [areas[at] for at in area]
    return make_sheet(
        "fee_vintages",
        [f"{one.id}|{year}" for one, year in zip(of, arisen_in.tolist(), strict=True)],
        years,
        lines,
        names=[f"{one.name}, {year}" for one, year in zip(of, arisen_in.tolist(), strict=True)],
        units=[one.unit for one in of],
        groups=[one.id for one in of],
    )


def make_area_sheet(
    areas: Sequence[FeeArea], years: Sequence[int], costs: Mapping[str, Lines], case: FeeCase, paths: FeePaths, vintages: Sheet
) -> Sheet:
    """The sheet `fee_areas`: cost, fee income and fund of each area, in groups by unit. Whole kroner, all positive but result and fund."""
    funds = paths.funds
    lines = {
        **costs,
        "fee": funds.fee,
        "subscribers": case.subscribers,
        "other_fees": case.other_fees,
        "has_income": case.has_income.astype(np.int64),
        "stated_income": case.stated_income,
        "fee_income": funds.fee_income,
        "result": funds.result,
        "carries": case.rules.carries.astype(np.int64),
        "fund_interest": funds.interest,
    }
    place = {one.id: at for at, one in enumerate(areas)}
    area = np.array([place[group] for group in vintages.groups], dtype=np.intp)
    for name in ("opening", "lost", "closing", "due", "overdue"):
        lines[f"fund_{name}"] = total_by_area(vintages.lines[name], area, len(areas))
    carries, opening = lines["carries"] == 1, lines["fund_opening"]
    lines["fund_standing"] = np.where(carries, opening, np.maximum(opening, 0))
    after = lines["fund_standing"] + lines["result"]
    lines["fund_after"] = np.where(carries, after, np.maximum(after, 0))
    lines["fund_change"] = lines["fund_closing"] - opening
    held = np.maximum(lines["fund_closing"], 0) - np.maximum(opening, 0)
    lines |= {"fund_allocated": np.maximum(held, 0), "fund_used": np.maximum(-held, 0)}
    return make_sheet("fee_areas", *_of_areas(areas, years), lines, **_texts(areas, [one.unit for one in areas]))


def make_bill_sheet(areas: Sequence[FeeArea], years: Sequence[int], paths: Sheet) -> Sheet:
    """The sheet `fee_bills`: what a household pays in standard fees, by bundle and all together. Whole kroner without value added tax."""
    bundles = dict.fromkeys(one.bundle or one.id for one in areas if one.bill_count)
    lines: dict[str, Lines] = {}
    for name in ("bill", "bill_before"):
        rows = [*(paths.total(name, one) for one in bundles), paths.total(name)]
        lines[name] = np.array(rows, dtype=np.int64)
    lines["change"] = np.where(lines["bill_before"] > 0, lines["bill"] - lines["bill_before"], 0)
    lines["growth"] = find_growth(lines["change"], lines["bill_before"])
    names = {one.id: one.name for one in areas}
    shown = [names.get(one, " og ".join(area.name.lower() for area in areas if area.bundle == one).capitalize()) for one in bundles]
    return make_sheet("fee_bills", [*bundles, EVERYTHING], years, lines, names=[*shown, "En husholdning i alt"])


def make_calculation_sheet(areas: Sequence[FeeArea], years: Sequence[int], lines: Mapping[str, Lines]) -> Sheet:
    """The sheet `fee_calculations`: what `compare_calculations` gives, a subject for each area."""
    return make_sheet("fee_calculations", *_of_areas(areas, years), lines, **_texts(areas, [one.id for one in areas]))


def make_capital_sheet(areas: Sheet) -> Sheet:
    """The sheet `calculated_capital`: the depreciation and interest that the areas carry and that is set off centrally, all areas together."""
    lines = {name: areas.total(name)[None, :] for name in ("depreciation", "interest")}
    lines["total"] = lines["depreciation"] + lines["interest"]
    return make_sheet("calculated_capital", [EVERYTHING], areas.years, lines, names=["Alle gebyrområder"])


def _of_areas(areas: Sequence[FeeArea], years: Sequence[int]) -> tuple[list[str], Sequence[int]]:
    return [one.id for one in areas], years


def _texts(areas: Sequence[FeeArea], groups: list[str]) -> dict[str, Any]:
    return {"names": [one.name for one in areas], "units": [one.unit for one in areas], "groups": groups, "of_table": "fee_areas"}
