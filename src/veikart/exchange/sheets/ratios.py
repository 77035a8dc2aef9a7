"""The ratios as a sheet: what goes into them, and each as a live formula."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import FigureMissing, Reference, parse_formula
from veikart.calc.ratios import Ratio, RatioSeries, TargetVerdict
from veikart.exchange.sheets.statements import NAME_WIDTH
from veikart.exchange.sheets.table import MONEY, NOK, NUMBER, PERCENT, TEXT, LiveValue, SheetColumn, SheetRow, SheetTable, Value
from veikart.exchange.sourcing import NOTHING, price_words, source_words, table_order, tables_behind, tables_in_formula
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import input_words
from veikart.rules.words.verdicts import verdict_label

LARGE_NOK = 1_000_000
"""Amounts from here on are shown in millions."""

_FUNCTIONS = {"sum": "SUM", "mean": "AVERAGE", "abs": "ABS"}
_COUNTED = ("inhabitants",)


def ratio_sheet(programme: Programme, version: str = "") -> SheetTable:
    """Every ratio in every column, with its target, minimum, average over the plan years and verdict in words.

    Shares are shares of one shown as per cent, money is whole kroner. First come the figures the ratios are made of; each ratio is a formula
    over them. `version` replaces the plan years' version where it is given. Raises KeyError for an unknown one.
    """
    inputs = _inputs(programme)
    verdicts = {series.ratio.id: verdict for series, verdict in programme.verdicts(version)}
    columns = programme.columns_for(version)
    rows = [SheetRow("Tallene nøkkeltallene er regnet av", id="innhold", style="group")]
    rows += [_input_row(programme, row_id, reference, columns) for row_id, reference in inputs.items()]
    rows.append(SheetRow("Nøkkeltall", id="nokkeltall", style="group"))
    for ratio in programme.ratios.values():
        rows.append(_ratio_row(programme, ratio, programme.series(ratio.id, version), verdicts.get(ratio.id), inputs))
    return SheetTable(
        title="Nøkkeltall",
        columns=(
            SheetColumn("name", "", TEXT, NAME_WIDTH),
            *(SheetColumn(str(column.year), column.heading) for column in columns),
            SheetColumn("average", "Snitt i planen"),
            SheetColumn("aim", "Mål"),
            SheetColumn("minimum", "Minimum"),
            SheetColumn("verdict", "Vurdering", TEXT, 46),
        ),
        rows=tuple(rows),
        unit=f"Andeler i prosent; beløp i hele kroner, store beløp vist i mill. kr, {price_words(programme.dataset, _tables(programme))}.",
        source=source_words(programme.dataset, _tables(programme)),
        notes=tuple(f"{ratio.name}: {ratio.words}. {ratio.note}".strip() for ratio in programme.ratios.values()),
    )


def _inputs(programme: Programme) -> dict[str, Reference]:
    """Every figure the ratios ask for, once, by row id."""
    found: dict[str, Reference] = {}
    for ratio in programme.ratios.values():
        for reference in parse_formula(ratio.formula).references:
            found.setdefault(reference.text, reference)
    return {f"inn-{place}": reference for place, reference in enumerate(found.values())}


def _input_row(programme: Programme, row_id: str, reference: Reference, columns: Sequence[StatementColumn]) -> SheetRow:
    values = [_figure(programme, reference, column.year, column.version) for column in columns]
    known = [value for value in values if value is not None]
    shown = tuple(NOTHING if value is None else value for value in values)
    return SheetRow(_name(programme, reference), (*shown, None, None, None, ""), id=row_id, kind=_kind(reference, known))


def _figure(programme: Programme, reference: Reference, year: int, version: str) -> int | Fraction | None:
    try:
        value = programme.evaluate(reference.text, Context(str(year), year, version)).interval.value
    except (FigureMissing, ZeroDivisionError):
        return None
    return int(value) if value.denominator == 1 else value


def _name(programme: Programme, reference: Reference) -> str:
    """The figure in words: a line by its label and form, an input by its name."""
    match reference.selector.split():
        case ["line", form, line] if form in programme.forms and line in programme.forms[form].line_by_id:
            return f"{programme.forms[form].line_by_id[line].label} ({programme.forms[form].short})"
    return input_words(programme.dataset, reference) if reference.selector else reference.text


def _kind(reference: Reference, known: list[int | Fraction]) -> str:
    if reference.selector.removeprefix("input ") in _COUNTED:
        return NUMBER
    if known and max(map(abs, known)) < LARGE_NOK:
        return PERCENT if max(map(abs, known)) <= 10 else NOK
    return MONEY


def _ratio_row(programme: Programme, ratio: Ratio, series: RatioSeries, verdict: TargetVerdict | None, inputs: Mapping[str, Reference]) -> SheetRow:
    row_of = {reference.text: row_id for row_id, reference in inputs.items()}
    values: list[Value] = []
    for column in programme.columns:
        known = series.values.get(column.year)
        values.append(LiveValue(_expression(ratio.formula, row_of, column.year), known.value) if known else NOTHING)
    years = programme.dataset.plan_years
    average = series.average(years)
    row_id = f"tall-{ratio.id}"
    target = verdict.target if verdict else None
    mean = LiveValue(f"AVERAGE({{{row_id}@{years[0]}}}:{{{row_id}@{years[-1]}}})", average.value) if average else None
    words = verdict_label(verdict) if verdict else ""
    largest = max((abs(one.value) for one in series.values.values()), default=Fraction(0))
    kind = PERCENT if ratio.unit == "share" else MONEY if largest >= LARGE_NOK else NOK
    return SheetRow(
        ratio.name, (*values, mean, target.aim if target else None, target.minimum if target else None, words), id=row_id, kind=kind, style="strong"
    )


def _expression(formula: str, row_of: Mapping[str, str], year: int) -> str:
    """The ratio's formula over the rows of the sheet, in one year's column."""
    text = formula
    for reference in parse_formula(formula).references:
        text = text.replace(reference.text, f"{{{row_of[reference.text]}@{year}}}", 1)
    return re.sub(r"\b(sum|mean|abs)\(", lambda match: f"{_FUNCTIONS[match[1]]}(", text).replace(" ", "")


def _tables(programme: Programme) -> tuple[str, ...]:
    found: set[str] = set()
    for ratio in programme.ratios.values():
        found |= tables_in_formula(programme.dataset, ratio.formula)
        for form in programme.forms:
            if f"{{line {form} " in ratio.formula:
                found.update(tables_behind(programme, form, programme.columns))
    return tuple(sorted(found, key=table_order))
