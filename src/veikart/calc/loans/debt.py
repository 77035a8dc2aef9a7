"""The debt added up: by purpose and in all, after what is lent on, and per inhabitant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from veikart.calc.loans.rows import LENDING, PURPOSES
from veikart.calc.values import divide_rounded, scale
from veikart.calc.worksheets import Lines, Sheet, make_sheet

EVERYTHING = "alle"
"""The subject of a sheet that is all of it."""
MUNICIPALITY = "kommunen"
"""The one subject of the sheet of net debt."""
ADDED = ("opening", "raised", "interest", "instalment", "closing", "one_point")
"""The lines of loans that are added up."""


def make_debt_sheet(loans: Sheet, new_loans: Sheet, inhabitants: Sequence[int], to_fixed: Sequence[int], names: Sequence[str]) -> Sheet:
    """The debt of everything and of each purpose: loans there are, new loans, and both. Whole kroner, positive.

    `inhabitants` is a count for each year, 0 where it is not known: then the debt per inhabitant is 0. `to_fixed` is the index that makes the
    year's kroner fixed ones, in parts per thousand million. `names` are of everything and of each of PURPOSES.
    """
    lines: dict[str, Lines] = {}
    existing, new = loans.totals(ADDED, PURPOSES), new_loans.totals(ADDED, PURPOSES)
    for line in ADDED:
        lines[f"existing_{line}"], lines[f"new_{line}"] = existing[line], new[line]
        lines[line] = lines[f"existing_{line}"] + lines[f"new_{line}"]
    lines["service"] = lines["interest"] + lines["instalment"]
    lines["to_fixed"] = np.array([to_fixed] * len(names), dtype=np.int64)
    lines["closing_fixed"] = scale(lines["closing"], lines["to_fixed"])
    lines["inhabitants"] = np.array([inhabitants] * len(names), dtype=np.int64)
    lines["per_inhabitant"] = per_inhabitant(lines["closing"], lines["inhabitants"])
    return make_sheet("debt", (EVERYTHING, *PURPOSES), loans.years, lines, names=names)


def per_inhabitant(nok: Lines, inhabitants: Lines) -> Lines:
    """Kroner for each inhabitant, to the nearest krone; 0 where there are none."""
    found: Lines = np.where(inhabitants > 0, divide_rounded(nok, np.maximum(inhabitants, 1)), 0)
    return found


def make_net_debt_sheet(debt: Sheet, unused: Sequence[int], name: str) -> Sheet:
    """What is owed on 31 December less loans that are lent on and loans not yet used (`unused`, by year). Whole kroner; one subject."""
    lines = {
        "closing": debt.lines["closing"][:1],
        "lent_on": debt.lines["closing"][[debt.place[LENDING]]],
        "unused": np.array([unused], dtype=np.int64),
        "inhabitants": debt.lines["inhabitants"][:1],
    }
    points = debt.lines["one_point"]
    lines |= {"all_one_point": points[:1], "lending_one_point": points[[debt.place[LENDING]]]}
    lines["own_one_point"] = lines["all_one_point"] - lines["lending_one_point"]
    lines["net"] = lines["closing"] - lines["lent_on"] - lines["unused"]
    lines["net_per_inhabitant"] = per_inhabitant(lines["net"], lines["inhabitants"])
    return make_sheet("net_debt", (MUNICIPALITY,), debt.years, lines, names=(name,))


def make_lending_sheet(debt: Sheet, received: Sequence[int], name: str) -> Sheet:
    """Lending on: instalments received (`received`, by year) against those paid on the loans behind. Whole kroner; one subject.

    What is received and not paid is kept apart until it is: `kept` is added up from the first year, below 0 where more is paid than received.
    """
    paid = debt.lines["instalment"][[debt.place[LENDING]]]
    got = np.array([received], dtype=np.int64)
    lines = {"received": got, "instalment": paid, "difference": got - paid, "kept": np.cumsum(got - paid, axis=1)}
    return make_sheet("lending", (LENDING,), debt.years, lines, names=(name,))
