"""Statements computed from amounts: fast, exact, and honest about what they cannot know."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers.amounts import AmountTable
from veikart.calc.layers.budget import Budget
from veikart.calc.statements.accounts import Account, AccountPlan
from veikart.calc.statements.compiled import CompiledForm, compile_form
from veikart.calc.statements.forms import Form, Line

EXACT, JOINED, ELSEWHERE, MISSING = "exact", "joined", "elsewhere", "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line in one year.

    `nok` is whole kroner with the form's sign; `half_width_nok` how far rounding of the inputs may have moved it. `state` is `exact`;
    `joined` (holds amounts that belong to other lines too, because the input does not part them); `elsewhere` (its amounts stand on another
    line for that reason); or `missing` (the input does not carry what the line asks for: `nok` is then 0 and means nothing). `accounts` names
    the accounts that cause it.
    """

    nok: int
    half_width_nok: int = 0
    state: str = EXACT
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line as shown: for an `each` line one row for every unit and part. `line` is the line's id, `unit` the unit's, or empty."""

    id: str
    line: str
    number: str
    label: str
    kind: str
    level: int
    is_strong: bool
    unit: str
    cells: dict[int, Cell]
    note: str = ""


@dataclass(frozen=True)
class Statement:
    """A form filled in for one version."""

    form: Form
    version: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    _row_by_id: dict[str, Row] = field(default_factory=dict, repr=False, compare=False)

    def row(self, row_id: str) -> Row:
        """The row with that id. Raises KeyError."""
        if not self._row_by_id:
            self._row_by_id.update({row.id: row for row in self.rows})
        return self._row_by_id[row_id]


@dataclass(frozen=True)
class Totals:
    """A version's amounts added up once, from which every form is read.

    `by_kind` has shape (unit kinds, accounts of the table, years), int64 kroner. `selected` marks the rows of the table that are in the version.
    """

    version: str
    selected: NDArray[np.bool_]
    by_kind: NDArray[np.int64]
    half_by_kind: NDArray[np.int64]


class StatementEngine:
    """Fills in forms for the versions of one budget. `unknown` are groups of accounts that the input leaves out and whose sum is zero."""

    def __init__(self, budget: Budget, table: AmountTable, plan: AccountPlan, *, unknown: tuple[tuple[str, ...], ...] = ()) -> None:
        self.budget = budget
        self.table = table
        self.plan = plan
        self.unknown = unknown
        self._compiled: dict[str, CompiledForm] = {}
        self._totals: dict[str, Totals] = {}
        self._pools_of: dict[tuple[str, str], list[tuple[int, list[_Pool]]]] = {}
        self._code_place = np.array([plan.codes.index(code) for code in table.accounts.ids], dtype=np.int64)

    def compiled(self, form: Form) -> CompiledForm:
        """The form's weights for this budget's kinds of unit."""
        if form.id not in self._compiled:
            self._compiled[form.id] = compile_form(form, self.plan, self.table.unit_kinds.ids)
        return self._compiled[form.id]

    def totals(self, version_id: str) -> Totals:
        """The version's amounts by kind of unit, account and year. Raises KeyError for an unknown version."""
        if version_id not in self._totals:
            layers = self.budget.version_by_id[version_id].layers
            selected = self.table.layers.mask(frozenset(layers))[self.table.layer]
            self._totals[version_id] = Totals(
                version_id,
                selected,
                self._by_kind(self.table.nok, selected),
                self._by_kind(self.table.half_width_nok, selected),
            )
        return self._totals[version_id]

    def statement(self, form: Form, version_id: str) -> Statement:
        """The form filled in for every year of the table."""
        compiled, totals = self.compiled(form), self.totals(version_id)
        rows: list[Row] = []
        for line in form.lines:
            if line.kind == "each":
                rows.extend(self._each_rows(compiled, totals, line))
            else:
                rows.append(self._row(compiled, totals, line))
        return Statement(form, version_id, self.table.years, tuple(rows))

    def selected_rows(self, form: Form, row: Row, version_id: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places in the table of the amounts behind a row, and the weight of each, shapes (n,): the statement read backwards."""
        compiled, totals = self.compiled(form), self.totals(version_id)
        weights = self._row_weights(compiled, row)
        weight = weights[:, self._code_place][self.table.unit_kind[self.table.unit], self.table.account]
        chosen = totals.selected & (weight != 0)
        if row.unit:
            first, end = self.table.subtree[self.table.units.index[row.unit]]
            chosen &= (self.table.unit >= first) & (self.table.unit < end)
        places = np.flatnonzero(chosen)
        return places, weight[places]

    def _row_weights(self, compiled: CompiledForm, row: Row) -> NDArray[np.int64]:
        if row.unit:
            return compiled.part_weights[f"{row.line}.{row.id.rsplit('.', 1)[1]}"]
        return compiled.weights[row.line]

    def _by_kind(self, values: NDArray[np.int64], selected: NDArray[np.bool_]) -> NDArray[np.int64]:
        table = self.table
        result = np.zeros((len(table.unit_kinds.ids), len(table.accounts.ids), len(table.years)), dtype=np.int64)
        np.add.at(
            result,
            (table.unit_kind[table.unit[selected]], table.account[selected], table.year[selected]),
            values[selected],
        )
        return result

    def _row(self, compiled: CompiledForm, totals: Totals, line: Line) -> Row:
        if line.kind == "heading":
            return Row(line.id, line.id, line.number, line.label, line.kind, 0, line.is_strong, "", {}, line.note)
        weights = compiled.weights[line.id]
        used = weights[:, self._code_place]
        nok = np.einsum("ka,kay->y", used, totals.by_kind)
        half = np.einsum("ka,kay->y", np.abs(used), totals.half_by_kind)
        cells = {
            year: self._cell(weights, int(nok[place]), int(half[place]), year, pools)
            for place, (year, pools) in enumerate(self._pools(compiled, totals))
        }
        return Row(line.id, line.id, line.number, line.label, line.kind, 0, line.is_strong, "", cells, line.note)

    def _each_rows(self, compiled: CompiledForm, totals: Totals, line: Line) -> list[Row]:
        by_part = {part.id: self._by_unit(compiled.part_weights[f"{line.id}.{part.id}"], totals) for part in line.parts}
        rows: list[Row] = []
        for unit in self.budget.units:
            if unit.kind not in line.unit_kinds:
                continue
            place = self.table.units.index[unit.id]
            level = 1 + sum(above.kind in line.unit_kinds for above in self.budget.ancestors(unit.id))
            for part in line.parts:
                nok, half = by_part[part.id]
                weights = compiled.part_weights[f"{line.id}.{part.id}"]
                cells = {
                    year: self._cell(weights, int(nok[place, at]), int(half[place, at]), year, pools)
                    for at, (year, pools) in enumerate(self._pools(compiled, totals))
                }
                label = f"{unit.name}, {part.label}" if part.label else unit.name
                rows.append(Row(f"{unit.id}.{part.id}", line.id, line.number, label, "unit", level, level == 1, unit.id, cells, part.note))
        return rows

    def _by_unit(self, weights: NDArray[np.int64], totals: Totals) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For every unit with all under it: kroner and half widths, shape (units, years)."""
        table = self.table
        weight = weights[:, self._code_place][table.unit_kind[table.unit], table.account] * totals.selected
        rows = np.flatnonzero(weight)
        shape = (len(table.units.ids) + 1, len(table.years))
        own, own_half = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        where = (table.unit[rows] + 1, table.year[rows])
        np.add.at(own, where, weight[rows] * table.nok[rows])
        np.add.at(own_half, where, np.abs(weight[rows]) * table.half_width_nok[rows])
        first, end = table.subtree[:, 0], table.subtree[:, 1]
        upto, upto_half = own.cumsum(axis=0), own_half.cumsum(axis=0)
        return upto[end] - upto[first], upto_half[end] - upto_half[first]

    def _cell(self, weights: NDArray[np.int64], nok: int, half: int, year: int, pools: list[_Pool]) -> Cell:
        """The cell with its state, after the pools that hold anything and the accounts the input leaves out."""
        for group in self.unknown:
            if not _is_even(weights, [self.plan.codes.index(code) for code in group if code in self.plan.codes]):
                return Cell(0, 0, MISSING, group)
        state, causes = EXACT, []
        for pool in pools:
            seen = weights[pool.kinds]
            if _is_even(seen, pool.places):
                continue
            if pool.home < 0:
                return Cell(0, 0, MISSING, (pool.code,))
            causes.append(pool.code)
            if seen[:, pool.home].any():
                state = JOINED
            elif state == EXACT:
                state = ELSEWHERE
        return Cell(nok, half, state, tuple(causes))

    def _pools(self, compiled: CompiledForm, totals: Totals) -> list[tuple[int, list[_Pool]]]:
        """For every year the pools that hold amounts which no line of the form names."""
        key = (compiled.form.id, totals.version)
        if key not in self._pools_of:
            self._pools_of[key] = [(year, self._pools_in(compiled, totals, at, year)) for at, year in enumerate(self.table.years)]
        return self._pools_of[key]

    def _pools_in(self, compiled: CompiledForm, totals: Totals, at: int, year: int) -> list[_Pool]:
        in_use = self.plan.for_year(year)
        found: list[_Pool] = []
        for place, code in enumerate(self.table.accounts.ids):
            account: Account | None = in_use.get(code)
            if account is None or not account.candidates:
                continue
            own = self.plan.codes.index(code)
            kinds = (totals.by_kind[:, place, at] != 0) & (~compiled.taken[:, own] | (code in account.candidates))
            if kinds.any():
                places = [*(self.plan.codes.index(candidate) for candidate in account.candidates), own]
                found.append(_Pool(code, places, self.plan.codes.index(account.home) if account.home else -1, kinds))
        return found


@dataclass(frozen=True)
class _Pool:
    """A pool that holds something: the places of its candidates and itself, of its home (-1 for none), and the unit kinds it is held on."""

    code: str
    places: list[int]
    home: int
    kinds: NDArray[np.bool_]


def _is_even(weights: NDArray[np.int64], places: list[int]) -> bool:
    """Whether a krone counts the same on all these accounts, for every kind of unit in `weights`."""
    return bool((weights[:, places] == weights[:, places[:1]]).all()) if places else True
