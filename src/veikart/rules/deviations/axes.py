"""The same amounts divided otherwise: by function or by project, of a unit and everything below it. And investments, project by project."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger import METHODS, LedgerMonths, make_forecast, spread_year, sum_to_month
from veikart.calc.values.shares import divide_rounded
from veikart.rules.deviations.choosing import select_profiles
from veikart.rules.deviations.folding import BY, INVESTMENT, MONTHS, LedgerTotals, find_groups, find_lines, find_nodes, fold_sums, get_column
from veikart.rules.deviations.forecasting import BUDGET, select_methods
from veikart.rules.deviations.groups import get_account_groups
from veikart.rules.deviations.report import MIXED, EconomyReport, Nodes, Ore

AXES = ("function", "project")
"""What the amounts can be divided by."""
ELSEWHERE = ""
"""The key of what stands on no line: frames without lines, what revisions have changed, and what units themselves believe."""
SPENT_ON = frozenset({"salary", "goods", "purchases", "transfers", "unallocated"})
"""The groups of accounts that an investment is spent on; the others are what pays for it."""
Places = NDArray[np.int64]


def get_axis_columns(axis: str) -> tuple[str, ...]:
    """What the sums must be asked for by. Raises KeyError for another axis."""
    if axis not in AXES:
        raise KeyError(axis)
    return (*BY, axis)


@dataclass(frozen=True, slots=True)
class AxisRow:
    """A function or project: whole kroner, expenses positive. `key` is its code; a deviation is budget less accounts. `method` is how the forecast of
    the year is made, «mixed» where the parts are made in several ways."""

    key: str
    budget_nok: int
    budget_to_date_nok: int
    accounts_to_date_nok: int
    last_year_to_date_nok: int
    forecast_nok: int = 0
    method: str = ""

    @property
    def deviation_nok(self) -> int:
        """The periodised budget less the accounts to date."""
        return self.budget_to_date_nok - self.accounts_to_date_nok

    @property
    def left_nok(self) -> int:
        """The budget of the year less the accounts to date."""
        return self.budget_nok - self.accounts_to_date_nok

    @property
    def expected_deviation_nok(self) -> int:
        """The budget of the year less the forecast."""
        return self.budget_nok - self.forecast_nok


@dataclass(frozen=True, slots=True)
class Investments:
    """The investments of a unit and everything below it: what each project is spent on by code («» for none), what pays for it by group of accounts,
    and each together."""

    projects: tuple[AxisRow, ...]
    funding: tuple[AxisRow, ...]

    @property
    def total(self) -> AxisRow:
        """All that is spent."""
        return _add_up(self.projects)

    @property
    def total_funding(self) -> AxisRow:
        """All that pays for it."""
        return _add_up(self.funding)


def divide_by_axis(book: FollowUpBook, report: EconomyReport, sums: LedgerTotals, axis: str, unit: str) -> list[AxisRow]:
    """A row for each code with amounts in the unit or below it, by code; what stands on no line is last, so that the rows come to the unit's sum.

    `sums` are by `get_axis_columns`. Every line is spread over the months, and its year forecast, as its cost centre and group are: what a group has
    used of last year by now goes for all of its functions.
    """
    nodes = report.nodes
    at_node, at_group = find_nodes(sums, nodes), find_groups(sums, book.table("ledger_accounts"))
    taken = _select(nodes, unit, at_node, at_group)
    last = fold_sums(sums, nodes, report.year, book.table("ledger_accounts")).last_year[:, :, 1:]
    cut = _Cut(book, nodes, sums, (report.year, report.month), taken, at_node[taken], at_group[taken], sums.places[axis][taken])
    columns, rows = cut.make_rows(tuple(sums.values[axis].astype(str).tolist()), select_methods(book, nodes, last), last)
    return [*rows, *_rest(report, unit, columns)]


def divide_investments(book: FollowUpBook, nodes: Nodes, sums: LedgerTotals, unit: str, *, year: int, month: int) -> Investments:
    """The investments of the unit and everything below it to the end of the month. `sums` are by the columns of projects.

    The year of a project is forecast as what it has used and the budget of the months that are left.
    """
    at_node, at_group = find_nodes(sums, nodes), find_groups(sums, book.table("ledger_accounts"), INVESTMENT)
    groups = tuple(one.id for one in get_account_groups())
    is_spent = np.array([one in SPENT_ON for one in groups])
    inside = _select(nodes, unit, at_node, at_group)
    methods = np.full((len(nodes.ids), len(groups)), METHODS.index(BUDGET))
    no_pattern = np.zeros((len(nodes.ids), len(groups), 13), dtype=np.int64)
    found = []
    for taken, places, codes in (
        (inside & is_spent[at_group], sums.places["project"], tuple(sums.values["project"].astype(str).tolist())),
        (inside & ~is_spent[at_group], at_group, groups),
    ):
        cut = _Cut(book, nodes, sums, (year, month), taken, at_node[taken], at_group[taken], places[taken])
        found.append(tuple(cut.make_rows(codes, methods, no_pattern)[1]))
    return Investments(*found)


def _select(nodes: Nodes, unit: str, at_node: Places, at_group: Places) -> NDArray[np.bool_]:
    """The sums that stand in the unit or below it, and have a group."""
    inside = np.array([unit in nodes.walk_up(key) for key in nodes.ids] or [False])
    taken: NDArray[np.bool_] = (at_node >= 0) & (at_group >= 0) & inside[at_node]
    return taken


@dataclass(frozen=True)
class _Cut:
    """Some of the sums, each with the places of its cost centre, its group and its code; `at` is year and month."""

    book: FollowUpBook
    nodes: Nodes
    sums: LedgerTotals
    at: tuple[int, int]
    taken: NDArray[np.bool_]
    node: Places
    group: Places
    code: Places

    def make_rows(self, codes: tuple[str, ...], methods: Places, pattern: Ore) -> tuple[tuple[Ore, ...], list[AxisRow]]:
        """The columns in øre by the place of the code, and the rows of codes with amounts. `methods` (nodes, groups) and the `pattern` that forecasts
        follow (nodes, groups, 13) are those of the cost centres."""
        year, month = self.at
        cells, of = np.unique(np.stack([self.node, self.group, self.code]), axis=1, return_inverse=True)
        node, group, code = cells
        budget, accounts, last = (self._fold(of, cells.shape[1], *one) for one in (("budget", year), ("accounts", year), ("accounts", year - 1)))
        profiles = select_profiles(self.book, self.nodes)[node, group] if len(node) else np.zeros((0, 12), dtype=np.int64)
        spread = budget[:, 1:13] + spread_year(budget[:, 0], profiles)
        picked = methods[node, group]
        months = LedgerMonths(accounts[:, 1:], last[:, 1:], spread, month, pattern[node, group])
        forecast = make_forecast(months, [METHODS[one] for one in picked.tolist()]) if len(node) else np.zeros(0, dtype=np.int64)
        parts = (budget.sum(axis=1), *(sum_to_month(one, month) for one in (spread, accounts[:, 1:], last[:, 1:])), forecast)
        columns = tuple(_add_by(code, one, len(codes)) for one in parts)
        used = {at: {METHODS[one] for one in picked[code == at].tolist()} for at in np.unique(code).tolist()}
        rows = [
            AxisRow(codes[at], *(_nok(int(column[at])) for column in columns), next(iter(used[at])) if len(used[at]) == 1 else MIXED)
            for at in sorted(used, key=lambda at: codes[at])
        ]
        return columns, rows

    def _fold(self, of: Places, size: int, kind: str, year: int) -> Ore:
        """The sums of a kind and year by cell, shape (cells, MONTHS)."""
        found = np.zeros((size, MONTHS), dtype=np.int64)
        chosen = find_lines(self.sums, kind, year)[self.taken]
        months = get_column(self.sums, "month")[self.taken]
        np.add.at(found, (of.reshape(-1)[chosen], months[chosen]), self.sums.amount_ore[self.taken][chosen])
        return found


def _add_by(code: Places, amounts: Ore, size: int) -> Ore:
    found = np.zeros(size, dtype=np.int64)
    np.add.at(found, code, amounts)
    return found


def _rest(report: EconomyReport, unit: str, columns: tuple[Ore, ...]) -> list[AxisRow]:
    at = report.nodes.index.get(unit)
    if at is None:
        return []
    amounts = report.amounts
    wholes = (amounts.revised[at], amounts.budget_to_date[at], amounts.to_date[at], amounts.last_to_date[at], amounts.forecast[at])
    left = [_nok(int(whole.sum()) - int(column.sum())) for whole, column in zip(wholes, columns, strict=True)]
    return [AxisRow(ELSEWHERE, *left)] if any(left) else []


def _add_up(rows: tuple[AxisRow, ...]) -> AxisRow:
    names = ("budget_nok", "budget_to_date_nok", "accounts_to_date_nok", "last_year_to_date_nok", "forecast_nok")
    methods = {one.method for one in rows}
    return AxisRow("", *(sum(getattr(one, name) for one in rows) for name in names), methods.pop() if len(methods) == 1 else MIXED if methods else "")


def _nok(ore: int) -> int:
    return divide_rounded(ore, 100)
