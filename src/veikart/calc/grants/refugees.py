"""The integration grant: persons settled in a year times the rate of each grant year.

**Source**: the rule `integreringstilskudd`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.grants.rows import RefugeeCohort
from veikart.calc.worksheets import Sheet, make_sheet


def make_refugee_sheet(cohorts: Mapping[str, RefugeeCohort], rates: Mapping[tuple[str, int, int], int], years: Sequence[int]) -> Sheet:
    """The sheet `refugees`, one subject per kind and year of settling. `rates` are kroner per person by (kind, grant year, calendar year).

    `grant_year` is 1 in the year of settling and 0 before it; a grant year that has no rate gives nothing.
    """
    rows = list(cohorts.values())
    settled = np.array([one.settled for one in rows], dtype=np.int64).reshape(-1, 1)
    persons = np.array([one.persons for one in rows], dtype=np.int64).reshape(-1, 1)
    calendar = np.array(years, dtype=np.int64).reshape(1, -1)
    grant_year = np.maximum(calendar - settled + 1, 0)
    found = [[rates.get((row.kind, int(number), year), 0) for number, year in zip(line, years, strict=True)] for row, line in _zip(rows, grant_year)]
    rate = np.array(found, dtype=np.int64).reshape(grant_year.shape)
    spread = np.broadcast_to(persons, grant_year.shape).copy()
    lines = {"persons": spread, "grant_year": grant_year, "rate": rate, "grant": spread * rate}
    return make_sheet("refugees", tuple(cohorts), years, lines, groups=[one.kind for one in rows], of_table="refugee_cohorts")


def _zip(rows: list[RefugeeCohort], lines: np.ndarray) -> list[tuple[RefugeeCohort, np.ndarray]]:
    return list(zip(rows, lines, strict=True))
