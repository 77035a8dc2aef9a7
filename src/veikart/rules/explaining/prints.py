"""Printed figures opened, and the prints that a computed figure is held against."""

from __future__ import annotations

from veikart.calc.documents import CheckOutcome
from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import Evaluation
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.explaining.contexts import YEAR
from veikart.rules.explaining.explanation import Explanation, InputFigure, PrintedCheck, Proof
from veikart.rules.explaining.inputs import input_figures
from veikart.rules.programme import Programme
from veikart.rules.words import UNIT_WORDS, formula_words, in_print, place_of_inputs


def explain_printed(programme: Programme, address: Address) -> Explanation:
    """A printed figure with every time it is worked out anew. Raises UnknownFigure."""
    dataset = programme.dataset
    table_id, row_id = address.parts
    table = dataset.table_by_id.get(table_id)
    figure = table.figure_by_place.get((row_id, address.column)) if table else None
    if table is None or figure is None:
        raise UnknownFigure(f"Det er ikke trykt noe tall på «{address.text[:300]}».")
    row = table.row_by_id[row_id]
    measure = f"measure:{row.measure}@{address.column}" if row.measure and YEAR.fullmatch(address.column) else ""
    return Explanation(
        address=address.text,
        title=f"{dataset.row_words(table, row_id)}, {table.heading_of[address.column]}",
        value=figure.value,
        text=f"{figure.text} {UNIT_WORDS[figure.unit]}".strip(),
        unit=figure.unit,
        words="Tallet er ført slik det er trykt i dokumentet.",
        source=dataset.place(table_id, row_id, address.column),
        price=table.price,
        note=table.note,
        inputs=(InputFigure("Tiltaket i budsjettet", figure.text, measure),) if measure else (),
        proofs=tuple(_proof(programme, outcome) for outcome in programme.document_check.by_figure.get(figure.address, ())),
    )


def _proof(programme: Programme, outcome: CheckOutcome) -> Proof:
    figure = outcome.figure
    context = Context(figure.column, programme.dataset.table_by_id[figure.table].year_of[figure.column])
    return Proof(
        formula=outcome.check.formula,
        formula_words=formula_words(programme.dataset, outcome.check.formula),
        expected=in_print(outcome.expected.value, figure),
        difference=in_print(outcome.difference, figure),
        agrees=outcome.agrees,
        place=place_of_inputs(programme.dataset, outcome),
        note=outcome.check.note,
        inputs=input_figures(programme, Evaluation(outcome.expected, outcome.inputs), context),
    )


def printed_checks(programme: Programme, selector: str, year: int, version: str) -> tuple[PrintedCheck, ...]:
    """The prints of `year` that the document check holds against the figure in braces, and nothing else; none for a version that is not shown."""
    own = programme.dataset.column_by_year.get(year)
    if own is None or own.version != version:
        return ()
    outcomes = programme.document_check.by_selector.get(selector, ())
    return tuple(_printed_check(programme, one) for one in outcomes if _is_of(programme, one, year))


def _is_of(programme: Programme, outcome: CheckOutcome, year: int) -> bool:
    """Whether the check of that year says the print is the figure itself, perhaps with the other sign."""
    figure = outcome.figure
    is_same = abs(outcome.expected.value) == abs(outcome.inputs[0][1].value)
    return is_same and programme.dataset.table_by_id[figure.table].year_of[figure.column] == year


def _printed_check(programme: Programme, outcome: CheckOutcome) -> PrintedCheck:
    figure = outcome.figure
    return PrintedCheck(
        place=programme.dataset.place(figure.table, figure.row, figure.column),
        text=f"{figure.text} {UNIT_WORDS[figure.unit]}".strip(),
        address=figure.address,
        agrees=outcome.agrees,
    )
