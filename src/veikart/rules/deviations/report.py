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
        """The place of each node by its id."""
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
        seen = self._seen[at]
        found = tuple(self._make(at, place, one.id, one.name) for place, one in enumerate(get_account_groups()) if seen[place])
        nodes = self.nodes
        return UnitEconomy(unit, nodes.names[at], nodes.kinds[at], nodes.parents[at], nodes.levels[at], bool(found), found, self.total_of(unit))

    def total_of(self, unit: str) -> GroupEconomy:
        """All groups of a unit together. Raises KeyError for one that is not there."""
        return self._make(self.nodes.index[unit], -1, "", "")

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The units and cost centres that have figures, in order."""
        return tuple(key for key, seen in zip(self.nodes.ids, self._seen, strict=True) if any(seen))

    @cached_property
    def large(self) -> tuple[str, ...]:
        """Those whose deviation is over the threshold, to date or for the year, in order."""
        passing = self.passing.to_date[:, -1] | self.passing.year[:, -1]
        return tuple(key for key, is_large in zip(self.nodes.ids, passing.tolist(), strict=True) if is_large)

    @cached_property
    def _seen(self) -> list[list[bool]]:
        """By node and group: where there is anything to show."""
        a = self.amounts
        seen = a.months.any(axis=2) | a.last_months.any(axis=2)
        for one in (a.adopted, a.revised, a.forecast):
            seen |= one != 0
        found: list[list[bool]] = seen.tolist()
        return found

    @cached_property
    def _kroner(self) -> Mapping[str, list[list[int]]]:
        """Whole kroner by node and group, the total last: rounded once, after they are added up."""
        a = self.amounts
        sources = {
            "budget_nok": a.adopted,
            "revised_nok": a.revised,
            "budget_to_date_nok": a.budget_to_date,
            "accounts_to_date_nok": a.to_date,
            "last_year_to_date_nok": a.last_to_date,
            "last_year_nok": a.last_months.sum(axis=2),
            "forecast_nok": a.forecast,
        }
        return {name: divide_rounded(with_total(one), 100).tolist() for name, one in sources.items()}

    @cached_property
    def _methods(self) -> list[list[str]]:
        """The method of each node and group, the total last: mixed where the parts have several, empty where they have none."""
        is_used = with_total(self.amounts.methods) > 0
        count, first = is_used.sum(axis=2).tolist(), is_used.argmax(axis=2).tolist()
        names = self.method_names
        return [
            [names[at] if many == 1 else MIXED if many else "" for many, at in zip(*pair, strict=True)] for pair in zip(count, first, strict=True)
        ]

    def _make(self, at: int, place: int, group: str, name: str) -> GroupEconomy:
        method = self._methods[at][place]
        return GroupEconomy(
            group=group,
            name=name,
            **{field: values[at][place] for field, values in self._kroner.items()},
            method=method,
            method_words=self.method_words.get(method, ""),
            passes_to_date=bool(self.passing.to_date[at, place]),
            passes_year=bool(self.passing.year[at, place]),
            own_text=self.own_texts.get((self.nodes.ids[at], group), ""),
        )


def with_total(amounts: Ore) -> Ore:
    """Amounts by node and group with the sum of the groups as a last one: (nodes, groups + 1, …)."""
    found: Ore = np.concatenate([amounts, amounts.sum(axis=1, keepdims=True)], axis=1)
    return found


_NOTHING = GroupEconomy("", "", 0, 0, 0, 0, 0, 0, 0, "", "", False, False)
