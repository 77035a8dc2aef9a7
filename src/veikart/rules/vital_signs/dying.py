"""Goals that nothing has lived in for a long time, and why they are proposed to be ended. Nothing is ended by itself."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.plan_system import Element
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.vital_signs.catalogue import DEAD, get_vital_rules
from veikart.rules.vital_signs.signs import VitalSources
from veikart.rules.words.sentences import join_words


@dataclass(frozen=True, slots=True)
class DeadGoal:
    """A goal without work, value, money and report, with how many dead ones stand under it."""

    element: Element
    below: int
    finding: Finding


def find_dead_goals(sources: VitalSources) -> list[DeadGoal]:
    """The dead goals in the plan's order; one under another dead goal is only counted there."""
    rule = get_vital_rules()[DEAD]
    dead = {key: below for key, below in sources.below.items() if sources.system.elements[key].kind in rule.of and not lives(sources, below)}
    tops = [key for key in dead if not any(parent in dead for parent in sources.system.parents.get(key, ()))]
    return [_tell(sources, key, sum(one in dead for one in dead[key]) - 1) for key in tops]


def lives(sources: VitalSources, below: frozenset[str]) -> bool:
    """Whether there has been work, a value or a report within the limit, or there is money in the budget, in the goal or under it."""
    rule, system = get_vital_rules()[DEAD], sources.system
    since = sources.since(rule)
    return (
        any(sources.worked_on.get(key, since) > since for key in below)
        or any((sources.last_year(link.indicator) or 0) >= since.year for key in below for link in system.indicators_by_element.get(key, ()))
        or any(line.date and line.date >= since for key in below for line in system.reports_by_element.get(key, ()))
        or any(link.measure in sources.budgeted for key in below for link in system.links_by_element.get(key, ()))
    )


def _tell(sources: VitalSources, key: str, below: int) -> DeadGoal:
    element = sources.system.elements[key]
    lacking = ["ingen oppgaver", "ingen tall", "ingen penger i budsjettet", "ingen rapporter"]
    rule = get_vital_rules()[DEAD]
    return DeadGoal(element, below, make_finding(rule.finding, Place(figure=f"element:{key}"), name=element.name, found=join_words(lacking)))
