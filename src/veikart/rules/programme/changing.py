"""A programme where one measure is another: only what the change touches is worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from veikart.calc.documents import DocumentCheck
from veikart.calc.layers import Amount, AmountTable, Budget, Measure
from veikart.calc.ratios import Ratio, RatioSeries
from veikart.calc.values import Interval
from veikart.rules.programme.programme import COMMON_KIND, SAVING_KIND, Programme, Savings


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
        self._moved: dict[tuple[str, str, str], NDArray[np.bool_]] = {}

    @cached_property
    def table(self) -> AmountTable:
        return self.engine.table

    @cached_property
    def budget(self) -> Budget:
        old = self.earlier.budget
        known = self.measure.id in old.measure_by_id
        measures = tuple(self.measure if one.id == self.measure.id else one for one in old.measures)
        kept = tuple(amount for amount in old.amounts if amount.measure != self.measure.id)
        return replace(old, measures=measures if known else (*measures, self.measure), amounts=(*kept, *self.amounts))

    @cached_property
    def document_check(self) -> DocumentCheck:
        return self.earlier.document_check

    @cached_property
    def ratio_lines(self) -> dict[str, frozenset[tuple[str, str]] | None]:
        return self.earlier.ratio_lines

    def _add_up_savings(self, version: str) -> Savings:
        found = {key: dict(years) for key, years in self.earlier.savings(version).items()}
        old = self.earlier.budget.measure_by_id.get(self.measure.id)
        if old:
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
        values, missing = dict(earlier.values), dict(earlier.missing)
        for column in self.columns_for(version):
            if not self._is_moved(ratio.id, column.version, column.year):
                continue
            value = self._ratio_in(ratio, column)
            values.pop(column.year, None)
            missing.pop(column.year, None)
            if isinstance(value, Interval):
                values[column.year] = value
            else:
                missing[column.year] = value
        return RatioSeries(ratio, values, missing, earlier.history)

    def _is_moved(self, ratio_id: str, version: str, year: int) -> bool:
        """Whether anything the ratio is worked out from has moved; a ratio of amounts rather than lines always counts as moved."""
        lines = self.ratio_lines[ratio_id]
        return lines is None or any(self._has_moved(form, row, version, year) for form, row in lines)

    def _has_moved(self, form_id: str, row_id: str, version: str, year: int) -> bool:
        if (form_id, row_id, version) not in self._moved:
            self._moved[form_id, row_id, version] = self._moved_years(form_id, row_id, version)
        moved, years = self._moved[form_id, row_id, version], self.engine.years
        return year in years and bool(moved[years.index(year)])

    def _moved_years(self, form_id: str, row_id: str, version: str) -> NDArray[np.bool_]:
        """Shape (years,): in which years a row differs from the earlier programme."""
        form = self.forms.get(form_id)
        if form is None or row_id not in self.engine.keys(form):
            return np.zeros(len(self.engine.years), dtype=bool)
        now, before = (engine.row_values(form, row_id, version) for engine in (self.engine, self.earlier.engine))
        return (now.nok != before.nok) | (now.half != before.half) | (now.state != before.state)
