"""Conflicts between the goals of a plan system, and the measures in the budget that feed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veikart.calc.conflicts.goals import ConflictSearch, GoalConflict, find_conflicts_between
from veikart.calc.conflicts.loops import LONGEST
from veikart.calc.conflicts.paths import MINUS, InfluencePath
from veikart.calc.plan_system import Influence, MeasureLink, PlanSystem

GOAL_KINDS = ("main_goal", "sub_goal")


@dataclass(frozen=True, slots=True)
class ConflictFeed:
    """A measure that feeds a conflict. `element` is what the measure is linked to, `share_percent` its share there, None where it is shared.
    `on_path` is the element of the path it strengthens: the linked one or one above it; empty for money to the goal as a whole."""

    measure: str
    element: str
    share_percent: int | None
    on_path: str = ""


def get_influences_in_use(system: PlanSystem) -> tuple[Influence, ...]:
    """The links between elements in use, in order of the table."""
    return tuple(one for one in system.influences.values() if system.is_in_use(one.source) and system.is_in_use(one.target))


def find_goal_conflicts(system: PlanSystem, *, kinds: Sequence[str] = GOAL_KINDS, longest: int = LONGEST) -> ConflictSearch:
    """The conflicts between the goals of these kinds: an influence path with negative sign from an element under the one (or the goal itself)
    to an element under the other, or to another element under the same. Only elements in use count.

    A path is told once, by the lowest goals it joins: not for two main goals as well where it is told for their sub-goals.
    """
    links = get_influences_in_use(system)
    members = _members(system, links, kinds)
    search = find_conflicts_between(links, members, longest)
    return ConflictSearch(tuple(_lowest(system, search.conflicts)), search.left_out)


def find_feeds(system: PlanSystem, conflict: GoalConflict) -> tuple[ConflictFeed, ...]:
    """The measures that feed a conflict, along the path first, then those that go to the goal as a whole; each measure and element once.

    A measure linked to an element of the path, or to one below it, feeds the conflict where the rest of the path weakens the other goal;
    where the rest of the path strengthens it, the measure pulls the other way and is not told. A measure linked to the goal, or to an element
    between the goal and where the path begins, is money to the goal as a whole. No money is counted here: a share is a share of a measure.
    """
    found: dict[tuple[str, str], ConflictFeed] = {}
    for element, linked in (*_along(system, conflict.path), *_above(system, conflict)):
        for link in _links_in_order(system, linked):
            found.setdefault((link.measure, link.element), ConflictFeed(link.measure, link.element, link.share_percent, element))
    return tuple(found.values())


def _along(system: PlanSystem, path: InfluencePath) -> Iterator[tuple[str, list[str]]]:
    """The elements of the path that push its end down, each with what stands below it."""
    for place, element in enumerate(path.elements[:-1]):
        if InfluencePath(path.links[place:]).sign == MINUS:
            yield element, [element, *sorted(system.descendants(element))]


def _above(system: PlanSystem, conflict: GoalConflict) -> Iterator[tuple[str, list[str]]]:
    """The goal and what stands between it and the first element of the path."""
    first = conflict.path.elements[0]
    if first != conflict.goal:
        between = (one for one in system.ancestors(first) if conflict.goal in system.ancestors(one))
        yield "", [*sorted(between), conflict.goal]


def _links_in_order(system: PlanSystem, elements: Iterable[str]) -> Iterator[MeasureLink]:
    for element in elements:
        if system.is_in_use(element):
            yield from sorted(system.links_by_element.get(element, ()), key=lambda one: one.measure)


def _members(system: PlanSystem, links: Iterable[Influence], kinds: Sequence[str]) -> dict[str, set[str]]:
    """The elements of the influences by the goals they are or serve."""
    members: dict[str, set[str]] = defaultdict(set)
    for element in {end for one in links for end in (one.source, one.target)}:
        for goal in (element, *system.ancestors(element)):
            if system.is_in_use(goal) and system.elements[goal].kind in kinds:
                members[goal].add(element)
    return members


def _lowest(system: PlanSystem, conflicts: Iterable[GoalConflict]) -> Iterator[GoalConflict]:
    """The conflicts without those whose path is told by goals further down."""
    by_path: dict[InfluencePath, list[GoalConflict]] = defaultdict(list)
    for one in conflicts:
        by_path[one.path].append(one)
    above = {goal: {goal, *system.ancestors(goal)} for goal in {goal for one in conflicts for goal in (one.goal, one.weakened)}}
    for one in conflicts:
        others = (other for other in by_path[one.path] if other != one)
        if not any(one.goal in above[other.goal] and one.weakened in above[other.weakened] for other in others):
            yield one
