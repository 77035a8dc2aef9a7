"""Moving an element in the goal chain: to another place, or under something else."""

from __future__ import annotations

from dataclasses import replace

from veikart.calc.books import RowChange
from veikart.calc.plan_system.rows import ChainLink
from veikart.calc.plan_system.system import PlanSystem

STEP = 10
"""Positions are written with room between them."""


def link_key(element: str, parent: str) -> str:
    """The key of the link between an element and what it serves."""
    return f"{element}|{parent}"


def move_link(system: PlanSystem, element: str, *, old_parent: str, new_parent: str, place: int) -> tuple[RowChange, ...]:
    """The changes that put the element at `place` (0 first) under `new_parent`, and take it from `old_parent` where that is another.

    Places count elements in use only; retired ones keep the position they had. An empty parent is the top: elements of one kind there are
    ordered by their own position. Raises KeyError where the element does not stand under `old_parent`.
    """
    changes: list[RowChange] = []
    if old_parent and old_parent != new_parent:
        key = link_key(element, old_parent)
        changes.append(RowChange("chain", key, system.chain[key], None))
    siblings = [one for one in _siblings(system, element, new_parent) if one != element]
    siblings.insert(max(0, min(place, len(siblings))), element)
    for index, one in enumerate(siblings):
        changes.extend(_place(system, one, new_parent, (index + 1) * STEP))
    return tuple(changes)


def _siblings(system: PlanSystem, element: str, parent: str) -> list[str]:
    if parent:
        return system.children_in_use(parent)
    kind = system.elements[element].kind
    return [one.id for one in system.of_kind(kind) if not system.parents.get(one.id) or one.id == element]


def _place(system: PlanSystem, element: str, parent: str, position: int) -> list[RowChange]:
    if not parent:
        before = system.elements[element]
        after = replace(before, position=position)
        return [RowChange("elements", element, before, after)] if before != after else []
    key = link_key(element, parent)
    known = system.chain.get(key)
    link = ChainLink(element, parent, position)
    return [RowChange("chain", key, known, link)] if known != link else []
