"""How fast the long economy is drawn: from people to broken limits, beside one future worked out by the slow engine in the same run.

    PYTHONPATH=src python -m benchmarks.long_economy [--rounds 5] [--draws 5000] [--threads 2]

Before the clock is started, the fast engine and the plain one must agree to the krone on the example. Every round runs each thing once, in turn, so
that a busy machine is unfair to all alike; the best of the rounds counts. Ends with exit code 1 where a claim does not hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from tests.support.economy_example import get_example_book
from tests.support.long_example import get_example_plan, get_planned_run
from tests.support.plain_long_economy import PlainLine, PlainTown, work_out_plainly
from veikart.calc.population import project
from veikart.rules.foresight.odds import work_out_odds
from veikart.rules.foresight.population import get_population_inputs
from veikart.rules.foresight.scenarios import ScenarioWorked, count_own_people, work_out_scenario

TIMES_PLAIN = 10
"""How many futures are drawn, from people to broken limits, in the time the plain engine takes for the money of one: at least."""
AIM_SECONDS = 1.0
"""What a page may take from a lever that is moved to a new fan."""


def make_town(worked: ScenarioWorked) -> PlainTown:
    """The example as the plain engine takes it."""
    inputs, future = worked.inputs, worked.future
    lines = [
        PlainLine(one.group, one.plan.tolist(), future.drivers[one.id][:, 0].tolist(), one.central.tolist(), one.follow, one.wage_share, one.growth)
        for one in inputs.lines
    ]
    return PlainTown(
        inputs.plan_years,
        lines,
        {item: values.tolist() for item, values in inputs.plan.items()},
        {rate: values.tolist() for rate, values in inputs.rates.items()},
        future.population[:, 0].tolist(),
        inputs.central_population.tolist(),
        inputs.new_investments.tolist(),
        inputs.new_grants.tolist(),
        inputs.running.tolist(),
        inputs.assets,
        inputs.depreciation_rate,
        inputs.managed_fund,
    )


def work_out_one() -> ScenarioWorked:
    """The municipality's own future, exactly."""
    book, plan = get_example_book(), get_example_plan()
    return work_out_scenario(book, plan, count_own_people(book, plan, project(get_population_inputs(book)).persons))


def check(worked: ScenarioWorked, town: PlainTown) -> None:
    """The two engines agree to the krone on the example. Raises AssertionError."""
    for at, year in enumerate(work_out_plainly(town)):
        for line, value in year.items():
            values = worked.found.economy[line]
            assert value == int(values[min(at, len(values) - 1), 0]), f"{line}, year {at}"


def measure(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--draws", type=int, default=5_000)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    book, run, plan = get_example_book(), get_planned_run(), get_example_plan()
    worked = work_out_one()
    town = make_town(worked)
    check(worked, town)

    def draw() -> object:
        return work_out_odds(book, run, plan, draws=asked.draws, seed=1, threads=asked.threads)

    draw()  # so that what is compiled is compiled
    times: dict[str, list[float]] = {"drawn": [], "plain": [], "exact": []}
    for _ in range(asked.rounds):
        times["drawn"].append(measure(draw))
        times["plain"].append(measure(lambda: work_out_plainly(town)))
        times["exact"].append(measure(work_out_one))
    drawn, plain, exact = (min(times[one]) for one in ("drawn", "plain", "exact"))
    futures = asked.draws * plain / drawn
    print(f"| {asked.draws} futures, people and money, quantiles, breaks and drivers | {drawn:.3f} s |")
    print(f"| one future, plain engine, money alone | {plain * 1000:.1f} ms |")
    print(f"| one future, whole kroner, people and money | {exact * 1000:.1f} ms |")
    print(f"| futures drawn while the plain engine works out one | {futures:.0f}, claimed at least {TIMES_PLAIN} |")
    print(f"| aim for the page: {AIM_SECONDS} s | {'met' if drawn <= AIM_SECONDS else 'not met'} |")
    return 0 if futures >= TIMES_PLAIN else 1


if __name__ == "__main__":
    sys.exit(main())
