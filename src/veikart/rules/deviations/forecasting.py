"""Where the year is going: the forecast of every unit and group by its method, and own forecasts in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger import METHODS, LedgerMonths, make_forecast
from veikart.calc.ledger.rows import ALL_GROUPS, OwnForecast
from veikart.rules.deviations.choosing import UNSAID, find_methods
from veikart.rules.deviations.groups import UNALLOCATED, get_account_groups
from veikart.rules.deviations.report import Nodes, Ore

OWN, LAST_YEAR, LINEAR, BUDGET = "own", "last_year_profile", "linear", "budget"
ORE = 100
DECEMBER = 12


@dataclass(frozen=True)
class Forecasts:
    """The year's forecast in øre (nodes, groups), and how many of the parts below each are made by each method (nodes, groups, methods)."""

    ore: Ore
    methods: NDArray[np.int64]
    own_texts: Mapping[tuple[str, str], str]


def select_methods(book: FollowUpBook, nodes: Nodes, last_months: Ore) -> NDArray[np.int64]:
    """The place in METHODS that is used for each node and group: what is chosen, else last year's profile where there was a last year, and evenly
    through the year where there was none."""
    chosen = find_methods(book, nodes, METHODS)
    usual = np.where(last_months.any(axis=2), METHODS.index(LAST_YEAR), METHODS.index(LINEAR))
    return np.where((chosen == UNSAID) | (chosen == METHODS.index(OWN)), usual, chosen)


def make_forecasts(months: LedgerMonths, picked: NDArray[np.int64]) -> Ore:
    """The forecast of each node on its own by the method picked for it, in øre, shape (nodes, groups). `months` are of shape (nodes * groups, …)."""
    return make_forecast(months, [METHODS[one] for one in picked.reshape(-1).tolist()]).reshape(picked.shape)


def apply_own(book: FollowUpBook, nodes: Nodes, made: Forecasts, *, year: int, month: int) -> Forecasts:
    """The forecasts with the newest own ones said by the end of the month: what differs counts in every unit above.

    `made` has everything below each unit in its figures. One for all groups is held against the unit's sum, and what differs has no group.
    """
    ore, methods, texts = made.ore.copy(), made.methods.copy(), {}
    order = {one.id: at for at, one in enumerate(get_account_groups())}
    own = METHODS.index(OWN)
    for one in _newest(book, nodes, year, month):
        at = nodes.index[one.unit]
        is_total = one.account_group == ALL_GROUPS
        place = order[UNALLOCATED] if is_total else order[one.account_group]
        now = int(ore[at].sum()) if is_total else int(ore[at, place])
        for above in nodes.walk_up(one.unit):
            ore[nodes.index[above], place] += one.amount * ORE - now
        for above in nodes.walk_up(one.unit):
            methods[nodes.index[above], place, own] += 1
        if is_total:
            methods[at] = 0
        methods[at, place] = 0
        methods[at, place, own] = 1
        texts[one.unit, "" if is_total else one.account_group] = one.text
    return Forecasts(ore, methods, texts)


def _newest(book: FollowUpBook, nodes: Nodes, year: int, month: int) -> list[OwnForecast]:
    """The newest of each unit and group, the lowest units first, and one group before all of them. None when the year is over: it came to what it
    came to."""
    if month == DECEMBER:
        return []
    newest: dict[tuple[str, str], OwnForecast] = {}
    for one in sorted(book.table("own_forecasts").values(), key=lambda one: one.month):
        if one.year == year and one.month <= month and one.unit in nodes.index:
            newest[one.unit, one.account_group] = one
    return sorted(newest.values(), key=lambda one: (-nodes.levels[nodes.index[one.unit]], one.account_group == ALL_GROUPS))
