"""Where a figure of a sheet comes from: its formula with the numbers filled in, what it is made of, and the same figure worked out once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.figure_words import figure_words
from veikart.rules.economy.formula_words import LineUse, find_lines, formula_in_words
from veikart.rules.economy.lines import LineRule, SheetRule, get_sheet_rules

EVERYTHING = "alle"
"""The subject that stands for all subjects of other sheets together."""
IN_PLAN = "in_plan"
"""The line that is 1 in the years of the action programme, in every sheet with a line that is taken from it."""


@dataclass(frozen=True, slots=True)
class FigureAddress:
    """One figure: a line of a sheet, for a subject, in a year."""

    sheet: str
    subject: str
    line: str
    year: int


@dataclass(frozen=True, slots=True)
class CalculationInput:
    """A number in a calculation, in the unit of its line. `address` is None for what has no figure of its own, as the year before the first;
    `figure` is the address of one of the action programme's figures."""

    name: str
    value: int
    unit: str
    address: FigureAddress | None = None
    figure: str = ""


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of the economy's book that a figure comes from."""

    table: str
    key: str
    row: Any


@dataclass(frozen=True)
class Calculation:
    """How a figure is worked out. `value` is in the unit of the line.

    `with_names` and `with_numbers` are the formula, empty for lines without one. `inputs` are other figures, `rows` rows of the book.
    `again` is the figure worked out once more from what is declared, None for a line that one formula does not give.
    """

    address: FigureAddress
    sheet: Sheet
    sheet_rule: SheetRule
    line: LineRule
    value: int
    with_names: str = ""
    with_numbers: str = ""
    inputs: tuple[CalculationInput, ...] = ()
    rows: tuple[BookRow, ...] = ()
    again: int | None = None

    @property
    def subject_name(self) -> str:
        """What the subject of the figure is called; in Norwegian."""
        return self.sheet.name(self.address.subject)


def explain_calculation(book: EconomyBook, run: Run, address: FigureAddress) -> Calculation:
    """How the figure at the address is worked out. Raises KeyError for a sheet, subject, line or year that is not there."""
    rule = get_sheet_rules()[address.sheet]
    sheet, line = run.sheets[address.sheet], rule.lines[address.line]
    found = Calculation(address, sheet, rule, line, sheet.value(address.subject, address.line, address.year))
    return _EXPLAINED[line.origin](book, run, found)


def _with(found: Calculation, **more: Any) -> Calculation:
    return Calculation(found.address, found.sheet, found.sheet_rule, found.line, found.value, **more)


def _of_formula(_book: EconomyBook, _run: Run, found: Calculation) -> Calculation:
    formula, sheet, lines = found.line.formula, found.sheet, found.sheet_rule.lines
    if formula is None:
        raise TypeError(found.line.id)
    units = {name: one.unit for name, one in lines.items()}
    inputs = [_used(found, use) for use in find_lines(formula)]
    numbers = {(use.line, use.years_before): one for use, one in zip(find_lines(formula), inputs, strict=True)}
    place = sheet.place[found.address.subject]
    own_lines = {name: array[place : place + 1] for name, array in sheet.lines.items()}
    again = int(formula.evaluate(own_lines)[0, sheet.years.index(found.address.year)])
    return _with(
        found,
        with_names=formula_in_words(formula, units, lambda line, before: _line_words(lines[line], before), figure_words),
        with_numbers=formula_in_words(formula, units, lambda line, before: figure_words(numbers[line, before].value, units[line]), figure_words),
        inputs=tuple(inputs),
        again=again,
    )


def _used(found: Calculation, use: LineUse) -> CalculationInput:
    address, line = found.address, found.sheet_rule.lines[use.line]
    year = address.year - use.years_before
    words = _line_words(line, use.years_before)
    if year < found.sheet.years[0]:
        return CalculationInput(words, 0, line.unit)
    there = FigureAddress(address.sheet, address.subject, use.line, year)
    return CalculationInput(words, found.sheet.value(there.subject, there.line, year), line.unit, there)


def _line_words(line: LineRule, years_before: int) -> str:
    name = line.name[:1].lower() + line.name[1:] if line.name[1:2].islower() else line.name
    return f"{name}{('', ' året før')[years_before] if years_before < 2 else f' {years_before} år før'}"


def _of_total(_book: EconomyBook, run: Run, found: Calculation) -> Calculation:
    other, line = _other(run, found)
    subject, year = found.address.subject, found.address.year
    if other is None or year not in other.years:
        return _with(found, again=0)
    groups = other.groups or ("",) * len(other.subjects)
    members = [one for one, group in zip(other.subjects, groups, strict=True) if subject in (EVERYTHING, group)]
    numbers = other.lines[line.id][[other.place[one] for one in members], other.years.index(year)].tolist()
    inputs = [
        CalculationInput(other.name(one), number, line.unit, FigureAddress(other.id, one, line.id, year))
        for one, number in zip(members, numbers, strict=True)
        if number
    ]
    inputs.sort(key=lambda one: -abs(one.value))
    return _with(found, inputs=tuple(inputs), again=sum(numbers))


def _of_taken(_book: EconomyBook, run: Run, found: Calculation) -> Calculation:
    other, line = _other(run, found)
    address = found.address
    subject = found.sheet.follow(address.subject, found.line.taken_subject)
    if other is None or subject not in other.place or address.year not in other.years:
        return _with(found, again=0)
    there = FigureAddress(other.id, subject, line.id, address.year)
    value = other.value(subject, line.id, address.year)
    named = f"{get_sheet_rules()[other.id].name}: {other.name(subject)}, {_line_words(line, 0)}"
    return _with(found, inputs=(CalculationInput(named, value, line.unit, there),), again=value)


def _other(run: Run, found: Calculation) -> tuple[Sheet | None, LineRule]:
    """The sheet that a line looks at, None where it has not been made, and the line there."""
    sheet_id, _, line_id = found.line.source.partition(".")
    return run.sheets.get(sheet_id), get_sheet_rules()[sheet_id].lines[line_id]


def _of_row(book: EconomyBook, _run: Run, found: Calculation) -> Calculation:
    table, _, name = found.line.source.partition(".")
    subject = found.address.subject
    row = book.table(table).get(subject)
    if row is None:
        return found
    written = getattr(row, name, None)
    again = written if type(written) is int else None
    return _with(found, rows=(BookRow(table, subject, row),), again=again)


def _of_series(book: EconomyBook, _run: Run, found: Calculation) -> Calculation:
    key = f"{found.line.source}|{found.address.year}"
    row = book.table("assumptions").get(key)
    return found if row is None else _with(found, rows=(BookRow("assumptions", key, row),), again=row.value)


def _of_schedule(book: EconomyBook, _run: Run, found: Calculation) -> Calculation:
    table, subject, year = found.line.source, found.address.subject, found.address.year
    series = {one.source for one in found.sheet_rule.lines.values() if one.origin == "series"}
    rows = [
        BookRow(table, key, row)
        for key, row in book.table(table).items()
        if (row.series in series if table == "assumptions" else subject == EVERYTHING or _belongs(key, row, subject))
    ]
    of_year = [one for one in rows if getattr(one.row, "year", year) == year]
    return _with(found, rows=tuple(of_year or rows))


def _belongs(key: str, row: Any, subject: str) -> bool:
    """Whether a row is about the subject: its key, a part of its key, or a field says so, or the one key begins with all of the other."""
    begins = f"{key}|".startswith(f"{subject}|") or f"{subject}|".startswith(f"{key}|")
    return begins or subject in key.split("|") or any(getattr(row, name) == subject for name in row.__slots__)


def _of_plan(book: EconomyBook, _run: Run, found: Calculation) -> Calculation:
    """A figure of the action programme, or the row that is entered where it has none; nothing after the plan."""
    table, _, item = found.line.source.partition(".")
    key, year = item or found.address.subject, found.address.year
    if not found.sheet.value(found.address.subject, IN_PLAN, year):
        return _with(found, again=0)
    row, entered_key = book.table(table).get(key), f"{key}|{year}"
    entered = book.table("outlook_amounts").get(entered_key)
    rows = [*([BookRow(table, key, row)] if row else []), *([BookRow("outlook_amounts", entered_key, entered)] if entered else [])]
    if row is None or not row.figure or (entered and entered.nok == found.value):
        return _with(found, rows=tuple(rows))
    opened = CalculationInput("i handlingsprogrammet", found.value * (row.sign or 1), found.line.unit, figure=f"{row.figure}@{year}")
    return _with(found, inputs=(opened,), rows=tuple(rows))


_EXPLAINED: Mapping[str, Any] = {
    "formula": _of_formula,
    "total_of": _of_total,
    "taken": _of_taken,
    "input": _of_row,
    "series": _of_series,
    "schedule": _of_schedule,
    "plan": _of_plan,
}
