"""The amounts of the measures: those written down, and those that a formula fetches from printed figures."""

from __future__ import annotations

from veikart.calc.documents import parse_selector
from veikart.calc.formulas import FigureMissing, Formula, Reference, evaluate
from veikart.calc.layers import Amount, Budget
from veikart.calc.values import Interval
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.formulas import AMOUNTS, PRINTED, Names, check_references, read_formula
from veikart.exchange.dataset.measures import BY_FORMULA, MeasureRow, Measures, check_amount
from veikart.rules.findings import Place

LARGEST_SUM = 10**18
"""Kroner, of all amounts without their sign: statements add them several times over in int64."""


def read_amounts(folder: Folder, measures: Measures, names: Names) -> tuple[Amount, ...]:
    """Every amount. Formulas that add up layers come last, each when the layers it adds up are known."""
    formulas: list[tuple[MeasureRow, Formula]] = []
    for row in measures.rows:
        formula = _read_formula(folder, row, names) if row.measure.formula else None
        if formula:
            formulas.append((row, formula))
    reconciling = [(row, formula) for row, formula in formulas if not all(one.is_printed for one in formula.references)]
    is_reconciling = {row.measure.id for row, _ in reconciling}
    amounts = [Amount(row.measure.id, row.unit, row.account, year, nok, half) for row in measures.rows for year, (nok, half) in row.amounts.items()]
    for row, formula in formulas:
        if row.measure.id not in is_reconciling:
            amounts.extend(_by_formula(folder, row, formula, names, None))
    while reconciling:
        waiting = {row.measure.layer for row, _ in reconciling}
        ready = [(row, formula) for row, formula in reconciling if not _layers_in(formula) & waiting]
        if not ready:
            _report_rings(folder, reconciling, waiting)
            break
        known = LayerSums(amounts, measures, names)
        for row, formula in ready:
            amounts.extend(_by_formula(folder, row, formula, names, known))
        reconciling = [one for one in reconciling if one not in ready]
    if sum(abs(amount.nok) + abs(amount.half_width_nok) for amount in amounts) > LARGEST_SUM:
        folder.report("amount-large", Place(file="measures"), found="alle beløp til sammen", expected="en milliard milliarder kroner")
    return tuple(amounts)


class LayerSums:
    """The amounts that a reconciling formula may add up."""

    def __init__(self, amounts: list[Amount], measures: Measures, names: Names) -> None:
        layer_of = {row.measure.id: row.measure.layer for row in measures.rows}
        self._budget = Budget(names.units.units, (), (), (), ())
        self._amounts: dict[tuple[str, str, int], list[Amount]] = {}
        for amount in amounts:
            self._amounts.setdefault((layer_of[amount.measure], amount.unit, amount.year), []).append(amount)

    def total(self, layers: tuple[str, ...], units: tuple[str, ...], year: int) -> tuple[int, int]:
        """The sum in whole kroner and the sum of half widths, for the units and all under them."""
        wanted = {one for unit in units for one in self._budget.unit_and_below(unit)}
        found = [one for layer in set(layers) for unit in wanted for one in self._amounts.get((layer, unit, year), ())]
        return sum(one.nok for one in found), sum(one.half_width_nok for one in found)


def _read_formula(folder: Folder, row: MeasureRow, names: Names) -> Formula | None:
    place = row.place("formula")
    formula = read_formula(folder, row.measure.formula, place, uses=(PRINTED, AMOUNTS))
    if formula is None:
        return None
    for reference in formula.references:
        if not reference.is_printed and set(_filters(reference)) != {"unit", "layer"}:
            folder.report("reference-kind", place, found=reference.text, expected="trykte tall [tabell:rad] og summer {unit=… layer=…}")
            return None
    return formula if check_references(folder, formula, names, place) else None


def _filters(reference: Reference) -> dict[str, tuple[str, ...]]:
    return dict(parse_selector(reference.selector).filters)


def _layers_in(formula: Formula) -> set[str]:
    """The layers a formula adds up."""
    return {layer for reference in formula.references if not reference.is_printed for layer in _filters(reference)["layer"]}


def _report_rings(folder: Folder, reconciling: list[tuple[MeasureRow, Formula]], waiting: set[str]) -> None:
    """Say of every formula left that it adds up a layer which is itself worked out from others, perhaps its own."""
    for row, formula in reconciling:
        folder.report("formula-ring", row.place("formula"), found=min(_layers_in(formula) & waiting), expected=row.measure.layer)


def _by_formula(folder: Folder, row: MeasureRow, formula: Formula, names: Names, known: LayerSums | None) -> list[Amount]:
    years = [year for year, text in row.cells.items() if text == BY_FORMULA]
    found = [(year, _amount(folder, row, formula, year, names, known)) for year in years]
    return [Amount(row.measure.id, row.unit, row.account, year, *amount) for year, amount in found if amount]


def _amount(folder: Folder, row: MeasureRow, formula: Formula, year: int, names: Names, known: LayerSums | None) -> tuple[int, int] | None:
    """The amount and its half width.

    A formula that takes a sum of layers away from a printed figure reconciles the two: its half width then takes back the layers' own, so
    that everything added up is as exact as the printed figure.
    """
    taken_back = 0

    def resolve(reference: Reference) -> Interval:
        nonlocal taken_back
        if not reference.is_printed:
            filters = _filters(reference)
            nok, half = known.total(filters["layer"], filters["unit"], year) if known else (0, 0)
            taken_back += half
            return Interval.exact(nok)
        table = names.tables.by_id.get(reference.table)
        column = reference.column or str(year)
        figure = table.figure_by_place.get((reference.row, column)) if table else None
        if figure is None:
            raise FigureMissing(f"[{reference.table}:{reference.row}@{column}]")
        return figure.interval

    place = row.place(str(year))
    try:
        value = evaluate(formula, resolve).interval
    except FigureMissing as error:
        if not any(one.table in names.tables.unsure or one.table not in names.tables.by_id for one in formula.references if one.is_printed):
            folder.report("reference-unknown", place, found=error.reference)
        return None
    except ZeroDivisionError:
        folder.report("formula-zero", place, found=row.measure.formula)
        return None
    amount = check_amount(folder, value.value, max(value.high - value.value, value.value - value.low), place, row.measure.formula)
    return (amount[0], amount[1] - taken_back) if amount else None
