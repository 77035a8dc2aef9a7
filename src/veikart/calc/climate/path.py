"""The path: the emissions a budget begins from, with growth and measures, beside the path to its targets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from veikart.calc.climate.account import MARK, EmissionAccount, add_groups
from veikart.calc.climate.growth import repeat_years, spread
from veikart.calc.climate.measures import LEVELS
from veikart.calc.climate.rows import ClimateBudget, ClimateTarget, EmissionSource
from veikart.calc.values import divide_rounded, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

MEASURED = ("decided", "low", "high", *LEVELS)
"""Lines of the measures that are added up beside their effect."""


def make_climate_sources_sheet(
    budgets: Mapping[str, ClimateBudget], account: EmissionAccount, sources: Mapping[str, EmissionSource], growth: Sheet, measures: Sheet
) -> Sheet:
    """The sheet `climate_sources`: each source of each budget, growth and effect of measures since the path began, millionths of a tonne.

    `change` is growth less the effect of measures: less emissions is negative.
    """
    own = [MARK.join((key, source)) for key, one in budgets.items() for source in account.sources_of(one.vintage, one.municipality)]
    subjects = [one for one in dict.fromkeys([*own, *growth.groups, *measures.groups]) if one]
    parts = [(budgets[budget], source) for budget, source in (one.split(MARK) for one in subjects)]
    years = growth.years
    keys = [(one.vintage, one.municipality, source) for one, source in parts]
    seen = np.array([[account.source_in(*key, year) or 0 for year in years] for key in keys], dtype=np.int64).reshape(len(keys), len(years))
    base_year = [one.base_year for one, _source in parts]
    rises, falls = add_groups(growth, "added", subjects), add_groups(measures, "added", subjects)
    lines = {
        "year": repeat_years(years, len(parts)),
        "base_year": spread(base_year, years),
        "account": seen,
        "base": hold_from(seen, base_year, years),
        "growth": rises,
        "reduction": falls,
        "change": rises - falls,
        **{line: add_groups(measures, line, subjects) for line in MEASURED},
    }
    texts = {"names": [sources[source].name for _budget, source in parts], "groups": [one.id for one, _source in parts]}
    return make_sheet("climate_sources", subjects, years, lines, **texts, links={"source": [MARK.join(key) for key in keys]})


def hold_from(line: Lines, begins: Sequence[int], years: Sequence[int]) -> Lines:
    """What a line is in the year of each subject, held in the years after it; 0 before."""
    return np.cumsum(np.where(np.array(years) == np.array(begins, dtype=np.int64).reshape(-1, 1), line, 0), axis=1)


def make_path_sheet(budgets: Mapping[str, ClimateBudget], totals: Sheet, targets: Iterable[ClimateTarget], sources: Sheet) -> Sheet:
    """The sheet `climate_path`: a subject for each budget, millionths of a tonne. `gap` is positive above the path to the target.

    A path is there from the year it begins where the account knows that year in the budget's vintage; a target from the base year to the last
    target where the account knows the base year. `is_path`, `has_target` and `is_measured` are 1 where they are; the lines are 0 elsewhere.
    """
    years, keys, rows = totals.years, list(budgets), list(budgets.values())
    accounts = [MARK.join((one.vintage, one.municipality)) for one in rows]
    lines = _account_lines(rows, accounts, totals)
    lines |= {line: add_groups(sources, line, keys) for line in ("growth", "reduction", *MEASURED)}
    lines |= _path_lines(lines)
    lines |= _target_lines(rows, list(targets), lines, years)
    lines |= _gap_lines(lines)
    names = [one.name for one in rows]
    return make_sheet("climate_path", keys, years, lines, names=names, of_table="climate_budgets", links={"account": accounts})


def find_target_share(points: Sequence[tuple[int, int]], year: int) -> int | None:
    """How much less than in the base year a year is to be, parts per million: straight lines between the points (a year and its reduction, the
    base year first, in order), rounded once. None outside them.

    >>> find_target_share([(2009, 0), (2030, 400_000)], 2020), find_target_share([(2009, 0), (2030, 400_000)], 2031)
    (209524, None)
    """
    for (first, low), (last, high) in itertools.pairwise(points):
        if first <= year <= last:
            return divide_rounded(low * (last - year) + high * (year - first), last - first)
    return None


def list_target_points(budget: ClimateBudget, targets: Iterable[ClimateTarget]) -> list[tuple[int, int]]:
    """The base year and every target after it, each a year and how much less, in order."""
    found = sorted((one.year, one.reduction) for one in targets if one.budget == budget.id and one.year > budget.base_year)
    return [(budget.base_year, 0), *found]


def _account_lines(budgets: Sequence[ClimateBudget], accounts: Sequence[str], totals: Sheet) -> dict[str, Lines]:
    years, shape = totals.years, (len(budgets), len(totals.years))
    nothing = (0,) * len(years)
    seen, known = (
        np.array([totals.row(one, line) if one in totals.place else nothing for one in accounts], dtype=np.int64).reshape(shape)
        for line in ("tonnes", "known")
    )
    base_year, start_year = [one.base_year for one in budgets], [one.start_year for one in budgets]
    start_known = hold_from(known, start_year, years)
    return {
        "year": repeat_years(years, len(budgets)),
        "base_year": spread(base_year, years),
        "start_year": spread(start_year, years),
        "account": seen,
        "known": known,
        "base": hold_from(seen, base_year, years),
        "base_known": hold_from(known, base_year, years),
        "start": hold_from(seen, start_year, years),
        "start_known": start_known,
        "is_path": np.minimum(start_known, 1),
    }


def _path_lines(lines: Mapping[str, Lines]) -> dict[str, Lines]:
    is_path, growth, start = lines["is_path"] == 1, lines["growth"], lines["start"]
    change = growth - lines["reduction"]
    without = start + growth
    found = {"change": change, "reference": without, "net": start + change, "net_decided": without - lines["decided"]}
    found |= {"net_low": without - lines["high"], "net_high": without - lines["low"]}
    return {name: line if name == "change" else np.where(is_path, line, 0) for name, line in found.items()}


def _target_lines(
    budgets: Sequence[ClimateBudget], targets: Sequence[ClimateTarget], lines: Mapping[str, Lines], years: Sequence[int]
) -> dict[str, Lines]:
    found = [[find_target_share(points, year) for year in years] for points in (list_target_points(one, targets) for one in budgets)]
    share = np.array([[one or 0 for one in row] for row in found], dtype=np.int64).reshape(lines["base"].shape)
    in_targets = np.array([[int(one is not None) for one in row] for row in found], dtype=np.int64).reshape(share.shape)
    has_target, base = np.minimum(in_targets, lines["base_known"]), lines["base"]
    target = np.where(has_target == 1, base - share_of(base, share), 0)
    return {"in_targets": in_targets, "has_target": has_target, "target_share": share, "target": target}


def _gap_lines(lines: Mapping[str, Lines]) -> dict[str, Lines]:
    is_measured = lines["is_path"] * lines["has_target"]
    gap, decided = (np.where(is_measured == 1, lines[line] - lines["target"], 0) for line in ("net", "net_decided"))
    return {
        "is_measured": is_measured,
        "gap": gap,
        "gap_decided": decided,
        "gap_sum": np.cumsum(gap, axis=1),
        "net_sum": np.cumsum(lines["net"], axis=1),
    }
