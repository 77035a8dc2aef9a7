"""Four years on one page: revenue, expenditure, result, investment and debt."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from veikart.calc.documents import Target
from veikart.calc.ratios import RatioSeries
from veikart.exchange.charts import PERCENT, WHOLE_MILL_NOK, Series, Unit, column_chart, line_chart
from veikart.exchange.sourcing import price_words, short_source, source_words, table_order
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Grid, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.drawing import HALF, make_figure
from veikart.exchange.typst.phrases import change_words
from veikart.exchange.typst.statement_tables import money_columns
from veikart.exchange.typst.yearly import EXPENDITURE, INVESTMENT, NET_DEBT, RESULT, REVENUE, yearly_tables, yearly_values
from veikart.rules.programme import Programme
from veikart.rules.words import format_decimal, format_mill, format_percent, in_mill, in_ratio
from veikart.rules.words.verdicts import verdict_words

CHART_HEIGHT = 186
KRONER = Unit("kroner", format_decimal, Fraction(1), decimals=0)


def overview_chapter(programme: Programme) -> list[Block]:
    """The chapter's opening, the page with five charts, and what they say."""
    cards = (
        _money_card(programme, REVENUE, "Driftsinntekter", "revenue", "inntekter"),
        _money_card(programme, EXPENDITURE, "Driftsutgifter", "expense", "utgifter"),
        _ratio_card(programme, "result_ratio", "Netto driftsresultat", RESULT, "result"),
        _money_card(programme, INVESTMENT, "Investeringer", "investment", "investeringer"),
        _ratio_card(programme, "debt_ratio", "Netto lånegjeld", NET_DEBT, "debt"),
    )
    shown = tuple(card for card in cards if card)
    first, last = programme.dataset.plan_years[0], programme.dataset.plan_years[-1]
    return [
        Chapter("Fire år på en side", _standfirst(programme), tuple(_key_figures(programme))),
        make_text(_sentences(programme)),
        _main_table(programme),
        Heading(f"{first}–{last} i fem figurer", is_new_page=True),
        Grid((*shown, (_reading_guide(programme),))),
    ]


def _standfirst(programme: Programme) -> str:
    """The answer in one sentence: the first year's result against its target."""
    year = programme.dataset.plan_years[0]
    series = programme.series("result_ratio")
    target = _target(programme, "result_ratio")
    if year not in series.values:
        return f"Planen gjelder {year}–{programme.dataset.plan_years[-1]}."
    value = series.values[year].value
    told = f"{year}: {in_ratio(value, series.ratio)} i resultatgrad"
    if target is None or target.aim is None:
        return f"{told}."
    return f"{told}, {'over' if value > target.aim else 'på' if value == target.aim else 'under'} målet på {in_ratio(target.aim, series.ratio)}."


def _key_figures(programme: Programme) -> list[KeyFigure]:
    year, before = programme.dataset.plan_years[0], programme.dataset.plan_years[0] - 1
    found: list[KeyFigure] = []
    for label, formulas in (("Driftsinntekter", REVENUE), ("Netto driftsresultat", RESULT), ("Investeringer", INVESTMENT)):
        values = yearly_values(programme, formulas)
        if year in values:
            remark = f"{change_words(values[before], values[year])} i {before}" if before in values else ""
            found.append(KeyFigure(f"{label} {year}", format_mill(round(values[year])), "mill. kr", remark))
    debt = programme.series("debt_ratio")
    if year in debt.values:
        remark = f"{in_ratio(debt.values[before].value, debt.ratio)} i {before}" if before in debt.values else ""
        found.append(KeyFigure(f"Gjeldsgrad {year}", format_percent(debt.values[year].value), "", remark))
    return found


def _sentences(programme: Programme) -> list[str]:
    """What the five charts say, a paragraph for each."""
    first, last = programme.dataset.plan_years[0], programme.dataset.plan_years[-1]
    revenue, expenditure = yearly_values(programme, REVENUE), yearly_values(programme, EXPENDITURE)
    result, investment = yearly_values(programme, RESULT), yearly_values(programme, INVESTMENT)
    told = [_from_to(programme, "Driftsinntektene", revenue), _from_to(programme, "Driftsutgiftene", expenditure)]
    if first in result and last in result:
        told.append(
            "Netto driftsresultat er det som er igjen når renter og avdrag er betalt: "
            f"{_mill(result[first])} i {first} og {_mill(result[last])} i {last}."
        )
    told += [" ".join(verdict_words(series, verdict, programme.dataset.plan_years)) for series, verdict in _result_verdict(programme)]
    planned = [investment[year] for year in programme.dataset.plan_years if year in investment]
    if planned:
        prices = price_words(programme.dataset, yearly_tables(programme, INVESTMENT))
        told.append(f"Investeringene er {_mill(sum(planned, Fraction(0)))} til sammen i perioden, i {prices}.")
    debt = programme.series("debt_ratio")
    if first in debt.values and last in debt.values:
        a, b = in_ratio(debt.values[first].value, debt.ratio), in_ratio(debt.values[last].value, debt.ratio)
        told.append(f"Gjeldsgraden er netto lånegjeld delt på driftsinntektene. Den går fra {a} i {first} til {b} i {last}.")
    return told


def _from_to(programme: Programme, name: str, values: Mapping[int, Fraction]) -> str:
    first, last = programme.dataset.plan_years[0], programme.dataset.plan_years[-1]
    if first not in values or last not in values:
        return ""
    change = change_words(values[first], values[last])
    told = f"{name} er {_mill(values[first])} i {first} og {_mill(values[last])} i {last}"
    return f"{told}. Det er {change} i {first}, regnet i {programme.dataset.price_level}."


def _main_table(programme: Programme) -> Table:
    """The quantities of the five charts in one table, amounts in millions of kroner and ratios in per cent."""
    rows: list[Row] = []
    for name, formulas in (("Driftsinntekter", REVENUE), ("Driftsutgifter", EXPENDITURE), ("Netto driftsresultat", RESULT)):
        rows += _amount_row(programme, name, formulas)
    rows += _ratio_row(programme, "result_ratio")
    rows += _amount_row(programme, "Brutto investeringer", INVESTMENT) + _amount_row(programme, "Netto lånegjeld", NET_DEBT)
    rows += _ratio_row(programme, "debt_ratio")
    tables = yearly_tables(programme, REVENUE, EXPENDITURE, RESULT)
    capital = yearly_tables(programme, INVESTMENT)
    ratios = [(programme.series(one).ratio.formula,) for one in ("result_ratio", "debt_ratio")]
    return Table(
        title="Hovedtallene",
        columns=money_columns(programme, programme.columns),
        rows=tuple(rows),
        unit=f"Mill. kr, {price_words(programme.dataset, tables)}; investeringene i {price_words(programme.dataset, capital)}.",
        source=source_words(programme.dataset, sorted({*tables, *capital, *yearly_tables(programme, NET_DEBT, *ratios)}, key=table_order)),
        notes=(("", "Driftsutgiftene er driftsinntektene minus brutto driftsresultat, og er derfor uten avskrivninger."),),
    )


def _amount_row(programme: Programme, name: str, formulas: tuple[str, ...]) -> list[Row]:
    values = yearly_values(programme, formulas)
    shown = [Cell(format_mill(round(values[column.year])) if column.year in values else "–") for column in programme.columns]
    return [Row((Cell(name), *shown))] if values else []


def _ratio_row(programme: Programme, ratio_id: str) -> list[Row]:
    series = programme.series(ratio_id)
    shown = [Cell(format_percent(series.values[column.year].value) if column.year in series.values else "–") for column in programme.columns]
    return [Row((Cell(series.ratio.name), *shown), "strong")] if series.values else []


def _money_card(programme: Programme, formulas: tuple[str, ...], name: str, colour: str, chart_id: str) -> tuple[Block, ...]:
    """A chart of amounts with its small table: the amount and the change from the year before."""
    values = yearly_values(programme, formulas)
    if not values:
        return ()
    years = [column.year for column in programme.columns]
    tables = yearly_tables(programme, formulas)
    svg = column_chart(
        values=[round(values[year]) if year in values else None for year in years],
        labels=years,
        chart_id=chart_id,
        title=name,
        width=HALF,
        height=CHART_HEIGHT,
        unit=WHOLE_MILL_NOK,
        colour=colour,
        forecast_from=programme.dataset.plan_years[0],
    )
    rows = [
        ("Mill. kr", [format_mill(round(values[year]), 0) if year in values else "–" for year in years]),
        ("Endring", [_growth(values, year) for year in years]),
    ]
    return (
        make_figure(svg, name, unit=f"Mill. kr, {price_words(programme.dataset, tables)}"),
        _small_table(programme, name, years, rows, short_source(programme.dataset, tables)),
    )


def _ratio_card(programme: Programme, ratio_id: str, name: str, formulas: tuple[str, ...], colour: str) -> tuple[Block, ...]:
    """A chart of a ratio with its target lines and its small table: the amount behind it and the ratio."""
    series, values = programme.series(ratio_id), yearly_values(programme, formulas)
    if not series.values:
        return ()
    years = [column.year for column in programme.columns]
    target = _target(programme, ratio_id)
    first = programme.dataset.plan_years[0]
    svg = ratio_chart(series, target, years, chart_id=ratio_id, size=(HALF, CHART_HEIGHT), colour=colour, forecast_from=first)
    rows = [
        ("Mill. kr", [format_mill(round(values[year]), 0) if year in values else "–" for year in years]),
        ("Andel", [format_percent(series.values[year].value) if year in series.values else "–" for year in years]),
    ]
    tables = yearly_tables(programme, formulas, (series.ratio.formula,))
    return (
        make_figure(svg, series.ratio.name, unit=f"{name} i prosent av driftsinntektene"),
        _small_table(programme, name, years, rows, short_source(programme.dataset, tables)),
    )


def ratio_chart(
    series: RatioSeries, target: Target | None, years: list[int], *, chart_id: str, size: tuple[int, int], colour: str, forecast_from: int
) -> str:
    """A ratio as a line over years, its printed history included, with the adopted target and minimum across."""
    found = {**series.history, **series.values}
    return line_chart(
        series=[Series(series.ratio.name, [found[year].value if year in found else None for year in years], colour)],
        years=years,
        chart_id=chart_id,
        title=series.ratio.name,
        width=size[0],
        height=size[1],
        unit=_unit(series),
        target=("mål", target.aim) if target and target.aim is not None else None,
        minimum=("minimum", target.minimum) if target and target.minimum is not None else None,
        forecast_from=forecast_from,
    )


def _unit(series: RatioSeries) -> Unit:
    """Per cent for a share, millions for large amounts of money, and kroner for small ones."""
    if series.ratio.unit == "share":
        return PERCENT
    return WHOLE_MILL_NOK if any(abs(one.value) >= 1_000_000 for one in series.values.values()) else KRONER


def _small_table(programme: Programme, title: str, years: list[int], rows: list[tuple[str, list[str]]], source: str) -> Table:
    first = programme.dataset.plan_years[0]
    return Table(
        title=title,
        columns=(Column("", is_number=False), *(Column(str(year), width_mm=10.8, is_set_out=year == first) for year in years)),
        rows=tuple(Row((Cell(label), *map(Cell, cells))) for label, cells in rows),
        source=source,
        is_numbered=False,
    )


def _reading_guide(programme: Programme) -> Block:
    first = programme.dataset.plan_years[0]
    return make_text(
        [
            f"Slik leses figurene: Fylte søyler og punkter er år før planen. Lyse søyler og åpne punkter på grå bunn er planen, fra {first}. "
            "Linjer på tvers er vedtatte mål og minimumskrav.",
            "Søyler begynner alltid på null. Kurver gjør ikke det. Tall mangler der de ikke kan regnes ut av kilden.",
            f"Kildene er tabeller i {programme.dataset.sources[0].title}, {programme.dataset.sources[0].publisher}.",
        ]
    )


def _result_verdict(programme: Programme) -> list[tuple[RatioSeries, object]]:
    return [(series, verdict) for series, verdict in programme.verdicts() if series.ratio.id == "result_ratio"]


def _target(programme: Programme, ratio_id: str) -> Target | None:
    return next((target for target in programme.dataset.targets if target.ratio == ratio_id), None)


def _growth(values: Mapping[int, Fraction], year: int) -> str:
    if year not in values or not values.get(year - 1):
        return "–"
    return format_percent(values[year] / values[year - 1] - 1)


def _mill(value: Fraction) -> str:
    return in_mill(round(value))
