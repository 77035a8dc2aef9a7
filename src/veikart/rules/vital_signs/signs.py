"""Every vital sign looked for: in goals, work, measures and reports, each found or missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.layers import Measure
from veikart.calc.plan_system import Element, PlanSystem
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.indicators import Indicators
from veikart.rules.programme import Programme
from veikart.rules.tasks.reading import Tasks, TaskSeen
from veikart.rules.vital_signs.catalogue import DEAD, VitalRule, get_vital_rules
from veikart.rules.words import format_day

MAIN_GOAL = "main_goal"
ELEMENT, TASK, MEASURE, REPORT = "element", "task", "measure", "report"
NEW_LAYERS = frozenset({"proposal", "revision"})
"""The kinds of layer whose measures are asked which goal they serve: what is new, not what is carried on."""


@dataclass(frozen=True, slots=True)
class VitalSign:
    """A rule asked of one thing: `subject` is element, task, measure or report and `key` its id. `goals` are the main goals it is under and `unit`
    the unit it belongs to, empty without one. `finding` says what is missing, None where the sign is there."""

    rule: VitalRule
    subject: str
    key: str
    name: str
    unit: str
    goals: tuple[str, ...]
    finding: Finding | None

    @property
    def is_alive(self) -> bool:
        """Whether there is no finding on it."""
        return self.finding is None


@dataclass(frozen=True)
class VitalSources:
    """Everything the signs are looked for in. `sees_people` is whether the book says who sits in the posts."""

    system: PlanSystem
    book: FollowUpBook
    programme: Programme | None
    indicators: Indicators
    tasks: Tasks
    today: date
    sees_people: bool
    _last_years: dict[str, int | None] = field(default_factory=dict, repr=False, compare=False)

    def since(self, rule: VitalRule) -> date:
        """The first day that is not too long ago."""
        return self.today - timedelta(days=rule.limit_days)

    @cached_property
    def below(self) -> dict[str, frozenset[str]]:
        """Each element in use that is asked of, with everything under it."""
        kinds = frozenset().union(*(rule.goal_kinds for rule in get_vital_rules().values()))
        in_use = (one for one in self.system.elements.values() if one.retired is None and one.kind in kinds)
        return {one.id: self.under(one.id) for one in in_use}

    def under(self, key: str) -> frozenset[str]:
        """An element with everything under it."""
        return frozenset({key, *self.system.descendants(key)})

    def last_year(self, indicator: str) -> int | None:
        """The last year with a value of the indicator, no later than this year; None where there is none. Looked up once."""
        if indicator not in self._last_years:
            shown = self.indicators.one(indicator, self.today.year)
            self._last_years[indicator] = shown.newest_point.year if shown and shown.newest_point else None
        return self._last_years[indicator]

    @cached_property
    def worked_on(self) -> dict[str, date]:
        """By element, the last day that work under it was open or closed."""
        found: dict[str, date] = {}
        for one in self.tasks.every.values():
            day = one.closed or self.today
            if one.task.element:
                found[one.task.element] = max(found.get(one.task.element, date.min), day)
        return found

    @cached_property
    def _order(self) -> dict[str, int]:
        return {one.id: at for at, one in enumerate(self.system.of_kind(MAIN_GOAL))}

    def goals_of(self, key: str) -> tuple[str, ...]:
        """The main goals that an element is or is under, in the plan's order."""
        return tuple(sorted({key, *self.system.ancestors(key)} & self._order.keys(), key=self._order.__getitem__))

    @property
    def budgeted(self) -> Mapping[str, Measure]:
        """Every measure of the budget by id; none without a budget."""
        return self.programme.budget.measure_by_id if self.programme else {}

    @cached_property
    def measures(self) -> dict[str, str]:
        """The new measures of the budget's shown version that have amounts in the plan years, with the unit of the first of them."""
        if self.programme is None:
            return {}
        budget, layers = self.programme.budget, set(self.programme.budget.version_by_id[self.programme.main_version].layers)
        new = {one.id for one in budget.measures if one.layer in layers and budget.layer_by_id[one.layer].kind in NEW_LAYERS}
        years = set(self.programme.dataset.plan_years)
        found: dict[str, str] = {}
        for one in budget.amounts:
            if one.measure in new and one.nok and one.year in years and not one.account.startswith("9"):
                found.setdefault(one.measure, one.unit)
        return found


@dataclass(frozen=True)
class VitalSigns:
    """Every sign that was looked for."""

    signs: tuple[VitalSign, ...]

    @property
    def missing(self) -> list[VitalSign]:
        """Those that were not found."""
        return [one for one in self.signs if not one.is_alive]

    def count(self, signs: list[VitalSign] | None = None) -> tuple[int, int]:
        """How many are there, and how many were looked for."""
        among = self.signs if signs is None else signs
        return sum(one.is_alive for one in among), len(among)


def read_vital_signs(sources: VitalSources) -> VitalSigns:
    """Every rule asked of everything it is of, rule by rule in the order they are declared. What takes knowing people is left out where they are
    hidden, and so is whether a goal lives at all: that is asked by `find_dead_goals`."""
    rules = [one for one in get_vital_rules().values() if one.id != DEAD and (sources.sees_people or not one.sees_people)]
    return VitalSigns(tuple(sign for rule in rules for look in (_in_elements, _in_tasks, _in_measures, _in_reports) for sign in look(sources, rule)))


def _in_elements(sources: VitalSources, rule: VitalRule) -> Iterator[VitalSign]:
    for key, below in sources.below.items():
        element = sources.system.elements[key]
        if element.kind in rule.goal_kinds:
            yield ask_element(sources, rule, element, below)


def ask_element(sources: VitalSources, rule: VitalRule, element: Element, below: frozenset[str]) -> VitalSign:
    """The rule asked of a goal with what is under it."""
    finding = _check_element(sources, rule, element, below)
    return VitalSign(rule, ELEMENT, element.id, element.name, _owner(sources, element), sources.goals_of(element.id), finding)


def _owner(sources: VitalSources, element: Element) -> str:
    """Who owns the goal: its own owner, or the nearest of what it serves; empty where nobody does."""
    path = (sources.system.elements.get(key) for key in sources.system.path_up(element.id))
    return next((one.owner for one in path if one and one.owner), "")


def _check_element(sources: VitalSources, rule: VitalRule, element: Element, below: frozenset[str]) -> Finding | None:
    """What is missing of a goal, None where it is there."""
    if rule.id == "owner":
        return None if _owner(sources, element) else _make(rule, ELEMENT, element.id, element.name)
    if rule.id == "work":
        is_worked_on = any(sources.worked_on.get(key, date.min) >= sources.since(rule) for key in below)
        return None if is_worked_on else _make(rule, ELEMENT, element.id, element.name)
    indicators = _indicators_under(sources, below)
    if rule.id == "target":
        return None if _has_target(sources, indicators) else _make(rule, ELEMENT, element.id, element.name, year=str(sources.today.year))
    last = max((year for key in indicators if (year := sources.last_year(key))), default=None)
    if last is not None and date(last, 12, 31) >= sources.since(rule):
        return None
    found = f"det siste tallet er for {last}" if last else "indikatorene har ingen tall" if indicators else "det har ingen indikator"
    return _make(rule, ELEMENT, element.id, element.name, found=found)


def _indicators_under(sources: VitalSources, below: frozenset[str]) -> set[str]:
    return {link.indicator for key in below for link in sources.system.indicators_by_element.get(key, ())}


def _has_target(sources: VitalSources, indicators: set[str]) -> bool:
    year, targets = sources.today.year, sources.system.targets_by_indicator
    return any((one.until or one.year) >= year for key in indicators for one in targets.get(key, ()))


def _in_tasks(sources: VitalSources, rule: VitalRule) -> Iterator[VitalSign]:
    for one in sources.tasks.every.values():
        if one.is_open and one.task.kind in rule.of:
            goals = sources.goals_of(one.task.element)
            yield VitalSign(rule, TASK, one.id, one.task.name, one.unit, goals, _check_task(sources, rule, one))


def _check_task(sources: VitalSources, rule: VitalRule, one: TaskSeen) -> Finding | None:
    """What is missing of work that is open, None where it is there."""
    if rule.id == "steps":
        return None if one.steps or one.parts else _make(rule, TASK, one.id, one.task.name)
    if rule.id == "manned":
        found = f"{one.owner.name}, som ingen sitter i" if one.owner else "en stilling som ikke finnes"
        return None if one.owner and one.owner.email else _make(rule, TASK, one.id, one.task.name, found=found)
    if one.said and one.said.date >= sources.since(rule):
        return None
    found = f"statusen ble sist meldt {format_day(one.said.date)}" if one.said else "ingen har meldt status ennå"
    return _make(rule, TASK, one.id, one.task.name, found=found)


def _in_measures(sources: VitalSources, rule: VitalRule) -> Iterator[VitalSign]:
    if MEASURE not in rule.of or sources.programme is None:
        return
    links: dict[str, list[str]] = defaultdict(list)
    for link in sources.system.measures.values():
        if sources.system.is_in_use(link.element):
            links[link.measure].append(link.element)
    for key, unit in sources.measures.items():
        name = sources.programme.budget.measure_by_id[key].name
        goals = tuple(dict.fromkeys(goal for element in links[key] for goal in sources.goals_of(element)))
        yield VitalSign(rule, MEASURE, key, name, unit, goals, None if links[key] else _make(rule, MEASURE, key, name))


def _in_reports(sources: VitalSources, rule: VitalRule) -> Iterator[VitalSign]:
    """Reports of periods whose day for the leaders has come."""
    periods, units = sources.book.table("periods"), sources.system.units
    for key, report in sources.book.table("reports").items() if REPORT in rule.of else ():
        period = periods.get(report.period)
        if period is None or period.due is None or period.due > sources.today:
            continue
        name = f"{units[report.unit].name if report.unit in units else report.unit}, {period.name}"
        if report.confirmed and report.confirmed <= period.due:
            finding = None
        else:
            due = format_day(period.due)
            late = f"bekreftet {format_day(report.confirmed)}, etter fristen {due}" if report.confirmed else f"ikke bekreftet, fristen var {due}"
            finding = _make(rule, REPORT, key, name, found=late)
        yield VitalSign(rule, REPORT, key, name, report.unit, (), finding)


def _make(rule: VitalRule, subject: str, key: str, name: str, *, found: str = "", year: str = "") -> Finding:
    return make_finding(rule.finding, Place(figure=f"{subject}:{key}"), name=name, found=found, year=year)
