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
OPERATIONS, INVESTMENT = "1", "0"
"""The account classes of operations, what deviations are about, and of investment."""
MONTHS = 14
"""The whole year without a month, the twelve months, and the entries that close the year."""
Places = NDArray[np.int64]


class LedgerTotals(Protocol):
    """Sums of ledger lines. `values` are the values of each column of BY, once; `places` which of them each sum has, and `amount_ore` the sums in
    øre, both of shape (sums,)."""

    @property
    def values(self) -> Mapping[str, NDArray[Any]]: ...

    @property
    def places(self) -> Mapping[str, Places]: ...

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
    at_node, at_group, months = find_nodes(sums, nodes), find_groups(sums, accounts), get_column(sums, "month")
    is_shown = (at_node >= 0) & (at_group >= 0)
    shape = (len(nodes.ids), len(get_account_groups()), MONTHS)

    def of(kind: str, wanted: int) -> Ore:
        taken = is_shown & find_lines(sums, kind, wanted)
        found = np.zeros(shape, dtype=np.int64)
        np.add.at(found, (at_node[taken], at_group[taken], months[taken]), sums.amount_ore[taken])
        return found

    return Folded(of("budget", year), of("accounts", year), of("accounts", year - 1))


def get_column(sums: LedgerTotals, column: str) -> Places:
    """A column of whole numbers, shape (sums,)."""
    found: Places = sums.values[column].astype(np.int64)[sums.places[column]]
    return found


def find_lines(sums: LedgerTotals, kind: str, year: int) -> NDArray[np.bool_]:
    """Which sums are of a kind and a year, shape (sums,)."""
    is_kind, is_year = sums.values["kind"].astype(str) == kind, sums.values["year"].astype(np.int64) == year
    found: NDArray[np.bool_] = is_kind[sums.places["kind"]] & is_year[sums.places["year"]]
    return found


def find_nodes(sums: LedgerTotals, nodes: Nodes) -> Places:
    """The place among the nodes of the cost centre of each sum, −1 where it has none."""
    codes = sums.values["cost_centre"].tolist()
    return np.array([nodes.index.get(f"{CENTRE_MARK}{one}", -1) for one in codes], dtype=np.int64)[sums.places["cost_centre"]]


def find_groups(sums: LedgerTotals, own: Mapping[str, LedgerAccount], account_class: str = OPERATIONS) -> Places:
    """The place of the group of the account of each sum, −1 for what is not of the class."""
    order = {one.id: at for at, one in enumerate(get_account_groups())}
    accounts, codes = (sums.values[one].tolist() for one in ("account", "kostra"))
    pairs, inverse = np.unique(sums.places["account"] * max(len(codes), 1) + sums.places["kostra"], return_inverse=True)
    found = []
    for pair in pairs.tolist():
        account, code = accounts[pair // len(codes)], codes[pair % len(codes)]
        found.append(order[find_group_of(own, account, code)] if code.startswith(account_class) else -1)
    return np.array(found, dtype=np.int64)[inverse]
