"""Whether a change of the plan system leaves every process on the way its workflow declares, however the change is made.

A page, an import and an undo all write through one door, and this is what stands in it: steps that are taken stay as they are, a process under
way here goes on only today, and a process that comes with its history has gone every step as declared, on the day of the step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from veikart.calc.plan_system import PlanSystem, Process, ProcessStep
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.law import get_rules
from veikart.rules.plan_system.checking import name_of, row_place
from veikart.rules.plan_system.transitions import check_transition, current_state
from veikart.rules.plan_system.workflows import ROLE_WORDS, get_workflows, start_step
from veikart.rules.words import format_day

Steps = tuple[ProcessStep, ...]
PROCESS_TABLES = frozenset({"processes", "steps"})
"""Tables that only their own acts write row by row: a process begins and goes on by its workflow."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The plan system before and after, and who changes it when."""

    before: PlanSystem
    after: PlanSystem
    today: date
    role: str


def check_step_changes(before: PlanSystem, after: PlanSystem, *, today: date, role: str) -> list[Finding]:
    """What keeps `role` from changing the processes and steps of `before` into those of `after` today; empty when it may. All of grade stop.

    Taking back the steps of the same day is allowed to whoever may take them, and so is taking away a process that never left its first state,
    or whose plan goes with it.
    """
    change = _Change(before, after, today, role)
    return [finding for key in dict.fromkeys((*before.processes, *after.processes)) for finding in _check_process(change, key)]


def describe_process(system: PlanSystem, process: Process) -> str:
    """A process in words: its workflow and its plan."""
    return f"{get_workflows()[process.workflow].name}: {name_of(system, 'plans', process.plan)}"


def _check_process(change: _Change, key: str) -> Iterator[Finding]:
    old, new = change.before.processes.get(key), change.after.processes.get(key)
    was, steps = change.before.steps_by_process.get(key, ()), change.after.steps_by_process.get(key, ())
    if new is None:
        yield from _check_removed(change, old, was) if old else ()
        return
    if (old, was) == (new, steps):
        return
    if old is None:
        yield from _check_only_one(change, new)
    elif was and (old.workflow, old.plan, old.term) != (new.workflow, new.plan, new.term):
        yield make_finding("process-kept", row_place("processes", key), name=describe_process(change.before, old), found="hører til noe annet nå")
        return
    if steps != was[: len(steps)] and was != steps[: len(was)]:
        yield _rewritten(change, new)
    elif len(steps) < len(was):
        yield from _check_taken_back(change, new, was, len(steps))
    else:
        yield from _check_added(change, new, steps, len(was), is_known=old is not None)


def _check_removed(change: _Change, process: Process, was: Steps) -> Iterator[Finding]:
    first = get_workflows()[process.workflow].first.id
    is_fresh = all(one.state == first or one.entered == change.today for one in was)
    if not is_fresh and process.plan in change.after.plans:
        name = describe_process(change.before, process)
        yield make_finding("process-kept", row_place("processes", process.id), name=name, found="er tatt bort")


def _check_only_one(change: _Change, process: Process) -> Iterator[Finding]:
    """A plan has one process of a kind under way: a second one would be a way around the first."""
    for other in change.after.processes.values():
        is_same = other.id != process.id and (other.workflow, other.plan) == (process.workflow, process.plan)
        if is_same and not _is_finished(change.after, other):
            yield make_finding("process-twice", row_place("processes", process.id), name=describe_process(change.after, process))
            return


def _is_finished(system: PlanSystem, process: Process) -> bool:
    state = get_workflows()[process.workflow].states.get(current_state(system, process))
    return state is not None and state.is_final


def _rewritten(change: _Change, process: Process) -> Finding:
    return make_finding("step-kept", row_place("processes", process.id), name=describe_process(change.after, process))


def _check_taken_back(change: _Change, process: Process, was: Steps, kept: int) -> Iterator[Finding]:
    workflow = get_workflows()[process.workflow]
    for place in range(kept, len(was)):
        if was[place].entered != change.today:
            yield _rewritten(change, process)
            return
        move = workflow.find_transition(was[place - 1].state, was[place].state) if place else None
        if move and change.role not in move.roles:
            allowed, found = ", ".join(ROLE_WORDS[one] for one in move.roles), ROLE_WORDS.get(change.role, change.role)
            yield make_finding("step-role", row_place("processes", process.id), name=move.name, found=found, expected=allowed)


def _check_added(change: _Change, process: Process, steps: Steps, known: int, *, is_known: bool) -> Iterator[Finding]:
    """Each new step is allowed on its day: today for a process that is here already, no later than today for one that comes with its history."""
    workflow = get_workflows()[process.workflow]
    for place in range(known, len(steps)):
        step = steps[place]
        name = workflow.states[step.state].name if step.state in workflow.states else step.state
        if step.entered > change.today or (is_known and step.entered != change.today):
            days = {"found": format_day(step.entered), "expected": format_day(change.today)}
            yield make_finding("step-day", _step_place(step, "entered"), name=name, **days)
            return
        wrong = check_transition(_as_it_was(change.after, step), process, step.state, today=step.entered, role=change.role)
        if wrong:
            yield from wrong
            return
        least = start_step(workflow, step.state, step.entered, get_rules())[0]
        if least and step.earliest_exit and step.earliest_exit < least:
            days = {"found": format_day(step.earliest_exit), "expected": format_day(least)}
            yield make_finding("step-short", _step_place(step, "earliest_exit"), name=name, **days)


def _step_place(step: ProcessStep, field: str) -> Place:
    return row_place("steps", f"{step.process}|{step.number}", field)


def _as_it_was(system: PlanSystem, step: ProcessStep) -> PlanSystem:
    """The plan system just before the step: earlier steps of its process, and what other processes had reached that day."""
    earlier = {
        key: one for key, one in system.steps.items() if (one.number < step.number if one.process == step.process else one.entered <= step.entered)
    }
    return replace(system, steps=earlier)
