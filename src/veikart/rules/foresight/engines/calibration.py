"""What the projection was scaled by to come to the totals that are known, as a sheet."""

from __future__ import annotations

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.population.inputs import Numbers
from veikart.calc.values import PPB
from veikart.calc.worksheets import Lines, Run, Sheet, make_sheet
from veikart.rules.foresight.calibrating import get_calibration, name_target
from veikart.rules.foresight.engines.population import PROJECTED
from veikart.rules.foresight.population import get_foresight_years, get_targets

LARGEST_FACTOR = 1_000_000
"""What the factor is shown as where it is more."""


def run_calibration(book: EconomyBook, run: Run, plan: PlanFigures) -> None:
    """Add the sheet `population_calibration`: a subject for each thing that totals are known of, none where no totals are."""
    del plan
    run.add(run.keep("population.calibration", tuple(book.table(one) for one in PROJECTED), lambda: _make_sheet(book)))


def _make_sheet(book: EconomyBook) -> Sheet:
    if not get_targets(book):
        nothing = {name: np.zeros((0, 0), dtype=np.int64) for name in ("before", "target", "factor", "after", "deviation")}
        return make_sheet("population_calibration", (), get_foresight_years(book), nothing)
    found = get_calibration(book)
    lines = {name: _whole(getattr(found, name)) for name in ("before", "target", "after")}
    lines |= {"factor": _whole(np.minimum(found.factor, LARGEST_FACTOR) * PPB), "deviation": lines["after"] - lines["target"]}
    subjects = [f"{one.measure}.{one.sex or 'both'}.{one.age_from}-{one.age_to}" for one in found.series]
    return make_sheet("population_calibration", subjects, found.years, lines, names=[name_target(one) for one in found.series])


def _whole(numbers: Numbers) -> Lines:
    found: Lines = np.rint(numbers).astype(np.int64)
    return found
