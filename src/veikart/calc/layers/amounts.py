"""All amounts of a budget as arrays, so that any figure is one masked sum."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers.budget import Amount, Budget, Measure

LARGEST_TOTAL_NOK = 10**18
"""All amounts of a budget, counted without sign, are at most this: then no sum where a krone counts at most nine times can leave int64."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which amounts to add up. None means all; `units` are taken with everything under them."""

    layers: frozenset[str] | None = None
    units: frozenset[str] | None = None
    accounts: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    year: int | None = None


@dataclass(frozen=True)
class Axis:
    """The ids along one dimension, in order, and the place of each."""

    ids: tuple[str, ...]
    index: dict[str, int] = field(repr=False)

    @classmethod
    def of(cls, ids: Collection[str]) -> Axis:
        """An axis with each of `ids` once, in the order they first come."""
        ordered = tuple(dict.fromkeys(ids))
        return cls(ordered, {name: place for place, name in enumerate(ordered)})

    def mask(self, chosen: Collection[str]) -> NDArray[np.bool_]:
        """Shape (ids,), bool: which of the ids are among `chosen`."""
        taken = np.zeros(len(self.ids), dtype=bool)
        taken[[self.index[name] for name in chosen if name in self.index]] = True
        return taken

    def plus(self, name: str) -> Axis:
        """The axis with `name` on it."""
        return self if name in self.index else Axis.of((*self.ids, name))


@dataclass(frozen=True)
class AmountTable:
    """The amounts as columns of equal length (rows,), one row for each amount.

    `layer`, `unit`, `account`, `year`, `kind`, `measure` are int32 places on their axes; `nok` and `half_width_nok` are int64 whole kroner,
    expenses positive. Units are ordered so that everything under a unit lies in the half-open range `subtree[unit]` (shape (units, 2)).
    """

    layers: Axis
    units: Axis
    accounts: Axis
    years: tuple[int, ...]
    kinds: Axis
    measures: Axis
    unit_kinds: Axis
    unit_kind: NDArray[np.int32]
    subtree: NDArray[np.int64]
    layer: NDArray[np.int32]
    unit: NDArray[np.int32]
    account: NDArray[np.int32]
    year: NDArray[np.int32]
    kind: NDArray[np.int32]
    measure: NDArray[np.int32]
    nok: NDArray[np.int64]
    half_width_nok: NDArray[np.int64]

    @classmethod
    def of(cls, budget: Budget) -> AmountTable:
        """The table of a budget. Raises OverflowError where its amounts are too large to be added up exactly."""
        check_total(budget.amounts)
        ordered, subtree = _order_units(budget)
        units = Axis.of(ordered)
        unit_kinds = Axis.of([unit.kind for unit in budget.units])
        layers = Axis.of([layer.id for layer in budget.layers])
        measures = Axis.of([measure.id for measure in budget.measures])
        kinds = Axis.of([measure.kind for measure in budget.measures])
        amounts = budget.amounts
        accounts = Axis.of(sorted({amount.account for amount in amounts}))
        years = tuple(sorted({amount.year for amount in amounts}))
        year_index = {year: place for place, year in enumerate(years)}
        measure = np.array([measures.index[amount.measure] for amount in amounts], dtype=np.int32)
        layer_of_measure = np.array([layers.index[one.layer] for one in budget.measures], dtype=np.int32)
        kind_of_measure = np.array([kinds.index[one.kind] for one in budget.measures], dtype=np.int32)
        return cls(
            layers=layers,
            units=units,
            accounts=accounts,
            years=years,
            kinds=kinds,
            measures=measures,
            unit_kinds=unit_kinds,
            unit_kind=np.array([unit_kinds.index[budget.unit_by_id[name].kind] for name in ordered], dtype=np.int32),
            subtree=subtree,
            layer=layer_of_measure[measure] if len(amounts) else np.zeros(0, np.int32),
            unit=np.array([units.index[amount.unit] for amount in amounts], dtype=np.int32),
            account=np.array([accounts.index[amount.account] for amount in amounts], dtype=np.int32),
            year=np.array([year_index[amount.year] for amount in amounts], dtype=np.int32),
            kind=kind_of_measure[measure] if len(amounts) else np.zeros(0, np.int32),
            measure=measure,
            nok=np.array([amount.nok for amount in amounts], dtype=np.int64),
            half_width_nok=np.array([amount.half_width_nok for amount in amounts], dtype=np.int64),
        )

    @cached_property
    def size_nok(self) -> int:
        """All amounts added up without their signs."""
        return int(np.abs(self.nok).sum())

    def rows(self, selection: Selection) -> NDArray[np.bool_]:
        """Shape (rows,), bool: the amounts that `selection` takes."""
        taken = np.ones(len(self.nok), dtype=bool)
        for axis, places, chosen in (
            (self.layers, self.layer, selection.layers),
            (self.accounts, self.account, selection.accounts),
            (self.kinds, self.kind, selection.kinds),
            (self.measures, self.measure, selection.measures),
        ):
            if chosen is not None:
                taken &= axis.mask(chosen)[places]
        if selection.units is not None:
            taken &= self._units_and_below(selection.units)[self.unit]
        if selection.year is not None:
            taken &= self.year == (self.years.index(selection.year) if selection.year in self.years else -1)
        return taken

    def total(self, selection: Selection) -> tuple[int, int]:
        """The sum in whole kroner, and how far rounding may have moved it, never negative."""
        taken = self.rows(selection)
        return int(self.nok[taken].sum()), abs(int(self.half_width_nok[taken].sum()))

    def amounts(self, selection: Selection) -> list[Amount]:
        """The amounts behind a sum, in the order they were given."""
        return self.amounts_at(np.flatnonzero(self.rows(selection)))

    def amounts_at(self, rows: NDArray[np.intp]) -> list[Amount]:
        """The amounts at these places."""
        return [
            Amount(
                measure=self.measures.ids[self.measure[row]],
                unit=self.units.ids[self.unit[row]],
                account=self.accounts.ids[self.account[row]],
                year=self.years[self.year[row]],
                nok=int(self.nok[row]),
                half_width_nok=int(self.half_width_nok[row]),
            )
            for row in rows
        ]

    def rows_of(self, measure: str) -> NDArray[np.intp]:
        """The places of a measure's amounts; none for an unknown one."""
        return np.flatnonzero(self.measure == self.measures.index.get(measure, -1))

    def check_measure(self, measure: Measure, amounts: Sequence[Amount]) -> None:
        """Raises KeyError for an unknown layer or unit, ValueError for a year the table does not have, OverflowError as `of`."""
        if measure.layer not in self.layers.index:
            raise KeyError(measure.layer)
        for amount in amounts:
            if amount.unit not in self.units.index:
                raise KeyError(amount.unit)
            if amount.year not in self.years:
                raise ValueError(f"no amounts in {amount.year}")
        check_total(amounts, start=self.size_nok)

    def with_measure(self, measure: Measure, amounts: Sequence[Amount]) -> AmountTable:
        """The table with these amounts for `measure` instead of those it has, last in the table. Raises as `check_measure`."""
        self.check_measure(measure, amounts)
        measures, kinds, accounts = self.measures.plus(measure.id), self.kinds.plus(measure.kind), self.accounts
        for amount in amounts:
            accounts = accounts.plus(amount.account)
        kept = np.flatnonzero(self.measure != measures.index[measure.id])
        added: dict[str, list[int]] = {
            "layer": [self.layers.index[measure.layer]] * len(amounts),
            "unit": [self.units.index[amount.unit] for amount in amounts],
            "account": [accounts.index[amount.account] for amount in amounts],
            "year": [self.years.index(amount.year) for amount in amounts],
            "kind": [kinds.index[measure.kind]] * len(amounts),
            "measure": [measures.index[measure.id]] * len(amounts),
            "nok": [amount.nok for amount in amounts],
            "half_width_nok": [amount.half_width_nok for amount in amounts],
        }
        columns = {name: np.concatenate([old[kept], np.array(added[name], dtype=old.dtype)]) for name in added for old in [getattr(self, name)]}
        return replace(self, measures=measures, kinds=kinds, accounts=accounts, **columns)

    def _units_and_below(self, chosen: Collection[str]) -> NDArray[np.bool_]:
        inside = np.zeros(len(self.units.ids), dtype=bool)
        for name in chosen:
            if name in self.units.index:
                first, end = self.subtree[self.units.index[name]]
                inside[first:end] = True
        return inside


def check_total(amounts: Sequence[Amount], *, start: int = 0) -> None:
    """Raises OverflowError where the amounts, counted without sign from `start`, are more than LARGEST_TOTAL_NOK."""
    total = start + sum(abs(amount.nok) + abs(amount.half_width_nok) for amount in amounts)
    if total > LARGEST_TOTAL_NOK:
        raise OverflowError(f"amounts of {total} kroner in all cannot be added up exactly")


def _order_units(budget: Budget) -> tuple[list[str], NDArray[np.int64]]:
    """Unit ids with everything under a unit right after it, and the half-open range of each, shape (units, 2)."""
    ordered: list[str] = []
    ranges: dict[str, tuple[int, int]] = {}
    stack: list[tuple[str, bool]] = [(unit.id, False) for unit in reversed(budget.children[""])]
    starts: dict[str, int] = {}
    while stack:
        name, is_done = stack.pop()
        if is_done:
            ranges[name] = (starts[name], len(ordered))
            continue
        starts[name] = len(ordered)
        ordered.append(name)
        stack.append((name, True))
        stack.extend((child.id, False) for child in reversed(budget.children.get(name, ())))
    return ordered, np.array([ranges[name] for name in ordered], dtype=np.int64).reshape(len(ordered), 2)
