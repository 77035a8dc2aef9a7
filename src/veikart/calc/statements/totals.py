"""A version's amounts added up once, from which every form is read; and what a change adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers.amounts import AmountTable
from veikart.calc.layers.budget import Amount
from veikart.calc.statements.accounts import AccountPlan

Kroner = NDArray[np.int64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Entries:
    """Amounts as columns of equal length: places of the unit, of the year, and of kind of unit and account together; int64 kroner."""

    unit: Places
    year: Places
    slot: Places
    nok: Kroner
    half: Kroner

    def at(self, rows: Places) -> Entries:
        """The entries at these places."""
        return Entries(self.unit[rows], self.year[rows], self.slot[rows], self.nok[rows], self.half[rows])

    def less(self, other: Entries) -> Entries:
        """These entries and the other ones with the opposite sign; what is in both cancels out."""
        net: dict[tuple[int, int, int], list[int]] = {}
        for sign, entries in ((1, self), (-1, other)):
            for unit, year, slot, nok, half in zip(*(column.tolist() for column in entries.columns), strict=True):
                sums = net.setdefault((unit, year, slot), [0, 0])
                sums[0] += sign * nok
                sums[1] += sign * half
        kept = [(*place, *sums) for place, sums in net.items() if any(sums)]
        return Entries(*(np.array(column, dtype=np.int64) for column in zip(*kept, strict=True))) if kept else self.at(np.zeros(0, dtype=np.intp))

    @property
    def columns(self) -> tuple[NDArray[np.int64], ...]:
        """Unit, year, slot, kroner, half width."""
        return self.unit, self.year, self.slot, self.nok, self.half


@dataclass(frozen=True)
class Frame:
    """The axes that all figures of a budget share, whatever changes: units, years and accounts.

    A `slot` is a kind of unit and an account as one number: `kind * accounts + account`. `is_pool` has shape (slots,).
    """

    table: AmountTable
    account_place: dict[str, int]
    is_pool: NDArray[np.bool_]

    @classmethod
    def of(cls, table: AmountTable, plan: AccountPlan) -> Frame:
        """The axes of a table. Raises KeyError where an account of the table is not in the plan."""
        place = {code: at for at, code in enumerate(plan.codes)}
        strange = [code for code in table.accounts.ids if code not in place]
        if strange:
            raise KeyError(strange[0])
        pools = {account.code for account in plan.accounts if account.candidates}
        return cls(table, place, np.tile([code in pools for code in place], len(table.unit_kinds.ids)))

    @property
    def shape(self) -> tuple[int, int, int]:
        """Kinds of unit, accounts, years."""
        return len(self.table.unit_kinds.ids), len(self.account_place), len(self.table.years)

    def entries(self, table: AmountTable) -> Entries:
        """Every row of a table with the units and years of this frame."""
        accounts = np.array([self.account_place[code] for code in table.accounts.ids], dtype=np.intp)
        slot = table.unit_kind[table.unit].astype(np.intp) * self.shape[1] + accounts[table.account]
        return Entries(table.unit.astype(np.intp), table.year.astype(np.intp), slot, table.nok, table.half_width_nok)

    def entries_of(self, amounts: Sequence[Amount]) -> Entries:
        """A few amounts. Raises KeyError for an unknown unit or account, ValueError for a year the table does not have."""
        table = self.table
        unit = np.array([table.units.index[amount.unit] for amount in amounts], dtype=np.intp)
        account = np.array([self.account_place[amount.account] for amount in amounts], dtype=np.intp)
        return Entries(
            unit=unit,
            year=np.array([table.years.index(amount.year) for amount in amounts], dtype=np.intp),
            slot=table.unit_kind[unit] * self.shape[1] + account,
            nok=np.array([amount.nok for amount in amounts], dtype=np.int64),
            half=np.array([amount.half_width_nok for amount in amounts], dtype=np.int64),
        )


@dataclass(frozen=True)
class Totals:
    """A version's amounts by slot and year, shape (slots, years), int64 kroner, and the net that each pool holds, shape (units, years)."""

    nok: Kroner
    half: Kroner
    held: dict[int, Kroner]

    @classmethod
    def of(cls, entries: Entries, frame: Frame) -> Totals:
        """The entries added up."""
        kinds, accounts, years = frame.shape
        nok = add_up(entries.slot * years + entries.year, entries.nok, (kinds * accounts, years))
        half = add_up(entries.slot * years + entries.year, entries.half, (kinds * accounts, years))
        return cls(nok, half, _held(entries, frame))

    def plus(self, entries: Entries, frame: Frame) -> Totals:
        """These totals and some more entries. The sums are linear, so only what the entries touch is worked out."""
        nok, half = self.nok.copy(), self.half
        np.add.at(nok, (entries.slot, entries.year), entries.nok)
        if entries.half.any():
            half = half.copy()
            np.add.at(half, (entries.slot, entries.year), entries.half)
        held = dict(self.held)
        for pool, more in _held(entries, frame).items():
            held[pool] = held[pool] + more if pool in held else more
        return Totals(nok, half, held)


@dataclass(frozen=True)
class Change:
    """Entries to be added to what has been worked out for a version.

    `nok` and `half` have shape (entries, years), int64 kroner: each entry in its year. `parts` keeps what has been added up by unit.
    """

    entries: Entries
    nok: Kroner
    half: Kroner
    holds_pool: bool
    moves_half: bool
    parts: dict[tuple[int, bytes], tuple[Kroner, Kroner]]

    @classmethod
    def of(cls, entries: Entries, frame: Frame) -> Change:
        """The change that the entries make."""
        in_year = entries.year[:, None] == np.arange(frame.shape[2])
        nok, half = in_year * entries.nok[:, None], in_year * entries.half[:, None]
        return cls(entries, nok, half, bool(frame.is_pool[entries.slot].any()), bool(half.any()), {})

    def added_to(self, nok: Kroner, half: Kroner, weights: Kroner) -> tuple[Kroner, Kroner]:
        """Kroner and half widths of shape (rows, years) with the entries added by weights of shape (rows, entries)."""
        return nok + weights @ self.nok, half + np.abs(weights) @ self.half if self.moves_half else half


def add_up(place: Places, values: Kroner, shape: tuple[int, int]) -> Kroner:
    """The values added up by flat place, shape `shape`, int64."""
    result = np.zeros(shape[0] * shape[1], dtype=np.int64)
    if values.any():
        np.add.at(result, place, values)
    return result.reshape(shape)


def _held(entries: Entries, frame: Frame) -> dict[int, Kroner]:
    """The net on each unit of every pool that the entries use."""
    accounts, years = frame.shape[1:]
    in_pool = np.flatnonzero(frame.is_pool[entries.slot])
    pool_of = entries.slot[in_pool] % accounts
    held: dict[int, Kroner] = {}
    for pool in np.unique(pool_of).tolist():
        chosen = in_pool[pool_of == pool]
        place = entries.unit[chosen] * years + entries.year[chosen]
        held[pool] = add_up(place, entries.nok[chosen], (len(frame.table.units.ids), years))
    return held
