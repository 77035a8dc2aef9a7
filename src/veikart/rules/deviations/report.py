"""The economy of every unit at a month of the year: what was adopted, what is used, and where the year is going."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from veikart.calc.values.shares import divide_rounded
from veikart.rules.deviations.groups import get_account_groups
from veikart.rules.findings import Finding

Ore = NDArray[np.int64]
MIXED = "mixed"
CENTRE_MARK = "ansvar:"
"""What the key of a cost centre among the units begins with."""


@dataclass(frozen=True, slots=True)
class GroupEconomy:
    """A unit's group of accounts, or all of them (`group` is empty). Whole kroner: expenses positive, income negative.

    A deviation is budget less accounts: positive is less used, or more income, than budgeted. `method` is how the forecast is made, «mixed» where
    the parts are made in several ways. `passes_to_date` and `passes_year` tell whether the deviation so far, and the one expected for the year,
    are larger than the threshold of the unit.
    """

    group: str
    name: str
    budget_nok: int
    revised_nok: int
    budget_to_date_nok: int
    accounts_to_date_nok: int
    last_year_to_date_nok: int
    last_year_nok: int
    forecast_nok: int
    method: str
    method_words: str
    passes_to_date: bool
    passes_year: bool
    own_text: str = ""

    @property
    def deviation_nok(self) -> int:
        """The periodised budget less the accounts to date."""
        return self.budget_to_date_nok - self.accounts_to_date_nok

    @property
    def deviation_share_ppm(self) -> int | None:
        """The deviation to date as a share of the periodised budget; None without a budget."""
        return None if not self.budget_to_date_nok else int(divide_rounded(self.deviation_nok * 1_000_000, abs(self.budget_to_date_nok)))

    @property
    def expected_deviation_nok(self) -> int:
        """The revised budget of the year less the forecast."""
        return self.revised_nok - self.forecast_nok

    @property
    def passes(self) -> bool:
        """Whether either deviation is larger than the threshold."""
        return self.passes_to_date or self.passes_year


@dataclass(frozen=True, slots=True)
class UnitEconomy:
    """A unit or a cost centre (`unit` begins with «ansvar:»): everything below it is in its figures. `level` is 0 for the topmost."""

    unit: str
    name: str
    kind: str
    parent: str
    level: int
    has_figures: bool
    groups: tuple[GroupEconomy, ...]
    total: GroupEconomy


@dataclass(frozen=True)
class Amounts:
    """Amounts of every node and group in øre: shapes (nodes, groups) but for the months, and everything below a node is in its figures.

    `budget_months` (nodes, groups, 12) is the revised budget by month; `months` and `last_months` (nodes, groups, 13) the accounts of this year
    and the last, the entries that close the year last.
    """

    adopted: Ore
    revised: Ore
    budget_months: Ore
    months: Ore
    last_months: Ore
    forecast: Ore
    budget_to_date: Ore
    to_date: Ore
    last_to_date: Ore
    methods: NDArray[np.int64]


@dataclass(frozen=True)
class Nodes:
    """The units and below them their cost centres, in the order they are shown."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    parents: tuple[str, ...]
    levels: tuple[int, ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        return {key: at for at, key in enumerate(self.ids)}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The nodes right below each, in order; the topmost under the empty id."""
        found: dict[str, list[str]] = {}
        for key, parent in zip(self.ids, self.parents, strict=True):
            found.setdefault(parent, []).append(key)
        return {parent: tuple(keys) for parent, keys in found.items()}

    def walk_up(self, key: str) -> Iterator[str]:
        """The node itself and those above it, nearest first."""
        while key:
            yield key
            key = self.parents[self.index[key]]


@dataclass(frozen=True)
class Passing:
    """Which deviations are larger than the threshold, (nodes, groups + 1) with the total last: to date, and for the year."""

    to_date: NDArray[np.bool_]
    year: NDArray[np.bool_]


@dataclass(frozen=True)
class EconomyReport:
    """Every unit at the end of a month. `method_names` are the methods that `amounts.methods` point to; `own_texts` by (unit, group)."""

    year: int
    month: int
    nodes: Nodes
    amounts: Amounts
    passing: Passing
    method_names: tuple[str, ...]
    method_words: Mapping[str, str]
    own_texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    months_with_accounts: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def has_ledger(self) -> bool:
        """Whether there are accounts of the year."""
        return bool(self.months_with_accounts)

    @cached_property
    def units(self) -> Mapping[str, UnitEconomy]:
        """Every unit and cost centre, in the order they are shown."""
        return {key: self.of_unit(key) for key in self.nodes.ids}

    def of_unit(self, unit: str) -> UnitEconomy:
        """One of them; without figures where it is not there."""
        at = self.nodes.index.get(unit)
        if at is None:
            return UnitEconomy(unit, unit, "", "", 0, False, (), _NOTHING)
        groups = get_account_groups()
        found = tuple(self._make(at, place, one.id, one.name) for place, one in enumerate(groups) if self._is_seen[at, place])
        total = self._make(at, slice(None), "", "")
        nodes = self.nodes
        return UnitEconomy(unit, nodes.names[at], nodes.kinds[at], nodes.parents[at], nodes.levels[at], bool(found), found, total)

    @cached_property
    def _is_seen(self) -> NDArray[np.bool_]:
        """Shape (nodes, groups): where there is anything to show."""
        a = self.amounts
        seen = a.months.any(axis=2) | a.last_months.any(axis=2)
        for one in (a.adopted, a.revised, a.forecast):
            seen |= one != 0
        return seen

    def _make(self, at: int, place: int | slice, group: str, name: str) -> GroupEconomy:
        a = self.amounts
        method = self._method_of(at, place)
        last = -1 if isinstance(place, slice) else place
        unit = self.nodes.ids[at]
        return GroupEconomy(
            group=group,
            name=name,
            budget_nok=_nok(a.adopted[at, place]),
            revised_nok=_nok(a.revised[at, place]),
            budget_to_date_nok=_nok(a.budget_to_date[at, place]),
            accounts_to_date_nok=_nok(a.to_date[at, place]),
            last_year_to_date_nok=_nok(a.last_to_date[at, place]),
            last_year_nok=_nok(a.last_months[at, place]),
            forecast_nok=_nok(a.forecast[at, place]),
            method=method,
            method_words=self.method_words.get(method, ""),
            passes_to_date=bool(self.passing.to_date[at, last]),
            passes_year=bool(self.passing.year[at, last]),
            own_text=self.own_texts.get((unit, group), ""),
        )

    def _method_of(self, at: int, place: int | slice) -> str:
        used = self.amounts.methods[at, place].reshape(-1, len(self.method_names)).sum(axis=0)
        names = [name for name, count in zip(self.method_names, used, strict=True) if count]
        return names[0] if len(names) == 1 else MIXED if names else ""


def _nok(ore: Ore | np.int64) -> int:
    """Whole kroner of the øre, rounded once, after they are added up."""
    return divide_rounded(int(np.sum(ore)), 100)


_NOTHING = GroupEconomy("", "", 0, 0, 0, 0, 0, 0, 0, "", "", False, False)
