"""Runs in the background as they are declared in runs.toml: their kinds, their statuses with owners, and the only ways between them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("runs.toml")
OWNERS = {"worker": "kjøreren", "person": "den som startet kjøringen"}
"""Who has a run in a status, and who takes it on, in Norwegian."""


@dataclass(frozen=True, slots=True)
class RunKind:
    """A kind of run: its Norwegian name, what it gives, and whether it draws."""

    id: str
    name: str
    note: str
    has_draws: bool


@dataclass(frozen=True, slots=True)
class RunStatus:
    """A status of a run; `owner` is who has it there (a key of OWNERS)."""

    id: str
    name: str
    owner: str
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class RunStep:
    """A way from one status to another, who takes it (a key of OWNERS), and what it is called."""

    starts: str
    ends: str
    by: str
    name: str


@dataclass(frozen=True, slots=True)
class RunRules:
    """Everything that is declared of runs, in the order it is declared; the first status is the one a run begins in."""

    kinds: Mapping[str, RunKind]
    statuses: Mapping[str, RunStatus]
    steps: tuple[RunStep, ...]

    def starts_of(self, ends: str) -> tuple[str, ...]:
        """The statuses that may become this one. Raises KeyError for a status that is not declared."""
        return tuple(one.starts for one in self.steps if one.ends == self.statuses[ends].id)


@cache
def get_run_rules() -> RunRules:
    """The runs as they are declared. Raises ValueError or TypeError where the file is not as it should be."""
    return read_run_rules(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_run_rules(raw: Mapping[str, Any]) -> RunRules:
    """The rules in a parsed TOML file. Raises TypeError for an unknown key, ValueError for an unknown status or owner, for a status that is not
    final and has no way out, and for one that is final and has."""
    kinds = {key: RunKind(key, **entry) for key, entry in raw["kinds"].items()}
    statuses = {key: RunStatus(key, **entry) for key, entry in raw["statuses"].items()}
    steps = tuple(RunStep(one["from"], one["to"], one["by"], one["name"]) for one in raw["ways"])
    strange = {place for one in steps for place in (one.starts, one.ends)} - set(statuses)
    strange |= ({one.by for one in steps} | {one.owner for one in statuses.values()}) - set(OWNERS)
    strange |= {one.id for one in statuses.values() if one.is_final == any(step.starts == one.id for step in steps)}
    if strange:
        raise ValueError(f"runs.toml: {sorted(strange)}")
    return RunRules(kinds, statuses, steps)
