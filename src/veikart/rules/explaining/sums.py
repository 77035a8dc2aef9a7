"""Sums of amounts opened: one measure, or all that units, layers, kinds and accounts pick out."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from veikart.calc.documents import FigureSelector, SelectorError, parse_selector
from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import Evaluation, FigureMissing, Reference
from veikart.calc.layers import Measure, Selection
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.explaining.contexts import context_for, year_of
from veikart.rules.explaining.contributions import contribution, contributions_at, layer_parts, measure_place
from veikart.rules.explaining.explanation import Explanation, LayerPart
from veikart.rules.explaining.inputs import input_figures
from veikart.rules.explaining.prints import printed_checks
from veikart.rules.programme import Programme
from veikart.rules.words import formula_words, in_mill, input_words


def explain_measure(programme: Programme, address: Address) -> Explanation:
    """A measure's amount in one year. Raises UnknownFigure."""
    dataset = programme.dataset
    measure = programme.budget.measure_by_id.get(address.parts[0])
    year = year_of(address)
    amounts = programme.table.amounts(Selection(measures=frozenset({address.parts[0]}), year=year)) if measure else []
    if measure is None or not amounts:
        raise UnknownFigure(f"Tiltaket «{address.parts[0][:300]}» har ikke noe beløp i {year}.")
    nok = sum(amount.nok for amount in amounts)
    layer = programme.budget.layer_by_id[measure.layer]
    context = Context(str(year), year)
    evaluation = _evaluation(programme, measure.formula, context) if measure.formula else None
    return Explanation(
        address=address.text,
        title=f"{measure.name}, {year}",
        value=Fraction(nok),
        text=in_mill(nok),
        unit="nok",
        words=_measure_words(measure),
        formula=measure.formula,
        formula_words=formula_words(dataset, measure.formula),
        source=measure_place(programme, measure.id, year),
        price=dataset.price_level,
        note=measure.note,
        inputs=input_figures(programme, evaluation, context) if evaluation else (),
        layers=(LayerPart(layer.id, layer.name, nok, layer.decided),),
        contributions=tuple(contribution(programme, measure.id, amount.unit, amount.account, amount.nok, year) for amount in amounts),
    )


def _measure_words(measure: Measure) -> str:
    if measure.formula:
        return "Beløpet er hentet fra trykte tall med formelen under."
    return "Beløpet er ført slik det er trykt." if measure.table else "Beløpet er ikke trykt i noen tabell som er ført inn."


def _evaluation(programme: Programme, formula: str, context: Context) -> Evaluation | None:
    """The formula worked out, or None where a figure it needs is not there."""
    try:
        return programme.evaluate(formula, context)
    except (FigureMissing, ZeroDivisionError):
        return None


def explain_total(programme: Programme, address: Address) -> Explanation:
    """A sum of amounts with the layers and measures behind it. Raises UnknownFigure."""
    text = address.parts[0]
    selector = _selector(programme, text)
    context = context_for(programme, address)
    try:
        selection = programme.resolver.selection(selector, context)
    except FigureMissing as error:
        raise UnknownFigure(f"Summen kan ikke regnes ut for {context.year}: {error.reference} mangler.") from None
    places = np.flatnonzero(programme.table.rows(selection)).tolist()
    contributions = contributions_at(programme, places, [1] * len(places), context.year or 0)
    nok = sum(one.nok for one in contributions)
    words = input_words(programme.dataset, Reference(text=f"{{{text}}}", selector=text))
    return Explanation(
        address=address.text,
        title=f"{words[:1].upper()}{words[1:]}, {context.year}",
        value=Fraction(nok),
        text=in_mill(nok),
        unit="nok",
        words="Summen av beløpene i tiltakene under.",
        formula=f"{{{text}}}",
        formula_words=words,
        price=programme.dataset.price_level,
        layers=layer_parts(programme, contributions, address=_layer_address(selector, text, address)),
        contributions=contributions,
        prints=printed_checks(programme, text, context.year or 0, context.version),
    )


def _layer_address(selector: FigureSelector, text: str, address: Address) -> str:
    """The address of one layer's part of a sum of several."""
    filters = dict(selector.filters)
    if len(filters.get("layer", ())) == 1:
        return ""
    others = " ".join(word for word in text.split() if not word.startswith("layer="))
    end = address.text.rpartition("@")[2]
    return f"sum:{others} layer={{}}@{end}".replace(": ", ":")


def _selector(programme: Programme, text: str) -> FigureSelector:
    """The amounts a sum's address asks for, where all it names is there. Raises UnknownFigure."""
    budget = programme.budget
    known = {"unit": budget.unit_by_id, "layer": budget.layer_by_id, "version": budget.version_by_id}
    try:
        selector = parse_selector(text)
    except SelectorError as error:
        raise UnknownFigure(f"{error}.") from None
    strange = [value for key, values in selector.filters for value in values if key in known and value not in known[key]]
    if selector.kind != "amounts" or not selector.filters or strange:
        raise UnknownFigure(f"«{(strange or [text])[0][:60]}» finnes ikke i datasettet.")
    return selector
