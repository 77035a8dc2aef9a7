"""Deficits and what recovers them, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.supervision.rows import Deficit, Recovery
from veikart.calc.worksheets import Lines, Sheet, make_sheet

LINES = ("brought", "opening", "arisen", "planned", "recovered", "closing", "age", "allowed", "overdue")


def make_deficit_sheet(deficits: Mapping[str, Deficit], recoveries: Sequence[Recovery], years: Sequence[int], allowed: int) -> Sheet:
    """The sheet `deficits`: a subject for each, whole positive kroner, shape (deficits, years).

    Formula: what is left on 1 January is recovered by what is planned for the year, at most all of it. `overdue` is what was left when the
    `allowed` years after it arose had gone, as long as any of it is left.
    """
    planned = {key: {one.year: one.nok for one in recoveries if one.deficit == key} for key in deficits}
    rows = [work_out_deficit(one, planned[key], years, allowed) for key, one in deficits.items()]
    lines: dict[str, Lines] = {name: np.array([row[name] for row in rows], dtype=np.int64).reshape(-1, len(years)) for name in LINES}
    names = [f"Merforbruk {one.year}" for one in deficits.values()]
    return make_sheet("deficits", list(deficits), years, lines, names=names, of_table="deficits")


def work_out_deficit(deficit: Deficit, planned: Mapping[int, int], years: Sequence[int], allowed: int) -> dict[str, list[int]]:
    """The lines of one deficit in `years`, in whole kroner; see `make_deficit_sheet`.

    >>> work_out_deficit(Deficit("m", 2020, 10), {2021: 4, 2022: 6}, [2020, 2021, 2022], 2)["closing"]
    [10, 6, 0]
    """
    lines: dict[str, list[int]] = {name: [] for name in LINES}
    left = 0
    for year in range(min(deficit.year, years[0]), years[-1] + 1):
        age, opening, arisen = year - deficit.year, left, deficit.nok if year == deficit.year else 0
        recovered = min(planned.get(year, 0), opening)
        left = opening + arisen - recovered
        if year >= years[0]:
            brought = opening if year == years[0] else 0
            overdue = opening if age > allowed else left if age == allowed else 0
            row = (brought, opening, arisen, planned.get(year, 0), recovered, left, age, allowed, overdue)
            for name, nok in zip(LINES, row, strict=True):
                lines[name].append(nok)
    return lines
