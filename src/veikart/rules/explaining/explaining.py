"""Figures opened: printed ones, statement lines, frames, ratios and measures."""

from __future__ import annotations

import re
from fractions import Fraction

from veikart.calc.documents import CheckOutcome, parse_selector
from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import Evaluation, FigureMissing, Reference, parse_formula
from veikart.calc.layers import Selection
from veikart.calc.statements import MISSING, Row
from veikart.rules.explaining.addresses import Address, UnknownFigure, parse_address
from veikart.rules.explaining.explanation import Contribution, Explanation, InputFigure, LayerPart, Proof
from veikart.rules.programme import NO_DIVISOR, Programme, StatementColumn
from veikart.rules.words import UNIT_WORDS, format_percent, in_mill, in_print, in_ratio, input_words, place_of_inputs

FRAME_FORM = "5-4-2"
CURRENT_PRICE_FORMS = frozenset({"investering", "2A", "2B", "5-5", "5-5-2"})
"""Investments are budgeted in the kroner of the year they are paid."""
YEAR = re.compile("[0-9]{4}")


def explain_figure(programme: Programme, text: str) -> Explanation:
    """Where the figure with that address comes from. Raises UnknownFigure with a Norwegian sentence."""
    address = parse_address(text)
    match address.kind:
        case "printed":
            return _printed(programme, address)
        case "line":
            return _line(programme, address, *address.parts)
        case "frame":
            return _line(programme, address, FRAME_FORM, f"{address.parts[0]}.netto")
        case "ratio":
            return _ratio(programme, address)
        case _:
            return _measure(programme, address)


def _year(address: Address) -> int:
    if not YEAR.fullmatch(address.column):
        raise UnknownFigure(f"«{address.column}» er ikke et år.")
    return int(address.column)


def _column(programme: Programme, address: Address) -> StatementColumn:
    year = _year(address)
    try:
        columns = {column.year: column for column in programme.columns_for(address.version)}
    except KeyError:
        raise UnknownFigure(f"Versjonen «{address.version}» finnes ikke.") from None
    if year not in columns:
        raise UnknownFigure(f"Året {year} er ikke med i datasettet.")
    return columns[year]


def _printed(programme: Programme, address: Address) -> Explanation:
    dataset = programme.dataset
    table_id, row_id = address.parts
    table = dataset.table_by_id.get(table_id)
    figure = table.figure_by_place.get((row_id, address.column)) if table else None
    if table is None or figure is None:
        raise UnknownFigure(f"Det er ikke trykt noe tall på «{address.text}».")
    row = table.row_by_id[row_id]
    proofs = tuple(_proof(programme, outcome) for outcome in programme.document_check.by_figure.get(figure.address, ()))
    measure = f"measure:{row.measure}@{address.column}" if row.measure and YEAR.fullmatch(address.column) else ""
    return Explanation(
        address=address.text,
        title=f"{row.label}, {table.heading_of[address.column]}",
        value=figure.value,
        text=f"{figure.text} {UNIT_WORDS[figure.unit]}".strip(),
        unit=figure.unit,
        words="Tallet er ført slik det er trykt i dokumentet.",
        source=dataset.place(table_id, row_id, address.column),
        price=table.price,
        note=table.note,
        inputs=(InputFigure("Tiltaket i budsjettet", figure.text, measure),) if measure else (),
        proofs=proofs,
    )


def _proof(programme: Programme, outcome: CheckOutcome) -> Proof:
    figure = outcome.figure
    context = Context(figure.column, programme.dataset.table_by_id[figure.table].year_of[figure.column])
    return Proof(
        formula=outcome.check.formula,
        expected=in_print(outcome.expected.value, figure),
        difference=in_print(outcome.difference, figure),
        agrees=outcome.agrees,
        place=place_of_inputs(programme.dataset, outcome),
        note=outcome.check.note,
        inputs=tuple(_input(programme, reference, interval.value, context) for reference, interval in outcome.inputs),
    )


def _input(programme: Programme, reference: Reference, value: Fraction, context: Context) -> InputFigure:
    """A figure in a formula, with its own address so that it opens in turn."""
    dataset = programme.dataset
    if reference.is_printed:
        column = programme.resolver.column_of(reference, context)
        table = dataset.table_by_id[reference.table]
        figure = table.figure_by_place[reference.row, column]
        label = f"{table.row_by_id[reference.row].label}, {table.heading_of[column]} (tabell {table.id})"
        return InputFigure(label, f"{figure.text} {UNIT_WORDS[figure.unit]}".strip(), figure.address)
    selector = parse_selector(reference.selector)
    suffix = f"@{context.year}" + (f"~{context.version}" if context.version else "")
    match selector.kind:
        case "line":
            return InputFigure(_line_label(programme, selector.form, selector.row), _money(value), f"line:{selector.form}:{selector.row}{suffix}")
        case "ratio" if selector.name in programme.ratios:
            ratio = programme.ratios[selector.name]
            return InputFigure(ratio.name, in_ratio(value, ratio), f"ratio:{selector.name}{suffix}")
        case "input":
            return InputFigure(dataset.input_by_id[selector.name].name, _plain(value), _input_address(programme, selector.name, context))
    return InputFigure(input_words(dataset, reference).capitalize(), _money(value), "")


def _input_address(programme: Programme, name: str, context: Context) -> str:
    """The printed figure an input is fetched from, where it is one; empty otherwise."""
    one = programme.dataset.input_by_id[name]
    for formula in (one.formula, one.otherwise):
        references = parse_formula(formula).references if formula else ()
        if len(references) == 1 and references[0].is_printed and references[0].text == formula:
            reference = references[0]
            try:
                programme.resolver.resolve(reference, context)
            except FigureMissing:
                continue
            return f"{reference.table}:{reference.row}@{programme.resolver.column_of(reference, context)}"
    return ""


def _line_label(programme: Programme, form_id: str, row_id: str) -> str:
    form = programme.forms[form_id]
    line = form.line_by_id.get(row_id)
    return f"{line.label if line else row_id} ({form.short})"


def _line(programme: Programme, address: Address, form_id: str, row_id: str) -> Explanation:
    column = _column(programme, address)
    form = programme.forms.get(form_id)
    try:
        row = programme.statement(form_id, column.version).row(row_id)
    except KeyError:
        raise UnknownFigure(f"Linjen «{row_id}» finnes ikke i oppstillingen «{form_id}».") from None
    cell = row.cells.get(column.year)
    if cell is None or form is None:
        raise UnknownFigure(f"Linjen «{row_id}» har ikke noe tall i {column.year}.")
    line = form.line_by_id[row.line]
    suffix = f"@{column.year}" + (f"~{address.version}" if address.version else "")
    inputs = tuple(
        _term(programme, form_id, sign, term, column, suffix) for sign, term in line.terms if programme.cell(form_id, term, column) is not None
    )
    contributions = _contributions(programme, form_id, row, column) if cell.state != MISSING else ()
    return Explanation(
        address=address.text,
        title=f"{row.label}, {column.heading}",
        value=Fraction(cell.nok),
        text=in_mill(cell.nok) if cell.state != MISSING else "ikke oppgitt",
        unit="nok",
        words=_line_words(programme, form_id, row),
        formula=" ".join(f"{'−' if sign < 0 else '+'} {term}" for sign, term in line.terms).removeprefix("+ "),
        price="løpende kroner" if form_id in CURRENT_PRICE_FORMS else programme.dataset.price_level,
        rule=form.rule,
        state=cell.state,
        note=line.note or _state_note(programme, cell.state, cell.accounts),
        inputs=inputs,
        layers=_layers(programme, contributions),
        contributions=contributions,
    )


def _term(programme: Programme, form_id: str, sign: int, term: str, column: StatementColumn, suffix: str) -> InputFigure:
    cell = programme.cell(form_id, term, column)
    text = "ikke oppgitt" if cell is None or cell.state == MISSING else in_mill(cell.nok)
    return InputFigure(programme.forms[form_id].line_by_id[term].label, text, f"line:{form_id}:{term}{suffix}", sign)


def _state_note(programme: Programme, state: str, accounts: tuple[str, ...]) -> str:
    names = ", ".join(f"{programme.plan.names.get(code, '')} ({code})" for code in accounts)
    return {
        "joined": f"Linjen rommer også beløp som hører til andre linjer, fordi kilden ikke skiller dem: {names}.",
        "elsewhere": f"Beløpet inngår i en annen linje, fordi kilden ikke skiller dem: {names}.",
        "missing": f"Tallet kan ikke vises, fordi kilden ikke oppgir: {names}.",
    }.get(state, "")


def _line_words(programme: Programme, form_id: str, row: Row) -> str:
    form = programme.forms[form_id]
    line = form.line_by_id[row.line]
    if line.kind == "sum":
        return "Summen av linjene under, med fortegnene som er vist."
    if line.kind == "accounts":
        codes = ", ".join(one.first if one.first == one.last else f"{one.first}–{one.last}" for one in line.selectors)
        return f"Summen av alle beløp på kontoene {codes} i lagene som versjonen består av."
    if row.unit:
        return f"Summen av beløpene på {programme.budget.unit_by_id[row.unit].name} og alt som ligger under, i lagene som versjonen består av."
    return "Summen av alle beløp som ikke står på en egen linje i oppstillingen."


def _contributions(programme: Programme, form_id: str, row: Row, column: StatementColumn) -> tuple[Contribution, ...]:
    """The measures behind a line in one year, largest first."""
    table = programme.table
    places, weights = programme.engine.selected_rows(programme.forms[form_id], row, column.version)
    at = table.years.index(column.year) if column.year in table.years else -1
    found: dict[tuple[str, str, str], int] = {}
    for place, weight in zip(places, weights, strict=True):
        if table.year[place] == at:
            key = (table.measures.ids[table.measure[place]], table.units.ids[table.unit[place]], table.accounts.ids[table.account[place]])
            found[key] = found.get(key, 0) + int(weight) * int(table.nok[place])
    ordered = sorted(found.items(), key=lambda one: (-abs(one[1]), one[0]))
    return tuple(_contribution(programme, measure, unit, account, nok) for (measure, unit, account), nok in ordered)


def _contribution(programme: Programme, measure_id: str, unit: str, account: str, nok: int) -> Contribution:
    dataset = programme.dataset
    measure = programme.budget.measure_by_id[measure_id]
    return Contribution(
        measure=measure_id,
        name=measure.name,
        unit=unit,
        unit_name=programme.budget.unit_by_id[unit].name,
        account=account,
        account_name=programme.plan.names.get(account, ""),
        layer=measure.layer,
        nok=nok,
        place=dataset.place(measure.table, measure_id) if measure.table else "",
        formula=measure.formula,
        note=measure.note,
    )


def _layers(programme: Programme, contributions: tuple[Contribution, ...]) -> tuple[LayerPart, ...]:
    """What each layer adds, in the order of the layers."""
    totals: dict[str, int] = {}
    for one in contributions:
        totals[one.layer] = totals.get(one.layer, 0) + one.nok
    return tuple(LayerPart(layer.id, layer.name, totals[layer.id], layer.decided) for layer in programme.budget.layers if layer.id in totals)


def _ratio(programme: Programme, address: Address) -> Explanation:
    ratio = programme.ratios.get(address.parts[0])
    if ratio is None:
        raise UnknownFigure(f"Nøkkeltallet «{address.parts[0]}» finnes ikke.")
    series = programme.series(ratio.id)
    year = _year(address)
    if year in series.history and not address.version:
        formula, context = programme.dataset.history[ratio.id], Context(str(year), year)
    else:
        column = _column(programme, address)
        formula, context = ratio.formula, Context(str(year), year, column.version)
    try:
        evaluation = programme.evaluate(formula, context)
    except FigureMissing as error:
        raise UnknownFigure(f"{ratio.name} kan ikke regnes ut for {year}: {error.reference} mangler.") from None
    except ZeroDivisionError:
        raise UnknownFigure(f"{ratio.name} kan ikke regnes ut for {year}: {NO_DIVISOR} mangler.") from None
    return Explanation(
        address=address.text,
        title=f"{ratio.name}, {year}",
        value=evaluation.interval.value,
        text=in_ratio(evaluation.interval.value, ratio),
        unit=ratio.unit,
        words=f"{ratio.words}.",
        formula=formula,
        price=programme.dataset.price_level,
        rule=ratio.rule,
        note=ratio.note,
        inputs=tuple(_input(programme, reference, interval.value, context) for reference, interval in evaluation.inputs),
    )


def _measure(programme: Programme, address: Address) -> Explanation:
    dataset = programme.dataset
    measure = programme.budget.measure_by_id.get(address.parts[0])
    year = _year(address)
    amounts = programme.table.amounts(Selection(measures=frozenset({address.parts[0]}), year=year)) if measure else []
    if measure is None or not amounts:
        raise UnknownFigure(f"Tiltaket «{address.parts[0]}» har ikke noe beløp i {year}.")
    nok = sum(amount.nok for amount in amounts)
    layer = programme.budget.layer_by_id[measure.layer]
    context = Context(str(year), year)
    inputs = ()
    evaluation = _evaluation(programme, measure.formula, context) if measure.formula else None
    if evaluation:
        inputs = tuple(_input(programme, reference, interval.value, context) for reference, interval in evaluation.inputs)
    return Explanation(
        address=address.text,
        title=f"{measure.name}, {year}",
        value=Fraction(nok),
        text=in_mill(nok),
        unit="nok",
        words="Beløpet er hentet fra trykte tall med formelen under." if measure.formula else "Beløpet er ført slik det er trykt.",
        formula=measure.formula,
        source=dataset.place(measure.table, measure.id) if measure.table else "",
        price=dataset.price_level,
        note=measure.note,
        inputs=inputs,
        layers=(LayerPart(layer.id, layer.name, nok, layer.decided),),
        contributions=tuple(_contribution(programme, measure.id, amount.unit, amount.account, amount.nok) for amount in amounts),
    )


def _evaluation(programme: Programme, formula: str, context: Context) -> Evaluation | None:
    """The formula worked out, or None where a figure it needs is not there."""
    try:
        return programme.evaluate(formula, context)
    except (FigureMissing, ZeroDivisionError):
        return None


def _money(value: Fraction) -> str:
    return in_mill(int(value)) if value.denominator == 1 else in_mill(round(value))


def _plain(value: Fraction) -> str:
    """A value whose unit is not known here: money where it is large, else a share."""
    if abs(value) >= 1_000_000:
        return _money(value)
    return format_percent(value) if abs(value) < 10 else f"{int(value):,}".replace(",", "\u202f")
