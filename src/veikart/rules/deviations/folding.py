"""Sums of ledger lines as arrays over units, groups and months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from veikart.calc.ledger.rows import LedgerAccount
from veikart.rules.deviations.groups import find_group_of, get_account_groups
from veikart.rules.deviations.report import CENTRE_MARK, Nodes, Ore

BY = ("kind", "year", "month", "cost_centre", "account", "kostra")
"""What the sums are asked for by."""
OPERATIONS = "1"
"""The account class of operations: what deviations are about."""
MONTHS = 14
"""The whole year without a month, the twelve months, and the entries that close the year."""


Keys = Mapping[str, NDArray[Any]]
"""The columns of sums by name, one value for each row."""


class LedgerTotals(Protocol):
    """Sums of ledger lines: `keys` has one array for each of BY, and `amount_ore` (rows,) the sum of each row in øre."""

    @property
    def keys(self) -> Keys: ...

    @property
    def amount_ore(self) -> Ore: ...


@dataclass(frozen=True)
class Folded:
    """Amounts in øre of shape (nodes, groups, MONTHS): the budget of the year, its accounts, and the accounts of the year before."""

    budget: Ore
    accounts: Ore
    last_year: Ore


def fold_sums(sums: LedgerTotals, nodes: Nodes, year: int, accounts: Mapping[str, LedgerAccount]) -> Folded:
    """The sums of operations on the cost centres they stand on; nothing is added up above them yet."""
    keys = sums.keys
    at_node, at_group = find_nodes(keys, nodes), find_groups(keys, accounts)
    is_shown = (at_node >= 0) & (at_group >= 0)
    years, kinds, months = keys["year"].astype(np.int64), keys["kind"].astype(str), keys["month"].astype(np.int64)
    shape = (len(nodes.ids), len(get_account_groups()), MONTHS)

    def of(kind: str, wanted: int) -> Ore:
        taken = is_shown & (years == wanted) & (kinds == kind)
        found = np.zeros(shape, dtype=np.int64)
        np.add.at(found, (at_node[taken], at_group[taken], months[taken]), sums.amount_ore[taken])
        return found

    return Folded(of("budget", year), of("accounts", year), of("accounts", year - 1))


def find_nodes(keys: Keys, nodes: Nodes) -> NDArray[np.int64]:
    """The place among the nodes of the cost centre of each row, −1 where it has none."""
    return _places(keys["cost_centre"], {one.removeprefix(CENTRE_MARK): at for one, at in nodes.index.items() if one.startswith(CENTRE_MARK)})


def find_groups(keys: Keys, own: Mapping[str, LedgerAccount]) -> NDArray[np.int64]:
    """The place of the group of each row's account, −1 for what is not operations."""
    return _group_places(keys["account"], keys["kostra"], own)


def _places(values: NDArray[Any], index: Mapping[str, int]) -> NDArray[np.int64]:
    """The place of each value, -1 where it has none."""
    known, inverse = np.unique(values.astype(str), return_inverse=True)
    return np.array([index.get(one, -1) for one in known.tolist()], dtype=np.int64)[inverse] if len(known) else np.zeros(0, np.int64)


def _group_places(accounts: NDArray[Any], kostra: NDArray[Any], own: Mapping[str, LedgerAccount]) -> NDArray[np.int64]:
    """The place of the group of each pair of accounts, -1 for what is not operations."""
    order = {one.id: at for at, one in enumerate(get_account_groups())}
    pairs = np.char.add(np.char.add(accounts.astype(str), "\t"), kostra.astype(str)) if len(accounts) else np.zeros(0, dtype="U1")
    known, inverse = np.unique(pairs, return_inverse=True)
    found = []
    for account, _, code in (one.partition("\t") for one in known.tolist()):
        found.append(order[find_group_of(own, account, code)] if code.startswith(OPERATIONS) else -1)
    return np.array(found, dtype=np.int64)[inverse] if found else np.zeros(0, np.int64)
