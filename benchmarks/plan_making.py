"""A large, made-up plan system: the same for the same seed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from veikart.calc.plan_system import (
    ChainLink,
    DimensionTag,
    Element,
    Fetch,
    Indicator,
    IndicatorLink,
    Influence,
    MeasureLink,
    Plan,
    PlanSystem,
    PlanSystemName,
    PlanUnit,
    SustainabilityTag,
    Term,
)
from veikart.rules.plan_system import get_tables, get_un_goals

SHARES = (("main_goal", 0.001), ("sub_goal", 0.004), ("strategy", 0.045), ("assignment", 0.30), ("task", 0.65))
"""What part of the elements each level is; a level serves the one before."""
GOALS_IN_ALL = 4
UNITS = 200
INDICATORS = 500
LINKED = (
    ("chain", 0.40),
    ("fetches", 0.10),
    ("measures", 0.10),
    ("sustainability", 0.12),
    ("dimensions", 0.10),
    ("indicator_links", 0.08),
    ("influences", 0.10),
)
"""What part of the links stand in each table."""


@dataclass(frozen=True)
class PlanSize:
    """How large the plan system is."""

    plans: int = 50
    elements: int = 20_000
    links: int = 60_000


def make_plan_system(size: PlanSize, *, seed: int, measures: tuple[str, ...] = ()) -> PlanSystem:
    """A plan system of that size; half of the money's links state a share."""
    chance = random.Random(seed)
    plans = {f"p{number}": Plan(f"p{number}", f"Plan {number}", "societal_element", adopted=date(2020, 1, 1)) for number in range(size.plans)}
    levels = _levels(size, chance, list(plans))
    elements = {one.id: one for level in levels for one in level}
    wanted = {table: round(size.links * share) for table, share in LINKED}
    lowest = [one for level in levels[2:] for one in level]
    tables: dict[str, Mapping[str, Any]] = {
        "chain": _keyed("chain", _chain(levels, wanted["chain"], chance)),
        "fetches": _drawn("fetches", wanted["fetches"], lambda: Fetch(chance.choice(list(plans)), chance.choice(lowest).id)),
        "measures": _shares(wanted["measures"], lowest, measures or tuple(f"m{number}" for number in range(2_000)), chance),
        "sustainability": _drawn("sustainability", wanted["sustainability"], lambda: SustainabilityTag(chance.choice(lowest).id, _target(chance))),
        "dimensions": _drawn(
            "dimensions", wanted["dimensions"], lambda: DimensionTag(chance.choice(lowest).id, chance.choice(("social", "economic", "environmental")))
        ),
        "indicators": {f"i{number}": Indicator(f"i{number}", f"Indikator {number}") for number in range(INDICATORS)},
        "indicator_links": _drawn(
            "indicator_links", wanted["indicator_links"], lambda: IndicatorLink(f"i{chance.randrange(INDICATORS)}", chance.choice(lowest).id)
        ),
        "influences": _influences(wanted["influences"], lowest, chance),
    }
    return PlanSystem(
        system={"plan": PlanSystemName("plan", "Plansystemet", "Storevik")},
        terms={"2023-2027": Term("2023-2027", "2023–2027", date(2023, 10, 18), date(2027, 10, 18))},
        units={f"u{number}": PlanUnit(f"u{number}", f"Enhet {number}", "unit") for number in range(UNITS)},
        plans=plans,
        elements=elements,
        **tables,
    )


def _levels(size: PlanSize, chance: random.Random, plans: list[str]) -> list[list[Element]]:
    """The vision and under it the levels, as large as SHARES says."""
    found = [[Element("visjon", "vision", "Sammen skaper vi Storevik", plan=plans[0])]]
    left = size.elements - 1
    for kind, share in SHARES:
        count = left if kind == SHARES[-1][0] else max(GOALS_IN_ALL, round(size.elements * share))
        left -= count
        role = "Leder" if kind in {"assignment", "task"} else ""
        found.append([_element(kind, number, chance.choice(plans), role, chance) for number in range(count)])
    return found


def _element(kind: str, number: int, plan: str, role: str, chance: random.Random) -> Element:
    owner = f"u{chance.randrange(UNITS)}" if role else ""
    return Element(
        f"{kind.replace('_', '-')}-{number}",
        kind,
        f"Vi skal gjøre {kind} nummer {number} bedre for alle",
        str(number),
        plan=plan,
        owner=owner,
        role=role,
    )


def _chain(levels: list[list[Element]], count: int, chance: random.Random) -> Iterator[ChainLink]:
    """Every element under one above, and the rest of the links a second place for some."""
    seen: set[tuple[str, str]] = set()
    for above, below in itertools.pairwise(levels):
        for place, one in enumerate(below):
            link = ChainLink(one.id, above[place % len(above)].id, place)
            seen.add((link.element, link.parent))
            yield link
    depths = [depth for depth, level in enumerate(levels) for _ in level if depth > 1]
    while len(seen) < count:
        depth = chance.choice(depths)
        pair = (chance.choice(levels[depth]).id, chance.choice(levels[depth - 1]).id)
        if pair not in seen:
            seen.add(pair)
            yield ChainLink(*pair, 1_000_000)


def _shares(count: int, elements: list[Element], measures: tuple[str, ...], chance: random.Random) -> dict[str, MeasureLink]:
    found: dict[str, MeasureLink] = {}
    given: dict[str, int] = {}
    while len(found) < count:
        measure, element = chance.choice(measures), chance.choice(elements).id
        share = 10 if chance.random() < 0.5 and given.get(measure, 0) < 100 else None
        if f"{measure}|{element}" not in found:
            given[measure] = given.get(measure, 0) + (share or 0)
            found[f"{measure}|{element}"] = MeasureLink(measure, element, share)
    return found


def _influences(count: int, elements: list[Element], chance: random.Random) -> dict[str, Influence]:
    found: dict[str, Influence] = {}
    while len(found) < count:
        source, target = chance.sample(elements, 2)
        found[f"{source.id}|{target.id}"] = Influence(source.id, target.id, chance.choice("++-"), chance.choice((None, 1, 2, 3)))
    return found


def _target(chance: random.Random) -> str:
    goal = get_un_goals()[str(chance.randrange(1, 18))]
    return chance.choice((goal.number, *goal.targets))


def _keyed(table: str, rows: Iterator[Any]) -> dict[str, Any]:
    return {get_tables()[table].key_of(row): row for row in rows}


def _drawn(table: str, count: int, draw: Any) -> dict[str, Any]:
    """Rows until there are as many different ones as wanted."""
    found: dict[str, Any] = {}
    while len(found) < count:
        row = draw()
        found[get_tables()[table].key_of(row)] = row
    return found
