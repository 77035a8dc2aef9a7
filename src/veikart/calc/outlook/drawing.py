"""The long economy over thousands of drawn futures: quantiles, and how often each limit is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from veikart.calc.outlook.economy import work_out_economy
from veikart.calc.outlook.economy_arithmetic import DRAWN
from veikart.calc.outlook.economy_inputs import EconomyInputs, Future
from veikart.calc.outlook.economy_limits import Limit
from veikart.calc.outlook.odds import Numbers, get_quantiles

UNITS = {
    "population": "persons",
    "working_age": "persons",
    "tax": "nok",
    "grant": "nok",
    "equalisation": "nok",
    "service": "nok",
    "gross_result": "nok",
    "operating_revenue": "nok",
    "investments": "nok",
    "transfer": "nok",
    "loans": "nok",
    "debt": "nok",
    "rate": "ppm",
    "interest": "nok",
    "instalments": "nok",
    "minimum_instalment": "nok",
    "instalment_margin": "nok",
    "interest_income": "nok",
    "returns": "nok",
    "net_result": "nok",
    "buffer": "nok",
    "uncovered": "nok",
    "deficit": "nok",
    "liquidity": "nok",
    "staff_years": "persons",
    "result_ratio": "ppm",
    "debt_ratio": "ppm",
    "own_capital": "ppm",
    "deficit_share": "ppm",
    "staff_share": "ppm",
}
"""The lines of the long economy that are followed through the draws, and their units."""
BLOCK = 640
"""Draws at a time, so that a block stays near the processor. No number depends on it."""
Drawn = Mapping[str, Numbers]
Draw = Callable[[int, int], Future]
"""Gives the futures from one draw to another."""


def draw_economy(inputs: EconomyInputs, draw: Draw, draws: int, *, threads: int = 1, report: Callable[[float], None] | None = None) -> Drawn:
    """The lines of UNITS in every draw, each of shape (years, draws), float64: the same whatever `threads`.

    `report` is told the share done in the thread that asked, as a thread that tells a database would hold a connection of its own. What it raises
    ends the work.
    """
    found = {line: np.empty((len(inputs.years), draws)) for line in UNITS}

    def fill(first: int) -> int:
        last = min(first + BLOCK, draws)
        economy = work_out_economy(inputs, draw(first, last), DRAWN).economy
        for line, values in found.items():
            values[:, first:last] = economy[line]
        return last

    with ThreadPoolExecutor(threads) as pool:
        try:
            for last in pool.map(fill, range(0, draws, BLOCK)):
                if report:
                    report(last / draws)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return found


def get_all_quantiles(drawn: Drawn, threads: int = 1) -> dict[str, Numbers]:
    """The quantiles of every line."""
    if threads == 1:
        return {line: get_quantiles(values) for line, values in drawn.items()}
    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(drawn, pool.map(get_quantiles, drawn.values()), strict=True))


def count_breaks(drawn: Drawn, limits: Sequence[Limit], years: Sequence[int]) -> tuple[dict[str, Numbers], dict[str, float]]:
    """The share of the draws that break each limit in each year, shape (years,), and the share that break it in some year."""
    broken: dict[str, NDArray[np.bool_]] = {one.id: one.is_broken(drawn[one.measure], years) for one in limits}
    by_year = {limit: values.mean(axis=1) for limit, values in broken.items()}
    return by_year, {limit: float(values.any(axis=0).mean()) for limit, values in broken.items()}
