"""The levers: what a scenario may change and what the draws move, as declared in levers.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("levers.toml")
WAYS, DRAWS, ROOMS = ("times", "add"), ("log", "add"), ("population", "economy")


@dataclass(frozen=True, slots=True)
class Lever:
    """A lever: its Norwegian name, whose it is (ROOMS), what a change does (WAYS; a value of `times` is a share of one, of `add` a share that is
    added), and the distribution that is drawn (DRAWS)."""

    id: str
    name: str
    room: str
    way: str
    draw: str
    note: str


@cache
def get_levers() -> dict[str, Lever]:
    """Every lever by id, in the order they are declared. Raises ValueError where the file is not as it should be."""
    found = {}
    for lever_id, entry in tomllib.loads(_FILE.read_text(encoding="utf-8")).items():
        if set(entry) != {"name", "room", "way", "draw", "note"}:
            raise ValueError(f"{lever_id}: {sorted(entry)}")
        if entry["way"] not in WAYS or entry["draw"] not in DRAWS or entry["room"] not in ROOMS:
            raise ValueError(f"{lever_id}: {entry}")
        found[lever_id] = Lever(lever_id, **entry)
    return found
