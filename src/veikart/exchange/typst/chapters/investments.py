"""Investments by area, and how they are paid for."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.exchange.charts import WHOLE_MILL_NOK, Series, stacked_columns
from veikart.exchange.charts.colours import SERIES
from veikart.exchange.sourcing import price_words, source_words, tables_behind
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.exchange.typst.phrases import share_words
from veikart.exchange.typst.statement_tables import money_columns
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill, in_mill

FORM, AREAS = "5-5", "5-5-2"
FINANCING = (
    ("bruk-av-laan", "Lån", "loan"),
    ("overforing-fra-drift", "Fra driften", "transfer"),
    ("mva-kompensasjon", "Merverdiavgift", "vat"),
    ("tilskudd-fra-andre", "Tilskudd", "grant"),
    ("salg-driftsmidler", "Salg", "sale"),
    ("ubundet-fond", "Ubundne fond", "fund"),
    ("bundne-fond", "Bundne fond", "fund"),
)

Amounts = Mapping[int, int]


def investment_chapter(programme: Programme) -> list[Block]:
    """What is built, where, and what pays for it. Amounts are whole kroner, here with financing as positive."""
    if AREAS not in programme.forms or FORM not in programme.forms:
        return []
    years = programme.dataset.plan_years
    areas = [(name, amounts) for name, amounts in _areas(programme) if any(amounts.values())]
    financing = [(name, amounts, colour) for name, amounts, colour in _financing(programme) if any(amounts.values())]
    total = {year: sum(amounts[year] for _, amounts in areas) for year in _years(programme)}
    whole = sum(total[year] for year in years)
    tables = tables_behind(programme, FORM, programme.columns)
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
        _table(programme, "Brutto investeringer etter område", [*areas], total, f"Mill. kr, {prices}.", source),
        Heading("Finansieringen av investeringene"),
        make_figure(_financing_chart(programme, financing), "Finansiering av investeringene", unit=f"Mill. kr, {prices}", source=source),
        _table(
            programme,
            "Finansiering av investeringene",
            [(name, amounts) for name, amounts, _ in financing],
            {year: sum(amounts[year] for _, amounts, _ in financing) for year in _years(programme)},
            f"Mill. kr, {prices}; finansieringen som positive tall. Et negativt tall er en avsetning.",
            source,
        ),
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


def _financing(programme: Programme) -> list[tuple[str, Amounts, str]]:
    """Every source of money for investments in fixed assets, positive where it pays."""
    known = programme.forms[FORM].line_by_id
    return [(name, _line(programme, FORM, line, -1), colour) for line, name, colour in FINANCING if line in known]


def _key_figures(programme: Programme, total: Amounts, financing: list[tuple[str, Amounts, str]]) -> list[KeyFigure]:
    years = programme.dataset.plan_years
    found = [KeyFigure(f"Investeringer {years[0]}", format_mill(total[years[0]]), "mill. kr", "brutto")]
    whole = {year: sum(amounts[year] for _, amounts, _ in financing) for year in years}
    for name, amounts, _ in financing[:3]:
        share = share_words(amounts[years[0]], whole[years[0]])
        found.append(KeyFigure(f"{name} {years[0]}", format_mill(amounts[years[0]]), "mill. kr", f"{share} av finansieringen"))
    return found


def _sentences(programme: Programme, areas: list[tuple[str, Amounts]], financing: list[tuple[str, Amounts, str]]) -> list[str]:
    years = programme.dataset.plan_years
    sums = sorted(((sum(amounts[year] for year in years), name) for name, amounts in areas), reverse=True)
    whole = sum(nok for nok, _ in sums)
    told = [f"{name} har {in_mill(nok)}, {share_words(nok, whole)} av investeringene i perioden." for nok, name in sums[:2]]
    paid = sum(amounts[year] for _, amounts, _ in financing for year in years)
    loan = next((amounts for name, amounts, _ in financing if name == "Lån"), None)
    if loan and paid:
        borrowed = sum(loan[year] for year in years)
        told.append(f"Lån betaler {in_mill(borrowed)} av {in_mill(paid)} i perioden, det vil si {share_words(borrowed, paid)}.")
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
        height=290,
        unit=WHOLE_MILL_NOK,
    )


def _financing_chart(programme: Programme, financing: list[tuple[str, Amounts, str]]) -> str:
    return stacked_columns(
        series=[Series(name, [amounts[year] for year in _years(programme)], colour) for name, amounts, colour in financing],
        years=_years(programme),
        chart_id="finansiering",
        title="Finansiering av investeringene",
        width=WIDE,
        height=290,
        unit=WHOLE_MILL_NOK,
    )


def _table(programme: Programme, title: str, lines: list[tuple[str, Amounts]], total: Amounts, unit: str, source: str) -> Table:
    columns = money_columns(programme, programme.columns, first=" ")
    return Table(
        title=title,
        columns=(Column("Område" if "område" in title else "Kilde til penger", is_number=False), *columns[1:]),
        rows=(
            *(Row((Cell(name), *(Cell(format_mill(amounts[year])) for year in _years(programme)))) for name, amounts in lines),
            Row((Cell("Sum"), *(Cell(format_mill(total[year])) for year in _years(programme))), "sum"),
        ),
        unit=unit,
        source=source,
    )
