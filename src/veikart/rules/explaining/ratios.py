"""Ratios opened: a year of one, and its average over the plan years."""

from __future__ import annotations

from veikart.calc.documents.resolving import Context
from veikart.calc.formulas import FigureMissing
from veikart.calc.ratios import Ratio
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.explaining.contexts import column_for, year_and_version, year_of
from veikart.rules.explaining.explanation import Explanation, InputFigure
from veikart.rules.explaining.inputs import input_figures
from veikart.rules.explaining.prints import printed_checks
from veikart.rules.programme import NO_DIVISOR, Programme
from veikart.rules.words import formula_words, in_ratio


def explain_ratio(programme: Programme, address: Address) -> Explanation:
    """A ratio in one year: its formula, the figures in it, and what the document prints. Raises UnknownFigure."""
    ratio = _known(programme, address)
    series = programme.series(ratio.id)
    year = year_of(address)
    if year in series.history and not address.version:
        formula, context = programme.dataset.history[ratio.id], Context(str(year), year)
    else:
        column = column_for(programme, address)
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
        formula_words=formula_words(programme.dataset, formula),
        price=programme.dataset.price_level,
        rule=ratio.rule,
        note=programme.ratio_in(ratio.id, year).note,
        inputs=input_figures(programme, evaluation, context),
        prints=printed_checks(programme, f"ratio {ratio.id}", year, context.version),
    )


def explain_mean(programme: Programme, address: Address) -> Explanation:
    """A ratio's average over the plan years; the year of the address is the first of them. Raises UnknownFigure."""
    ratio = _known(programme, address)
    years = programme.dataset.plan_years
    column = column_for(programme, address)
    series = programme.series(ratio.id, address.version)
    average = series.average(years)
    if average is None or column.year != years[0]:
        raise UnknownFigure(f"Gjennomsnittet av {ratio.name.lower()} kan bare regnes for {years[0]}–{years[-1]}, der alle årene er kjent.")
    return Explanation(
        address=address.text,
        title=f"{ratio.name}, gjennomsnitt {years[0]}–{years[-1]}",
        value=average.value,
        text=in_ratio(average.value, ratio),
        unit=ratio.unit,
        words="Gjennomsnittet av årene under, regnet før de avrundes.",
        formula=f"mean({', '.join([f'{{ratio {ratio.id}}}'] * len(years))})",
        formula_words=f"gjennomsnittet av {ratio.name.lower()} i {len(years)} år",
        price=programme.dataset.price_level,
        rule=ratio.rule,
        inputs=_years(programme, ratio, address.version),
    )


def explain_target(programme: Programme, address: Address) -> Explanation:
    """A ratio's `aim` or `minimum`: who has decided it and where it is printed; the year is the first plan year. Raises UnknownFigure."""
    ratio, which, years = _known(programme, address), address.parts[1], programme.dataset.plan_years
    target = next((one for one in programme.dataset.targets if one.ratio == ratio.id), None)
    value = {"aim": target.aim, "minimum": target.minimum}.get(which) if target else None
    if target is None or value is None or year_of(address) != years[0]:
        raise UnknownFigure(f"Det er ikke vedtatt noe slikt mål for {ratio.name.lower()} fra {address.column[:60]}.")
    for_years = "det siste året i planen" if target.minimum_applies == "last_year" else "hvert år i planen"
    return Explanation(
        address=address.text,
        title=f"{ratio.name}, {'måltall' if which == 'aim' else 'minimum'}",
        value=value,
        text=in_ratio(value, ratio),
        unit=ratio.unit,
        words=f"{target.decided}. Gjelder {'gjennomsnittet av planårene' if which == 'aim' else for_years}.",
        source=target.place,
        rule=ratio.rule,
        years=_years(programme, ratio, address.version),
    )


def _years(programme: Programme, ratio: Ratio, version: str) -> tuple[InputFigure, ...]:
    """The ratio in the plan years it is known in."""
    values = programme.series(ratio.id, version).values
    return tuple(
        InputFigure(str(year), in_ratio(values[year].value, ratio), f"ratio:{ratio.id}{year_and_version(programme, year, version)}")
        for year in programme.dataset.plan_years
        if year in values
    )


def _known(programme: Programme, address: Address) -> Ratio:
    ratio = programme.ratios.get(address.parts[0])
    if ratio is None:
        raise UnknownFigure(f"Nøkkeltallet «{address.parts[0][:60]}» finnes ikke.")
    return ratio
