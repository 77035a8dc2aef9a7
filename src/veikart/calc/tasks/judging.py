"""Every task judged on a day: late or not and why, when it can be finished, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from veikart.calc.tasks.lateness import HARD, Reason, find_reasons
from veikart.calc.tasks.network import TaskCase, TaskFinish, find_finishes
from veikart.calc.tasks.rolling_up import TaskRollUp, roll_up_tasks


@dataclass(frozen=True, slots=True)
class TaskJudgement:
    """A task on a day. `finish` is None for a task that is closed, or that can never be finished because tasks wait for each other."""

    reasons: tuple[Reason, ...]
    finish: TaskFinish | None
    roll_up: TaskRollUp

    @property
    def is_late(self) -> bool:
        """Whether something shows that the task is late."""
        return any(one.kind in HARD for one in self.reasons)

    @property
    def is_silent(self) -> bool:
        """Whether nobody has said anything of it for too long."""
        return any(one.kind == "silent" for one in self.reasons)


def judge_tasks(cases: Mapping[str, TaskCase], *, today: date, fresh_days: int) -> dict[str, TaskJudgement]:
    """Every task judged on the day. `fresh_days` is how many days old a status may be before the task is silent."""
    finishes = find_finishes(cases, today=today)
    reasons = find_reasons(cases, finishes, today=today, fresh_days=fresh_days)
    late = {key for key, found in reasons.items() if any(one.kind in HARD for one in found)}
    roll_ups = roll_up_tasks(cases, late)
    return {key: TaskJudgement(reasons.get(key, ()), finishes.get(key), roll_ups[key]) for key in cases}
