"""What the state pays towards old building projects, and grants that are stated year by year.

**Source**: the rule `rentekompensasjon`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.grants.rows import Compensation
from veikart.calc.values import share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

KINDS = ("interest", "host", "integration", "capital", "other")
COMPENSATION_LINES = ("brought_forward", "opening", "instalment", "closing", "rate", "interest", "covered_share", "covered", "stated", "grant")


def make_compensation_sheet(
    compensations: Mapping[str, Compensation], stated: Mapping[tuple[str, int], int], rates: Mapping[int, int], years: Sequence[int]
) -> Sheet:
    """The sheet `compensations`. `rates` is the interest that the state pays, parts per million by year, 0 where it is missing.

    Interest is on the basis at the start of the year; the instalment is never more than what is left.
    """
    rolled = [_roll_basis(one, rates, years) for one in compensations.values()]
    lines: dict[str, Lines] = {name: np.zeros((len(rolled), len(years)), dtype=np.int64) for name in COMPENSATION_LINES}
    for at, (key, one) in enumerate(zip(compensations, rolled, strict=True)):
        for place, (year, values) in enumerate(zip(years, one, strict=True)):
            amount = stated.get((key, year), 0)
            grant = values["interest"] + values["covered"] + amount
            for name, value in (values | {"stated": amount, "grant": grant}).items():
                lines[name][at, place] = value
    rows = compensations.values()
    texts = {"names": [one.name for one in rows], "groups": [one.kind for one in rows]}
    return make_sheet("compensations", tuple(compensations), years, lines, **texts, of_table="compensations")


def make_kinds_sheet(compensations: Sheet) -> Sheet:
    """The sheet `compensation_kinds`: the grants added up by kind."""
    grant = np.array([compensations.total("grant", kind) for kind in KINDS], dtype=np.int64)
    return make_sheet("compensation_kinds", KINDS, compensations.years, {"grant": grant})


def _roll_basis(row: Compensation, rates: Mapping[int, int], years: Sequence[int]) -> list[dict[str, int]]:
    """The lines of one compensation, year by year; a basis of a year before the first is paid down to there and brought forward."""
    start = row.basis_year if row.basis_year is not None else years[0]
    yearly, share = row.instalment_nok or 0, row.covered_share or 0
    found, closing = [], 0
    for year in range(min(start, years[0]), years[-1] + 1):
        brought = (row.basis_nok or 0) if year == start else 0
        opening = closing + brought
        instalment = min(opening, yearly)
        if year == years[0]:
            brought = opening
        closing = opening - instalment
        if year >= years[0]:
            rate = rates.get(year, 0)
            values = {"brought_forward": brought, "opening": opening, "instalment": instalment, "closing": closing, "rate": rate}
            paid = {"interest": share_of(opening, rate), "covered_share": share, "covered": share_of(instalment, share)}
            found.append(values | paid)
    return found
