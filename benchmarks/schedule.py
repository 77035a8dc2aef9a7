"""How long it takes to put 150 projects in order over 20 years, and how far from the best the order may be.

    PYTHONPATH=src python -m benchmarks.schedule [--seeds 1 2 3] [--projects 150] [--seconds 30]

Makes portfolios of the kind a municipality has: lumpy costs (log-normal, 55 million kroner in the middle), one to four years of building, needs
spread over the years, every sixth that must be built, chains, alternatives and pairs, three crews, and 20 years of economy where debt, result,
funds, money and starts all have limits. In «wants» there is more that is wanted than can be paid for, so the order is about what is left out. In
«crews» there is money for nearly everything and the crews are what is short, so the order is about who waits; small gaps are hardest there.

Ends with exit code 1 where an order of «wants» is not proven within 1 % in time. The gap is printed for every order, also where it is not reached.
The clock stops the solver, so on a busy machine the gap is larger; processor seconds and nodes tell how far it came.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.schedule import (
    DEBT,
    INVESTMENT,
    OPTIMAL,
    RESERVE,
    RESULT,
    STARTS,
    Candidate,
    Dependency,
    Effort,
    Limit,
    Path,
    Problem,
    make_model,
    order_model,
)
from veikart.calc.values import PPM

FIRST, YEARS = 2024, 20
LAST = FIRST + YEARS - 1
GAP = 0.01
MILLION = 1_000_000
CREWS = ("bygg", "vann", "vei")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is short: limits as parts per million of revenue or kroner, and what crews can do as a share of what is wanted in a year."""

    name: str
    debt: int
    result: int
    reserve: int
    crews: float


KINDS = (Kind("wants", 730_000, 25_000, 300 * MILLION, 1.0), Kind("crews", 1_050_000, -20_000, -3_000 * MILLION, 1.15))


def make_candidate(at: int, random: np.random.Generator) -> Candidate:
    """One project."""
    years = int(random.integers(1, 5))
    total = float(np.exp(random.normal(np.log(55 * MILLION), 0.9)))
    costs = tuple(int(total * part) for part in random.dirichlet(np.ones(years) * 4))
    need = int(random.integers(FIRST + 2, LAST - 2))
    earliest = max(FIRST, need - years - int(random.integers(1, 4)))
    latest = max(earliest, min(LAST + 1 - years, need - years + 8))
    return Candidate(
        id=f"p{at}",
        name=f"Prosjekt {at}",
        costs=costs,
        earliest=earliest,
        latest=latest,
        is_must=bool(random.random() < 1 / 6) and latest - earliest >= 6,
        need_year=need,
        weight=int(random.integers(1, 10)),
        running_nok=int(total * random.uniform(0, 0.02)),
        saving_nok=int(total * random.uniform(0, 0.02)) if random.random() < 0.3 else 0,
        life=int(random.choice([10, 20, 40])),
        loan_share=int(random.uniform(0.4, 0.8) * PPM),
        given_share=int(random.choice([0, 200_000])),
        group=str(random.choice(CREWS, p=[0.6, 0.2, 0.2])),
    )


def make_ties(candidates: Sequence[Candidate], random: np.random.Generator) -> tuple[Dependency, ...]:
    """Chains of projects with needs in the same order, and alternatives and pairs with needs about the same time."""
    found = []
    for _ in range(len(candidates) // 3):
        first, second = (candidates[at] for at in random.integers(0, len(candidates), 2))
        if first.id == second.id or first.is_must or second.is_must or None in {first.need_year, second.need_year}:
            continue
        apart = (second.need_year or 0) - (first.need_year or 0)
        if apart >= len(second.costs):
            found.append(Dependency(second.id, first.id, "after"))
        elif abs(apart) <= 1:
            found.append(Dependency(first.id, second.id, str(random.choice(["exclusive", "together"]))))
    return tuple(found)


def make_portfolio(kind: Kind, projects: int, seed: int) -> Problem:
    """A portfolio with its economy and limits; the same for the same seed."""
    random = np.random.default_rng(seed)
    candidates = tuple(make_candidate(at, random) for at in range(projects))
    ties = make_ties(candidates, random)
    each = sum(sum(one.costs) for one in candidates) // YEARS
    revenue = [int(10_000 * MILLION * 1.03**year) for year in range(YEARS)]
    path = Path(
        years=tuple(range(FIRST, LAST + 1)),
        revenue=tuple(revenue),
        result=tuple(nok * 55 // 1_000 for nok in revenue),
        debt=tuple(int(7_000 * MILLION * 0.96**year) for year in range(YEARS)),
        reserve=tuple((1_500 + 250 * year) * MILLION for year in range(YEARS)),
        investment=(400 * MILLION,) * YEARS,
        interest=(35_000,) * YEARS,
    )
    limits = (
        Limit(DEBT, kind.debt, FIRST, LAST),
        Limit(RESULT, kind.result, FIRST, LAST),
        Limit(RESERVE, kind.reserve, FIRST, LAST),
        Limit(INVESTMENT, int(each * kind.crews) + 400 * MILLION, FIRST, LAST),
        Limit(INVESTMENT, int(each * kind.crews * 0.62), FIRST, LAST, group="bygg"),
        Limit(STARTS, max(2, projects * 14 // (10 * YEARS)), FIRST, LAST),
    )
    return Problem(candidates, (path,), limits, ties, discount=40_000)


def measure(kind: Kind, projects: int, seed: int, seconds: float) -> bool:
    """Put one portfolio in order and print how it went. Gives whether the gap was proven."""
    before, cpu = time.perf_counter(), time.process_time()
    model = make_model(make_portfolio(kind, projects, seed))
    made = time.perf_counter() - before
    found = order_model(model, "delay", Effort(GAP, seconds - made), explains=False)
    taken, cpu = time.perf_counter() - before, time.process_time() - cpu
    built = f"{len(found.starts)} of {projects}"
    told = (
        kind.name,
        seed,
        len(model.columns),
        len(model.rooms),
        found.state,
        built,
        found.delay,
        f"{found.gap:.2%}",
        found.nodes,
        f"{cpu:.1f}",
        f"{taken:.1f}",
    )
    print(f"| {' | '.join(map(str, told))} |", flush=True)
    return found.state == OPTIMAL


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--projects", type=int, default=150)
    parser.add_argument("--seconds", type=float, default=30.0)
    given = parser.parse_args()
    print("| kind | seed | starts to choose among | limits × years | state | built | points | gap | nodes | processor seconds | seconds |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    proven = [measure(kind, given.projects, seed, given.seconds) for kind in KINDS for seed in given.seeds]
    wanted = proven[: len(given.seeds)]
    print(f"\nProven within {GAP:.0%} in {given.seconds:.0f} seconds: {sum(wanted)} of {len(wanted)} where means are short, ", end="")
    print(f"{sum(proven) - sum(wanted)} of {len(proven) - len(wanted)} where crews are.")
    return 0 if all(wanted) else 1


if __name__ == "__main__":
    sys.exit(main())
