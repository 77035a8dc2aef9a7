"""The vital signs as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from veikart.rules.findings import Place
from veikart.rules.schema import Field, read_fields

_FILE = Path(__file__).with_name("rules.toml")
DEAD = "dead"
"""The rule that asks whether anything at all lives in a goal."""
CODES = {
    "owner": "vital-owner",
    "work": "vital-work",
    "value": "vital-value",
    "target": "vital-target",
    "status": "vital-status",
    "steps": "vital-steps",
    "manned": "vital-manned",
    "tied": "vital-tied",
    "reported": "vital-reported",
    DEAD: "vital-dead",
}
"""The finding that says that a sign is missing, which has its grade and what to do."""
NO_GOALS = frozenset({"assignment", "task", "measure", "report"})
_RULE = {
    "name": Field("text", is_filled=True),
    "lacks": Field("text", is_filled=True),
    "asks": Field("text", is_filled=True),
    "of": Field("list", items="text", is_filled=True),
    "limit_days": Field("integer", least=0, most=36500),
    "sees_people": Field("boolean", is_required=False),
}


@dataclass(frozen=True, slots=True)
class VitalRule:
    """A vital sign: its name, what is lacking without it, what it asks, the kinds of thing it is asked of, how many days old something may be (0
    where age is nothing), and the code of the finding that says it is missing. `sees_people` is whether it takes knowing who sits in a post."""

    id: str
    name: str
    lacks: str
    asks: str
    of: frozenset[str]
    limit_days: int
    finding: str
    sees_people: bool = False

    @property
    def goal_kinds(self) -> frozenset[str]:
        """The kinds of goal it is asked of; work, measures and reports are no goals, though the plan may have elements that are called so."""
        return self.of - NO_GOALS


@cache
def get_vital_rules() -> Mapping[str, VitalRule]:
    """Every rule by id, in the file's order. Raises ValueError where the file is not as it should be."""
    return read_vital_rules(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_vital_rules(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, VitalRule]:
    """The rules in a parsed file. Raises ValueError for an unknown or missing key, or a sign that nothing looks for."""
    found = {}
    for key, entry in raw.items():
        wrong = read_fields(entry, _RULE, Place(file=_FILE.name))
        if wrong or key not in CODES:
            raise ValueError(f"{_FILE.name}, {key}: {wrong[0].sentence if wrong else 'nothing looks for it'}")
        sees_people = entry.get("sees_people", False)
        found[key] = VitalRule(
            key, entry["name"], entry["lacks"], entry["asks"], frozenset(entry["of"]), entry["limit_days"], CODES[key], sees_people
        )
    return found
