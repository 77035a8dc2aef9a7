"""What is done about the emissions: the effect of each measure year by year, how sure it is, who decides, and what a tonne costs.

**Source**: the rules `klima-virkning`, `klima-argang` and `klima-naverdi`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from veikart.calc.climate.account import MARK
from veikart.calc.climate.growth import Conversions, convert, count_from, repeat_years, spread
from veikart.calc.climate.rows import ClimateBudget, ClimateCost, ClimateEffect, ClimateMeasure
from veikart.calc.demography import select_years
from veikart.calc.values import PPB, PPM, divide_rounded, ratio_of, scale, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

KILOGRAMS = 1_000
"""Kilograms in a tonne."""
LEVELS = ("state", "region", "municipality", "others")
YES, STOPPED = "yes", "stopped"


def make_measures_sheet(
    measures: Mapping[str, ClimateMeasure],
    budgets: Mapping[str, ClimateBudget],
    effects: Iterable[ClimateEffect],
    costs: Iterable[ClimateCost],
    conversions: Conversions,
    discount: tuple[int, Sequence[int]],
    years: Sequence[int],
) -> Sheet:
    """The sheet `climate_measures`: a subject for each, effects in millionths of a tonne (less emissions positive), money in whole kroner.

    `discount` is the year the present value is measured in and the rate of each year, parts per million. A measure that is part of another has no
    group: its effect is within that one's.
    """
    rows = list(measures.values())
    lines = _effect_lines(rows, budgets, effects, conversions, years)
    lines |= _level_lines(rows, lines["added"], years)
    lines |= _cost_lines(measures, costs, discount, years)
    lines |= _present_lines(lines["cost"], lines["added"], lines["discount"])
    texts = {"names": [one.name for one in rows], "units": [one.unit for one in rows]}
    groups = ["" if one.part_of else MARK.join((one.budget, one.emission_source)) for one in rows]
    return make_sheet("climate_measures", list(measures), years, lines, **texts, groups=groups, of_table="climate_measures")


def work_out_reduction(amount: int, use: int, reduction: int, factor: int) -> int:
    """Millionths of a tonne a year: amount times use times reduction times factor over 1 000.

    `amount`, `use` and `factor` (kilograms per unit) are millionths of one, `reduction` parts per million; each product is rounded.

    >>> work_out_reduction(100_000_000, 12_000_000_000, 1_000_000, 150_000)  # 100 cars, 12 000 km each, 0,15 kg a km
    180000000
    """
    return divide_rounded(share_of(share_of(share_of(amount, use), reduction), factor), KILOGRAMS)


def share_in_effect(measure: ClimateMeasure, year: int) -> int:
    """How much of a measure works in a year, parts per million: equal steps up to the year it works fully; nothing before, or after its last year.

    >>> one = ClimateMeasure("a", "b", 1, "Ladere", "cars", "2018", "municipality", "yes", "started", 2020, 2023, 2030)
    >>> [share_in_effect(one, year) for year in (2019, 2020, 2023, 2030, 2031)]
    [0, 250000, 1000000, 1000000, 0]
    """
    if year < measure.start_year or (measure.last_year is not None and year > measure.last_year):
        return 0
    steps = max((measure.full_year or measure.start_year) - measure.start_year + 1, 1)
    return divide_rounded(PPM * min(year - measure.start_year + 1, steps), steps)


def _effect_lines(
    rows: Sequence[ClimateMeasure],
    budgets: Mapping[str, ClimateBudget],
    effects: Iterable[ClimateEffect],
    conversions: Conversions,
    years: Sequence[int],
) -> dict[str, Lines]:
    inputs = {name: spread([getattr(one, name) or 0 for one in rows], years) for name in ("amount", "use", "reduction", "factor")}
    by_formula = divide_rounded(share_of(share_of(share_of(inputs["amount"], inputs["use"]), inputs["reduction"]), inputs["factor"]), KILOGRAMS)
    stated = spread([one.tonnes or 0 for one in rows], years)
    full = np.where(stated > 0, stated, by_formula)
    phase = np.array([[share_in_effect(one, year) for year in years] for one in rows], dtype=np.int64).reshape(full.shape)
    told, is_told = _tell_effects(rows, effects, years)
    own = np.where(is_told == 1, told, share_of(full, phase))
    conversion = spread([convert(conversions, one.vintage, budgets[one.budget].vintage) for one in rows], years)
    effect = share_of(own, conversion)
    begins = [budgets[one.budget].start_year for one in rows]
    in_start, added = count_from(effect, begins, years)
    return {
        "year": repeat_years(years, len(rows)),
        "start_year": spread(begins, years),
        **inputs,
        "by_formula": by_formula,
        "stated": stated,
        "full": full,
        "phase": phase,
        "told": told,
        "is_told": is_told,
        "own": own,
        "conversion": conversion,
        "effect": effect,
        "in_start": in_start,
        "added": added,
    }


def _tell_effects(rows: Sequence[ClimateMeasure], effects: Iterable[ClimateEffect], years: Sequence[int]) -> tuple[Lines, Lines]:
    """The effect told for each year or the last one before it, and 1 for the measures where any is told."""
    by_measure: dict[str, dict[int, int]] = defaultdict(dict)
    for one in effects:
        by_measure[one.measure][one.year] = one.tonnes
    told = np.zeros((len(rows), len(years)), dtype=np.int64)
    for at, measure in enumerate(rows):
        known = by_measure.get(measure.id, {})
        if known:
            chosen = select_years(known, years)
            told[at] = [known[last] if last is not None and last <= year else 0 for last, year in zip(chosen, years, strict=True)]
    return told, spread([int(one.id in by_measure) for one in rows], years)


def _level_lines(rows: Sequence[ClimateMeasure], added: Lines, years: Sequence[int]) -> dict[str, Lines]:
    """How sure the effect is, whether it is decided, and by whom."""
    is_decided = spread([int(one.decided == YES and one.status != STOPPED) for one in rows], years)
    low, high = (
        spread([PPM if value is None else value for value in some], years) for some in ([one.low for one in rows], [one.high for one in rows])
    )
    who = np.array([one.level for one in rows], dtype=object).reshape(-1, 1)
    levels = {level: np.where(who == level, added, 0).astype(np.int64) for level in LEVELS}
    lines = {"is_decided": is_decided, "decided": np.where(is_decided == 1, added, 0), "low_share": low, "high_share": high}
    return {**lines, "low": share_of(added, low), "high": share_of(added, high), **levels}


def _cost_lines(
    measures: Mapping[str, ClimateMeasure], costs: Iterable[ClimateCost], discount: tuple[int, Sequence[int]], years: Sequence[int]
) -> dict[str, Lines]:
    shape, place = (len(measures), len(years)), {key: at for at, key in enumerate(measures)}
    found = {kind: np.zeros(shape, dtype=np.int64) for kind in ("operation", "investment")}
    for one in costs:
        if years[0] <= one.year <= years[-1]:
            found[one.kind][place[one.measure], one.year - years[0]] += one.nok
    present_year, rates = discount
    index = discount_index(present_year, rates, years)
    return {
        **found,
        "cost": found["operation"] + found["investment"],
        "present_year": np.full(shape, present_year, dtype=np.int64),
        "rate": np.broadcast_to(np.array(rates, dtype=np.int64), shape).copy(),
        "discount": np.broadcast_to(np.array(index, dtype=np.int64), shape).copy(),
    }


def discount_index(present_year: int, rates: Sequence[int], years: Sequence[int]) -> list[int]:
    """The present value of a krone in each year, parts per thousand million: 1,0 to `present_year`, and then each year over 1 plus its rate.

    >>> discount_index(2020, [40_000] * 3, [2020, 2021, 2022])
    [1000000000, 961538462, 924556213]
    """
    found: list[int] = []
    for year, rate in zip(years, rates, strict=True):
        before = found[-1] if found else 0
        found.append(PPB if year <= present_year else divide_rounded(before * PPM, PPM + rate))
    return found


def _present_lines(cost: Lines, added: Lines, discount: Lines) -> dict[str, Lines]:
    present = scale(cost, discount)
    present_sum, tonnes_sum = np.cumsum(present, axis=1), np.cumsum(added, axis=1)
    return {"present": present, "present_sum": present_sum, "tonnes_sum": tonnes_sum, "cost_per_tonne": ratio_of(present_sum, tonnes_sum)}
