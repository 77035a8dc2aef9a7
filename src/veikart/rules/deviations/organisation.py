"""The units as they stood at the end of a month, with the cost centres each answers for."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger.rows import CostCentre
from veikart.calc.plan_system import PlanSystem
from veikart.rules.deviations.report import CENTRE_MARK, Nodes
from veikart.rules.duties import get_unit_parents

COMMITTEE, CENTRE, OUTSIDE = "committee", "cost_centre", "outside"
NO_UNIT, NO_UNIT_NAME = "uten-enhet", "Ansvar uten enhet"
"""The node above cost centres that no unit answers for."""
Entry = tuple[str, str, str, str, int]


def list_nodes(book: FollowUpBook, system: PlanSystem, *, year: int, month: int, used: Iterable[str]) -> Nodes:
    """Units and cost centres in the order they are shown. `used` are the cost centres that have figures: those that no unit answers for stand
    last, under one heading."""
    parents = get_unit_parents(system, date(year, month, calendar.monthrange(year, month)[1]))
    known: Mapping[str, CostCentre] = book.table("cost_centres")
    placed = {key: parent for key, parent in parents.items() if _is_shown(system, book, key, parent)}
    below: dict[str, list[str]] = {}
    for key, parent in placed.items():
        below.setdefault(parent if parent in placed else "", []).append(key)
    centres: dict[str, list[CostCentre]] = {}
    for one in known.values():
        centres.setdefault(one.unit if one.unit in placed else "", []).append(one)
    lost = [*centres.get("", ()), *(CostCentre(code, code, "") for code in sorted(set(used) - known.keys()))]
    entries = [entry for top in below.get("", ()) for entry in _walk(top, "", 0, below, centres, system)]
    lost = [one for one in lost if one.code in set(used)]
    if lost:
        top = entries[0][0] if entries else ""
        level = 1 if top else 0
        entries.append((NO_UNIT, NO_UNIT_NAME, OUTSIDE, top, level))
        entries += [(f"{CENTRE_MARK}{one.code}", one.name or one.code, CENTRE, NO_UNIT, level + 1) for one in lost]
    ids, names, kinds, above, levels = zip(*entries, strict=True) if entries else ((), (), (), (), ())
    return Nodes(ids, names, kinds, above, levels)


def _is_shown(system: PlanSystem, book: FollowUpBook, key: str, parent: str) -> bool:
    """Committees have no budget of their own here, and a unit that stands nowhere yet is not one; the topmost stands by itself."""
    top = book.setting.top_unit if book.setting else ""
    return system.units[key].kind != COMMITTEE and (bool(parent) or key == top)


def _walk(
    key: str, parent: str, level: int, below: Mapping[str, list[str]], centres: Mapping[str, list[CostCentre]], system: PlanSystem
) -> Iterator[Entry]:
    yield key, system.units[key].name, system.units[key].kind, parent, level
    for unit in below.get(key, ()):
        yield from _walk(unit, key, level + 1, below, centres, system)
    for one in centres.get(key, ()):
        yield f"{CENTRE_MARK}{one.code}", one.name or one.code, CENTRE, key, level + 1
