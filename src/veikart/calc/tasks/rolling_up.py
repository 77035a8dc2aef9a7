"""How far a task has come, from its steps and the tasks below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.tasks.network import TaskCase


@dataclass(frozen=True, slots=True)
class TaskRollUp:
    """How far a task has come: `progress` is exact, from 0 to 1. `parts` are the tasks right below it that are not stopped, `done` and `late` how
    many of them are, `stopped` those that are left out. `unweighted` are parts without a weight where others have one; they count as one."""

    progress: Fraction
    parts: int = 0
    done: int = 0
    late: int = 0
    stopped: int = 0
    unweighted: int = 0


def roll_up_tasks(cases: Mapping[str, TaskCase], late: Collection[str]) -> dict[str, TaskRollUp]:
    """The roll-up of every task. A done task is all the way there, whatever is below it.

    One with parts has come as far as they have on average, each counted by its weight; one with steps as far as the steps that are done; one with
    neither nowhere before it is done. Parts that are stopped do not count. A task that is a part of itself counts only its own steps.

    >>> done, half = TaskCase("a", "done", weight=3), TaskCase("b", steps=2, steps_done=1)
    >>> roll_up_tasks({"a": done, "b": half, "c": TaskCase("c", parts=("a", "b"))}, ())["c"].progress
    Fraction(7, 8)
    """
    found: dict[str, TaskRollUp] = {}
    for key in _below_first(cases):
        one = cases[key]
        parts = [cases[part] for part in one.parts if part in found]
        found[key] = _roll_up(one, parts, found, late)
    return found


def _below_first(cases: Mapping[str, TaskCase]) -> Iterator[str]:
    """Every task once, those below it before it; the one in a circle that is met first comes last of them."""
    seen: set[str] = set()
    for top in cases:
        stack = [(top, False)]
        while stack:
            key, is_open = stack.pop()
            if is_open:
                yield key
            elif key not in seen:
                seen.add(key)
                stack.append((key, True))
                stack.extend((part, False) for part in reversed(cases[key].parts) if part in cases and part not in seen)


def _roll_up(one: TaskCase, parts: list[TaskCase], found: Mapping[str, TaskRollUp], late: Collection[str]) -> TaskRollUp:
    counted = [part for part in parts if part.state != "stopped"]
    bare = sum(1 for part in counted if part.weight is None)
    return TaskRollUp(
        progress=_progress(one, counted, found),
        parts=len(counted),
        done=sum(1 for part in counted if part.state == "done"),
        late=sum(1 for part in counted if part.id in late),
        stopped=len(parts) - len(counted),
        unweighted=bare if bare < len(counted) else 0,
    )


def _progress(one: TaskCase, parts: list[TaskCase], found: Mapping[str, TaskRollUp]) -> Fraction:
    if one.state == "done":
        return Fraction(1)
    if parts:
        weighed = [(1 if part.weight is None else part.weight, found[part.id].progress) for part in parts]
        return sum((weight * share for weight, share in weighed), Fraction(0)) / sum(weight for weight, _ in weighed)
    return Fraction(one.steps_done, one.steps) if one.steps else Fraction(0)
