"""`measures/*.csv`: the measures, and the amounts that are written down."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.documents.printed import parse_printed
from veikart.calc.layers import Measure
from veikart.calc.statements import AccountPlan
from veikart.exchange.dataset.description import FIRST_YEAR, LAST_YEAR, Description
from veikart.exchange.dataset.entries import check_id
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.rows import CsvRow, read_csv
from veikart.exchange.dataset.structure import Layers, Units
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
LARGEST_AMOUNT = 10**13
"""Kroner. About half of the largest fund in the country; small enough that sums stay well inside int64."""
IN_WORDS = "10 000 milliarder kroner"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A row that has been read: the measure, where it stands, and the text of each year's cell.

    `amounts` are those written down: kroner and half width by year. `is_good` is false where there is a finding on the row.
    """

    measure: Measure
    unit: str
    account: str
    file: str
    line: int
    frame: str
    cells: dict[int, str]
    amounts: dict[int, tuple[int, int]]
    is_good: bool = True

    def place(self, column: str) -> Place:
        """The place of a cell in the row, for findings."""
        return Place(file=self.file, row=self.line, column=column)


@dataclass(frozen=True, slots=True)
class Measures:
    """Every row with an id of its own, and the tables that a row may be missing from because of a finding."""

    rows: tuple[MeasureRow, ...]
    unsure_tables: frozenset[str]
    is_whole: bool


def read_measures(folder: Folder, description: Description, units: Units, layers: Layers, plan: AccountPlan) -> Measures:
    """Every row of every measures file, with findings for what does not fit."""
    seen: dict[str, str] = {}
    rows: list[MeasureRow] = []
    unsure: set[str] = set()
    is_whole = "measures" in folder.inside
    for name in folder.names("measures", ".csv"):
        file = read_csv(folder, name, columns=_COLUMNS, years=description.years)
        is_whole &= file.is_whole
        years = tuple(int(column) for column in file.columns if column.isdigit() and FIRST_YEAR <= int(column) <= LAST_YEAR)
        for row in file.rows:
            before = folder.count
            read = _read_row(folder, name, row, years, description.unit)
            is_known = check_id(folder, seen, read.measure.id, read.place("id"))
            if is_known:
                _check_row(folder, read, units, layers, plan)
                rows.append(read)
            if folder.count > before:
                unsure.add(read.measure.table)
    return Measures(tuple(rows), frozenset(unsure), is_whole)


def _read_row(folder: Folder, name: str, row: CsvRow, years: tuple[int, ...], unit: str) -> MeasureRow:
    cells = row.fields
    frame = read_amount(folder, cells["frame"], unit, Place(file=name, row=row.line, column="frame")) if cells["frame"] else None
    by_year = {year: cells[str(year)] for year in years}
    amounts: dict[int, tuple[int, int]] = {}
    for year, text in by_year.items():
        if text and text != BY_FORMULA:
            amount = read_amount(folder, text, unit, Place(file=name, row=row.line, column=str(year)))
            if amount:
                amounts[year] = amount
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
    return MeasureRow(measure, cells["unit"], cells["account"], name, row.line, cells["frame"], by_year, amounts)


def _check_row(folder: Folder, row: MeasureRow, units: Units, layers: Layers, plan: AccountPlan) -> None:
    measure = row.measure
    if units.ids is not None and row.unit not in units.ids:
        folder.report("unit-unknown", row.place("unit"), found=row.unit)
    if layers.ids is not None and measure.layer not in layers.ids:
        folder.report("layer-unknown", row.place("layer"), found=measure.layer)
    if measure.kind not in KINDS:
        folder.report("value-choice", row.place("kind"), name="kind", found=measure.kind, expected=", ".join(KINDS))
    if not measure.name:
        folder.report("key-missing", row.place("name"), expected="name")
    used = [year for year, text in row.cells.items() if text]
    wrong = [year for year in used or row.cells if row.account not in plan.for_year(year)]
    if wrong and (used or len(wrong) == len(row.cells)):
        folder.report("account-unknown", row.place("account"), found=row.account, expected=", ".join(map(str, wrong)))
    marked = [year for year in used if row.cells[year] == BY_FORMULA]
    if measure.formula and len(marked) < len(used):
        folder.report("formula-and-amounts", row.place("formula"), found=measure.name or measure.id)
    elif measure.formula and not marked:
        folder.report("formula-unused", row.place("formula"), found=measure.name or measure.id)
    if marked and not measure.formula:
        folder.report("key-missing", row.place("formula"), expected="formula")


def read_amount(folder: Folder, text: str, unit: str, place: Place) -> tuple[int, int] | None:
    """The amount in whole kroner and its half width, or None with a finding. Only whether it is a number is known without a `unit`."""
    try:
        value, half = parse_printed(text, unit or "nok")
    except ValueError:
        folder.report("number-bad", place, found=text)
        return None
    return check_amount(folder, value, half, place, text) if unit else None


def check_amount(folder: Folder, value: Fraction, half: Fraction, place: Place, text: str) -> tuple[int, int] | None:
    """The amount in whole kroner and its half width, or None with a finding; `text` is how it is written."""
    if abs(value) > LARGEST_AMOUNT or half > LARGEST_AMOUNT:
        folder.report("amount-large", place, found=text, expected=IN_WORDS)
        return None
    if value.denominator != 1:
        folder.report("number-fraction", place, found=text)
        return None
    return int(value), _whole(half)


def _whole(half: Fraction) -> int:
    """A half width in whole kroner, never too small."""
    return -(-half.numerator // half.denominator) if half >= 1 else 0
