"""The long economy of the example, with the example's programme to begin from, worked out once for all tests."""

from functools import cache

from tests.support.economy_example import get_example_book, get_example_run
from tests.support.example import get_example
from veikart.calc.outlook import Odds, PlanFigures
from veikart.calc.worksheets import Run
from veikart.rules.foresight import run_foresight
from veikart.rules.foresight.odds import work_out_odds
from veikart.rules.foresight.plan_figures import list_addresses, read_plan_figures

DRAWS, SEED = 300, 2019


@cache
def get_example_plan() -> PlanFigures:
    """The programme's figures that the example asks for."""
    return read_plan_figures(get_example().programme, list_addresses(get_example_book()), "example")


@cache
def get_planned_run() -> Run:
    """Every sheet of the example, the long economy too."""
    return run_foresight(get_example_book(), get_example_run(), get_example_plan())


@cache
def get_example_odds() -> Odds:
    """A few draws of the example."""
    return work_out_odds(get_example_book(), get_planned_run(), get_example_plan(), draws=DRAWS, seed=SEED)
