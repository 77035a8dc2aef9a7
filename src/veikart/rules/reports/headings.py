"""The parts of a report, and the headings the law asks for, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from veikart.calc.reports import Period
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.law import get_rules

_FILE = Path(__file__).with_name("headings.toml")
LEVELS = ("all", "top", "unit")
FILLS = frozenset(
    {"changes", "accounts", "targets", "money", "deviations", "investments", "proposals", "indicators", "tasks", "people", "climate", "equality"}
)


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part: its heading, what is asked of the writer, the kinds of period it belongs to, who writes it (`level` all, top or unit), what it is
    filled with beforehand, the rule that asks for it, and whether it may stand empty when the report is published."""

    id: str
    name: str
    lead: str
    kinds: tuple[str, ...]
    level: str
    fills: tuple[str, ...] = ()
    rule: str = ""
    required: bool = False


@cache
def get_report_parts() -> Mapping[str, ReportPart]:
    """Every part by id, in the order they stand. Raises ValueError where the file is not as it should be."""
    return read_report_parts(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_report_parts(raw: Mapping[str, dict[str, object]]) -> dict[str, ReportPart]:
    """The parts in a parsed TOML file. Raises ValueError for a period, a level, a filling or a rule that is not there, KeyError
    for a part without a name, TypeError for a strange key."""
    names = get_follow_up_choices("report_part")
    found: dict[str, ReportPart] = {}
    for key, entry in raw.items():
        lists = {name: tuple(entry[name]) for name in ("kinds", "fills")}  # type: ignore[arg-type]
        part = ReportPart(id=key, name=names[key], **{**entry, **lists})  # type: ignore[arg-type]
        wrong = set(part.kinds) - set(get_follow_up_choices("period_kind")) | set(part.fills) - FILLS | {part.level} - set(LEVELS)
        if part.rule and part.rule not in get_rules():
            wrong.add(part.rule)
        if wrong:
            raise ValueError(f"headings.toml, {key}: {sorted(wrong)}")
        found[key] = part
    if set(found) != set(names):
        raise ValueError(f"headings.toml: {sorted(set(names) ^ set(found))}")
    return found


def parts_of(period: Period, *, is_top: bool) -> tuple[ReportPart, ...]:
    """The parts of a unit's report in a period; `is_top` is the unit that all others are below."""
    unwanted = "unit" if is_top else "top"
    return tuple(one for one in get_report_parts().values() if period.kind in one.kinds and one.level != unwanted)
