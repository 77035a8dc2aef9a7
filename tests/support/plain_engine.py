"""Statements worked out slowly and plainly: dicts, loops and whole numbers, straight from the definitions. It judges the fast engine."""

from collections.abc import Iterable

from veikart.calc.layers import Amount, Budget
from veikart.calc.statements import ELSEWHERE, EXACT, JOINED, MISSING, Account, AccountPlan, Cell, Form, Line

Cells = dict[str, dict[int, Cell]]


class PlainForm:
    """What one krone on an account at a kind of unit adds to each line, rule by rule."""

    def __init__(self, form: Form, plan: AccountPlan) -> None:
        self.form = form
        self.plan = plan
        self.pools = {account.code: account for account in plan.accounts if account.candidates}
        self._known: dict[tuple[str, str, str], int] = {}

    def is_named(self, code: str, kind: str) -> bool:
        """Whether the amount stands outside the form, or on a line that names its account."""
        selectors = [*self.form.outside, *(one for line in self.form.lines if line.kind == "accounts" for one in line.selectors)]
        return any(one.takes(code, kind) for one in selectors)

    def weight(self, line: Line, code: str, kind: str, part_of: str = "") -> int:
        """What a krone adds to the line. A pool nobody names counts as what it may hold if that is the same, else as what it is shown on."""
        key = (f"{part_of}.{line.id}", code, kind)
        if key not in self._known:
            pool = self.pools.get(code)
            if pool and code not in pool.candidates and not self.is_named(code, kind):
                may_be = {self.weight(line, one, kind, part_of) for one in pool.candidates}
                home = self.weight(line, pool.home, kind, part_of) if pool.home else 0
                self._known[key] = may_be.pop() if len(may_be) == 1 else home
            else:
                self._known[key] = self._plain_weight(line, code, kind)
        return self._known[key]

    def _plain_weight(self, line: Line, code: str, kind: str) -> int:
        if line.kind == "accounts":
            return line.sign * any(one.takes(code, kind) for one in line.selectors)
        if line.kind == "sum":
            return sum(sign * self.weight(self.form.line_by_id[term], code, kind) for sign, term in line.terms)
        is_rest = (
            code[0] == line.account_class
            and line.side in {"", self.plan.sides[code]}
            and (not line.kinds or kind in line.kinds)
            and not self.is_named(code, kind)
        )
        return line.sign * is_rest

    def is_uneven(self, line: Line, codes: Iterable[str], kind: str, part_of: str) -> bool:
        """Whether it matters to the line which of these accounts an amount is on."""
        return len({self.weight(line, code, kind, part_of) for code in codes if code in self.plan.sides}) > 1


class PlainEngine:
    """The same questions as the fast engine, answered one amount at a time."""

    def __init__(self, budget: Budget, plan: AccountPlan, *, unknown: tuple[tuple[str, ...], ...] = ()) -> None:
        self.budget = budget
        self.plan = plan
        self.unknown = unknown
        self.years = tuple(sorted({amount.year for amount in budget.amounts}))
        self.kinds = {unit.kind for unit in budget.units}
        self._forms: dict[str, PlainForm] = {}

    def amounts(self, version_id: str) -> list[Amount]:
        layers = set(self.budget.version_by_id[version_id].layers)
        measures = self.budget.measure_by_id
        return [amount for amount in self.budget.amounts if measures[amount.measure].layer in layers]

    def statement(self, form: Form, version_id: str) -> Cells:
        """Every row that has figures, by id, with its cells by year."""
        plain = self._forms.setdefault(form.id, PlainForm(form, self.plan))
        rows = self._rows(form)
        sums = self._add_up(plain, rows, self.amounts(version_id))
        held = self._held_pools(self.amounts(version_id))
        cells: Cells = {}
        for row_id, (line, unit, part_of) in rows.items():
            below = self._below(unit)
            cells[row_id] = {year: self._cell(plain, line, part_of, sums[row_id][year], self._in(held, year, below)) for year in self.years}
        return cells

    def _rows(self, form: Form) -> dict[str, tuple[Line, str, str]]:
        """By row id: the line or part, the unit it is counted for, and the line that a part belongs to."""
        rows: dict[str, tuple[Line, str, str]] = {}
        for line in form.lines:
            if line.kind == "each":
                for unit in self.budget.units:
                    if unit.kind in line.unit_kinds:
                        rows.update({f"{unit.id}.{part.id}": (part, unit.id, line.id) for part in line.parts})
            elif line.kind != "heading":
                rows[line.id] = (line, "", "")
        return rows

    def _add_up(self, plain: PlainForm, rows: dict[str, tuple[Line, str, str]], amounts: list[Amount]) -> dict[str, dict[int, list[int]]]:
        """By row and year: kroner and half width. For each amount the rows that take it are looked up once for its account and kind of unit."""
        sums = {row_id: {year: [0, 0] for year in self.years} for row_id in rows}
        lines = [(row_id, line) for row_id, (line, unit, _) in rows.items() if not unit]
        parts = {(line.id, part_of): line for line, unit, part_of in rows.values() if unit}
        takers: dict[tuple[str, str], tuple[list[tuple[str, int]], list[tuple[str, int]]]] = {}
        above = {unit.id: [unit.id, *(one.id for one in self.budget.ancestors(unit.id))] for unit in self.budget.units}
        kind_of = {unit.id: unit.kind for unit in self.budget.units}
        each = {(row_id, part_of) for row_id, (_, unit, part_of) in rows.items() if unit}
        for amount in amounts:
            kind = kind_of[amount.unit]
            if (amount.account, kind) not in takers:
                on_lines = [(row_id, weight) for row_id, line in lines if (weight := plain.weight(line, amount.account, kind))]
                on_parts = [(key, weight) for key, line in parts.items() if (weight := plain.weight(line, amount.account, kind, key[1]))]
                takers[amount.account, kind] = on_lines, on_parts
            on_lines, on_parts = takers[amount.account, kind]
            for row_id, weight in on_lines:
                _add(sums[row_id][amount.year], weight, amount)
            for (part_id, line_id), weight in on_parts:
                for unit in above[amount.unit]:
                    if (f"{unit}.{part_id}", line_id) in each:
                        _add(sums[f"{unit}.{part_id}"][amount.year], weight, amount)
        return sums

    def _held_pools(self, amounts: list[Amount]) -> dict[int, dict[str, list[tuple[str, Account]]]]:
        """By year and unit: the pools that hold anything there, and the account each of them is that year."""
        pools = {account.code for account in self.plan.accounts if account.candidates}
        net: dict[tuple[int, str, str], int] = {}
        for amount in amounts:
            if amount.account in pools:
                key = (amount.year, amount.unit, amount.account)
                net[key] = net.get(key, 0) + amount.nok
        held: dict[int, dict[str, list[tuple[str, Account]]]] = {}
        for (year, unit, code), nok in net.items():
            account = self.plan.for_year(year).get(code)
            if nok and account and account.candidates:
                held.setdefault(year, {}).setdefault(unit, []).append((self.budget.unit_by_id[unit].kind, account))
        return held

    def _below(self, unit: str) -> frozenset[str] | None:
        return self.budget.unit_and_below(unit) if unit else None

    def _in(self, held: dict[int, dict[str, list[tuple[str, Account]]]], year: int, below: frozenset[str] | None) -> list[tuple[str, Account]]:
        return [pool for unit, pools in held.get(year, {}).items() if below is None or unit in below for pool in pools]

    def _cell(self, plain: PlainForm, line: Line, part_of: str, total: list[int], held: list[tuple[str, Account]]) -> Cell:
        for group in self.unknown:
            if any(plain.is_uneven(line, group, kind, part_of) for kind in self.kinds):
                return Cell(0, 0, MISSING, group)
        states: dict[str, str] = {}
        for kind, account in sorted(set(held), key=lambda one: (one[1].code, one[0])):
            if plain.is_named(account.code, kind) and account.code not in account.candidates:
                continue
            if plain.is_uneven(line, (*account.candidates, account.code), kind, part_of):
                if not account.home:
                    return Cell(0, 0, MISSING, (account.code,))
                at_home = plain.weight(line, account.home, kind, part_of) != 0
                states[account.code] = JOINED if at_home or states.get(account.code) == JOINED else ELSEWHERE
        state = JOINED if JOINED in states.values() else ELSEWHERE if states else EXACT
        return Cell(total[0], abs(total[1]), state, tuple(states))


def _add(total: list[int], weight: int, amount: Amount) -> None:
    total[0] += weight * amount.nok
    total[1] += abs(weight) * amount.half_width_nok
