"""The need equalisation: how much more or less the municipality needs per inhabitant than the country, from criteria and weights.

**Source**: the rule `utgiftsutjevning`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.values import PPB, divide_rounded, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

Weights = Mapping[str, Mapping[str, int]]
"""By sector, the weight of each criterion in parts per million."""


def make_criterion_index(own_count: int, own_population: int, country_count: int, country_population: int) -> int:
    """(Count per inhabitant in the municipality) / (count per inhabitant in the country), parts per thousand million, rounded once.

    0 where a count of the country or an inhabitant is missing.

    >>> make_criterion_index(12, 1_000, 100, 10_000)
    1200000000
    """
    below = country_count * own_population
    return divide_rounded(own_count * country_population * PPB, below) if below > 0 else 0


def weigh(indices_ppb: Mapping[str, int], weights_ppm: Mapping[str, int]) -> int:
    """The weighted index: the sum of each index times its weight, each rounded to a whole part. A missing index counts as nothing.

    >>> weigh({"a": 1_200_000_000, "b": 900_000_000}, {"a": 250_000, "b": 750_000})
    975000000
    """
    return sum(share_of(indices_ppb.get(key, 0), weight) for key, weight in weights_ppm.items())


def make_need_sheets(
    years: Sequence[int], weights: Mapping[int, Mapping[str, Mapping[str, int]]], sectors: Mapping[int, Mapping[str, int]], counts: Mapping
) -> tuple[Sheet, Sheet]:
    """The sheets `need_index` (a subject for each sector and criterion, with `|` between) and `need_sectors`.

    `weights` and `sectors` are by year; a year without them has no need index. `counts` are (municipality's count, its inhabitants, country's
    count, its inhabitants) by (year, criterion).
    """
    chosen = sorted({(sector, criterion) for by_sector in weights.values() for sector, row in by_sector.items() for criterion in row})
    subjects = [f"{sector}|{criterion}" for sector, criterion in chosen]
    names = ("own_count", "population", "country_count", "country_population", "criterion_index", "weight", "contribution")
    lines: dict[str, Lines] = {name: np.zeros((len(chosen), len(years)), dtype=np.int64) for name in names}
    for at, (sector, criterion) in enumerate(chosen):
        for place, year in enumerate(years):
            count = counts.get((year, criterion), (0, 0, 0, 0))
            index, weight = make_criterion_index(*count), weights.get(year, {}).get(sector, {}).get(criterion, 0)
            values = (*count, index, weight, share_of(index, weight))
            for name, value in zip(names, values, strict=True):
                lines[name][at, place] = value
    index_sheet = make_sheet("need_index", subjects, years, lines, groups=[sector for sector, _ in chosen])
    return index_sheet, _make_sector_sheet(index_sheet, years, sectors)


def _make_sector_sheet(index_sheet: Sheet, years: Sequence[int], sectors: Mapping[int, Mapping[str, int]]) -> Sheet:
    subjects = sorted({sector for row in sectors.values() for sector in row})
    shape = (len(subjects), len(years))
    index = np.array([index_sheet.total("contribution", one) for one in subjects], dtype=np.int64).reshape(shape)
    weight = np.array([[sectors.get(year, {}).get(one, 0) for year in years] for one in subjects], dtype=np.int64).reshape(shape)
    lines = {"sector_index": index, "weight": weight, "contribution": share_of(index, weight)}
    return make_sheet("need_sectors", subjects, years, lines, groups=["alle"] * len(subjects))
