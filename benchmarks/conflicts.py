"""How fast loops and conflicts are found, beside a plain engine in the same run.

    PYTHONPATH=src python -m benchmarks.conflicts [--rounds 5] [--seed 1] [--links 5000] [--elements 2000] [--goals 100]

Every round runs each thing once, in turn, so that a busy machine is unfair to all alike; the best of the rounds counts. Before the clock is
started, the fast engine and the plain one must agree on every loop and every conflict. Ends with exit code 1 where a claim does not hold.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.plain_conflicts import plain_conflicts, plain_loops
from veikart.calc.conflicts import LONGEST, ConflictSearch, LoopSearch, find_conflicts, find_loops
from veikart.calc.plan_system import Influence

MOST_SECONDS = 1.0
"""Loops and conflicts together, for 5,000 links."""

TIMES_PLAIN = 10
SHARE_OF_MINUS = 0.35


@dataclass(frozen=True)
class Case:
    """What is measured: the links, and the elements that are goals."""

    links: list[Influence]
    goals: list[str]


def make_case(links: int, elements: int, goals: int, seed: int) -> Case:
    """Links between random elements, a third of them minuses; the same for the same seed."""
    chance = random.Random(seed)
    names = [f"e{number:05}" for number in range(elements)]
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < links:
        source, target = chance.sample(names, 2)
        pairs[source, target] = None
    made = [
        Influence(*pair, "-" if chance.random() < SHARE_OF_MINUS else "+", chance.choice((None, 1, 2, 3)), chance.choice((None, 0, 2, 5)))
        for pair in pairs
    ]
    return Case(made, chance.sample(names, goals))


def check_agreement(case: Case) -> tuple[LoopSearch, ConflictSearch]:
    """What is found. Raises AssertionError where the two engines do not agree, or something is left out."""
    loops, conflicts = find_loops(case.links), find_conflicts(case.links, case.goals)
    assert loops.covered == LONGEST, loops.covered
    assert not conflicts.left_out, conflicts.left_out
    assert [(one.path.elements, one.kind) for one in loops.loops] == plain_loops(case.links, LONGEST)
    told = [(one.goal, one.weakened, one.path.elements, len(one.support.links) if one.support else 0) for one in conflicts.conflicts]
    assert told == plain_conflicts(case.links, {goal: [goal] for goal in case.goals}, LONGEST)
    return loops, conflicts


def measure(case: Case, rounds: int) -> dict[str, float]:
    """Seconds for each thing, the best of the rounds, taken in turn; the plain engine is run once in all."""
    fast: dict[str, Callable[[], object]] = {
        "loops": lambda: find_loops(case.links),
        "conflicts": lambda: find_conflicts(case.links, case.goals),
    }
    plain: dict[str, Callable[[], object]] = {
        "plain loops": lambda: plain_loops(case.links, LONGEST),
        "plain conflicts": lambda: plain_conflicts(case.links, {goal: [goal] for goal in case.goals}, LONGEST),
    }
    best = dict.fromkeys([*fast, *plain], float("inf"))
    for number in range(rounds):
        for name, run in (fast | plain if number == 0 else fast).items():
            start = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def main(arguments: list[str]) -> int:
    """Prints the figures; 0 where every claim holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("rounds", 5), ("seed", 1), ("links", 5000), ("elements", 2000), ("goals", 100)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    chosen = parser.parse_args(arguments)
    case = make_case(chosen.links, chosen.elements, chosen.goals, chosen.seed)
    loops, conflicts = check_agreement(case)
    mixed = sum(one.is_mixed for one in conflicts.conflicts)
    print(f"{chosen.links:,} links between {chosen.elements:,} elements, {chosen.goals} goals, seed {chosen.seed}")
    print(f"the two engines agree on {len(loops.loops):,} loops and {len(conflicts.conflicts):,} conflicts, {mixed:,} of them mixed")
    best = measure(case, chosen.rounds)
    for name, seconds in best.items():
        print(f"  {name:20} {1000 * seconds:10.1f} ms")
    together, plain = best["loops"] + best["conflicts"], best["plain loops"] + best["plain conflicts"]
    claims = (
        (f"loops and conflicts together in under {MOST_SECONDS:.0f} second", together, together < MOST_SECONDS),
        (f"at least {TIMES_PLAIN} times as fast as the plain engine", plain / together, plain >= TIMES_PLAIN * together),
    )
    for words, figure, holds in claims:
        print(f"  {'holds' if holds else 'DOES NOT HOLD':14} {words}: {figure:.3f}")
    return 0 if all(holds for _, _, holds in claims) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
