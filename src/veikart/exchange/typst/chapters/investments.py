"""Investments by area, and how they are paid for."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.exchange.charts import WHOLE_MILL_NOK, Series, stacked_columns
from veikart.exchange.charts.colours import SERIES
from veikart.exchange.sourcing import price_words, source_words, tables_behind
from veikart.exchange.sourcing.financing import FORM, MoneySource, coverage_words, financed_nok, money_sources
from veikart.exchange.typst.blocks import Block, Chapter, Column, Heading, KeyFigure, Table, make_text
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.exchange.typst.phrases import share_words
from veikart.exchange.typst.statement_tables import money_columns, money_row
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill, in_mill

AREAS = "5-5-2"
FINANCED = "Slik blir investeringer og utlån betalt"

CHART_HEIGHT = 250

Amounts = Mapping[int, int]


def investment_chapter(programme: Programme) -> list[Block]:
    """What is built, where, and what pays for it. Amounts are whole kroner, here with what pays as positive."""
    if AREAS not in programme.forms:
        return []
    years = programme.dataset.plan_years
    areas = [(name, amounts) for name, amounts in _areas(programme) if any(amounts.values())]
    financing = money_sources(programme)
    total = {year: sum(amounts[year] for _, amounts in areas) for year in _years(programme)}
    whole = sum(total[year] for year in years)
    tables = tables_behind(programme, AREAS, programme.columns)
    prices, source = price_words(programme.dataset, tables), source_words(programme.dataset, tables)
    return [
        Chapter(
            "Investeringer",
            f"{in_mill(whole)} i {years[0]}–{years[-1]}, {in_mill(total[years[0]])} av dem i {years[0]}.",
            tuple(_key_figures(programme, total, financing)),
        ),
        make_text(_sentences(programme, areas, financing)),
        Heading("Investeringene etter område"),
        make_figure(_area_chart(programme, areas), "Brutto investeringer etter område", unit=f"Mill. kr, {prices}", source=source),
        _table(programme, ("Brutto investeringer etter område", "Område"), areas, total, (f"Mill. kr, {prices}.", source)),
        *(_financing(programme, financing) if financing else []),
    ]


def _financing(programme: Programme, sources: list[MoneySource]) -> list[Block]:
    """What pays, as a picture and a table, and what the total pays for."""
    tables = tables_behind(programme, FORM, programme.columns)
    prices, source = price_words(programme.dataset, tables), source_words(programme.dataset, tables)
    svg = stacked_columns(
        series=[Series(one.label, [one.nok_by_year[year] for year in _years(programme)], one.colour) for one in sources],
        years=_years(programme),
        chart_id="finansiering",
        title=FINANCED,
        width=WIDE,
        height=CHART_HEIGHT,
        unit=WHOLE_MILL_NOK,
    )
    lines = [(one.label, one.nok_by_year) for one in sources]
    unit = f"Mill. kr, {prices}; det som betaler, er positive tall."
    return [
        Heading(FINANCED),
        make_text([coverage_words(programme)]),
        make_figure(svg, FINANCED, unit=f"Mill. kr, {prices}", source=source),
        _table(programme, (FINANCED, "Kilde til penger"), lines, financed_nok(programme), (unit, source)),
    ]


def _years(programme: Programme) -> list[int]:
    return [column.year for column in programme.columns]


def _line(programme: Programme, form_id: str, row_id: str, sign: int = 1) -> Amounts:
    cells = {column.year: programme.cell(form_id, row_id, column) for column in programme.columns}
    return {year: sign * cell.nok if cell else 0 for year, cell in cells.items()}


def _areas(programme: Programme) -> list[tuple[str, Amounts]]:
    """The areas on the first level, in the form's order."""
    rows = programme.rows(AREAS, programme.columns)
    return [(row.label, _line(programme, AREAS, row.id)) for row in rows if row.unit and row.level == 1]


def _key_figures(programme: Programme, total: Amounts, financing: list[MoneySource]) -> list[KeyFigure]:
    year = programme.dataset.plan_years[0]
    found = [KeyFigure(f"Brutto investeringer {year}", format_mill(total[year]), "mill. kr", "i anleggsmidler")]
    for one in financing[:3]:
        share = share_words(one.nok_by_year[year], financed_nok(programme)[year])
        found.append(KeyFigure(one.label, format_mill(one.nok_by_year[year]), "mill. kr", f"{share} av summen i {year}"))
    return found


def _sentences(programme: Programme, areas: list[tuple[str, Amounts]], financing: list[MoneySource]) -> list[str]:
    years = programme.dataset.plan_years
    sums = sorted(((sum(amounts[year] for year in years), name) for name, amounts in areas), reverse=True)
    whole = sum(nok for nok, _ in sums)
    told = [f"{name} har {in_mill(nok)}, {share_words(nok, whole)} av investeringene i perioden." for nok, name in sums[:2]]
    loan = next((one.nok_by_year for one in financing if one.colour == "loan"), None)
    if loan:
        paid, borrowed = (sum(amounts[year] for year in years) for amounts in (financed_nok(programme), loan))
        share = share_words(borrowed, paid)
        told.append(f"Lån betaler {in_mill(borrowed)} av de {in_mill(paid)} som går til investeringer og utlån i perioden, det vil si {share}.")
    return [" ".join(told)]


def _area_chart(programme: Programme, areas: list[tuple[str, Amounts]]) -> str:
    return stacked_columns(
        series=[
            Series(name, [amounts[year] for year in _years(programme)], SERIES[place % len(SERIES)]) for place, (name, amounts) in enumerate(areas)
        ],
        years=_years(programme),
        chart_id="investeringer-etter-omraade",
        title="Brutto investeringer etter område",
        width=WIDE,
        height=CHART_HEIGHT,
        unit=WHOLE_MILL_NOK,
    )


def _table(programme: Programme, words: tuple[str, str], lines: list[tuple[str, Amounts]], total: Amounts, told: tuple[str, str]) -> Table:
    """Amounts by year with their sum. `words` are the title and the first heading, `told` the unit and the source."""
    _, *years = money_columns(programme, programme.columns)
    rows = [money_row(name, [amounts[year] for year in _years(programme)]) for name, amounts in lines]
    return Table(
        title=words[0],
        columns=(Column(words[1], is_number=False), *years),
        rows=(*rows, money_row("Sum", [total[year] for year in _years(programme)], style="sum")),
        unit=told[0],
        source=told[1],
    )
