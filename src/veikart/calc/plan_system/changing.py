"""Changes to a plan system: every one has the row before and after, so it can be shown, taken back and played again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from veikart.calc.plan_system.system import PlanSystem


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came (`before` is None), went (`after` is None) or became another."""

    table: str
    key: str
    before: Any | None
    after: Any | None


def apply_changes(system: PlanSystem, changes: Iterable[RowChange]) -> PlanSystem:
    """The plan system after the changes, in order."""
    changed: dict[str, dict[str, Any | None]] = defaultdict(dict)
    for one in changes:
        changed[one.table][one.key] = one.after
    return system.with_rows(changed) if changed else system


def invert_changes(changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The changes that take these back, last first."""
    return tuple(RowChange(one.table, one.key, one.after, one.before) for one in reversed(tuple(changes)))


def compare_systems(before: PlanSystem, after: PlanSystem) -> tuple[RowChange, ...]:
    """The changes that make the one into the other, table by table."""
    found: list[RowChange] = []
    for table in (one.name for one in fields(PlanSystem)):
        old, new = before.table(table), after.table(table)
        found.extend(RowChange(table, key, row, new.get(key)) for key, row in old.items() if new.get(key) != row)
        found.extend(RowChange(table, key, None, row) for key, row in new.items() if key not in old)
    return tuple(found)
