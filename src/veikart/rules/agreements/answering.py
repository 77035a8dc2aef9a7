"""What a unit's leader answers for in a year, fetched from where it stands: goals, indicators, assignments and tasks, the frame and the absence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from veikart.calc.agreements import Agreement, AgreementLine
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.plan_system import Element, PlanSystem
from veikart.rules.indicators import Indicators, IndicatorShown
from veikart.rules.programme import FRAME_FORM, Programme
from veikart.rules.tables import format_percent
from veikart.rules.tasks.reading import Tasks, TaskSeen
from veikart.rules.words import format_day, in_mill

GOAL, INDICATOR, ASSIGNMENT, TASK, FRAME, ABSENCE = "goal", "indicator", "assignment", "task", "frame", "absence"
WORK_KINDS = frozenset({"assignment", "task"})
"""Elements of the plan that are work to be done, not goals."""
FRAMED = frozenset({"sector", "programme_area"})
"""Kinds of unit in the budget that have a frame."""


@dataclass(frozen=True)
class Sources:
    """Where what a leader answers for is fetched from. `programme` is the current budget, None without one; `tasks` and `indicators` are read once
    for a page of many."""

    system: PlanSystem
    book: FollowUpBook
    programme: Programme | None
    indicators: Indicators
    tasks: Tasks

    @cached_property
    def measures_by_unit(self) -> dict[str, frozenset[str]]:
        """The measures of the budget with amounts on each unit."""
        found: dict[str, set[str]] = {}
        for one in self.programme.budget.amounts if self.programme else ():
            found.setdefault(one.unit, set()).add(one.measure)
        return {unit: frozenset(measures) for unit, measures in found.items()}


@dataclass(frozen=True)
class Answered:
    """What the leader of a unit answers for in a year. `frame_nok` is the net frame in whole kroner, None where the budget has none."""

    post: Post
    year: int
    goals: tuple[Element, ...]
    indicators: tuple[IndicatorShown, ...]
    work: tuple[TaskSeen, ...]
    frame_nok: int | None


def find_answered(sources: Sources, post: Post, year: int) -> Answered:
    """What the post answers for: the indicators its unit owns, the work it owns, the unit's frame, and the goals that these and the unit's measures
    serve besides those the unit owns."""
    indicators = tuple(one for one in sources.indicators.every(year) if one.indicator.owner == post.unit)
    own = (one for one in sources.tasks.every.values() if one.task.owner == post.id)
    work = tuple(one for one in own if one.is_open or (one.closed and one.closed.year == year))
    keys = dict.fromkeys(_serving(sources, post.unit, indicators, work))
    goals = tuple(one for key in keys if (one := sources.system.elements.get(key)) and one.retired is None and one.kind not in WORK_KINDS)
    return Answered(post, year, goals, indicators, work, find_frame(sources.programme, post.unit, year))


def _serving(sources: Sources, unit: str, indicators: tuple[IndicatorShown, ...], work: tuple[TaskSeen, ...]) -> Iterator[str]:
    """The ids of the elements: those the unit owns first, then those that its work, its indicators and its measures are tied to."""
    system = sources.system
    yield from (key for key, one in system.elements.items() if one.owner == unit)
    for one in work:
        if one.task.element:
            yield from reversed(system.path_up(one.task.element)[:2])
        yield from (link.element for link in system.links_by_measure.get(one.task.measure, ()))
    measured = {one.indicator.id for one in indicators}
    yield from (link.element for link in system.indicator_links.values() if link.indicator in measured)
    measures = sources.measures_by_unit.get(unit, frozenset())
    yield from (link.element for link in system.measures.values() if link.measure in measures)


def find_frame(programme: Programme | None, unit: str, year: int) -> int | None:
    """The net frame of the unit in the year, whole kroner, with adopted revisions; None where the budget has none."""
    held = programme.budget.unit_by_id.get(unit) if programme else None
    if programme is None or held is None or held.kind not in FRAMED:
        return None
    column = next((one for one in programme.columns if one.year == year), None)
    cell = programme.cell(FRAME_FORM, f"{unit}.netto", column) if column else None
    return cell.nok if cell else None


def make_lines(answered: Answered, agreement: Agreement | None) -> tuple[AgreementLine, ...]:
    """What is answered for as lines that can be kept, in words as they are now."""
    return tuple(AgreementLine(answered.post.id, answered.year, *line) for line in _lines(answered, agreement))


def _lines(answered: Answered, agreement: Agreement | None) -> Iterator[tuple[str, str, str]]:
    for goal in answered.goals:
        yield GOAL, goal.id, f"{goal.number} {goal.name}".strip()
    for one in answered.indicators:
        yield INDICATOR, one.indicator.id, f"{one.indicator.name}: {one.target or 'uten måltall'}"
    for work in answered.work:
        due = f", frist {format_day(work.task.due)}" if work.task.due else ""
        yield work.task.kind if work.task.kind in WORK_KINDS else TASK, work.id, f"{work.task.name}{due}"
    if answered.frame_nok is not None:
        yield FRAME, answered.post.unit, in_mill(answered.frame_nok)
    if agreement and agreement.absence_target is not None:
        yield ABSENCE, answered.post.unit, f"høyst {format_percent(agreement.absence_target)} %"
