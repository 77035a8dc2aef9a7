"""Lines of statements opened: what they are summed from, their layers and their measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from veikart.calc.statements import MISSING, Cell, Form, Row
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.explaining.contexts import column_for, year_and_version
from veikart.rules.explaining.contributions import contributions_at, layer_parts
from veikart.rules.explaining.explanation import Contribution, Explanation, InputFigure, PrintedCheck
from veikart.rules.explaining.prints import printed_checks
from veikart.rules.programme import FRAME_FORM, Programme, StatementColumn
from veikart.rules.words import in_mill
from veikart.rules.words.sentences import join_words

CURRENT_PRICE_FORMS = frozenset({"investering", "2A", "2B", "5-5", "5-5-2"})
"""Investments are budgeted in the kroner of the year they are paid."""
SIGNS = {1: "+", -1: "−"}


@dataclass(frozen=True, slots=True)
class LineCell:
    """A cell of a statement with where it is: its form, row and column."""

    form: Form
    row: Row
    column: StatementColumn
    cell: Cell


def read_line(programme: Programme, address: Address, form_id: str, row_id: str) -> LineCell:
    """The cell of a line in the year and version of the address. Raises UnknownFigure."""
    column = column_for(programme, address)
    form = programme.forms.get(form_id)
    try:
        row = programme.statement(form_id, column.version).row(row_id)
    except KeyError:
        raise UnknownFigure(f"Linjen «{row_id[:300]}» finnes ikke i oppstillingen «{form_id[:60]}».") from None
    cell = row.cells.get(column.year)
    if cell is None or form is None:
        raise UnknownFigure(f"Linjen «{row_id[:300]}» har ikke noe tall i {column.year}.")
    return LineCell(form, row, column, cell)


def line_contributions(programme: Programme, line: LineCell) -> tuple[Contribution, ...]:
    """The measures behind a line in its year, largest first; none for a line that cannot be known."""
    if line.cell.state == MISSING:
        return ()
    places, weights = programme.engine.selected_rows(line.form, line.row, line.column.version)
    return contributions_at(programme, places, weights, line.column.year)


def line_price(programme: Programme, form_id: str) -> str:
    """The price level of a form's amounts."""
    return "løpende kroner" if form_id in CURRENT_PRICE_FORMS else programme.dataset.price_level


def explain_frame(programme: Programme, address: Address) -> Explanation:
    """A unit's net frame in one year. Raises UnknownFigure, with the units whose ids are like the one asked for."""
    unit = address.parts[0]
    units = programme.budget.unit_by_id
    if unit not in units:
        alike = join_words([f"{one} ({units[one].name})" for one in get_close_matches(unit, units, n=3)])
        meant = f" Likner på: {alike}." if alike else " Enhetene står i organisation.csv."
        raise UnknownFigure(f"Enheten «{unit[:60]}» finnes ikke i datasettet.{meant}")
    return explain_line(programme, address, FRAME_FORM, f"{unit}.netto")


def explain_line(programme: Programme, address: Address, form_id: str, row_id: str) -> Explanation:
    """A line of a statement in one year. Raises UnknownFigure."""
    found = read_line(programme, address, form_id, row_id)
    form, row, column, cell = found.form, found.row, found.column, found.cell
    line = form.line_by_id[row.line]
    is_known = cell.state != MISSING
    terms = [(sign, term) for sign, term in line.terms if programme.cell(form_id, term, column) is not None]
    contributions = line_contributions(programme, found)
    part = f"part:{form_id}:{row_id}:layer={{}}{year_and_version(programme, column.year, column.version)}"
    return Explanation(
        address=address.text,
        title=f"{row.label}, {column.heading}",
        value=Fraction(cell.nok),
        text=in_mill(cell.nok) if is_known else "ikke oppgitt",
        unit="nok",
        words=_line_words(programme, form_id, row),
        formula=_signed((sign, term) for sign, term in line.terms),
        formula_words=_signed((sign, form.line_by_id[term].label) for sign, term in line.terms),
        price=line_price(programme, form_id),
        rule=form.rule,
        state=cell.state,
        note=line.note or _state_note(programme, cell.state, cell.accounts),
        inputs=tuple(_term(programme, form_id, sign, term, column) for sign, term in terms),
        layers=layer_parts(programme, contributions, address=part),
        contributions=contributions,
        prints=_prints(programme, form_id, row, column) if is_known else (),
    )


def _signed(terms: Iterable[tuple[int, str]]) -> str:
    return " ".join(f"{SIGNS[sign]} {term}" for sign, term in terms).removeprefix("+ ")


def _term(programme: Programme, form_id: str, sign: int, term: str, column: StatementColumn) -> InputFigure:
    cell = programme.cell(form_id, term, column)
    text = "ikke oppgitt" if cell is None or cell.state == MISSING else in_mill(cell.nok)
    address = f"line:{form_id}:{term}{year_and_version(programme, column.year, column.version)}"
    return InputFigure(programme.forms[form_id].line_by_id[term].label, text, address, sign)


def _prints(programme: Programme, form_id: str, row: Row, column: StatementColumn) -> tuple[PrintedCheck, ...]:
    """The prints of the line; for a unit also those of its line in other forms, where it is the same to the krone."""
    forms = [form_id]
    if row.unit:
        nok = row.cells[column.year].nok
        forms += [one for one in programme.forms if one != form_id and _nok(programme, one, row.id, column) == nok]
    return tuple(each for one in forms for each in printed_checks(programme, f"line {one} {row.id}", column.year, column.version))


def _nok(programme: Programme, form_id: str, row_id: str, column: StatementColumn) -> int | None:
    try:
        cell = programme.cell(form_id, row_id, column)
    except KeyError:
        return None
    return cell.nok if cell and cell.state != MISSING else None


def _state_note(programme: Programme, state: str, accounts: tuple[str, ...]) -> str:
    names = ", ".join(f"{programme.plan.names.get(code, '')} ({code})" for code in accounts)
    return {
        "joined": f"Linjen rommer også beløp som hører til andre linjer, fordi kilden ikke skiller dem: {names}.",
        "elsewhere": f"Beløpet inngår i en annen linje, fordi kilden ikke skiller dem: {names}.",
        "missing": f"Tallet kan ikke vises, fordi kilden ikke oppgir: {names}.",
    }.get(state, "")


def _line_words(programme: Programme, form_id: str, row: Row) -> str:
    line = programme.forms[form_id].line_by_id[row.line]
    if line.kind == "sum":
        return "Summen av linjene under, med fortegnene som er vist."
    if line.kind == "accounts":
        codes = ", ".join(one.first if one.first == one.last else f"{one.first}–{one.last}" for one in line.selectors)
        return f"Summen av alle beløp på kontoene {codes} i lagene som versjonen består av."
    if row.unit:
        return f"Summen av beløpene på {programme.budget.unit_by_id[row.unit].name} og alt som ligger under, i lagene som versjonen består av."
    return "Summen av alle beløp som ikke står på en egen linje i oppstillingen."
