"""Gathering what the reports are filled in with, from every part of the follow-up: one source at a time, all units at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from veikart.calc.economy import EconomyBook
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.calc.reports import (
    TOTAL,
    Absence,
    IndicatorSeen,
    InvestmentSeen,
    MoneyLine,
    Period,
    ProposalSeen,
    Staff,
    TaskSeen,
    UnitInputs,
    add_staff,
)
from veikart.calc.worksheets import Run
from veikart.rules.deviations import EconomyReport, GroupEconomy, divide_investments, find_account_group
from veikart.rules.deviations.axes import SPENT_ON
from veikart.rules.deviations.folding import INVESTMENT, LedgerTotals
from veikart.rules.deviations.organisation import list_nodes
from veikart.rules.duties import walk_units_above
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.follow_up.climate_status import ClimateStatus, get_climate_status
from veikart.rules.indicators import Indicators, IndicatorShown, read_indicators
from veikart.rules.programme import Programme
from veikart.rules.reports.period_reports import get_reporting_units
from veikart.rules.revisions import get_proposals
from veikart.rules.tables import PER_ONE
from veikart.rules.tasks.reading import Tasks, read_tasks
from veikart.rules.tasks.reading import TaskSeen as TaskRead
from veikart.rules.words import format_day, format_decimal
from veikart.rules.words.sentences import capitalise

OLDEST_INDICATOR = 3
"""Years back: the last value of an indicator without a target is told if it is no older than this."""
PASSED = frozenset({"due", "step"})
"""The reasons that count from a day that has passed."""
_SENTIMENTS = {"good": "good", "bad": "attention"}
_PART_OF_YEAR = {"tertial": {4: "t1", 8: "t2", 12: "t3"}, "month": {month: f"m{month:02}" for month in range(1, 13)}}


@dataclass(frozen=True)
class ReportSources:
    """Where a period's reports get what they are filled in with, all of it as of `today`. `economy` is the deviation report at the period's last
    month, None where there are no accounts; `climate` the measures by the unit that answers for them. With `is_year_ago` the deviation report is
    that of the year after, and what it says of the year before is read: by the organisation as it is now, so that the two can be compared."""

    book: FollowUpBook
    system: PlanSystem
    today: date
    names: Mapping[str, str]
    parents: Mapping[str, str]
    programme: Programme | None = None
    economy: EconomyReport | None = None
    climate: Mapping[str, tuple[TaskSeen, ...]] = field(default_factory=dict)
    is_year_ago: bool = False


def gather_inputs(sources: ReportSources, period: Period, *, is_now: bool = True) -> dict[str, UnitInputs]:
    """What every unit that reports in the period is filled in with, by unit. With `is_now` false only what can still be known of a time that has
    gone: money and people, and not how tasks stood."""
    units = get_reporting_units(sources.book, period.id)
    reach = find_reach(sources.parents)
    indicators = read_indicators(sources.system, sources.book) if is_now else None
    tasks = read_tasks(sources.book, sources.today) if is_now else None
    absence, staff = _of_period(sources.book, "absence", period), _of_period(sources.book, "staff", period)
    chosen = _chosen_indicators(sources)
    found: dict[str, UnitInputs] = {}
    has_budget = _has_budget(sources.economy, units)
    for unit in units:
        money, lines = _read_money(sources, unit, has_budget=has_budget)
        below = reach.get(unit, frozenset({unit}))
        shown = _indicators_of(indicators, unit, period) if indicators else []
        away, man_years = absence.get(unit), staff.get(unit)
        found[unit] = UnitInputs(
            unit=unit,
            name=sources.names.get(unit, unit),
            parent=sources.parents.get(unit, ""),
            money=money,
            lines=lines,
            indicators=tuple(_see_indicator(one) for one in shown if _is_told(one, chosen)),
            tasks=_see_tasks(tasks, below) if tasks else (),
            climate=tuple(one for key, measures in sources.climate.items() if key in below for one in measures) if is_now else (),
            proposals=_see_proposals(sources.book, period, below) if is_now else (),
            **_people(away, man_years),
        )
    return add_staff(found, sorted(found, key=lambda unit: -sum(1 for _ in walk_units_above(sources.parents, unit))))


def _indicators_of(indicators: Indicators, unit: str, period: Period) -> list[IndicatorShown]:
    """The unit's indicators for the part of the year where they have a value for it, else for the whole year."""
    parts = {one.indicator.id: one for one in indicators.of_unit(unit, period.year, _part(period))} if _part(period) else {}
    found = indicators.of_unit(unit, period.year)
    return [parts[one.indicator.id] if one.indicator.id in parts and parts[one.indicator.id].value is not None else one for one in found]


def find_reach(parents: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Each unit with every unit below it."""
    found: dict[str, set[str]] = {}
    for unit in parents:
        for above in walk_units_above(parents, unit):
            found.setdefault(above, set()).add(unit)
    return {unit: frozenset(below) for unit, below in found.items()}


def _part(period: Period) -> str:
    """What indicators call the period; the whole year for what they have no name for."""
    return _PART_OF_YEAR.get(period.kind, {}).get(period.last_month, "")


def _of_period(book: FollowUpBook, table: str, period: Period) -> dict[str, Absence | Staff]:
    return {one.unit: one for one in book.table(table).values() if one.period == period.id}


def _people(away: Absence | Staff | None, staff: Absence | Staff | None) -> dict[str, int | str | None]:
    found: dict[str, int | str | None] = {}
    if isinstance(away, Absence):
        found |= {"absence_short": away.short_term, "absence_long": away.long_term, "absence_source": away.source}
    if isinstance(staff, Staff):
        found |= {"man_years": staff.man_years, "staff_source": staff.source}
    return found


def _has_budget(economy: EconomyReport | None, units: Collection[str]) -> bool:
    """Whether anybody has a budget of the year; where nobody has, it is not known, and not zero."""
    if economy is None:
        return False
    totals = (economy.of_unit(unit).total for unit in units)
    return any(one.budget_nok or one.revised_nok for one in totals)


def _read_money(sources: ReportSources, unit: str, *, has_budget: bool) -> tuple[MoneyLine | None, tuple[MoneyLine, ...]]:
    """The unit's money and its groups of accounts; None where the ledger says nothing of it."""
    economy = sources.economy
    if economy is None or not economy.has_ledger:
        return None, ()
    one = economy.of_unit(unit)
    if not one.has_figures:
        return None, ()
    if sources.is_year_ago:
        return _line_year_ago(one.total, one.name, f"Regnskapet til og med måned {economy.month} i {economy.year - 1}"), ()
    source = f"Regnskapet til og med måned {economy.month} i {economy.year}"
    groups = tuple(_line(group, group.group, group.name, source, has_budget=has_budget) for group in one.groups)
    return _line(one.total, TOTAL, one.name, source, has_budget=has_budget), groups


def _line(group: GroupEconomy, key: str, name: str, source: str, *, has_budget: bool) -> MoneyLine:
    return MoneyLine(
        key,
        name,
        original=group.budget_nok if has_budget else None,
        revised=group.revised_nok if has_budget else None,
        budget_to_date=group.budget_to_date_nok if has_budget else None,
        actual_to_date=group.accounts_to_date_nok,
        forecast=group.forecast_nok,
        method=group.method_words,
        source=source,
        is_over=group.passes_year,
    )


def _line_year_ago(group: GroupEconomy, name: str, source: str) -> MoneyLine:
    """What the ledger says of the same time the year before; nobody knows the budget of that year."""
    return MoneyLine(TOTAL, name, actual_to_date=group.last_year_to_date_nok, forecast=group.last_year_nok, source=source)


def _chosen_indicators(sources: ReportSources) -> frozenset[str]:
    return frozenset(one.indicator for one in sources.book.table("report_indicators").values())


def _is_told(one: IndicatorShown, chosen: Collection[str]) -> bool:
    """Whether a report tells of it: it has a target, is chosen for a part, or has a value that is not too old."""
    is_new = one.latest_year is not None and one.latest_year >= one.year - OLDEST_INDICATOR
    return bool(one.target) or one.value is not None or (one.indicator.id in chosen and one.latest is not None) or is_new


def _see_indicator(one: IndicatorShown) -> IndicatorSeen:
    has_value = one.value is not None or one.latest is None
    return IndicatorSeen(
        id=one.indicator.id,
        name=one.indicator.name,
        value=one.value_text if has_value else f"{one.latest_text} ({one.latest_year})",
        target=one.target,
        previous=one.previous_text if one.previous is not None else "",
        change=one.change_text,
        verdict=one.verdict,
        verdict_words=one.verdict_text,
        moved=one.moved,
        moved_words=one.moved_text,
        source=one.source,
    )


def _see_tasks(tasks: Tasks, units: Collection[str]) -> tuple[TaskSeen, ...]:
    """The tasks of the units, the latest first."""
    seen = (_see_task(one) for one in tasks.of_units(units))
    return tuple(sorted(seen, key=lambda one: (one.is_done, not one.is_late, -one.days_late, one.name)))


def _see_task(one: TaskRead) -> TaskSeen:
    return TaskSeen(
        id=one.id,
        name=one.task.name,
        status=one.status.name,
        sentiment=_SENTIMENTS.get(one.status.sentiment, "neutral"),
        owner=one.owner.name if one.owner else "",
        deadline=format_day(one.task.due) if one.task.due else "",
        days_late=max((reason.days for reason in one.judgement.reasons if reason.kind in PASSED), default=0),
        is_late=one.is_late,
        is_done=not one.is_open,
        words=" ".join(one.reasons[:1]),
    )


def see_climate(book: EconomyBook, run: Run, year: int) -> dict[str, tuple[TaskSeen, ...]]:
    """The climate measures of every unit that answers for any, as they stand in the year; `run` has the sheets of the climate engine."""
    words = get_economy_choices("climate_status")
    units = dict.fromkeys(one.unit for one in book.table("climate_measures").values() if one.unit)
    return {unit: tuple(_see_measure(one, words) for one in get_climate_status(book, run, unit, year)) for unit in units}


def _see_measure(one: ClimateStatus, words: Mapping[str, str]) -> TaskSeen:
    effect = (
        f"{format_decimal(Fraction(one.effect, PER_ONE), 0)} tonn mindre utslipp i året" if one.effect is not None else "virkningen er ikke anslått"
    )
    sentiment = {"done": "good", "started": "good", "stopped": "attention"}.get(one.status, "neutral")
    return TaskSeen(one.measure, one.name, words.get(one.status, one.status), sentiment, is_done=one.status == "done", words=f"{capitalise(effect)}.")


def see_investments(book: FollowUpBook, system: PlanSystem, sums: LedgerTotals, period: Period) -> tuple[InvestmentSeen, ...]:
    """The projects of the topmost unit and everything below it, by code; what has no project is last. `sums` are by the columns of projects."""
    top = book.setting.top_unit if book.setting else ""
    nodes = list_nodes(book, system, year=period.year, month=period.last_month, used=sums.values["cost_centre"].tolist())
    found = divide_investments(book, nodes, sums, top, year=period.year, month=period.last_month)
    names = book.table("ledger_projects")
    codes = map(str, sums.values["kostra"].tolist())
    spent = tuple(sorted(one for one in codes if one.startswith(INVESTMENT) and find_account_group(one) in SPENT_ON))
    return tuple(
        InvestmentSeen(
            one.key,
            names[one.key].name if one.key in names else one.key or "Uten prosjekt",
            one.budget_nok,
            one.accounts_to_date_nok,
            one.last_year_to_date_nok,
            one.forecast_nok,
            spent,
        )
        for one in sorted(found.projects, key=lambda one: (not one.key, one.key))
    )


def _see_proposals(book: FollowUpBook, period: Period, units: Collection[str]) -> tuple[ProposalSeen, ...]:
    """The proposed changes of the budget that come from the units' reports in the period."""
    words = get_follow_up_choices("proposal_status")
    found: Iterable = get_proposals(book, period=period.id)
    return tuple(
        ProposalSeen(one.id, one.name, one.unit, one.amount_nok, words.get(one.status, one.status), one.reason, one.account)
        for one in found
        if one.unit in units
    )
