"""The tax on income and wealth, year by year, in kroner of the price year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.grants.rows import TaxBase, TaxYear
from veikart.calc.values import PPM, divide_rounded, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

AREAS = ("own", "country")
"""The municipality, and all of them together."""
TAX_LINES = (
    "stated",
    "brought_forward",
    "opening",
    "real_growth",
    "population_growth",
    "growth",
    "growth_nok",
    "rule_change",
    "tax",
    "actual_growth",
)


def make_tax_sheet(
    bases: Mapping[str, TaxBase], years_given: Mapping[tuple[str, int], TaxYear], years: Sequence[int], deflator: Mapping[int, int]
) -> Sheet:
    """The sheet `taxes`, one subject per area. `deflator` is the growth of the deflator in parts per million by year; 0 where it is missing.

    An area without a base has the tax of the years that are stated, and nothing before them.
    """
    rolled = [roll_tax(bases.get(area, TaxBase(area, years[0], 0)), years_given, years, deflator) for area in AREAS]
    lines: dict[str, Lines] = {name: np.array([one[name] for one in rolled], dtype=np.int64) for name in TAX_LINES}
    return make_sheet("taxes", AREAS, years, lines, of_table="tax_bases" if set(bases) == set(AREAS) else "")


def get_real_growth(row: TaxYear | None, deflator_ppm: int) -> int:
    """Growth in fixed kroner, parts per million: as entered, or the nominal growth with the deflator taken off; 0 where none is entered.

    >>> get_real_growth(TaxYear("own", 2020, nominal_growth=45_000), 29_000)
    15549
    """
    if row is None:
        return 0
    if row.real_growth is not None or row.nominal_growth is None:
        return row.real_growth or 0
    return divide_rounded((PPM + row.nominal_growth) * PPM, PPM + deflator_ppm) - PPM


def roll_tax(
    base: TaxBase, years_given: Mapping[tuple[str, int], TaxYear], years: Sequence[int], deflator: Mapping[int, int]
) -> dict[str, list[int]]:
    """The lines of one area, by year; the years between the base year and the first of `years` are gone through, and brought forward."""
    found: dict[str, list[int]] = {name: [] for name in TAX_LINES}
    before = 0
    for year in range(min(base.base_year, years[0]), years[-1] + 1):
        row = years_given.get((base.area, year)) if year >= base.base_year else None
        stated = (row.stated_nok if row else None) or (base.base_nok if year == base.base_year else 0)
        real, population = get_real_growth(row, deflator.get(year, 0)), (row.population_growth if row else None) or 0
        growth = divide_rounded((PPM + real) * (PPM + population), PPM) - PPM
        growth_nok, rule_change = share_of(before, growth), (row.rule_change_nok if row else None) or 0
        tax = stated if stated > 0 else before + growth_nok + rule_change
        if year >= years[0]:
            brought = before if year == years[0] else 0
            actual = divide_rounded((tax - before) * PPM, before) if before else 0
            values = (stated, brought, before, real, population, growth, growth_nok, rule_change, tax, actual)
            for name, value in zip(TAX_LINES, values, strict=True):
                found[name].append(value)
        before = tax
    return found
