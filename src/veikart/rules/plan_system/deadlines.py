"""The dates the law sets in a council term or a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from veikart.calc.plan_system import PlanSystem, Process, Term
from veikart.calc.wheels import Occurrence, Turn, add_years, turn_of_term, turn_of_year
from veikart.calc.wheels.occurrences import day_of_year
from veikart.rules.law import Rule, get_rules
from veikart.rules.plan_system.workflows import get_workflows

LATEST = "latest"
EARLIEST = "earliest"
ADOPTED = "adopted"
DEADLINE = "deadline"
"""The kind of event that is a last day."""


@dataclass(frozen=True, slots=True)
class StatutoryDate:
    """A day the law sets: what must be done by it (`kind` LATEST) or may be done from it (EARLIEST), the rule, and the days left, negative
    when it is past. `done` is the day it was done, where a process says so; `process` the one it belongs to."""

    date: date
    name: str
    rule: str
    days_left: int
    kind: str = LATEST
    done: date | None = None
    process: str = ""


def statutory_dates(system: PlanSystem, term: Term, today: date, *, with_yearly: bool = True) -> tuple[StatutoryDate, ...]:
    """The days the law sets in a council term, in order: those counted from its constituting, those of every year in it (`with_yearly`), and
    the day each process under way may go on."""
    found = [*_of_term(system, term, today), *_of_processes(system, today, {term.id, ""})]
    found += _of_years(turn_of_term(term), today) if with_yearly else ()
    return tuple(sorted(found, key=lambda one: (one.date, one.name)))


def statutory_dates_in_year(system: PlanSystem, year: int, today: date) -> tuple[StatutoryDate, ...]:
    """The days the law sets in a calendar year, in order, from every term and process that has one in it."""
    found = [one for term in system.terms.values() for one in _of_term(system, term, today)]
    found += [*_of_years(turn_of_year(year), today), *_of_processes(system, today, {*system.terms, ""})]
    return tuple(sorted((one for one in found if one.date.year == year), key=lambda one: (one.date, one.name)))


def as_occurrences(dates: tuple[StatutoryDate, ...], wheel: str, present: tuple[Occurrence, ...] = ()) -> tuple[Occurrence, ...]:
    """The dates as deadlines on a wheel, without the last days that a row already on it (`present`) stands for: a deadline with the same rule in
    the same year. A phase, a meeting or a report with that rule is something else, and so is the first day a process may go on."""
    taken = {(one.rule, one.starts.year, LATEST) for one in present if one.rule and one.kind == DEADLINE}
    return tuple(
        Occurrence(f"lov-{one.process or one.rule}", wheel, DEADLINE, one.name, one.date, one.date, one.rule)
        for one in dates
        if (one.rule, one.date.year, one.kind) not in taken
    )


def find_statutory_deadlines(rule: Rule, turn: Turn, constituted: date | None, rules: Mapping[str, Rule]) -> Iterator[date]:
    """The last days that a rule sets in a turn: each year, so many years after `constituted`, or so many days before another rule's day."""
    if rule.before:
        wider = Turn(turn.first, turn.last + timedelta(rule.days or 0))
        days = [day - timedelta(rule.days or 0) for day in find_statutory_deadlines(rules[rule.before], wider, constituted, rules)]
    elif rule.month_day:
        days = [day_of_year(year, rule.month_day) for year in range(turn.first.year, turn.last.year + 1)]
    elif rule.within_years and constituted:
        days = [add_years(constituted, rule.within_years)]
    else:
        days = []
    yield from (day for day in days if turn.holds(day) and rule.is_valid_in(day.year))


def _is_counted_from_term(rule: Rule, rules: Mapping[str, Rule]) -> bool:
    return bool(rule.within_years) or bool(rule.before and _is_counted_from_term(rules[rule.before], rules))


def _of_years(turn: Turn, today: date) -> Iterator[StatutoryDate]:
    rules = get_rules()
    for rule in rules.values():
        for day in find_statutory_deadlines(rule, turn, None, rules):
            yield StatutoryDate(day, rule.deadline, rule.id, (day - today).days)


def _of_term(system: PlanSystem, term: Term, today: date) -> Iterator[StatutoryDate]:
    rules = get_rules()
    for rule in rules.values():
        if _is_counted_from_term(rule, rules):
            for day in find_statutory_deadlines(rule, turn_of_term(term), term.constituted, rules):
                done = find_adopted(system, rule.id, term.id) or find_published(system, rule.id, term.id)
                yield StatutoryDate(day, rule.deadline, rule.id, (day - today).days, done=done)


def find_adopted(system: PlanSystem, rule: str, term: str) -> date | None:
    """The day that what a rule asks for was adopted in a term: the last step of the process whose workflow follows from the rule."""
    workflows = get_workflows()
    for process in system.processes.values():
        steps = system.steps_by_process.get(process.id, ())
        if workflows[process.workflow].rule == rule and process.term == term and steps and steps[-1].state == ADOPTED:
            return steps[-1].entered
    return None


def find_published(system: PlanSystem, rule: str, term: str) -> date | None:
    """The day a proposal was last made public in a term, where the rule says how long it must be and a process has done it."""
    workflows = get_workflows()
    days = [
        step.entered
        for process in system.processes.values()
        for step in system.steps_by_process.get(process.id, ())
        if process.term == term and (state := workflows[process.workflow].states.get(step.state)) and state.is_hearing and state.rule == rule
    ]
    return max(days, default=None)


def _of_processes(system: PlanSystem, today: date, terms: set[str]) -> Iterator[StatutoryDate]:
    for process in system.processes.values():
        steps = system.steps_by_process.get(process.id, ())
        leaves = steps[-1].earliest_exit if steps and process.term in terms else None
        if leaves:
            name = _exit_words(system, process, steps[-1].state)
            yield StatutoryDate(leaves, name, steps[-1].rule, (leaves - today).days, EARLIEST, process=process.id)


def _exit_words(system: PlanSystem, process: Process, state: str) -> str:
    workflow, plan = get_workflows()[process.workflow], system.plans.get(process.plan)
    move = next((one for one in workflow.transitions_from(state) if one.guards), None)
    return f"{plan.name if plan else workflow.name} kan {move.told if move else 'gå videre'} fra denne dagen"
