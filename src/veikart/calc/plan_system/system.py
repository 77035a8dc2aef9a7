"""A plan system: every row of every table, and the ways between elements."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from veikart.calc.books import change_rows
from veikart.calc.plan_system.land_use_rows import Area, HomeAim, HomeCount
from veikart.calc.plan_system.rows import (
    ChainLink,
    Descent,
    DimensionTag,
    Element,
    Fetch,
    Indicator,
    IndicatorLink,
    IndicatorTarget,
    Influence,
    Level,
    MeasureLink,
    Placement,
    Plan,
    PlanSystemName,
    PlanUnit,
    ReportLine,
    SustainabilityTag,
    Term,
)
from veikart.calc.plan_system.strategy_rows import PlanAssessment, Process, ProcessStep, WheelEvent

NO_POSITION = 10**9
INDICES = {
    "children": ("chain", "elements"),
    "parents": ("chain",),
    "reached_below": ("chain",),
    "links_by_element": ("measures",),
    "links_by_measure": ("measures",),
    "tags_by_element": ("sustainability",),
    "dimensions_by_element": ("dimensions",),
    "indicators_by_element": ("indicator_links",),
    "elements_by_indicator": ("indicator_links",),
    "targets_by_indicator": ("indicator_targets",),
    "reports_by_element": ("reports",),
    "descents_by_element": ("lineage",),
    "descents_by_origin": ("lineage",),
    "fetches_by_plan": ("fetches",),
    "fetches_by_element": ("fetches",),
    "influences_by_element": ("influences",),
    "elements_by_plan": ("elements",),
    "elements_by_kind": ("elements",),
    "steps_by_process": ("steps",),
}
"""What is worked out once, and the tables it is worked out from: a change of other tables leaves it as it is."""
MOST_REACHED = 500
"""Elements whose descendants are kept."""
ORDERING = ("position", "number")
"""What `children` reads of an element: other changes of one that stays leave it as it is."""


@dataclass(frozen=True)
class PlanSystem:
    """The tables, each a mapping from key to row, in order. Never changed: `with_rows` gives a new one."""

    system: Mapping[str, PlanSystemName] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    units: Mapping[str, PlanUnit] = field(default_factory=dict)
    placements: Mapping[str, Placement] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    elements: Mapping[str, Element] = field(default_factory=dict)
    chain: Mapping[str, ChainLink] = field(default_factory=dict)
    fetches: Mapping[str, Fetch] = field(default_factory=dict)
    lineage: Mapping[str, Descent] = field(default_factory=dict)
    sustainability: Mapping[str, SustainabilityTag] = field(default_factory=dict)
    dimensions: Mapping[str, DimensionTag] = field(default_factory=dict)
    measures: Mapping[str, MeasureLink] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    indicator_links: Mapping[str, IndicatorLink] = field(default_factory=dict)
    indicator_targets: Mapping[str, IndicatorTarget] = field(default_factory=dict)
    reports: Mapping[str, ReportLine] = field(default_factory=dict)
    influences: Mapping[str, Influence] = field(default_factory=dict)
    assessments: Mapping[str, PlanAssessment] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    steps: Mapping[str, ProcessStep] = field(default_factory=dict)
    events: Mapping[str, WheelEvent] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    homes: Mapping[str, HomeCount] = field(default_factory=dict)
    home_aims: Mapping[str, HomeAim] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Any]:
        """A table by name. Raises AttributeError for an unknown one."""
        found: Mapping[str, Any] = getattr(self, name)
        return found

    def with_rows(self, changed: Mapping[str, Mapping[str, Any | None]]) -> PlanSystem:
        """A new plan system where the rows of `changed` (table, then key) are as given; None takes a row away."""
        tables = {name: change_rows(self.table(name), rows) for name, rows in changed.items()}
        made = replace(self, **tables)
        for name, sources in INDICES.items():
            touched = tables.keys() & set(sources)
            if name in self.__dict__ and (not touched or (name == "children" and touched == {"elements"} and self._keeps_order(changed["elements"]))):
                made.__dict__[name] = self.__dict__[name]
        return made

    def _keeps_order(self, changed: Mapping[str, Element | None]) -> bool:
        """Whether the elements are there before and after with what orders them as it was."""
        pairs = ((self.elements.get(key), after) for key, after in changed.items())
        return all(old and new and all(getattr(old, one) == getattr(new, one) for one in ORDERING) for old, new in pairs)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The elements that serve each element, in order."""
        return self._joined((one.parent, one.element, one.position) for one in self.chain.values())

    @cached_property
    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """The elements that each element serves, the one it is shown under first."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for one in self.chain.values():
            found[one.element].append((_place(one.position), one.parent))
        return {key: tuple(parent for _, parent in sorted(parents)) for key, parents in found.items()}

    def _joined(self, links: Iterable[tuple[str, str, int | None]]) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        for above, below, position in links:
            element = self.elements.get(below)
            own = element.position if element else None
            found[above].append((_place(position), _place(own), element.number if element else "", below))
        return {key: tuple(one[-1] for one in sorted(members)) for key, members in found.items()}

    def is_in_use(self, element: str) -> bool:
        """Whether the element is there and has not been retired."""
        found = self.elements.get(element)
        return found is not None and found.retired is None

    def children_in_use(self, element: str) -> list[str]:
        """The elements that serve this one and have not been retired, in order."""
        return [one for one in self.children.get(element, ()) if self.is_in_use(one)]

    @cached_property
    def elements_by_kind(self) -> Mapping[str, tuple[Element, ...]]:
        """The elements of each kind, retired ones too."""
        return _grouped(self.elements.values(), "kind")

    def of_kind(self, *kinds: str) -> list[Element]:
        """The elements in use of these kinds, in order of position and number."""
        found = [one for kind in dict.fromkeys(kinds) for one in self.elements_by_kind.get(kind, ()) if one.retired is None]
        return sorted(found, key=lambda one: (_place(one.position), one.number, one.name, one.id))

    @cached_property
    def reached_below(self) -> dict[str, frozenset[str]]:
        """What has been asked for of `descendants`, kept while the chain is the same."""
        return {}

    def descendants(self, element: str) -> frozenset[str]:
        """Every element below, not the element itself."""
        found = self.reached_below.get(element)
        if found is None:
            found = frozenset(_reach(element, self.children))
            if len(self.reached_below) < MOST_REACHED:
                self.reached_below[element] = found
        return found

    def ancestors(self, element: str) -> set[str]:
        """Every element above, not the element itself."""
        return _reach(element, self.parents)

    def path_up(self, element: str) -> list[str]:
        """The element and the ones it is shown under, up to the top. A circle is followed once."""
        path = [element]
        while (above := self.parents.get(path[-1])) and above[0] not in path:
            path.append(above[0])
        return path

    def walk(self, top: str) -> Iterator[tuple[int, str]]:
        """The element and everything below, depth first, as (depth, id). A circle is followed once."""
        stack = [(0, top, frozenset[str]())]
        while stack:
            depth, element, above = stack.pop()
            yield depth, element
            inside = above | {element}
            stack.extend((depth + 1, child, inside) for child in reversed(self.children.get(element, ())) if child not in inside)

    @cached_property
    def links_by_element(self) -> Mapping[str, tuple[MeasureLink, ...]]:
        """The measures that serve each element."""
        return _grouped(self.measures.values(), "element")

    @cached_property
    def links_by_measure(self) -> Mapping[str, tuple[MeasureLink, ...]]:
        """The elements that each measure serves."""
        return _grouped(self.measures.values(), "measure")

    @cached_property
    def tags_by_element(self) -> Mapping[str, tuple[SustainabilityTag, ...]]:
        """The tags of the UN's sustainability goals by the element they are on."""
        return _grouped(self.sustainability.values(), "element")

    @cached_property
    def dimensions_by_element(self) -> Mapping[str, tuple[DimensionTag, ...]]:
        """The tags of dimensions by the element they are on."""
        return _grouped(self.dimensions.values(), "element")

    @cached_property
    def indicators_by_element(self) -> Mapping[str, tuple[IndicatorLink, ...]]:
        """The links to indicators by the element they tell about."""
        return _grouped(self.indicator_links.values(), "element")

    @cached_property
    def elements_by_indicator(self) -> Mapping[str, tuple[IndicatorLink, ...]]:
        """The elements that each indicator measures."""
        return _grouped(self.indicator_links.values(), "indicator")

    @cached_property
    def targets_by_indicator(self) -> Mapping[str, tuple[IndicatorTarget, ...]]:
        """The targets of each indicator, in order of year."""
        found = _grouped(self.indicator_targets.values(), "indicator")
        return {key: tuple(sorted(targets, key=lambda one: one.year)) for key, targets in found.items()}

    @cached_property
    def reports_by_element(self) -> Mapping[str, tuple[ReportLine, ...]]:
        """The lines of reports by the element they tell about."""
        return _grouped(self.reports.values(), "element")

    @cached_property
    def descents_by_element(self) -> Mapping[str, tuple[Descent, ...]]:
        """Where each element came from."""
        return _grouped(self.lineage.values(), "element")

    @cached_property
    def descents_by_origin(self) -> Mapping[str, tuple[Descent, ...]]:
        """What became of each element."""
        return _grouped(self.lineage.values(), "origin")

    @cached_property
    def fetches_by_plan(self) -> Mapping[str, tuple[Fetch, ...]]:
        """What is fetched from other plans by the plan that fetches."""
        return _grouped(self.fetches.values(), "plan")

    @cached_property
    def fetches_by_element(self) -> Mapping[str, tuple[Fetch, ...]]:
        """What is fetched by the element that is fetched."""
        return _grouped(self.fetches.values(), "element")

    @cached_property
    def influences_by_element(self) -> Mapping[str, tuple[Influence, ...]]:
        """What each element strengthens or weakens, and what does so to it; one that has to do with itself stands once."""
        found: dict[str, list[Influence]] = defaultdict(list)
        for one in self.influences.values():
            for end in {one.source: None, one.target: None}:
                found[end].append(one)
        return {key: tuple(links) for key, links in found.items()}

    @cached_property
    def elements_by_plan(self) -> Mapping[str, tuple[Element, ...]]:
        """The elements that began in each plan."""
        return _grouped(self.elements.values(), "plan")

    @cached_property
    def steps_by_process(self) -> Mapping[str, tuple[ProcessStep, ...]]:
        """The states each process has been in, in order."""
        found = _grouped(self.steps.values(), "process")
        return {key: tuple(sorted(steps, key=lambda one: one.number)) for key, steps in found.items()}


def _place(position: int | None) -> int:
    return NO_POSITION if position is None else position


def _grouped(rows: Iterable[Any], name: str) -> Mapping[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return {key: tuple(members) for key, members in found.items()}


def _reach(start: str, ways: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    waiting = deque(ways.get(start, ()))
    while waiting:
        one = waiting.popleft()
        if one not in seen:
            seen.add(one)
            waiting.extend(ways.get(one, ()))
    return seen
