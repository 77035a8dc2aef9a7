"""The statutory forms filled in for a year that is over: the ledger, the budget as revised and as adopted, and the year before, line by line.

The lines are those of rules.statements, the same as the budget's. A line that the ledger has no accounts for is not known, and neither is a sum that
needs it; nothing is filled in from the budget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from veikart.calc.layers import AmountTable
from veikart.calc.statements import MISSING, Form, Row, StatementEngine
from veikart.calc.values.shares import PPM, divide_rounded
from veikart.rules.deviations.frames import ORE
from veikart.rules.deviations.groups import UNALLOCATED, find_account_group
from veikart.rules.reports.year_amounts import ACCOUNTS, ADOPTED, LAST, REVISED, YearAmounts
from veikart.rules.statements import get_forms

LEDGER = (ACCOUNTS, LAST)
COLUMNS = (ACCOUNTS, REVISED, ADOPTED, LAST)
"""The columns in the order they are shown."""
_LAYERS = {ACCOUNTS: {ACCOUNTS}, LAST: {LAST}, ADOPTED: {ADOPTED}, REVISED: {ADOPTED, REVISED}}


@dataclass(frozen=True, slots=True)
class YearLine:
    """A line of a form: whole kroner by column (of COLUMNS) with the form's own sign, None where it is not known. `is_lacking` tells that the ledger
    of the year has no accounts for it."""

    form: Form
    row: Row
    nok: Mapping[str, int | None]
    is_lacking: bool

    @property
    def deviation_nok(self) -> int | None:
        """The revised budget less the accounts, whole kroner; None where one of them is not known. Positive is less expense, or more income."""
        budget, actual = self.nok[REVISED], self.nok[ACCOUNTS]
        return None if budget is None or actual is None else budget - actual

    @property
    def share_ppm(self) -> int | None:
        """The deviation in parts per million of the size of the revised budget; None without a budget. Nearest whole, halves away from zero."""
        budget, deviation = self.nok[REVISED], self.deviation_nok
        return None if not budget or deviation is None else int(divide_rounded(deviation * PPM, abs(budget)))


@dataclass(frozen=True)
class YearForms:
    """The forms of a year."""

    amounts: YearAmounts
    _lines: dict[str, tuple[YearLine, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _ledger(self) -> StatementEngine:
        return StatementEngine(self.amounts.budget, AmountTable.of(self.amounts.budget), self.amounts.plan)

    @cached_property
    def _budget(self) -> StatementEngine:
        return StatementEngine(self.amounts.budget, self._ledger.table, self.amounts.plan, unknown=self.amounts.unknown)

    def lines(self, form_id: str) -> tuple[YearLine, ...]:
        """Every line of a form, headings too, and those of the units that hold anything. Raises KeyError for an unknown form."""
        if form_id not in self._lines:
            form = get_forms()[form_id]
            rows = self._ledger.statement(form, ACCOUNTS).rows
            made = (self._line(form, row) for row in rows if row.kind != "each")
            self._lines[form_id] = tuple(one for one in made if not one.row.unit or any(one.nok.values()))
        return self._lines[form_id]

    def line(self, form_id: str, row: str) -> YearLine:
        """One line of a form. Raises StopIteration where it has none such."""
        return next(one for one in self.lines(form_id) if one.row.id == row)

    def _line(self, form: Form, row: Row) -> YearLine:
        if row.kind == "heading":
            return YearLine(form, row, dict.fromkeys(COLUMNS), is_lacking=False)
        nok = {column: self._nok(form, row, column) for column in COLUMNS}
        return YearLine(form, row, nok, is_lacking=self._lacks(form, row, ACCOUNTS))

    def _nok(self, form: Form, row: Row, column: str) -> int | None:
        year = self.amounts.year
        engine = self._ledger if column in LEDGER else self._budget
        if column in LEDGER and self._lacks(form, row, column):
            return None
        if (column == LAST and not self.amounts.has_last) or (column not in LEDGER and not self.amounts.has_budget) or year not in engine.years:
            return None
        cell = engine.statement(form, column).cell(row.id, year)
        return None if cell is None or cell.state == MISSING else int(divide_rounded(cell.nok, ORE))

    def _lacks(self, form: Form, row: Row, column: str) -> bool:
        """Whether the ledger lacks what the row is of: for what is all the rest, or a unit's, that nothing is booked on it and somebody knows of an
        amount there."""
        if row.kind in {"rest", "unit"} and not self.parts(form.id, row.id, column):
            return any(self.parts(form.id, row.id, one) for one in COLUMNS if one != column)
        return False if row.unit else self._counts_lacking(form, row.id, column)

    def _counts_lacking(self, form: Form, row: str, column: str) -> bool:
        """Whether the row counts what the ledger lacks. Accounts whose sum is zero by law may be lacking together, and a line of all the rest lacks
        nothing once anything is booked on it."""
        compiled = self._ledger.compiled(form)
        weights, lacking = compiled.weights[compiled.place[row]], self.lacking[column].copy()
        for group in self.amounts.unknown:
            places = [compiled.codes.index(code) for code in group if code in compiled.codes]
            if lacking[:, places].all() and (weights[:, places] == weights[:, places[:1]]).all():
                lacking[:, places] = False
        for line in form.lines:
            if line.kind == "rest":
                rest = compiled.weights[compiled.place[line.id]] != 0
                if rest[self._booked[column]].any():
                    lacking[rest] = False
        return bool(((weights != 0) & lacking).any())

    @cached_property
    def _booked(self) -> Mapping[str, tuple[list[int], list[int]]]:
        """The places of the kinds of unit and accounts that something is booked on, by column of the ledger."""
        kinds, place = self._ledger.table.unit_kinds.index, {code: at for at, code in enumerate(self.amounts.plan.codes)}
        held = {column: sorted(self._held(column)) for column in LEDGER}
        return {column: ([kinds[kind] for kind, _code in pairs], [place[code] for _kind, code in pairs]) for column, pairs in held.items()}

    @cached_property
    def lacking(self) -> Mapping[str, NDArray[np.bool_]]:
        """What the ledger of each year lacks, by kind of unit and account in the order of the plan: somebody knows of an amount there, and nothing is
        booked on any account like it."""
        return {column: self._find_lacking(column) for column in LEDGER}

    def _find_lacking(self, column: str) -> NDArray[np.bool_]:
        kinds, codes = self._ledger.table.unit_kinds.ids, self.amounts.plan.codes
        found = np.zeros((len(kinds), len(codes)), dtype=bool)
        posted = {account for _kind, account in self._held(column)}
        like, classes = {_like(code) for code in posted}, {code[0] for code in posted}
        expected = {pair for one in COLUMNS if one != column for pair in self._held(one)}
        expected |= {(kind, code) for kind in kinds for group in self.amounts.unknown for code in group}
        place = {code: at for at, code in enumerate(codes)}
        for kind, code in expected:
            found[kinds.index(kind), place[code]] = _like(code)[1] != UNALLOCATED and _like(code) not in like
        found[:, [code[0] not in classes for code in codes]] = True
        return found

    def _held(self, column: str) -> frozenset[tuple[str, str]]:
        """The kinds of unit and the accounts that hold anything in a column."""
        kinds = {one.id: one.kind for one in self.amounts.budget.units}
        return frozenset((kinds[one.unit], one.account) for one in self.amounts.budget.amounts if one.measure in _LAYERS[column] and one.nok)

    def list_units_without_accounts(self, form_id: str, row: str) -> list[tuple[str, int]]:
        """The units that the revised budget has something for on a row and that nothing is booked on: name and whole kroner as the row counts it."""
        budget, actual = (self._by_unit(form_id, row, column) for column in (REVISED, ACCOUNTS))
        names = {one.id: one.name for one in self.amounts.budget.units}
        return [(names[unit], int(divide_rounded(ore, ORE))) for unit, ore in budget.items() if ore and not actual.get(unit)]

    def _by_unit(self, form_id: str, row: str, column: str) -> Mapping[str, int]:
        return self._add_up(form_id, row, column, lambda table, at: table.units.ids[table.unit[at]])

    def parts(self, form_id: str, row: str, column: str) -> tuple[tuple[str, int], ...]:
        """The accounts that a row adds up in a column, and whole kroner as they count there. Raises KeyError for an unknown form or row."""
        found = self._add_up(form_id, row, column, lambda table, at: table.accounts.ids[table.account[at]])
        return tuple((code, int(divide_rounded(ore, ORE))) for code, ore in sorted(found.items()) if ore)

    def _add_up(self, form_id: str, row: str, column: str, name: Callable[[AmountTable, int], str]) -> dict[str, int]:
        """What a row adds up in a column, in øre by what `name` gives of each amount."""
        form, engine = get_forms()[form_id], self._ledger
        places, weights = engine.selected_rows(form, engine.statement(form, column).row(row), column)
        found: dict[str, int] = {}
        for at, weight in zip(places.tolist(), weights.tolist(), strict=True):
            key = name(engine.table, at)
            found[key] = found.get(key, 0) + weight * int(engine.table.nok[at])
        return found


def _like(code: str) -> tuple[str, str]:
    """The class of an account and the group of its art: accounts of which some are booked where any are."""
    return code[0], find_account_group(code)
