"""The declared workflows, read from `workflows.toml`: states, transitions, and how long the law says each state lasts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from veikart.calc.plan_system import ProcessStep
from veikart.rules.law import Rule, get_rules

_FILE = Path(__file__).with_name("workflows.toml")
ROLE_WORDS = {"planner": "planlegger", "secretary": "politisk sekretariat", "administrator": "administrator", "operator": "driftsansvarlig"}
"""The roles that move a process on, in Norwegian. What else a role may do stands with the rights."""
GUARD_WORDS = {
    "days_have_run": "tilstanden har vart så lenge regelen sier",
    "hearing_has_run": "forslaget har vært offentlig så lenge det skal",
}


@dataclass(frozen=True, slots=True)
class State:
    """A state of a workflow. `rule` is the rule that says how many days it lasts at least, or empty; `owner` is the role that has the case."""

    id: str
    name: str
    owner: str
    rule: str = ""
    is_hearing: bool = False
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from one state to another: the words on the button, the same said of the case, and what it takes. `after` is the workflows that
    must have been adopted for the same plan."""

    starts: str
    ends: str
    name: str
    told: str
    roles: tuple[str, ...]
    guards: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workflow:
    """A declared workflow; the first state is the one a process begins in. `rule` is the rule it follows from."""

    id: str
    name: str
    rule: str
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]

    @property
    def first(self) -> State:
        """The state a process begins in."""
        return next(iter(self.states.values()))

    def transitions_from(self, state: str) -> tuple[Transition, ...]:
        """The ways out of a state, in the order they are declared."""
        return tuple(one for one in self.transitions if one.starts == state)

    def find_transition(self, starts: str, ends: str) -> Transition | None:
        """The way from one state to another, or None."""
        return next((one for one in self.transitions if (one.starts, one.ends) == (starts, ends)), None)


@cache
def get_workflows() -> Mapping[str, Workflow]:
    """Every workflow by id. Raises ValueError where the file is not as it should be."""
    return read_workflows(tomllib.loads(_FILE.read_text(encoding="utf-8")), get_rules())


def read_workflows(raw: Mapping[str, Any], rules: Mapping[str, Rule]) -> Mapping[str, Workflow]:
    """The workflows in a parsed TOML file. Raises ValueError or TypeError for what it does not know: a key, state, role, guard or rule."""
    workflows = {key: _read_workflow(key, entry) for key, entry in raw.items()}
    for one in workflows.values():
        _check_workflow(one, workflows, rules)
    return workflows


def _read_workflow(key: str, entry: Mapping[str, Any]) -> Workflow:
    states = {one["id"]: State(**one) for one in entry["states"]}
    transitions = []
    for one in entry["transitions"]:
        lists = {name: tuple(one.get(name, ())) for name in ("roles", "guards", "after")}
        rest = {name: value for name, value in one.items() if name not in {*lists, "from", "to"}}
        transitions.append(Transition(starts=one["from"], ends=one["to"], **rest, **lists))
    return Workflow(key, entry["name"], entry["rule"], states, tuple(transitions))


def _check_workflow(one: Workflow, workflows: Mapping[str, Workflow], rules: Mapping[str, Rule]) -> None:
    named = {
        "state": ({state for move in one.transitions for state in (move.starts, move.ends)}, one.states),
        "role": ({role for move in one.transitions for role in move.roles} | {state.owner for state in one.states.values()}, ROLE_WORDS),
        "guard": ({guard for move in one.transitions for guard in move.guards}, GUARD_WORDS),
        "workflow": ({key for move in one.transitions for key in move.after}, workflows),
        "rule": ({one.rule, *(state.rule for state in one.states.values())} - {""}, rules),
    }
    for kind, (used, known) in named.items():
        if used - set(known):
            raise ValueError(f"workflows.toml, {one.id}: unknown {kind} {sorted(used - set(known))}")
    timeless = [state.id for state in one.states.values() if state.rule and not rules[state.rule].days]
    if timeless:
        raise ValueError(f"workflows.toml, {one.id}: the rules of {timeless} have no days")


def start_step(workflow: Workflow, state: str, entered: date, rules: Mapping[str, Rule], *, days: int = 0) -> tuple[date | None, str]:
    """The first day the state may be left, and the rule that says so; (None, "") where it may be left at once.

    Counted from `entered`, that day not included. `days` is a longer time that the municipality gives; it is never made shorter than the law's.
    Raises KeyError for a state the workflow does not have.

    >>> start_step(get_workflows()["planning_strategy"], "hearing", date(2024, 2, 13), get_rules())
    (datetime.date(2024, 3, 14), 'pbl-10-1-offentlig')
    """
    rule = workflow.states[state].rule
    least = max(rules[rule].days or 0 if rule else 0, days)
    return (entered + timedelta(least), rule) if least else (None, "")


def make_step(workflow: Workflow, steps: tuple[ProcessStep, ...], to: str, *, process: str, entered: date, by: str, days: int = 0) -> ProcessStep:
    """The step that takes a process into a state, with its deadline frozen as the law is on that day. `by` is who does it."""
    earliest_exit, rule = start_step(workflow, to, entered, get_rules(), days=days)
    number = max((one.number for one in steps), default=0) + 1
    return ProcessStep(process, number, to, entered, by, earliest_exit, rule)
