"""One quantity year by year, for the columns a dataset shows."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import FigureMissing
from veikart.exchange.sourcing import tables_behind, tables_in_formula
from veikart.rules.programme import Programme

REVENUE = ("{input operating_revenue}", "0 - {line 5-6 sum-driftsinntekter}")
EXPENDITURE = ("{input operating_revenue} - {line drift brutto-driftsresultat}", "{line 5-6 sum-driftsutgifter}")
RESULT = ("{line drift netto-driftsresultat}",)
INVESTMENT = ("{line 5-5-2 sum}",)
NET_DEBT = ("{input net_loan_debt}",)


def yearly_values(programme: Programme, formulas: tuple[str, ...]) -> Mapping[int, Fraction]:
    """The value of the first formula that can be worked out, by year, in the base unit; years without are left out."""
    found: dict[int, Fraction] = {}
    for column in programme.columns:
        for formula in formulas:
            try:
                found[column.year] = programme.evaluate(formula, Context(str(column.year), column.year, column.version)).interval.value
            except (FigureMissing, ZeroDivisionError):
                continue
            break
    return found


def yearly_tables(programme: Programme, *formulas: tuple[str, ...]) -> tuple[str, ...]:
    """The printed tables behind such quantities."""
    found: dict[str, None] = {}
    for formula in (one for group in formulas for one in group[:1]):
        found.update(dict.fromkeys(sorted(tables_in_formula(programme.dataset, formula))))
        for form in programme.forms:
            if f"{{line {form} " in formula:
                found.update(dict.fromkeys(tables_behind(programme, form, programme.columns)))
    return tuple(found)
