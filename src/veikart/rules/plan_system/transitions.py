"""Whether a process may go from one state to another: who does it, what must have run first, and what to look out for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from veikart.calc.plan_system import PlanSystem, Process, ProcessStep
from veikart.calc.wheels import turn_of_year
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.law import get_rules
from veikart.rules.plan_system.checking import row_place
from veikart.rules.plan_system.deadlines import ADOPTED, find_statutory_deadlines
from veikart.rules.plan_system.holidays import find_holiday, is_weekend
from veikart.rules.plan_system.workflows import ROLE_WORDS, Transition, Workflow, get_workflows, start_step
from veikart.rules.words import WEEKDAYS, format_day, format_month_day


@dataclass(frozen=True, slots=True)
class _Move:
    """A transition somebody wants to make, and what it stands on."""

    system: PlanSystem
    process: Process
    workflow: Workflow
    transition: Transition
    today: date

    @property
    def steps(self) -> tuple[ProcessStep, ...]:
        return self.system.steps_by_process.get(self.process.id, ())


def current_state(system: PlanSystem, process: Process) -> str:
    """The state a process is in; the first of its workflow where it has no steps yet."""
    steps = system.steps_by_process.get(process.id, ())
    return steps[-1].state if steps else get_workflows()[process.workflow].first.id


def check_transition(system: PlanSystem, process: Process, to: str, *, today: date, role: str) -> list[Finding]:
    """What keeps the process from going into the state `to` today at the hands of `role`; empty when it may. All of grade stop."""
    workflow, state = get_workflows()[process.workflow], current_state(system, process)
    steps = system.steps_by_process.get(process.id, ())
    if not steps and to == state:
        return []
    transition = workflow.find_transition(state, to)
    if transition is None:
        return [_no_way(workflow, process, state, to)]
    return list(_check_move(_Move(system, process, workflow, transition, today), role))


def list_transitions(system: PlanSystem, process: Process, *, today: date, role: str) -> list[tuple[Transition, list[Finding]]]:
    """The ways out of the state the process is in, each with what keeps it from going there today; empty where it may."""
    ways = get_workflows()[process.workflow].transitions_from(current_state(system, process))
    return [(one, check_transition(system, process, one.ends, today=today, role=role)) for one in ways]


def _no_way(workflow: Workflow, process: Process, state: str, to: str) -> Finding:
    names = {key: one.name for key, one in workflow.states.items()}
    ways = ", ".join(f"«{names[one.ends]}»" for one in workflow.transitions_from(state)) or "ingenting, saken er ferdig"
    return make_finding("step-unknown", _place(process), name=names.get(to, to), found=names.get(state, state), expected=ways)


def _check_move(move: _Move, role: str) -> Iterator[Finding]:
    if role not in move.transition.roles:
        allowed = ", ".join(ROLE_WORDS[one] for one in move.transition.roles)
        yield make_finding("step-role", _place(move.process), name=move.transition.name, found=ROLE_WORDS.get(role, role), expected=allowed)
    if move.steps and move.today < move.steps[-1].entered:
        days = {"found": format_day(move.today), "expected": format_day(move.steps[-1].entered)}
        yield make_finding("step-order", _place(move.process), name=move.workflow.states[move.transition.ends].name, **days)
    for workflow in move.transition.after:
        yield from _check_after(move, workflow)
    # Where the time of the state itself is not out, the hearing has not run either: said once.
    for guard in move.transition.guards:
        found = list(_GUARDS[guard](move))
        yield from found
        if found:
            return


def _check_after(move: _Move, workflow: str) -> Iterator[Finding]:
    others = [one for one in move.system.processes.values() if one.workflow == workflow and one.plan == move.process.plan]
    states = [current_state(move.system, one) for one in others]
    if ADOPTED not in states:
        other = get_workflows()[workflow]
        found = f"står som «{other.states[states[-1]].name}»" if states else "er ikke begynt"
        yield make_finding("step-after", _place(move.process), name=other.name, found=found, each=move.transition.told)


def _check_days_have_run(move: _Move) -> Iterator[Finding]:
    leaves = find_earliest_exit(move.workflow, move.steps[-1]) if move.steps else None
    if leaves and move.today < leaves:
        yield _too_early(move, move.steps[-1], leaves, move.today)


def find_earliest_exit(workflow: Workflow, step: ProcessStep) -> date | None:
    """The first day a step may be left, as it was frozen; counted from the law of today where nothing was frozen. None where there is none."""
    return step.earliest_exit or start_step(workflow, step.state, step.entered, get_rules())[0]


def _check_hearing_has_run(move: _Move) -> Iterator[Finding]:
    """The latest hearing lasted to the day it could be left at the earliest."""
    hearings = [(place, one) for place, one in enumerate(move.steps) if move.workflow.states[one.state].is_hearing]
    if not hearings:
        yield make_finding("hearing-missing", _place(move.process), name=move.transition.told)
        return
    place, hearing = hearings[-1]
    left = move.steps[place + 1].entered if place + 1 < len(move.steps) else move.today
    leaves = find_earliest_exit(move.workflow, hearing)
    if leaves and left < leaves:
        yield _too_early(move, hearing, leaves, left)


def _too_early(move: _Move, step: ProcessStep, leaves: date, left: date) -> Finding:
    days = {"found": str(max((left - step.entered).days, 0)), "expected": str((leaves - step.entered).days)}
    code = "hearing-cut" if left < move.today else "hearing-early"
    return make_finding(code, _place(move.process), name=move.transition.told, date=format_day(leaves), **days)


_GUARDS: Mapping[str, Callable[[_Move], Iterator[Finding]]] = {
    "days_have_run": _check_days_have_run,
    "hearing_has_run": _check_hearing_has_run,
}


def check_hearing_days(process: Process, step: ProcessStep) -> list[Finding]:
    """Warnings on a hearing that begins or ends in a holiday, and notes on one that does so in a weekend. Empty for other states.

    The hearing begins the day the step is entered, and ends the day it may be left.
    """
    workflow = get_workflows()[process.workflow]
    if not workflow.states[step.state].is_hearing:
        return []
    days = {"begynner": step.entered, "slutter": find_earliest_exit(workflow, step)}
    return [finding for told, day in days.items() if day for finding in _check_day(_place(process), told, day)]


def _check_day(place: Place, told: str, day: date) -> Iterator[Finding]:
    holiday = find_holiday(day)
    if holiday:
        yield make_finding("hearing-holiday", place, name=told, date=format_day(day), found=holiday.name)
    elif is_weekend(day):
        yield make_finding("hearing-weekend", place, name=told, date=format_day(day), found=WEEKDAYS[day.weekday()])


def check_processes(system: PlanSystem, today: date) -> list[Finding]:
    """Warnings on processes that are later than the law: not adopted today, or adopted after the day it sets."""
    return [finding for process in system.processes.values() for finding in _check_late(system, process, today)]


def _check_late(system: PlanSystem, process: Process, today: date) -> Iterator[Finding]:
    workflow, steps, rules = get_workflows()[process.workflow], system.steps_by_process.get(process.id, ()), get_rules()
    rule, term = rules[workflow.rule], system.terms.get(process.term)
    if not steps or not rule.deadline:
        return
    begun = term.constituted.year + rule.within_years if rule.within_years and term else steps[0].entered.year
    done = steps[-1].entered if steps[-1].state == ADOPTED else None
    for deadline in find_statutory_deadlines(rule, turn_of_year(begun), term.constituted if term else None, rules):
        if (done or today) > deadline:
            found = f"ble vedtatt {format_day(done)}" if done else "er ikke vedtatt"
            yield make_finding("step-late", _place(process), name=workflow.name, found=found, expected=format_day(deadline))


def check_events(system: PlanSystem) -> list[Finding]:
    """Warnings on the rows of the wheels: a rule that is not there, or a later day than the one the law sets."""
    rules = get_rules()
    found = []
    for key, event in system.events.items():
        rule = rules.get(event.rule)
        if event.rule and rule is None:
            found.append(make_finding("event-rule", row_place("events", key, "rule"), name=event.name, found=event.rule))
        if rule and rule.month_day and (event.ends or event.starts) > rule.month_day:
            days = {"found": format_month_day(event.ends or event.starts), "expected": format_month_day(rule.month_day)}
            found.append(make_finding("event-late", row_place("events", key, "starts"), name=event.name, **days))
    return found


def _place(process: Process) -> Place:
    return row_place("processes", process.id)
