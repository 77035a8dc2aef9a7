"""Statements computed from amounts: fast, exact, and honest about what they cannot know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers.amounts import AmountTable
from veikart.calc.layers.budget import Amount, Budget, Measure
from veikart.calc.statements.accounts import AccountPlan
from veikart.calc.statements.compiled import CompiledForm, PoolEffect, compile_form
from veikart.calc.statements.filled import ELSEWHERE, JOINED, MISSING, STATES, Cell, FormValues, Row, RowKey, RowKeys, Statement, States, Values
from veikart.calc.statements.forms import Form
from veikart.calc.statements.totals import Change, Entries, Frame, Kroner, Totals, add_up
from veikart.calc.statements.unplaced import Unplaced

_ELSEWHERE, _JOINED, _MISSING = STATES.index(ELSEWHERE), STATES.index(JOINED), STATES.index(MISSING)


class StatementEngine:
    """Fills in forms for the versions of one budget. `unknown` are groups of accounts that the input leaves out and whose sum is zero.

    Everything is worked out once and kept. `changed` gives an engine where one measure is another, from what this one has worked out.
    """

    def __init__(self, budget: Budget, table: AmountTable, plan: AccountPlan, *, unknown: tuple[tuple[str, ...], ...] = ()) -> None:
        self.budget = budget
        self.plan = plan
        self.unknown = unknown
        self.frame = Frame.of(table, plan)
        self._base = table
        self._change: tuple[Measure, tuple[Amount, ...]] | None = None
        self._compiled: dict[str, CompiledForm] = {}
        self._keys: dict[str, RowKeys] = {}
        self._totals: dict[str, Totals] = {}
        self._entries: dict[str, Entries] = {}
        self._values: dict[tuple[str, str], FormValues] = {}
        self._by_unit: dict[tuple[str, bytes], tuple[Kroner, Kroner]] = {}
        self._unplaced: dict[tuple[str, str, str, str], Unplaced] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are amounts in."""
        return self._base.years

    @cached_property
    def table(self) -> AmountTable:
        """The amounts, with the change where there is one."""
        return self._base.with_measure(*self._change) if self._change else self._base

    def compiled(self, form: Form) -> CompiledForm:
        """The form's weights for this budget's kinds of unit."""
        if form.id not in self._compiled:
            self._compiled[form.id] = compile_form(form, self.plan, self._base.unit_kinds.ids, unknown=self.unknown)
        return self._compiled[form.id]

    def totals(self, version_id: str) -> Totals:
        """The version's amounts by kind of unit, account and year. Raises KeyError for an unknown version."""
        if version_id not in self._totals:
            self._totals[version_id] = Totals.of(self._version_entries(version_id), self.frame)
        return self._totals[version_id]

    def account_total(self, version_id: str, account: str, year: int) -> tuple[int, int]:
        """What a version holds on one account in a year: whole kroner, and how far rounding may have moved it, never negative."""
        totals, place = self.totals(version_id), self.frame.account_place.get(account)
        if place is None or year not in self._base.years:
            return 0, 0
        accounts, at = self.frame.shape[1], self._base.years.index(year)
        return int(totals.nok[place::accounts, at].sum()), abs(int(totals.half[place::accounts, at].sum()))

    def statement(self, form: Form, version_id: str) -> Statement:
        """The form filled in for every year of the table. Raises KeyError for an unknown version."""
        compiled, values = self.compiled(form), self.values(form, version_id)

        def cell_at(key: RowKey, at: int) -> Cell:
            return self._cell(compiled, values, version_id, key, at)

        return Statement(form, version_id, self._base.years, self.keys(form), cell_at)

    def values(self, form: Form, version_id: str) -> FormValues:
        """All figures of a form in a version, as arrays. Raises KeyError for an unknown version."""
        if (form.id, version_id) not in self._values:
            compiled, totals = self.compiled(form), self.totals(version_id)
            parts = {key: self._part_values(compiled, totals, version_id, row) for key, row in compiled.place.items() if row >= compiled.lines}
            self._values[form.id, version_id] = FormValues(self._line_values(compiled, totals), parts)
        return self._values[form.id, version_id]

    def row_values(self, form: Form, row_id: str, version_id: str) -> Values:
        """The figures of one row, shape (years,). Raises KeyError for an unknown row or version, or a heading."""
        key, compiled, values = self.keys(form)[row_id], self.compiled(form), self.values(form, version_id)
        found, at = (values.parts[key.weights], self._base.units.index[key.unit]) if key.unit else (values.lines, compiled.place[key.weights])
        return Values(found.nok[at], found.half[at], found.state[at])

    def keys(self, form: Form) -> RowKeys:
        """The rows of a form for this budget, by id."""
        if form.id not in self._keys:
            self._keys[form.id] = RowKeys(form, self.budget)
        return self._keys[form.id]

    def selected_rows(self, form: Form, row: Row, version_id: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places in the table of the amounts behind a row, and the weight of each, shapes (n,): the statement read backwards."""
        compiled, table = self.compiled(form), self.table
        key = f"{row.line}.{row.id.removeprefix(f'{row.unit}.')}" if row.unit else row.line
        weight = compiled.by_slot[compiled.place[key]][self._all_entries.slot]
        chosen = table.layers.mask(self.budget.version_by_id[version_id].layers)[table.layer] & (weight != 0)
        if row.unit:
            first, end = table.subtree[table.units.index[row.unit]]
            chosen &= (table.unit >= first) & (table.unit < end)
        places = np.flatnonzero(chosen)
        return places, weight[places]

    def unplaced(self, form: Form, version_id: str, *, last: str, leftover: str = "") -> dict[tuple[str, str, int], int]:
        """Whole kroner by unit, account and year that a complete form has no line for, as CompiledForm.unplaced; none of zero. Raises KeyError."""
        key = (version_id, form.id, last, leftover)
        if key not in self._unplaced:
            self._unplaced[key] = Unplaced.of(self.compiled(form).unplaced(last, leftover), self._version_entries(version_id))
        units, codes, found = self._base.units.ids, self.plan.codes, self._unplaced[key].ordered()
        return {(units[unit], codes[slot % len(codes)], self.years[year]): nok for (unit, slot, year), nok in found}

    def changed(self, measure: Measure, amounts: Sequence[Amount]) -> StatementEngine:
        """The engine with these amounts for `measure` instead of those it has; a new measure is added.

        What this engine has worked out is taken over, and only what the change touches is added to. Raises as AmountTable.with_measure.
        """
        self.table.check_measure(measure, amounts)
        rows = self.table.rows_of(measure.id)
        new, none = self.frame.entries_of(amounts), self.frame.entries_of([])
        engine = StatementEngine.__new__(StatementEngine)
        engine.__dict__.update({name: value for name, value in self.__dict__.items() if name not in {"table", "_all_entries"}})
        engine._base, engine._change, engine._entries = self.table, (measure, tuple(amounts)), {}
        engine._totals, engine._values, engine._by_unit, engine._unplaced = dict(self._totals), dict(self._values), {}, dict(self._unplaced)
        for version_id in self._totals:
            layers = self.budget.version_by_id[version_id].layers
            taken = rows[self.table.layers.mask(layers)[self.table.layer[rows]]]
            entries = (new if measure.layer in layers else none).less(self._all_entries.at(taken))
            if len(entries.nok):
                engine._add(version_id, entries)
        return engine

    def _add(self, version_id: str, entries: Entries) -> None:
        """Adds entries to everything worked out for a version."""
        totals = self._totals[version_id] = self._totals[version_id].plus(entries, self.frame)
        change = Change.of(entries, self.frame)
        for (form_id, version), values in list(self._values.items()):
            if version == version_id:
                self._values[form_id, version] = self._values_plus(self._compiled[form_id], values, totals, change)
        self._unplaced |= {key: one.plus(entries) for key, one in self._unplaced.items() if key[0] == version_id}

    def _values_plus(self, compiled: CompiledForm, values: FormValues, totals: Totals, change: Change) -> FormValues:
        """The values with a change added. Parts of several forms share arrays, and go on doing so."""
        weights = compiled.by_slot[:, change.entries.slot]
        if not change.holds_pool and not weights.any():
            return values
        nok, half = change.added_to(values.lines.nok, values.lines.half, weights[: compiled.lines])
        lines = Values(nok, half, self._line_states(compiled, totals) if change.holds_pool else values.lines.state)
        parts = dict(values.parts)
        for key, row in compiled.place.items():
            if row >= compiled.lines and (change.holds_pool or weights[row].any()):
                part = parts[key]
                memo = (id(part.nok), weights[row].tobytes())
                if memo not in change.parts:
                    change.parts[memo] = self._units_plus(part, weights[row], change)
                parts[key] = Values(*change.parts[memo], self._part_states(compiled, totals, row) if change.holds_pool else part.state)
        return FormValues(lines, parts)

    def _units_plus(self, part: Values, weight: Kroner, change: Change) -> tuple[Kroner, Kroner]:
        nok, half = part.nok.copy(), part.half.copy() if change.moves_half else part.half
        subtree = self._base.subtree
        for unit in set(change.entries.unit[weight != 0].tolist()):
            above = np.flatnonzero((subtree[:, 0] <= unit) & (unit < subtree[:, 1]))
            only_here = weight * (change.entries.unit == unit)
            nok[above], half_above = change.added_to(nok[above], half[above], only_here[None, :])
            if change.moves_half:
                half[above] = half_above
        return nok, half

    @cached_property
    def _all_entries(self) -> Entries:
        return self.frame.entries(self.table)

    def _version_entries(self, version_id: str) -> Entries:
        if version_id not in self._entries:
            layers = self.budget.version_by_id[version_id].layers
            rows = np.flatnonzero(self.table.layers.mask(layers)[self.table.layer])
            self._entries[version_id] = self._all_entries.at(rows)
        return self._entries[version_id]

    def _line_values(self, compiled: CompiledForm, totals: Totals) -> Values:
        slots = np.flatnonzero(totals.nok.any(axis=1) | totals.half.any(axis=1))
        weights = compiled.by_slot[: compiled.lines, slots]
        return Values(weights @ totals.nok[slots], np.abs(weights) @ totals.half[slots], self._line_states(compiled, totals))

    def _part_values(self, compiled: CompiledForm, totals: Totals, version_id: str, row: int) -> Values:
        return Values(*self._unit_sums(version_id, compiled.by_slot[row]), self._part_states(compiled, totals, row))

    def _unit_sums(self, version_id: str, weights: Kroner) -> tuple[Kroner, Kroner]:
        """For every unit with all under it: kroner and half widths, shape (units, years)."""
        key = (version_id, weights.tobytes())
        if key not in self._by_unit:
            entries, years = self._version_entries(version_id), self.frame.shape[2]
            weight = weights[entries.slot]
            place, shape = entries.unit * years + entries.year, (len(self._base.units.ids), years)
            nok = add_up(place, weight * entries.nok, shape)
            half = add_up(place, np.abs(weight) * entries.half, shape)
            self._by_unit[key] = self._with_below(nok), self._with_below(half)
        return self._by_unit[key]

    def _with_below(self, own: Kroner) -> Kroner:
        """Each unit's own figures and those of all under it."""
        upto = np.zeros((own.shape[0] + 1, own.shape[1]), dtype=np.int64)
        np.cumsum(own, axis=0, out=upto[1:])
        return upto[self._base.subtree[:, 1]] - upto[self._base.subtree[:, 0]]

    def _years_of(self, effect: PoolEffect) -> NDArray[np.bool_]:
        return np.array([effect.account.is_valid(year) for year in self._base.years], dtype=bool)

    def _holdings(self, compiled: CompiledForm, totals: Totals) -> list[tuple[PoolEffect, NDArray[np.bool_]]]:
        """The pools that keep the form from knowing something, and on which units and in which years they hold anything."""
        found = []
        for effect in compiled.pools:
            held = totals.held.get(self.frame.account_place[effect.account.code])
            if held is not None:
                found.append((effect, (held != 0) & self._years_of(effect)))
        return found

    def _line_states(self, compiled: CompiledForm, totals: Totals) -> States:
        kinds, _, years = self.frame.shape
        state = np.zeros((compiled.lines, years), dtype=np.int8)
        for effect, held in self._holdings(compiled, totals):
            on_kind = np.zeros((kinds, years), dtype=np.int64)
            unit, year = np.nonzero(held)
            on_kind[self._base.unit_kind[unit], year] = 1
            lines = slice(0, compiled.lines)
            _raise_state(state, effect, effect.uneven[lines] @ on_kind > 0, effect.at_home[lines] @ on_kind > 0)
        state[[row for row in compiled.unknown if row < compiled.lines]] = _MISSING
        return state

    def _part_states(self, compiled: CompiledForm, totals: Totals, row: int) -> States:
        kind = self._base.unit_kind
        state = np.zeros((len(kind), self.frame.shape[2]), dtype=np.int8)
        for effect, held in self._holdings(compiled, totals):
            if effect.uneven[row].any():
                uneven = self._with_below((held & effect.uneven[row][kind][:, None]).astype(np.int64)) > 0
                at_home = self._with_below((held & effect.at_home[row][kind][:, None]).astype(np.int64)) > 0
                _raise_state(state, effect, uneven, at_home)
        if row in compiled.unknown:
            state[:] = _MISSING
        return state

    def _cell(self, compiled: CompiledForm, values: FormValues, version_id: str, key: RowKey, at: int) -> Cell:
        row = compiled.place[key.weights]
        found, place = (values.parts[key.weights], self._base.units.index[key.unit]) if key.unit else (values.lines, row)
        state = STATES[found.state[place, at]]
        causes = self._causes(compiled, version_id, key, row, at) if found.state[place, at] else ()
        if state == MISSING:
            return Cell(0, 0, MISSING, causes)
        return Cell(int(found.nok[place, at]), abs(int(found.half[place, at])), state, causes)

    def _causes(self, compiled: CompiledForm, version_id: str, key: RowKey, row: int, at: int) -> tuple[str, ...]:
        """The accounts that keep a cell from being exact: those that make it missing, else all."""
        if row in compiled.unknown:
            return compiled.unknown[row]
        first, end = self._base.subtree[self._base.units.index[key.unit]] if key.unit else (0, len(self._base.units.ids))
        kind = self._base.unit_kind[first:end]
        causes = []
        for effect, held in self._holdings(compiled, self.totals(version_id)):
            if (held[first:end, at] & effect.uneven[row][kind]).any():
                if not effect.account.home:
                    return (effect.account.code,)
                causes.append(effect.account.code)
        return tuple(causes)


def _raise_state(state: States, effect: PoolEffect, uneven: NDArray[np.bool_], at_home: NDArray[np.bool_]) -> None:
    """Lifts the states that a pool makes less sure."""
    worse = np.where(at_home, _JOINED, _ELSEWHERE) if effect.account.home else _MISSING
    np.maximum(state, np.where(uneven, worse, 0).astype(np.int8), out=state)
