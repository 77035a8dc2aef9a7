"""The statuses of tasks and the ways between them, and what lateness is called, read from the TOML files of this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SENTIMENTS = ("good", "neutral", "bad")
STATES = ("open", "done", "stopped")
STANDINGS = ("post", "above", "follower")
"""How somebody stands to a task: in the post that owns it (or as deputy), leading a unit above it, or among those who run the follow-up."""
SENTIMENT_WORDS = {"good": "Bra", "neutral": "Verken eller", "bad": "Trenger hjelp"}
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A status: its word, its sentiment (one of SENTIMENTS), its state (one of STATES), whether work has begun, who has the task there (one of
    STANDINGS), a sentence of what it means, whether one must say why, and the ways out with who may take each."""

    id: str
    name: str
    sentiment: str
    state: str
    is_begun: bool
    owner: str
    words: str
    ways: Mapping[str, tuple[str, ...]]
    needs_text: bool = False


@dataclass(frozen=True, slots=True)
class LatenessRule:
    """How many days old a status may be, how many days ahead one is reminded of a day, and the sentence of each reason."""

    fresh_days: int
    soon_days: int
    reasons: Mapping[str, str]


@cache
def get_statuses() -> Mapping[str, StatusRule]:
    """Every status by id; the first is what a task has before anything is reported. Raises ValueError where the file is not as it should be."""
    return read_statuses(tomllib.loads((_FOLDER / "statuses.toml").read_text(encoding="utf-8")))


@cache
def get_lateness_rule() -> LatenessRule:
    """What lateness is, and what it is called."""
    return LatenessRule(**tomllib.loads((_FOLDER / "lateness.toml").read_text(encoding="utf-8")))


def get_status_words() -> dict[str, str]:
    """The word of each status."""
    return {key: one.name for key, one in get_statuses().items()}


def read_statuses(raw: Mapping[str, Any]) -> Mapping[str, StatusRule]:
    """The statuses in a parsed TOML file. Raises ValueError or TypeError for what it does not know: a key, sentiment, state, standing or way."""
    found = {key: StatusRule(key, **{**one, "ways": {end: tuple(who) for end, who in one["ways"].items()}}) for key, one in raw.items()}
    for one in found.values():
        named = {
            "sentiment": ({one.sentiment}, SENTIMENTS),
            "state": ({one.state}, STATES),
            "standing": ({one.owner, *(who for way in one.ways.values() for who in way)}, STANDINGS),
            "status": (set(one.ways), set(found) - {one.id}),
        }
        for kind, (used, known) in named.items():
            if used - set(known):
                raise ValueError(f"statuses.toml, {one.id}: unknown {kind} {sorted(used - set(known))}")
    return found
