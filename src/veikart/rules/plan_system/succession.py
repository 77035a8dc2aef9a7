"""What happens to everything that hangs on an element when it is ended, split or merged: it is handed on, and the lineage is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from veikart.calc.books import RowChange
from veikart.calc.plan_system import ChainLink, Descent, Element, MeasureLink, PlanSystem
from veikart.rules.plan_system.starting import make_id
from veikart.rules.plan_system.tables import get_tables

HANDED_ON = (
    ("chain", "parent"),
    ("measures", "element"),
    ("indicator_links", "element"),
    ("influences", "source"),
    ("influences", "target"),
    ("fetches", "element"),
    ("areas", "element"),
    ("home_aims", "element"),
)
"""The fields that name an element and go on to the one that follows it. Reports, UN goals and lineage stay where they were written."""


@dataclass(frozen=True, slots=True)
class Decision:
    """When something was decided, in which case, and why."""

    date: date
    case: str = ""
    note: str = ""


def retire_element(system: PlanSystem, key: str, decision: Decision, *, successor: str = "") -> tuple[RowChange, ...]:
    """The changes that end an element on a day; what hangs on it goes to `successor` where one is named. Raises KeyError for unknown ids."""
    element = system.elements[key]
    ended = RowChange("elements", key, element, replace(element, retired=decision.date))
    if not successor:
        return (ended, _descent(system, key, key, "retired", decision, element.name))
    handed = hand_on(system, {key: successor})
    return (ended, *handed, _descent(system, system.elements[successor].id, key, "replaced", decision, element.name))


def merge_elements(system: PlanSystem, keys: Iterable[str], into: str, decision: Decision) -> tuple[RowChange, ...]:
    """The changes that merge elements into one that is there: they end, and everything on them goes to it. Raises KeyError for unknown ids."""
    merged = [one for one in dict.fromkeys(keys) if one != into]
    ended = [RowChange("elements", one, system.elements[one], replace(system.elements[one], retired=decision.date)) for one in merged]
    born = [_descent(system, system.elements[into].id, one, "merged", decision, system.elements[one].name) for one in merged]
    return (*ended, *hand_on(system, dict.fromkeys(merged, into)), *born)


def split_element(
    system: PlanSystem, key: str, names: Iterable[str], decision: Decision, *, share_out: Mapping[tuple[str, str], int] | None = None
) -> tuple[RowChange, ...]:
    """The changes that split an element into new ones of its kind, plan, owner and goals: it ends, and each of them remembers it.

    `share_out` says for rows (table, key) which of the new ones gets it, 0 for the first; all others go to the first.
    """
    element = system.elements[key]
    made: list[Element] = []
    for place, name in enumerate(names):
        new = make_id(name, {*system.elements, *(one.id for one in made)})
        made.append(replace(element, id=new, name=name, number="", position=(element.position or 0) + place))
    changes = [RowChange("elements", key, element, replace(element, retired=decision.date))]
    for one in made:
        changes.append(RowChange("elements", one.id, None, one))
        changes.append(_descent(system, one.id, key, "split", decision, element.name))
        for parent in system.parents.get(key, ()):
            link = ChainLink(one.id, parent, system.chain[f"{key}|{parent}"].position)
            changes.append(RowChange("chain", f"{one.id}|{parent}", None, link))
    chosen = {row: made[min(place, len(made) - 1)].id for row, place in (share_out or {}).items()}
    return (*changes, *hand_on(system, {key: made[0].id}, chosen))


def hand_on(system: PlanSystem, heirs: Mapping[str, str], chosen: Mapping[tuple[str, str], str] | None = None) -> tuple[RowChange, ...]:
    """The changes that make every row naming an element of `heirs` name the one that follows it; `chosen` names another for single rows.

    Two rows that become the same row are one: stated shares of a measure are added, and where one of them states none, the one they become does
    not either, so that no money is left without a goal. A link from an element to itself is taken away.
    """
    tables: dict[str, dict[str, Any]] = {}
    for table, field in HANDED_ON:
        rows = tables.setdefault(table, dict(system.table(table)))
        rule = get_tables()[table]
        for key, row in list(rows.items()):
            old = getattr(row, field)
            if old not in heirs:
                continue
            del rows[key]
            new = replace(row, **{field: (chosen or {}).get((table, key), heirs[old])})
            if (table == "influences" and new.source == new.target) or (table == "chain" and new.element == new.parent):
                continue
            target = rule.key_of(new)
            rows[target] = _joined(rows[target], new) if target in rows else new
    return tuple(
        RowChange(table, key, system.table(table).get(key), rows.get(key))
        for table, rows in tables.items()
        for key in dict.fromkeys([*system.table(table), *rows])
        if system.table(table).get(key) != rows.get(key)
    )


def _joined(known: Any, new: Any) -> Any:
    """Two rows that have become the same: the one that was there; of measures with the shares added where both state one, else none."""
    if not isinstance(known, MeasureLink):
        return known
    shares = known.share_percent, new.share_percent
    return replace(known, share_percent=None if None in shares else sum(shares))


def _descent(system: PlanSystem, element: str, origin: str, change: str, decision: Decision, before: str) -> RowChange:
    if origin not in system.elements:
        raise KeyError(origin)
    row = Descent(element, origin, decision.date, change, before, decision.case, decision.note)
    key = get_tables()["lineage"].key_of(row)
    return RowChange("lineage", key, system.lineage.get(key), row)


def remember_names(system: PlanSystem, changes: Iterable[RowChange], published: PlanSystem, day: date) -> tuple[RowChange, ...]:
    """The lineage of elements that get a new name or number after they have been published: what they were called before."""
    found = []
    for one in changes:
        known = published.elements.get(one.key) if one.table == "elements" else None
        if known is None or one.after is None or one.before is None:
            continue
        for field, change in (("number", "renumbered"), ("name", "renamed")):
            before, after = getattr(known, field), getattr(one.after, field)
            if before and before != after and getattr(one.before, field) != after:
                row = Descent(one.key, one.key, day, change, before)
                key = get_tables()["lineage"].key_of(row)
                if key not in system.lineage:
                    found.append(RowChange("lineage", key, None, row))
    return tuple(found)
