"""All reports of a period together: which units report, who has each now, and each unit's report filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.reports import TOTAL, InvestmentSeen, Limits, MoneyLine, Period, Report, UnitInputs, divide_money, find_changes
from veikart.rules.duties.answering import walk_units_above
from veikart.rules.reports.accounts import YearlyAccounts
from veikart.rules.reports.headings import ReportPart, parts_of
from veikart.rules.reports.statuses import ReportStatus, get_report_statuses
from veikart.rules.reports.unit_report import DEVIATION, DeviationSeen, Explanations, PartSeen, UnitReport
from veikart.rules.reports.words import (
    SINCE_LAST,
    describe_change,
    describe_indicators,
    describe_investments,
    describe_money,
    describe_people,
    describe_tasks,
)

REST = "Ikke fordelt på enhetene under"
Inputs = Mapping[str, UnitInputs]


def get_reporting_units(book: FollowUpBook, period: str) -> tuple[str, ...]:
    """The units that report in a period: those it was opened for, or those that have a leader where it is not opened."""
    opened = tuple(one.unit for one in book.table("reports").values() if one.period == period)
    return opened or tuple(book.leader_by_unit)


@dataclass(frozen=True)
class PeriodReports:
    """A period with everything its reports are made of: `names` and `parents` of the organisation (every unit), what this period, the one before and
    the same one last year were filled in with, the accounts where it is the year's own report, and the investments of the whole."""

    book: FollowUpBook
    period: Period
    names: Mapping[str, str]
    parents: Mapping[str, str]
    today: date
    inputs: Inputs = field(default_factory=dict)
    before: Inputs = field(default_factory=dict)
    year_ago: Inputs = field(default_factory=dict)
    accounts: YearlyAccounts | None = None
    investments: tuple[InvestmentSeen, ...] = ()

    @property
    def top(self) -> str:
        """The unit that all others are below."""
        return self.book.setting.top_unit if self.book.setting else ""

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that report, each above those below it, in the organisation's order."""
        reporting = set(get_reporting_units(self.book, self.period.id))
        order = [unit for unit in self.names if unit in reporting] + sorted(reporting - self.names.keys())
        below: dict[str, list[str]] = {}
        for unit in order:
            below.setdefault(self._above(unit, reporting), []).append(unit)
        found: list[str] = []

        def walk(parent: str) -> None:
            for unit in below.get(parent, ()):
                found.append(unit)
                walk(unit)

        walk("")
        return tuple(found)

    def _above(self, unit: str, reporting: Iterable[str]) -> str:
        above = walk_units_above(self.parents, unit)
        next(above, None)
        return next((one for one in above if one in reporting), "")

    @cached_property
    def parent(self) -> Mapping[str, str]:
        """The nearest unit above that reports, for each that does; empty for the topmost."""
        reporting = set(self.units)
        return {unit: self._above(unit, reporting) for unit in self.units}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The units right below each that reports."""
        found: dict[str, list[str]] = {}
        for unit in self.units:
            found.setdefault(self.parent[unit], []).append(unit)
        return {unit: tuple(one) for unit, one in found.items()}

    def level(self, unit: str) -> int:
        """How far below the topmost it stands: 0 for that."""
        count = 0
        while unit := self.parent.get(unit, ""):
            count += 1
        return count

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """How far each unit's report has come, by unit; one that nobody has begun where there is no row."""
        found = {one.unit: one for one in self.book.table("reports").values() if one.period == self.period.id}
        return {unit: found.get(unit, Report(self.period.id, unit)) for unit in self.units}

    def status(self, unit: str) -> ReportStatus:
        """How far a unit's report has come, with its words."""
        return get_report_statuses()[self.reports[unit].status]

    def leader(self, unit: str) -> Post | None:
        """The post that answers for the unit; None where nobody does."""
        return self.book.leader_by_unit.get(unit)

    def is_late(self, unit: str) -> bool:
        """Whether the day the leaders had has passed without it being confirmed."""
        due = self.period.due
        return due is not None and due < self.today and self.period.status == "open" and self.status(unit).owner == "leader"

    def count(self, *statuses: str) -> int:
        """How many reports have one of the statuses."""
        return sum(one.status in statuses for one in self.reports.values())

    @cached_property
    def limits(self) -> Limits:
        """When a deviation must be explained."""
        return Limits(self.period.amount, self.period.share, self.period.both == "yes")

    @cached_property
    def _explanations(self) -> Mapping[str, Explanations]:
        return self._explained(self.period.id)

    @cached_property
    def _earlier_explanations(self) -> Mapping[str, Explanations]:
        return self._explained(self.period.previous)

    def _explained(self, period: str) -> Mapping[str, Explanations]:
        found: dict[str, Explanations] = {}
        for one in self.book.table("report_explanations").values():
            if one.period == period:
                found.setdefault(one.unit, {})[one.kind, one.about] = one
        return found

    @cached_property
    def _texts(self) -> Mapping[tuple[str, str, str], str]:
        return {(one.period, one.unit, one.part): one.text for one in self.book.table("report_texts").values()}

    def has(self, unit: str) -> bool:
        """Whether the unit reports in this period."""
        return unit in self.reports

    def unit(self, unit: str) -> UnitReport:
        """A unit's report. Raises KeyError where the unit does not report in this period."""
        report = self.reports[unit]
        inputs = self.inputs.get(unit) or UnitInputs(unit, self.names.get(unit, unit), self.parents.get(unit, ""))
        children = self.children.get(unit, ())
        explanations = self._explanations.get(unit, {})
        changes = self._changes(unit, inputs)
        return UnitReport(
            period=self.period,
            report=report,
            unit=unit,
            name=self.names.get(unit, unit),
            leader=self.leader(unit),
            is_top=unit == self.top,
            inputs=inputs,
            lines=self._lines(inputs, children),
            deviations=self._deviations(inputs, explanations, has_children=bool(children)),
            parts=self._parts(unit, inputs, changes),
            changes=changes,
            explanations=explanations,
            children=children,
        )

    def _changes(self, unit: str, inputs: UnitInputs) -> tuple[str, ...]:
        """What changed since the period it is held against, in sentences."""
        if unit not in self.before:
            return ()
        found = find_changes(self.before[unit], inputs)
        return tuple(describe_change(one, than=self.than, is_over=self.period.is_whole_year) for one in found)

    @property
    def than(self) -> str:
        """What it is held against, as it ends a sentence: the year's own report against the year before, others against the last."""
        return "i fjor" if self.period.is_annual else SINCE_LAST

    def _lines(self, inputs: UnitInputs, children: tuple[str, ...]) -> tuple[MoneyLine, ...]:
        """What the money is divided on: the units below with what none of them has, or its own lines. They add up to the whole."""
        if inputs.money is None:
            return ()
        below = [_named(self.inputs[child]) for child in children if child in self.inputs and self.inputs[child].money]
        return divide_money(inputs.money, below, rest=REST) if below else inputs.lines

    def _deviations(self, inputs: UnitInputs, explanations: Explanations, *, has_children: bool) -> tuple[DeviationSeen, ...]:
        """The whole unit and its own lines, those that must be explained first. The whole is explained once; its lines only where they are large and
        even out, and never for a unit whose money is that of the units below."""
        lines = [one for one in (inputs.money, *inputs.lines) if one is not None and one.deviation is not None]
        passed = [one for one in lines if self.limits.is_passed(one)]
        whole = [one for one in passed if one.id == TOTAL]
        asked = whole if whole or has_children else passed
        earlier = self._earlier_explanations.get(inputs.unit, {})
        found = [DeviationSeen(one, one in asked, explanations.get((DEVIATION, one.id)), earlier.get((DEVIATION, one.id))) for one in lines]
        return tuple(sorted(found, key=lambda one: (not one.is_large, one.line.id != TOTAL, -abs(one.line.deviation or 0))))

    def _parts(self, unit: str, inputs: UnitInputs, changes: tuple[str, ...]) -> tuple[PartSeen, ...]:
        earlier = self.period.previous if not self.period.is_annual else self.period.last_year or self.period.previous
        return tuple(
            PartSeen(
                part,
                tuple(self.fill(part, unit, inputs, changes)),
                self._texts.get((self.period.id, unit, part.id), ""),
                self._texts.get((earlier, unit, part.id), ""),
            )
            for part in parts_of(self.period, is_top=unit == self.top)
        )

    def fill(self, part: ReportPart, unit: str, inputs: UnitInputs, changes: tuple[str, ...]) -> Iterable[str]:
        """The sentences a part is filled in with, from the figures."""
        for name in part.fills:
            match name:
                case "changes":
                    yield from changes
                case "money" if inputs.money:
                    yield from describe_money(inputs.money, self.period)
                case "accounts" | "targets" if self.accounts:
                    yield from self.accounts.sentences if name == "accounts" else self.accounts.verdicts
                case "investments" if self.investments and unit == self.top:
                    yield from describe_investments(self.investments, self.period)
                case "indicators":
                    yield from describe_indicators(inputs.indicators)
                case "equality":
                    yield from (f"{one.name}: {one.value}." for one in self._chosen(part.id, inputs))
                case "tasks":
                    yield from describe_tasks(inputs.tasks)
                case "climate":
                    yield from describe_tasks(inputs.climate, one="klimatiltak", many="klimatiltak")
                case "people":
                    yield from describe_people(inputs)

    def _chosen(self, part: str, inputs: UnitInputs):
        wanted = {one.indicator for one in self.book.table("report_indicators").values() if one.part == part}
        return [one for one in inputs.indicators if one.id in wanted]


def _named(inputs: UnitInputs) -> MoneyLine:
    """The money of a unit as a line of the one above it."""
    line = inputs.money
    assert line is not None
    return MoneyLine(
        inputs.unit, inputs.name, line.original, line.revised, line.budget_to_date, line.actual_to_date, line.forecast, line.method, line.source
    )
