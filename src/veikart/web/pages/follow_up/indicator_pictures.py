"""The pictures of indicators: a line as small as a word, a small multiple, and the large one with those it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.indicators import IndicatorPlace, IndicatorSeries, Limits, list_points
from veikart.calc.plan_system import Indicator, IndicatorTarget
from veikart.exchange.charts import Series, draw_for_both, line_chart, sparkline
from veikart.exchange.charts.scale import Unit
from veikart.rules.indicators import IndicatorShown, get_limits
from veikart.rules.indicators.words import count_decimals, format_value

OWN_COLOUR = "result"
OTHER_COLOURS = ("#0062BA", "#8A8D90", "#5C9AD3", "#5B5D60", "#B5D2EC", "#C9CACB")
"""Those it is compared with; our own line is the dark one."""
APART_COLOUR = "#8A8D90"
MOST_COMPARED = len(OTHER_COLOURS)
SMALL = 300
"""The width of a small multiple."""


def years_of(*series: IndicatorSeries, period: str = "", last: int | None = None) -> list[int]:
    """Every year from the first to the last with a value, those without too, so that a gap in the line is a gap in time."""
    known = [one.year for each in series for one in list_points(each, period) if one.value is not None and (last is None or one.year <= last)]
    return list(range(min(known), max(known) + 1)) if known else []


def chart_unit(indicator: Indicator, values: Iterable[Fraction]) -> Unit:
    """How the values are written: as many decimals as the indicator has, and the sign for percent."""
    decimals = max((count_decimals(one, indicator) for one in values), default=0)

    def write(value: int | Fraction, wanted: int) -> str:
        return format_value(Fraction(value), indicator, with_unit=False, decimals=wanted)

    return Unit(indicator.unit or "antall", write, Fraction(1), decimals)


def _values(series: IndicatorSeries, years: Sequence[int], period: str = "") -> list[Fraction | None]:
    """What can be held against other years: a value that is not comparable breaks the line."""
    return [point.comparable if (point := series.get((year, period))) else None for year in years]


def _apart(series: IndicatorSeries, years: Sequence[int], period: str) -> list[Fraction | None]:
    """What is known but not comparable: drawn beside the line and not as a part of it."""
    found = (series.get((year, period)) for year in years)
    return [point.value if point and point.comparable is None else None for point in found]


def _are_known(lines: Sequence[Series]) -> bool:
    return any(value is not None for one in lines for value in one.values)


def _levels(indicator: Indicator, target: IndicatorTarget | None) -> dict[str, tuple[str, Fraction]]:
    limits = get_limits(indicator, target) if target else None
    if target is None or limits is None:
        return {}
    name = f"Mål {target.year}"
    if limits.low is not None and limits.high is not None and limits.low != limits.high:
        return {"target": (f"{name}, øverst", limits.high), "minimum": (f"{name}, nederst", limits.low)}
    return {"target": (name, _one_limit(limits))}


def _one_limit(limits: Limits) -> Fraction:
    found = limits.high if limits.high is not None else limits.low
    return found if found is not None else Fraction(0)


def draw_spark(shown: IndicatorShown, under: str = "") -> Markup:
    """The movement as small as a word; nothing where fewer than two years are known. `under` is what it stands under, where it is in more than one
    place on the page."""
    years = years_of(shown.series, period=shown.part, last=shown.year)
    values = _values(shown.series, years, shown.part)
    if len([one for one in values if one is not None]) < 2:
        return Markup("")
    unit = chart_unit(shown.indicator, [one for one in values if one is not None])
    svg = sparkline(
        values=values,
        chart_id=f"spark-{under}-{chart_key(shown)}" if under else f"spark-{chart_key(shown)}",
        title=f"{shown.indicator.name}, {years[0]}–{years[-1]}",
        unit=unit,
    )
    return Markup(svg)


def draw_small(shown: IndicatorShown) -> Markup:
    """A small multiple with the target as a line; nothing where there is nothing to draw."""
    years = years_of(shown.series, period=shown.part, last=shown.year)
    values = _values(shown.series, years, shown.part)
    known = [one for one in values if one is not None]
    if not known:
        return Markup("")
    target = shown.judged.target or shown.coming
    unit, levels = chart_unit(shown.indicator, known), _levels(shown.indicator, target)
    series = [Series(shown.indicator.name, values, OWN_COLOUR)]
    svg = line_chart(
        series=series, years=years, chart_id=f"small-{chart_key(shown)}", title=shown.indicator.name, unit=unit, width=SMALL, height=150, **levels
    )
    return Markup(svg)


def draw_large(shown: IndicatorShown, compared: Sequence[tuple[IndicatorPlace, IndicatorSeries]], targets: Sequence[IndicatorTarget]) -> Markup:
    """The whole series with its targets, and the places it is compared with as lines with their names.

    One target is a line across; where there are several years with one limit each, each is a point in its year.
    """
    with_line = [(place, series) for place, series in compared if any(one.comparable is not None for one in list_points(series, shown.part))]
    others = with_line[:MOST_COMPARED]
    years = years_of(shown.series, *(series for _place, series in others), period=shown.part)
    aims = _aims(shown.indicator, targets) if years else {}
    last = max(years, default=0)
    years = list(range(min(years), max(last, *aims) + 1)) if aims else years
    name = shown.place.name if shown.place else shown.indicator.name
    lines = [Series(name, _values(shown.series, years, shown.part), OWN_COLOUR)]
    lines += [Series(place.name, _values(series, years, shown.part), colour) for (place, series), colour in zip(others, OTHER_COLOURS, strict=False)]
    lines += [Series("Mål", [aims.get(year) for year in years], "target")] if aims else []
    lines += [Series(_("Ikke sammenliknbar"), _apart(shown.series, years, shown.part), APART_COLOUR)] if _are_known(lines) else []
    lines = [one for one in lines if _are_known([one])]
    known = [value for one in lines for value in one.values if value is not None]
    if not known:
        return Markup("")
    svg = draw_for_both(
        line_chart,
        chart_id=f"indicator-{chart_key(shown)}",
        series=lines,
        years=years,
        title=shown.indicator.name,
        unit=chart_unit(shown.indicator, known),
        height=300,
        forecast_from=last + 1 if aims and last + 1 in years else None,
        **({} if aims else _levels(shown.indicator, shown.judged.target or shown.coming)),
    )
    return Markup(svg)


def _aims(indicator: Indicator, targets: Sequence[IndicatorTarget]) -> dict[int, Fraction]:
    """The limit of each year with a target, where there are two years or more and each has one limit."""
    limits = {one.year: get_limits(indicator, one) for one in targets}
    found = {year: _one_limit(one) for year, one in limits.items() if one and (one.low is None or one.high is None or one.low == one.high)}
    return found if len(found) > 1 else {}


def chart_key(shown: IndicatorShown) -> str:
    """The indicator's id as the id of a picture."""
    place = shown.place.id if shown.place and shown.place.kind != "own" else ""
    return "-".join(part for part in (shown.indicator.id.replace(".", "-"), place.replace(".", "-"), shown.part) if part)
