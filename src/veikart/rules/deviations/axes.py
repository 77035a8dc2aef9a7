"""The same amounts divided otherwise: by function or by project, of a unit and everything below it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger import spread_year, sum_to_month
from veikart.calc.values.shares import divide_rounded
from veikart.rules.deviations.choosing import select_profiles
from veikart.rules.deviations.folding import BY, MONTHS, LedgerTotals, find_groups, find_lines, find_nodes, get_column
from veikart.rules.deviations.report import EconomyReport, Ore

AXES = ("function", "project")
"""What the amounts can be divided by."""
ELSEWHERE = ""
"""The key of what stands on no line: frames without lines, and what revisions have changed."""


def get_axis_columns(axis: str) -> tuple[str, ...]:
    """What the sums must be asked for by. Raises KeyError for another axis."""
    if axis not in AXES:
        raise KeyError(axis)
    return (*BY, axis)


@dataclass(frozen=True, slots=True)
class AxisRow:
    """A function or project: whole kroner, expenses positive. `key` is its code; a deviation is budget less accounts."""

    key: str
    budget_nok: int
    budget_to_date_nok: int
    accounts_to_date_nok: int
    last_year_to_date_nok: int

    @property
    def deviation_nok(self) -> int:
        """The periodised budget less the accounts to date."""
        return self.budget_to_date_nok - self.accounts_to_date_nok


def divide_by_axis(book: FollowUpBook, report: EconomyReport, sums: LedgerTotals, axis: str, unit: str) -> list[AxisRow]:
    """A row for each code with amounts in the unit or below it, by code; what stands on no line is last, so that the rows come to the unit's sum.

    `sums` are by `get_axis_columns`. Every line is spread over the months as its unit and group are.
    """
    nodes = report.nodes
    at_node, at_group = find_nodes(sums, nodes), find_groups(sums, book.table("ledger_accounts"))
    inside = np.array([unit in nodes.walk_up(key) for key in nodes.ids] or [False])
    taken = (at_node >= 0) & (at_group >= 0) & inside[at_node]
    codes, places = sums.values[axis].astype(str), sums.places[axis][taken]
    months, ore = get_column(sums, "month")[taken], sums.amount_ore[taken]

    def of(kind: str, year: int) -> Ore:
        chosen = find_lines(sums, kind, year)[taken]
        found = np.zeros((len(codes), MONTHS), dtype=np.int64)
        np.add.at(found, (places[chosen], months[chosen]), ore[chosen])
        return found

    profiles = select_profiles(book, nodes)[at_node[taken], at_group[taken]]
    budget = of("budget", report.year)
    is_whole = find_lines(sums, "budget", report.year)[taken] & (months == 0)
    spread = budget[:, 1:13].copy()
    if is_whole.any():
        np.add.at(spread, places[is_whole], spread_year(ore[is_whole], profiles[is_whole]))
    accounts, last = of("accounts", report.year)[:, 1:], of("accounts", report.year - 1)[:, 1:]
    columns = (budget.sum(axis=1), *(sum_to_month(one, report.month) for one in (spread, accounts, last)))
    order = [at for at in np.argsort(codes, kind="stable").tolist() if at in set(places.tolist())]
    rows = [AxisRow(str(codes[at]), *(_nok(int(column[at])) for column in columns)) for at in order]
    return [*rows, *_rest(report, unit, columns)]


def _rest(report: EconomyReport, unit: str, columns: tuple[Ore, ...]) -> list[AxisRow]:
    at = report.nodes.index.get(unit)
    if at is None:
        return []
    amounts = report.amounts
    wholes = (amounts.revised[at], amounts.budget_to_date[at], amounts.to_date[at], amounts.last_to_date[at])
    left = [_nok(int(whole.sum()) - int(column.sum())) for whole, column in zip(wholes, columns, strict=True)]
    return [AxisRow(ELSEWHERE, *left)] if any(left) else []


def _nok(ore: int) -> int:
    return divide_rounded(ore, 100)
