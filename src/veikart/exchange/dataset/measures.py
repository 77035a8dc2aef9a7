"""`measures/*.csv`: the measures and their amounts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.documents import PrintedTable, SelectorError, parse_selector
from veikart.calc.documents.printed import parse_printed
from veikart.calc.formulas import FigureMissing, Formula, FormulaError, Reference, evaluate, parse_formula
from veikart.calc.layers import Amount, Layer, Measure, Unit
from veikart.calc.statements import AccountPlan
from veikart.calc.values import Interval
from veikart.exchange.dataset.description import Description
from veikart.exchange.dataset.files import CsvRow, Folder
from veikart.exchange.dataset.structure import check_id
from veikart.rules.findings import Place

KINDS = (
    "base",
    "wages",
    "prices",
    "pension",
    "technical",
    "demography",
    "need",
    "premises",
    "restructuring",
    "fees",
    "finance",
    "investment",
    "distribution",
)
_COLUMNS = ("id", "layer", "unit", "account", "kind", "name", "frame", "formula", "table", "note")
BY_FORMULA = "="


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A row that has been read: the measure, where it stands, and the text of each year's cell."""

    measure: Measure
    unit: str
    account: str
    file: str
    line: int
    frame: str
    cells: dict[int, str]

    def place(self, column: str) -> Place:
        return Place(file=self.file, row=self.line, column=column)


def read_measures(
    folder: Folder,
    description: Description,
    units: tuple[Unit, ...],
    layers: tuple[Layer, ...],
    plan: AccountPlan,
    years: tuple[int, ...],
) -> list[MeasureRow]:
    """Every row of every measures file, with findings for what does not fit."""
    unit_ids, layer_ids = {unit.id for unit in units}, {layer.id for layer in layers}
    seen: dict[str, str] = {}
    rows: list[MeasureRow] = []
    for name in folder.names("measures", ".csv"):
        for row in folder.csv(name, known=_COLUMNS, required=_COLUMNS, years=years):
            read = _read_row(folder, name, row, description, years)
            if not check_id(folder, seen, read.measure.id, read.place("id")):
                continue
            _check_row(folder, read, unit_ids, layer_ids)
            for year, text in read.cells.items():
                if text and read.account not in plan.for_year(year):
                    folder.report("account-unknown", read.place("account"), found=read.account, expected=str(year))
                    break
            rows.append(read)
    return rows


def _read_row(folder: Folder, name: str, row: CsvRow, description: Description, years: tuple[int, ...]) -> MeasureRow:
    cells = row.fields
    place = Place(file=name, row=row.line, column="frame")
    frame = _amount(folder, cells["frame"], description.amount_unit, place) if cells["frame"] else None
    measure = Measure(
        id=cells["id"],
        layer=cells["layer"],
        kind=cells["kind"],
        name=cells["name"],
        frame_nok=frame[0] if frame else None,
        table=cells["table"],
        formula=cells["formula"],
        note=cells["note"],
    )
    by_year = {year: cells[str(year)] for year in years}
    return MeasureRow(measure, cells["unit"], cells["account"], name, row.line, cells["frame"], by_year)


def _check_row(folder: Folder, row: MeasureRow, unit_ids: set[str], layer_ids: set[str]) -> None:
    measure = row.measure
    if row.unit not in unit_ids:
        folder.report("unit-unknown", row.place("unit"), found=row.unit)
    if measure.layer not in layer_ids:
        folder.report("layer-unknown", row.place("layer"), found=measure.layer)
    if measure.kind not in KINDS:
        folder.report("value-choice", row.place("kind"), name="kind", found=measure.kind, expected=", ".join(KINDS))
    if not measure.name:
        folder.report("key-missing", row.place("name"), expected="name")
    marked = [year for year, text in row.cells.items() if text == BY_FORMULA]
    written = [year for year, text in row.cells.items() if text and text != BY_FORMULA]
    if measure.formula and written:
        folder.report("formula-and-amounts", row.place("formula"), found=measure.id)
    if marked and not measure.formula:
        folder.report("key-missing", row.place("formula"), expected="formula")


def _amount(folder: Folder, text: str, unit: str, place: Place) -> tuple[int, int] | None:
    """The amount in whole kroner and its half width, or None with a finding."""
    try:
        value, half = parse_printed(text, unit)
    except ValueError:
        folder.report("number-bad", place, found=text[:60])
        return None
    if value.denominator != 1:
        folder.report("number-fraction", place, found=text)
        return None
    return int(value), _whole(half)


def _whole(half: Fraction) -> int:
    """A half width in whole kroner, never too small."""
    return -(-half.numerator // half.denominator) if half >= 1 else 0


def resolve_formulas(
    folder: Folder, rows: list[MeasureRow], tables: tuple[PrintedTable, ...], description: Description
) -> tuple[tuple[Measure, ...], tuple[Amount, ...]]:
    """The measures with their amounts: those written down, and those that a formula fetches from printed figures."""
    by_id = {table.id: table for table in tables}
    amounts: list[Amount] = []
    reconciling: list[tuple[MeasureRow, Formula]] = []
    for row in rows:
        formula = _formula(folder, row) if row.measure.formula else None
        if formula and not all(reference.is_printed for reference in formula.references):
            reconciling.append((row, formula))
            continue
        for year, text in row.cells.items():
            if not text:
                continue
            if text != BY_FORMULA:
                amount = _amount(folder, text, description.amount_unit, row.place(str(year)))
            else:
                amount = _by_formula(folder, row, formula, year, by_id, []) if formula else None
            if amount:
                amounts.append(Amount(row.measure.id, row.unit, row.account, year, amount[0], amount[1]))
    measures = tuple(row.measure for row in rows)
    if reconciling:
        known = _Known(amounts, {measure.id: measure.layer for measure in measures})
        for row, formula in reconciling:
            for year, text in row.cells.items():
                if text == BY_FORMULA:
                    amount = _by_formula(folder, row, formula, year, by_id, known.rows)
                    if amount:
                        amounts.append(Amount(row.measure.id, row.unit, row.account, year, amount[0], amount[1]))
    return measures, tuple(amounts)


class _Known:
    """The amounts that a reconciling formula may add up: those written down or fetched from print, with their layers."""

    def __init__(self, amounts: list[Amount], layers: dict[str, str]) -> None:
        self.rows = [(layers[amount.measure], amount) for amount in amounts]


def _formula(folder: Folder, row: MeasureRow) -> Formula | None:
    try:
        formula = parse_formula(row.measure.formula)
    except FormulaError as error:
        folder.report("formula-bad", row.place("formula"), found=str(error)[:1].upper() + str(error)[1:])
        return None
    for reference in formula.references:
        if not reference.is_printed and not _layer_sum(reference, row):
            folder.report("reference-unknown", row.place("formula"), found=reference.text)
            return None
    return formula


def _layer_sum(reference: Reference, row: MeasureRow) -> dict[str, tuple[str, ...]] | None:
    """The unit and layers a reconciling formula adds up; None where it asks for anything else, or for its own layer."""
    try:
        selector = parse_selector(reference.selector)
    except SelectorError:
        return None
    filters = dict(selector.filters)
    if set(filters) != {"unit", "layer"} or row.measure.layer in filters["layer"]:
        return None
    return filters


def _by_formula(
    folder: Folder,
    row: MeasureRow,
    formula: Formula,
    year: int,
    tables: dict[str, PrintedTable],
    known: list[tuple[str, Amount]],
) -> tuple[int, int] | None:
    """The amount and its half width.

    A formula that takes a sum of layers away from a printed figure reconciles the two: its half width then takes back the layers' own, so
    that everything added up is as exact as the printed figure.
    """

    def resolve(reference: Reference) -> Interval:
        filters = None if reference.is_printed else _layer_sum(reference, row)
        if filters:
            chosen = [one for layer, one in known if layer in filters["layer"] and one.unit in filters["unit"] and one.year == year]
            nonlocal taken_back
            taken_back += sum(one.half_width_nok for one in chosen)
            return Interval.exact(sum(one.nok for one in chosen))
        table = tables.get(reference.table)
        column = reference.column or str(year)
        figure = table.figure_by_place.get((reference.row, column)) if table else None
        if figure is None:
            raise FigureMissing(f"[{reference.table}:{reference.row}@{column}]")
        return figure.interval

    taken_back = 0
    try:
        value = evaluate(formula, resolve).interval
    except FigureMissing as error:
        folder.report("reference-unknown", row.place(str(year)), found=error.reference)
        return None
    except ZeroDivisionError:
        folder.report("formula-bad", row.place("formula"), found="Formelen deler på null")
        return None
    if value.value.denominator != 1:
        folder.report("number-fraction", row.place(str(year)), found=row.measure.formula)
        return None
    return int(value.value), _whole(max(value.high - value.value, value.value - value.low)) - taken_back
