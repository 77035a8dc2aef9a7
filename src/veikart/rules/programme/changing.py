"""A programme where one measure is another: only what the change touches is worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from veikart.calc.documents import DocumentCheck, Target
from veikart.calc.documents.resolving import Context
from veikart.calc.layers import Amount, AmountTable, Budget, Measure
from veikart.calc.ratios import Ratio, RatioSeries
from veikart.calc.values import Interval
from veikart.rules.programme.programme import COMMON_KIND, SAVING_KIND, Programme, Savings, Verdict


def change_measure(programme: Programme, measure: Measure, amounts: Sequence[Amount]) -> Programme:
    """The programme with these amounts for `measure` instead of those it has; a new measure is added to its layer.

    Every sum is linear in the amounts, so statements, ratios and findings are the earlier ones with the difference added. The check of the
    document is the earlier one: a draft changes no print. Raises KeyError for an unknown layer, unit or account, ValueError for a year the
    budget does not have, OverflowError where the amounts are too large to be added up exactly.
    """
    return ChangedProgramme(programme, measure, tuple(amounts))


class ChangedProgramme(Programme):
    """A programme and a change to it."""

    def __init__(self, earlier: Programme, measure: Measure, amounts: tuple[Amount, ...]) -> None:
        super().__init__(earlier.dataset, plan=earlier.plan)
        self.earlier = earlier
        self.measure = measure
        self.amounts = amounts
        self.engine = earlier.engine.changed(measure, amounts)
        self._moved: dict[tuple[str, str], frozenset[int]] = {}

    @cached_property
    def table(self) -> AmountTable:
        """The amounts with those of the change added."""
        return self.engine.table

    @cached_property
    def budget(self) -> Budget:
        """The budget with the measure and its amounts put in."""
        old = self.earlier.budget
        known = self.measure.id in old.measure_by_id
        measures = tuple(self.measure if one.id == self.measure.id else one for one in old.measures)
        kept = tuple(amount for amount in old.amounts if amount.measure != self.measure.id)
        return replace(old, measures=measures if known else (*measures, self.measure), amounts=(*kept, *self.amounts))

    @cached_property
    def document_check(self) -> DocumentCheck:
        """The check of the document as it was before: a change is not printed."""
        return self.earlier.document_check

    def _add_up_savings(self, version: str) -> Savings:
        found = {key: dict(years) for key, years in self.earlier.savings(version).items()}
        old = self.earlier.budget.measure_by_id.get(self.measure.id)
        if old and old.kind == SAVING_KIND:
            self._add_saving(found, version, old, self.earlier.table.amounts_at(self.earlier.table.rows_of(old.id)), sign=-1)
        self._add_saving(found, version, self.measure, self.amounts, sign=1)
        return found

    def _add_saving(self, found: Savings, version: str, measure: Measure, amounts: Sequence[Amount], *, sign: int) -> None:
        if measure.kind != SAVING_KIND or measure.layer not in self.dataset.budget.version_by_id[version].layers:
            return
        for amount in amounts:
            if self.dataset.budget.unit_by_id[amount.unit].kind == COMMON_KIND:
                years = found.setdefault((measure.name, amount.unit), {})
                years[amount.year] = years.get(amount.year, 0) + sign * amount.nok

    def _work_out_series(self, ratio: Ratio, version: str) -> RatioSeries:
        earlier = self.earlier.series(ratio.id, version)
        columns = self.columns_for(version)
        years = {one: self._moved_in(ratio.formula, one) for one in {column.version for column in columns}}
        moved = [column for column in columns if column.year in years[column.version]]
        if not moved:
            return earlier
        values, missing = dict(earlier.values), dict(earlier.missing)
        for column in moved:
            value = self._ratio_in(ratio, column)
            values.pop(column.year, None)
            missing.pop(column.year, None)
            if isinstance(value, Interval):
                values[column.year] = value
            else:
                missing[column.year] = value
        return RatioSeries(ratio, values, missing, earlier.history)

    def _judge(self, place: int, target: Target, version: str) -> Verdict:
        earlier = self.earlier.verdicts(version)[place]
        return earlier if self.series(target.ratio, version) is earlier[0] else super()._judge(place, target, version)

    def _input_in(self, input_id: str, context: Context) -> Interval | str:
        if context.version and context.year not in self._moved_in(f"{{input {input_id}}}", context.version):
            return self.earlier.known_input(input_id, context)
        return super()._input_in(input_id, context)

    def _moved_in(self, formula: str, version: str) -> frozenset[int]:
        """The years in which a line that the formula is worked out from has moved; all for one of amounts rather than lines."""
        if (formula, version) not in self._moved:
            lines = self.earlier.lines_in(formula)
            years = [self._moved_years(form_id, row_id, version) for form_id, row_id in lines or ()]
            self._moved[formula, version] = frozenset(self.engine.years) if lines is None else frozenset().union(*years)
        return self._moved[formula, version]

    def _moved_years(self, form_id: str, row_id: str, version: str) -> list[int]:
        """The years in which a row differs from the earlier programme."""
        try:
            now, before = self.figures(form_id, row_id, version), self.earlier.figures(form_id, row_id, version)
        except KeyError:
            return []
        return [year for year in now if now[year] != before[year]]
