"""What holds for each unit and group: how the budget is spread, how the forecast is made, and when a deviation is large."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger import EVEN, make_profile
from veikart.calc.ledger.rows import ALL_GROUPS, DeviationThreshold, LedgerChoice, PeriodProfile
from veikart.rules.deviations.groups import get_account_groups
from veikart.rules.deviations.report import Nodes, Ore

UNSAID = -1


def select_profiles(book: FollowUpBook, nodes: Nodes) -> Ore:
    """How the budget is spread over the months, shape (nodes, groups, 12): the profile chosen nearest above, even where none is."""
    rows: Mapping[str, PeriodProfile] = book.table("period_profiles")
    known = [make_profile(one) for one in (EVEN, *(row.weights for row in rows.values()))]
    place = {key: at for at, key in enumerate(rows, start=1)}
    chosen = _inherit(book, nodes, lambda one: place.get(one.profile, UNSAID))
    return np.array(known, dtype=np.int64)[np.maximum(chosen, 0)]


def find_methods(book: FollowUpBook, nodes: Nodes, methods: tuple[str, ...]) -> NDArray[np.int64]:
    """The place among `methods` of what is chosen nearest above, shape (nodes, groups); UNSAID where nothing is."""
    return _inherit(book, nodes, lambda one: methods.index(one.method) if one.method in methods else UNSAID)


def _inherit(book: FollowUpBook, nodes: Nodes, find: Callable[[LedgerChoice], int]) -> NDArray[np.int64]:
    """What the rows say of each node and group: what stands nearest goes before what stands above, and one group before all."""
    order = {one.id: at for at, one in enumerate(get_account_groups())}
    by_unit: dict[str, list[LedgerChoice]] = {}
    for one in sorted(book.table("ledger_choices").values(), key=lambda one: one.account_group != ALL_GROUPS):
        by_unit.setdefault(one.unit, []).append(one)
    found = np.full((len(nodes.ids), len(order)), UNSAID, dtype=np.int64)
    for at, (key, parent) in enumerate(zip(nodes.ids, nodes.parents, strict=True)):
        if parent:
            found[at] = found[nodes.index[parent]]
        for one in by_unit.get(key, ()):
            value = find(one)
            if value != UNSAID:
                found[at, slice(None) if one.account_group == ALL_GROUPS else order.get(one.account_group, 0)] = value
    return found


def select_thresholds(book: FollowUpBook, nodes: Nodes) -> list[DeviationThreshold | None]:
    """The threshold of each node: its own, or that of the nearest above; None where no threshold is set."""
    rows: Mapping[str, Any] = {one.unit: one for one in book.table("deviation_thresholds").values()}
    found: list[DeviationThreshold | None] = []
    for key, parent in zip(nodes.ids, nodes.parents, strict=True):
        found.append(rows.get(key) or (found[nodes.index[parent]] if parent else None))
    return found
