"""One dataset with everything that follows from it. Worked out when asked for, and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from veikart.calc.documents import Dataset, DocumentCheck, FigureSelector, Resolver, Target, check_document, parse_selector
from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import Evaluation, FigureMissing, evaluate, parse_formula
from veikart.calc.layers import AmountTable, Budget, Selection
from veikart.calc.ratios import Ratio, RatioSeries, TargetVerdict, judge_target
from veikart.calc.statements import MISSING, STATES, AccountPlan, Cell, Form, Row, Statement, StatementEngine
from veikart.calc.values import Interval
from veikart.rules.accounts import get_account_plan
from veikart.rules.ratios import get_ratios
from veikart.rules.statements import get_forms

NO_DIVISOR = "et tall å dele på som ikke er null"
SAVING_KIND, COMMON_KIND = "restructuring", "post"
"""The kind of measure that saves, and the kind of unit no sector answers for."""

Lines = frozenset[tuple[str, str]] | None
"""Form and row of lines; None for what cannot be told by lines."""

Figure = tuple[int, int, str]
"""Whole kroner, half width, state."""

Verdict = tuple[RatioSeries, TargetVerdict]
"""A ratio and how it stands against a target."""

Savings = dict[tuple[str, str], dict[int, int]]
"""Whole kroner by year for each name of a measure and unit."""


@dataclass(frozen=True, slots=True)
class StatementColumn:
    """A column of a statement as shown: its heading, year and the version it comes from."""

    heading: str
    year: int
    version: str
    kind: str


def _with_remarks(ratios: dict[str, Ratio], targets: tuple[Target, ...], year: int | None = None) -> dict[str, Ratio]:
    """The ratios with what the municipality itself says of them added to their notes; with a `year` only what is said of that year."""
    said = (target for target in targets if year is None or not target.note_years or year in target.note_years)
    remarks = {target.ratio: target.note for target in said if target.note}
    return {key: replace(one, note=f"{one.note} {remarks[key]}".strip()) if key in remarks else one for key, one in ratios.items()}


class Programme:
    """A dataset bound to the account plan, forms and ratios in force."""

    def __init__(self, dataset: Dataset, *, plan: AccountPlan | None = None) -> None:
        self.dataset = dataset
        self.plan = plan or get_account_plan()
        self.forms: dict[str, Form] = get_forms()
        self.ratios: dict[str, Ratio] = _with_remarks(get_ratios(), dataset.targets)
        self._statements: dict[tuple[str, str], Statement] = {}
        self._series: dict[tuple[str, str], RatioSeries] = {}
        self._verdicts: dict[str, list[Verdict]] = {}
        self._savings: dict[str, Savings] = {}
        self._figures: dict[tuple[str, str, str], dict[int, Figure]] = {}
        self._lines: dict[str, Lines] = {}
        self._inputs: dict[tuple[str, Context], Interval | str] = {}

    def ratio_in(self, ratio_id: str, year: int) -> Ratio:
        """A ratio with the note that goes for one year. Raises KeyError."""
        return _with_remarks({ratio_id: get_ratios()[ratio_id]}, self.dataset.targets, year)[ratio_id]

    @property
    def budget(self) -> Budget:
        """The measures and their amounts."""
        return self.dataset.budget

    @cached_property
    def table(self) -> AmountTable:
        """The amounts as arrays."""
        return AmountTable.of(self.dataset.budget)

    @cached_property
    def engine(self) -> StatementEngine:
        """What fills in the forms from the amounts."""
        return StatementEngine(self.dataset.budget, self.table, self.plan, unknown=self.dataset.unknown_accounts)

    @cached_property
    def resolver(self) -> Resolver:
        """Gives figures by address."""
        return Resolver(self.dataset, lambda: self.table, self._line_value, self._ratio_value, self._input_value)

    @cached_property
    def columns(self) -> tuple[StatementColumn, ...]:
        """The columns the dataset shows its statements in."""
        return tuple(StatementColumn(one.heading, one.year, one.version, one.kind) for one in self.dataset.columns)

    @cached_property
    def main_version(self) -> str:
        """The version of the first plan year: the one the dataset is about."""
        return self.dataset.column_by_year[self.dataset.plan_years[0]].version

    def columns_for(self, version: str = "") -> tuple[StatementColumn, ...]:
        """The columns with the plan years taken from `version` instead, where one is given. Raises KeyError for an unknown one."""
        if not version:
            return self.columns
        known = self.dataset.budget.version_by_id[version]
        return tuple(
            StatementColumn(one.heading, one.year, known.id, one.kind) if one.year in self.dataset.plan_years else one for one in self.columns
        )

    def years_of(self, version: str) -> tuple[int, ...]:
        """The years a version has amounts in. Raises KeyError for an unknown version."""
        layers = self.dataset.budget.version_by_id[version].layers
        held = set(self.table.year[self.table.rows(Selection(layers=frozenset(layers)))].tolist())
        return tuple(year for at, year in enumerate(self.table.years) if at in held)

    def statement(self, form_id: str, version: str) -> Statement:
        """The form filled in for a version. Raises KeyError for an unknown form or version."""
        key = (form_id, version)
        if key not in self._statements:
            self._statements[key] = self.engine.statement(self.forms[form_id], version)
        return self._statements[key]

    def cell(self, form_id: str, row_id: str, column: StatementColumn) -> Cell | None:
        """One cell of a statement; None for a heading or a year the budget does not have. Raises KeyError for an unknown row."""
        return self.statement(form_id, column.version).cell(row_id, column.year)

    def figures(self, form_id: str, row_id: str, version: str) -> Mapping[int, Figure]:
        """A row by year: whole kroner, how far rounding may have moved it, and what it can know (of STATES). Raises KeyError as `cell`."""
        key = (form_id, row_id, version)
        if key not in self._figures:
            values = self.engine.row_values(self.forms[form_id], row_id, version)
            columns = zip(self.engine.years, values.nok.tolist(), values.half.tolist(), values.state.tolist(), strict=True)
            self._figures[key] = {year: (nok, abs(half), STATES[state]) for year, nok, half, state in columns}
        return self._figures[key]

    def rows(self, form_id: str, columns: tuple[StatementColumn, ...], *, with_empty: bool = False) -> list[Row]:
        """The rows of a form that hold something in one of the columns; headings and lines always, units only then."""
        statement = self.statement(form_id, columns[0].version)
        shown: list[Row] = []
        for row in statement.rows:
            cells = [self.cell(form_id, row.id, column) for column in columns] if row.unit else []
            if with_empty or not row.unit or any(cell and cell.nok for cell in cells):
                shown.append(row)
        return shown

    def series(self, ratio_id: str, version: str = "") -> RatioSeries:
        """A ratio in every column, with the printed years before them. Raises KeyError for an unknown ratio."""
        key = (ratio_id, version)
        if key not in self._series:
            self._series[key] = self._work_out_series(self.ratios[ratio_id], version)
        return self._series[key]

    def verdicts(self, version: str = "") -> list[Verdict]:
        """Every adopted target with the ratio it is for. Raises KeyError for an unknown version."""
        if version not in self._verdicts:
            known = [one for one in self.dataset.targets if one.ratio in self.ratios]
            self._verdicts[version] = [self._judge(place, target, version) for place, target in enumerate(known)]
        return self._verdicts[version]

    def _judge(self, _place: int, target: Target, version: str) -> Verdict:
        series = self.series(target.ratio, version)
        return series, judge_target(target, series, self.dataset.plan_years)

    def savings(self, version: str) -> Savings:
        """What restructuring adds to common posts, net of earlier decisions under the same name. Raises KeyError for an unknown version."""
        if version not in self._savings:
            self._savings[version] = self._add_up_savings(version)
        return self._savings[version]

    def _add_up_savings(self, version: str) -> Savings:
        budget = self.budget
        posts = frozenset(unit.id for unit in budget.units if unit.kind == COMMON_KIND)
        layers = frozenset(budget.version_by_id[version].layers)
        found: Savings = {}
        for amount in self.table.amounts(Selection(layers=layers, units=posts, kinds=frozenset({SAVING_KIND}))):
            if amount.unit in posts:
                years = found.setdefault((budget.measure_by_id[amount.measure].name, amount.unit), {})
                years[amount.year] = years.get(amount.year, 0) + amount.nok
        return found

    def lines_in(self, formula: str) -> Lines:
        """The lines that a formula is worked out from, through inputs and ratios too; None where it asks for amounts directly."""
        if formula not in self._lines:
            found = [self._lines_of(parse_selector(one.selector)) for one in parse_formula(formula).references if not one.is_printed]
            known = [lines for lines in found if lines is not None]
            self._lines[formula] = frozenset().union(*known) if len(known) == len(found) else None
        return self._lines[formula]

    def _lines_of(self, selector: FigureSelector) -> Lines:
        match selector.kind:
            case "line":
                return frozenset({(selector.form, selector.row)})
            case "ratio" if selector.name in self.ratios:
                return self.lines_in(self.ratios[selector.name].formula)
            case "input" if selector.name in self.dataset.input_by_id:
                one = self.dataset.input_by_id[selector.name]
                return self.lines_in(f"({one.formula}) + ({one.otherwise})" if one.otherwise else one.formula)
            case "amounts":
                return None
        return frozenset()

    @cached_property
    def document_check(self) -> DocumentCheck:
        """The document worked out anew."""
        return check_document(
            self.dataset.tables,
            self.dataset.checks,
            lambda reference, column, year: self.resolver.resolve(reference, Context(column, year)),
        )

    def evaluate(self, formula: str, context: Context) -> Evaluation:
        """A formula in a column. Raises FigureMissing."""
        return evaluate(parse_formula(formula), lambda reference: self.resolver.resolve(reference, context))

    def _work_out_series(self, ratio: Ratio, version: str) -> RatioSeries:
        values: dict[int, Interval] = {}
        missing: dict[int, str] = {}
        for column in self.columns_for(version):
            value = self._ratio_in(ratio, column)
            if isinstance(value, Interval):
                values[column.year] = value
            else:
                missing[column.year] = value
        history: dict[int, Interval] = {}
        formula = self.dataset.history.get(ratio.id)
        for year in self._history_years(formula, set(values)) if formula else ():
            try:
                history[year] = self.evaluate(formula or "", Context(str(year), year)).interval
            except (FigureMissing, ZeroDivisionError):
                continue
        return RatioSeries(ratio, values, missing, history)

    def _ratio_in(self, ratio: Ratio, column: StatementColumn) -> Interval | str:
        """A ratio in one column, or what is missing."""
        try:
            return self.evaluate(ratio.formula, Context(str(column.year), column.year, column.version)).interval
        except FigureMissing as error:
            return error.reference
        except ZeroDivisionError:
            return NO_DIVISOR

    def _history_years(self, formula: str, known: set[int]) -> list[int]:
        """The years the formula's tables have and that are not `known` from the statements."""
        years: set[int] = set()
        for reference in parse_formula(formula).references:
            table = self.dataset.table_by_id.get(reference.table)
            years.update(column.year for column in (table.columns if table else ()) if column.year)
        return sorted(years - known)

    def _line_value(self, form_id: str, row_id: str, year: int, version: str) -> Interval:
        text = f"{{line {form_id} {row_id}}}"
        if form_id not in self.forms:
            raise FigureMissing(text)
        try:
            figure = self.figures(form_id, row_id, version).get(year)
        except KeyError:
            raise FigureMissing(text) from None
        if figure is None or figure[2] == MISSING:
            raise FigureMissing(text)
        return Interval.rounded(figure[0], half_width=figure[1])

    def _ratio_value(self, ratio_id: str, context: Context) -> Interval:
        if ratio_id not in self.ratios:
            raise FigureMissing(f"{{ratio {ratio_id}}}")
        return self.evaluate(self.ratios[ratio_id].formula, context).interval

    def _input_value(self, input_id: str, context: Context) -> Interval:
        value = self.known_input(input_id, context)
        if isinstance(value, str):
            raise FigureMissing(value)
        return value

    def known_input(self, input_id: str, context: Context) -> Interval | str:
        """An input in one column, or what is missing."""
        if (input_id, context) not in self._inputs:
            self._inputs[input_id, context] = self._input_in(input_id, context)
        return self._inputs[input_id, context]

    def _input_in(self, input_id: str, context: Context) -> Interval | str:
        one = self.dataset.input_by_id.get(input_id)
        if one is None:
            return f"{{input {input_id}}}"
        for formula in (one.formula, one.otherwise):
            try:
                if formula:
                    return self.evaluate(formula, context).interval
            except FigureMissing:
                continue
        return one.name
