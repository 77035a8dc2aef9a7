"""What a plan system may hold, as data: fixed choices, plan types, UN goals, and what may serve what in the goal chain."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from typing import Any

_FOLDER = Path(__file__).parent
ELEMENT_KIND = "element_kind"


@dataclass(frozen=True, slots=True)
class PlanType:
    """A type of plan with the level, horizon and treatment it has where the register says nothing else; `rule` is a rule id or empty."""

    id: str
    name: str
    level: str
    horizon: str
    treatment: str
    rule: str


@dataclass(frozen=True, slots=True)
class ChainRule:
    """What a kind of element may serve, and what it must have."""

    serves: tuple[str, ...]
    needs_parent: bool = False
    needs_owner: bool = False
    needs_year: bool = False


@dataclass(frozen=True, slots=True)
class UnGoal:
    """A UN sustainable development goal: its number, name, and the codes of its targets."""

    number: str
    name: str
    targets: tuple[str, ...]


@cache
def get_plan_types() -> dict[str, PlanType]:
    """The plan types by id, in the order of the plan system."""
    return {key: PlanType(key, **entry) for key, entry in _read("plan_types.toml").items()}


@cache
def get_chain_rules() -> dict[str, ChainRule]:
    """What each kind of element may serve."""
    return {key: ChainRule(tuple(entry.pop("serves")), **entry) for key, entry in _read("chain.toml").items()}


@cache
def get_un_goals() -> dict[str, UnGoal]:
    """The 17 goals by number as text. Source: UN resolution A/RES/70/1.

    >>> get_un_goals()["13"].targets
    ('13.1', '13.2', '13.3', '13.a', '13.b')
    """
    return {number: UnGoal(number, entry["name"], _targets(number, **entry)) for number, entry in _read("un_goals.toml").items()}


def _targets(number: str, *, name: str, numbered: int, lettered: int) -> tuple[str, ...]:
    endings = [*(str(one) for one in range(1, numbered + 1)), *ascii_lowercase[:lettered]]
    return tuple(f"{number}.{ending}" for ending in endings)


@cache
def get_choices(name: str) -> Mapping[str, str]:
    """The words of a fixed choice by key. Raises KeyError for an unknown choice."""
    if name == "plan_type":
        return {one.id: one.name for one in get_plan_types().values()}
    if name == "un_target":
        goals = get_un_goals().values()
        return {code: goal.name if code == goal.number else code for goal in goals for code in (goal.number, *goal.targets)}
    if name == "workflow":
        return {key: entry["name"] for key, entry in _read("workflows.toml").items()}
    found: Mapping[str, str] = _read("choices.toml")[name]
    return found


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
