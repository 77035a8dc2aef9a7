"""All amounts of a budget as arrays, so that any figure is one masked sum."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers.budget import Amount, Budget


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
        ordered = tuple(dict.fromkeys(ids))
        return cls(ordered, {name: place for place, name in enumerate(ordered)})

    def mask(self, chosen: Collection[str]) -> NDArray[np.bool_]:
        """Shape (ids,), bool: which of the ids are among `chosen`."""
        return np.fromiter((name in chosen for name in self.ids), dtype=bool, count=len(self.ids))


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
        """The table of a budget."""
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
        """The sum in whole kroner, and how far rounding may have moved it."""
        taken = self.rows(selection)
        return int(self.nok[taken].sum()), int(self.half_width_nok[taken].sum())

    def amounts(self, selection: Selection) -> list[Amount]:
        """The amounts behind a sum, in the order they were given."""
        return [
            Amount(
                measure=self.measures.ids[self.measure[row]],
                unit=self.units.ids[self.unit[row]],
                account=self.accounts.ids[self.account[row]],
                year=self.years[self.year[row]],
                nok=int(self.nok[row]),
                half_width_nok=int(self.half_width_nok[row]),
            )
            for row in np.flatnonzero(self.rows(selection))
        ]

    def _units_and_below(self, chosen: Collection[str]) -> NDArray[np.bool_]:
        inside = np.zeros(len(self.units.ids), dtype=bool)
        for name in chosen:
            if name in self.units.index:
                first, end = self.subtree[self.units.index[name]]
                inside[first:end] = True
        return inside


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
