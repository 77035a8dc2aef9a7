"""The check of a document against itself: what it prints, worked out anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from veikart.calc.documents.printed import PrintedFigure, PrintedTable
from veikart.calc.formulas import Evaluation, FigureMissing, Reference, evaluate, parse_formula
from veikart.calc.values.intervals import Interval

KINDS = ("sum", "same", "ratio", "growth", "difference", "per_inhabitant", "average", "layers", "statement")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to work out anew: the printed `figure` (a reference without brackets) against a `formula`, in `columns` or all that can be.

    `cause` is what lies behind the columns where it does not hold; empty where nothing is known.
    """

    figure: str
    formula: str
    kind: str
    columns: tuple[str, ...] = ()
    note: str = ""
    file: str = ""
    number: int = 0
    cause: str = ""


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """A printed figure worked out once. `expected` is in the figure's base unit; `inputs` are the figures that went in."""

    check: Check
    figure: PrintedFigure
    expected: Interval
    inputs: tuple[tuple[Reference, Interval], ...]

    @property
    def agrees(self) -> bool:
        """Whether rounding can explain what difference there is."""
        return self.figure.interval.meets(self.expected)

    @property
    def difference(self) -> Fraction:
        """Printed less expected, base unit."""
        return self.figure.value - self.expected.value


@dataclass(frozen=True, slots=True)
class SkippedCheck:
    """A check that asserted nothing, or not in a column it names, and the figure that was missing."""

    check: Check
    column: str
    missing: str


@dataclass(frozen=True)
class DocumentCheck:
    """All outcomes of a document, in the order of the checks."""

    outcomes: tuple[CheckOutcome, ...]
    skipped: tuple[SkippedCheck, ...]
    printed: int

    @cached_property
    def disagreements(self) -> tuple[CheckOutcome, ...]:
        """The outcomes that rounding cannot explain."""
        return tuple(outcome for outcome in self.outcomes if not outcome.agrees)

    @cached_property
    def disagreeing(self) -> frozenset[str]:
        """The addresses of the printed figures that did not agree every time; one of them can disagree with several others."""
        return frozenset(outcome.figure.address for outcome in self.disagreements)

    @cached_property
    def by_cause(self) -> dict[str, tuple[CheckOutcome, ...]]:
        """The disagreements by what lies behind them, the cause of most first and those without a known one last."""
        found: dict[str, list[CheckOutcome]] = {}
        for outcome in self.disagreements:
            found.setdefault(outcome.check.cause, []).append(outcome)
        return {cause: tuple(found[cause]) for cause in sorted(found, key=lambda one: (not one, -len(found[one])))}

    @cached_property
    def recomputed(self) -> frozenset[str]:
        """The addresses of the printed figures that were worked out at least once."""
        return frozenset(outcome.figure.address for outcome in self.outcomes)

    @cached_property
    def reproduced(self) -> frozenset[str]:
        """The addresses of those that agreed every time."""
        return self.recomputed - self.disagreeing

    @cached_property
    def by_figure(self) -> dict[str, tuple[CheckOutcome, ...]]:
        """The outcomes for each printed figure."""
        found: dict[str, list[CheckOutcome]] = {}
        for outcome in self.outcomes:
            found.setdefault(outcome.figure.address, []).append(outcome)
        return {address: tuple(outcomes) for address, outcomes in found.items()}

    @cached_property
    def by_selector(self) -> dict[str, tuple[CheckOutcome, ...]]:
        """The outcomes that hold a print against one computed figure and nothing else, by the text between its braces."""
        found: dict[str, list[CheckOutcome]] = {}
        for outcome in self.outcomes:
            if len(outcome.inputs) == 1 and not outcome.inputs[0][0].is_printed:
                found.setdefault(outcome.inputs[0][0].selector, []).append(outcome)
        return {selector: tuple(outcomes) for selector, outcomes in found.items()}


ResolveIn = Callable[[Reference, str, int | None], Interval]


def check_document(tables: tuple[PrintedTable, ...], checks: tuple[Check, ...], resolve: ResolveIn) -> DocumentCheck:
    """Every check in every column it can be made in. `resolve` gives a figure by reference, column and year, or raises FigureMissing."""
    by_id = {table.id: table for table in tables}
    outcomes: list[CheckOutcome] = []
    skipped: list[SkippedCheck] = []
    for check in checks:
        made, missing = _outcomes(check, by_id, resolve)
        outcomes.extend(made)
        if check.columns:
            skipped.extend(missing)
        elif not made:
            skipped.extend(missing[:1] or [SkippedCheck(check, "", f"[{check.figure}]")])
    return DocumentCheck(tuple(outcomes), tuple(skipped), sum(len(table.figures) for table in tables))


def _outcomes(check: Check, by_id: dict[str, PrintedTable], resolve: ResolveIn) -> tuple[list[CheckOutcome], list[SkippedCheck]]:
    target = parse_formula(f"[{check.figure}]").references[0]
    table = by_id.get(target.table)
    if table is None:
        return [], [SkippedCheck(check, "", f"[{check.figure}]")]
    columns = (target.column,) if target.column else check.columns or table.column_keys
    formula = parse_formula(check.formula)
    made: list[CheckOutcome] = []
    missing: list[SkippedCheck] = []
    for column in columns:
        figure = table.figure_by_place.get((target.row, column))
        if figure is None:
            if check.columns or target.column:
                missing.append(SkippedCheck(check, column, f"[{target.table}:{target.row}@{column}]"))
            continue
        year = table.year_of[column]
        try:
            evaluation: Evaluation = evaluate(formula, lambda one, column=column, year=year: resolve(one, column, year))
        except FigureMissing as error:
            missing.append(SkippedCheck(check, column, error.reference))
            continue
        except ZeroDivisionError:
            missing.append(SkippedCheck(check, column, f"divisor i {check.formula}"))
            continue
        made.append(CheckOutcome(check, figure, evaluation.interval, evaluation.inputs))
    return made, missing
