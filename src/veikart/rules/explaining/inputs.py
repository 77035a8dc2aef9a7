"""The figures that go into a formula, and the figures the ratios need: each with an address, so that it opens in turn."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.documents import Input, parse_selector
from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import Evaluation, FigureMissing, Reference, parse_formula
from veikart.calc.values import Interval
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.explaining.contexts import context_for, year_and_version
from veikart.rules.explaining.explanation import Explanation, InputFigure
from veikart.rules.programme import Programme
from veikart.rules.words import UNIT_WORDS, format_count, format_percent, formula_words, in_mill, in_ratio, input_words, line_label

MOST_PLACES = 4


def input_figures(programme: Programme, evaluation: Evaluation, context: Context) -> tuple[InputFigure, ...]:
    """Every figure of an evaluated formula."""
    return tuple(_input_figure(programme, reference, interval.value, context) for reference, interval in evaluation.inputs)


def _input_figure(programme: Programme, reference: Reference, value: Fraction, context: Context) -> InputFigure:
    dataset = programme.dataset
    if reference.is_printed:
        return _printed_figure(programme, reference, context)
    selector = parse_selector(reference.selector)
    suffix = year_and_version(programme, context.year, context.version)
    match selector.kind:
        case "line":
            label = f"{line_label(dataset, selector.form, selector.row)} ({programme.forms[selector.form].short})"
            return InputFigure(label, amount_words(value), f"line:{selector.form}:{selector.row}{suffix}")
        case "ratio" if selector.name in programme.ratios:
            ratio = programme.ratios[selector.name]
            return InputFigure(ratio.name, in_ratio(value, ratio), f"ratio:{selector.name}{suffix}")
        case "input":
            one = dataset.input_by_id[selector.name]
            return InputFigure(one.name, _input_text(programme, one, value, context), f"input:{one.id}{suffix}")
    words = input_words(dataset, reference)
    return InputFigure(words[:1].upper() + words[1:], amount_words(value), f"sum:{reference.selector}{suffix}")


def _printed_figure(programme: Programme, reference: Reference, context: Context) -> InputFigure:
    dataset = programme.dataset
    column = programme.resolver.column_of(reference, context)
    table = dataset.table_by_id[reference.table]
    figure = table.figure_by_place[reference.row, column]
    where = f"tabell {table.id}" if table.is_numbered else f"avsnitt {table.section}"
    label = f"{dataset.row_words(table, reference.row)}, {table.heading_of[column]} ({where})"
    return InputFigure(label, f"{figure.text} {UNIT_WORDS[figure.unit]}".strip(), figure.address)


def explain_input(programme: Programme, address: Address) -> Explanation:
    """A figure that formulas ask for by name: the formula it is fetched by that year, and the places it is fetched from. Raises UnknownFigure."""
    dataset = programme.dataset
    one = dataset.input_by_id.get(address.parts[0])
    if one is None:
        raise UnknownFigure(f"Tallet «{address.parts[0][:60]}» finnes ikke blant tallene nøkkeltallene trenger.")
    context = context_for(programme, address)
    found = _fetch(programme, one, context)
    if found is None:
        raise UnknownFigure(f"{one.name} er ikke trykt for {context.year}.")
    formula, evaluation = found
    is_fetched = len(evaluation.inputs) == 1 and evaluation.inputs[0][0].text == formula
    return Explanation(
        address=address.text,
        title=f"{one.name}, {context.year}",
        value=evaluation.interval.value,
        text=_input_text(programme, one, evaluation.interval.value, context),
        unit="nok" if _is_money(evaluation.interval.value) else "count",
        words="Tallet er hentet slik det er trykt." if is_fetched else "Tallet er regnet ut av trykte tall med formelen under.",
        formula=formula,
        formula_words=formula_words(dataset, formula),
        source=_places(programme, evaluation, context),
        price=_price(programme, evaluation),
        note=one.note,
        inputs=input_figures(programme, evaluation, context),
        years=_other_years(programme, one, context),
    )


def _fetch(programme: Programme, one: Input, context: Context) -> tuple[str, Evaluation] | None:
    """The formula that gives the input in this context, and its value; None where neither formula can."""
    for formula in (one.formula, one.otherwise):
        try:
            if formula:
                return formula, programme.evaluate(formula, context)
        except (FigureMissing, ZeroDivisionError):
            continue
    return None


def _places(programme: Programme, evaluation: Evaluation, context: Context) -> str:
    printed = [reference for reference, _ in evaluation.inputs if reference.is_printed]
    resolver = programme.resolver
    places = [programme.dataset.place(one.table, one.row, resolver.column_of(one, context)) for one in printed[:MOST_PLACES]]
    return "; ".join(places) + (f" og {len(printed) - MOST_PLACES} til" if len(printed) > MOST_PLACES else "")


def _price(programme: Programme, evaluation: Evaluation) -> str:
    """The price level of the printed figures, where they agree on one."""
    prices = {programme.dataset.table_by_id[one.table].price for one, _ in evaluation.inputs if one.is_printed} - {"uten pris"}
    return prices.pop() if len(prices) == 1 else ""


def _other_years(programme: Programme, one: Input, context: Context) -> tuple[InputFigure, ...]:
    """The input in every year of the columns it is known in, the year asked for too."""
    years: list[InputFigure] = []
    for column in programme.columns:
        version = context.version if column.year in programme.dataset.plan_years and context.version else column.version
        each = Context(str(column.year), column.year, version)
        value = programme.known_input(one.id, each)
        if isinstance(value, Interval):
            text = _input_text(programme, one, value.value, each)
            years.append(InputFigure(column.heading, text, f"input:{one.id}{year_and_version(programme, column.year, version)}"))
    return tuple(years)


def _input_text(programme: Programme, one: Input, value: Fraction, context: Context) -> str:
    """The value with its unit: the print where it is fetched as it stands, else by its size, for a formula does not say what it counts."""
    for formula in (one.formula, one.otherwise):
        references = parse_formula(formula).references if formula else ()
        if len(references) == 1 and references[0].is_printed and references[0].text == formula:
            try:
                return _printed_figure(programme, references[0], context).text
            except (FigureMissing, KeyError):
                continue
    if _is_money(value):
        return amount_words(value)
    return format_percent(value) if abs(value) < 10 else format_count(round(value))


def _is_money(value: Fraction) -> bool:
    return abs(value) >= 1_000_000


def amount_words(value: Fraction) -> str:
    """Kroner as millions with the unit; part of a krone is rounded."""
    return in_mill(int(value)) if value.denominator == 1 else in_mill(round(value))
