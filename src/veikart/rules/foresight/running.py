"""The engines that look twenty years ahead, one after the other, on top of the sheets of the economy."""

from __future__ import annotations

from collections.abc import Callable

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.worksheets import Run
from veikart.rules.economy import get_sheet_rules
from veikart.rules.foresight.engines.calibration import run_calibration
from veikart.rules.foresight.engines.long_economy import run_long_economy
from veikart.rules.foresight.engines.needs import run_needs
from veikart.rules.foresight.engines.population import run_population

Engine = Callable[[EconomyBook, Run, PlanFigures], None]
FORESIGHT_ENGINES: dict[str, Engine] = {
    "population": run_population,
    "calibration": run_calibration,
    "needs": run_needs,
    "long_economy": run_long_economy,
}
"""By the name of the file that declares their sheets, in the order they need each other's sheets."""


def is_foresight(sheet_id: str) -> bool:
    """Whether a sheet is one of those worked out here, and not with the economy. Raises KeyError for one that is not declared."""
    return get_sheet_rules()[sheet_id].engine in FORESIGHT_ENGINES


def run_foresight(book: EconomyBook, economy: Run, plan: PlanFigures, earlier: Run | None = None) -> Run:
    """The sheets of the economy with those of every engine here; those of `earlier` that nothing has moved in, as they are.

    A book without the row of `foresight_settings` has the economy's only.
    """
    run = Run(earlier)
    run.add(*economy.sheets.values())
    if book.table("foresight_settings"):
        for engine in FORESIGHT_ENGINES.values():
            engine(book, run, plan)
    return run.forget_earlier()
