"""How far a report has come, as data: who has it now, and where it may go."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from veikart.rules.follow_up.choices import get_follow_up_choices

_FILE = Path(__file__).with_name("statuses.toml")
OWNERS = ("leader", "superior", "nobody")
SENTIMENTS = ("good", "neutral", "attention")
TO_WRITE = ("waiting", "started", "returned")
"""The statuses in which the leader has it."""


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """A status: its name, what it means in words, who has the next thing to do, how it stands, and the acts that lead to each status after it,
    with a space between."""

    id: str
    name: str
    owner: str
    sentiment: str
    words: str
    ways: Mapping[str, str]


@cache
def get_report_statuses() -> Mapping[str, ReportStatus]:
    """Every status by id. Raises ValueError where the file is not as it should be."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    names = get_follow_up_choices("report_status")
    found = {key: ReportStatus(id=key, name=names[key], **entry) for key, entry in raw.items()}
    wrong = [one.id for one in found.values() if one.owner not in OWNERS or one.sentiment not in SENTIMENTS or not set(one.ways) <= set(names)]
    if wrong or set(found) != set(names):
        raise ValueError(f"statuses.toml: {wrong or sorted(set(names) ^ set(found))}")
    return found


def may_go(status: str, to: str, act: str) -> bool:
    """Whether the act may take a report from one status to another.

    >>> may_go("confirmed", "approved", "approve_report"), may_go("waiting", "approved", "approve_report")
    (True, False)
    """
    return act in get_report_statuses()[status].ways.get(to, "").split()
