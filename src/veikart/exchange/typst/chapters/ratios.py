"""The ratios against their targets."""

from __future__ import annotations

from veikart.calc.ratios import RatioSeries
from veikart.exchange.sourcing import short_source, source_words
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Figure, Grid, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.chapters.overview import ratio_chart
from veikart.exchange.typst.drawing import HALF, THIRD, make_figure
from veikart.exchange.typst.statement_tables import money_columns
from veikart.exchange.typst.yearly import yearly_tables
from veikart.rules.programme import Programme
from veikart.rules.words import in_ratio
from veikart.rules.words.verdicts import targets_sentence, verdict_label, verdict_words

CHART_HEIGHT, SMALL_HEIGHT = 165, 126


def ratio_chapter(programme: Programme) -> list[Block]:
    """Targets first with their verdicts, then every ratio as a chart and in one table."""
    verdicts = programme.verdicts()
    standfirst = targets_sentence([verdict for _, verdict in verdicts], programme.dataset.plan_years)
    with_target = [series for series, _ in verdicts]
    others = [series for ratio_id in programme.ratios if (series := programme.series(ratio_id)) not in with_target and series.values]
    blocks: list[Block] = [
        Chapter("Nøkkeltall mot mål", f"{standfirst}.", tuple(_key_figures(programme)[:4])),
        make_text(
            [
                "Et måltall er et mål for gjennomsnittet av planperioden. Et minimum gjelder hvert år der ikke noe annet er sagt.",
                "Avviket regnes på tall som ikke er rundet av. Et tall er under minimum bare når avrunding i kilden ikke kan forklare det.",
                f"Tabellene under figurene står i {programme.dataset.sources[0].title}.",
            ]
        ),
    ]
    if verdicts:
        blocks += [Heading("Vedtatte måltall"), _verdict_table(programme), Grid(tuple((_figure(programme, series, HALF),) for series in with_target))]
    if others:
        blocks += [Heading("Andre nøkkeltall"), Grid(tuple((_figure(programme, series, THIRD),) for series in others), columns=3)]
    return [*blocks, Heading("Alle nøkkeltall"), _ratio_table(programme, [*with_target, *others])]


def _key_figures(programme: Programme) -> list[KeyFigure]:
    """What each target is about: the average where there is an aim, else the first or the last year as the minimum applies."""
    first, last = programme.dataset.plan_years[0], programme.dataset.plan_years[-1]
    found = []
    for series, verdict in programme.verdicts():
        year = last if verdict.target.minimum_applies == "last_year" else first
        is_average = verdict.target.aim is not None and verdict.average is not None
        shown = verdict.average if is_average else series.values.get(year)
        if shown is not None:
            value, _, unit = in_ratio(shown.value, series.ratio).partition(" ")
            when = f"snitt {first}–{last}" if is_average else str(year)
            found.append(KeyFigure(f"{series.ratio.name}, {when}", value, unit, verdict_label(verdict)))
    return found


def _figure(programme: Programme, series: RatioSeries, width: int) -> Figure:
    target = next((one for one in programme.dataset.targets if one.ratio == series.ratio.id), None)
    years = sorted({*series.history, *(column.year for column in programme.columns)})
    svg = ratio_chart(
        series,
        target,
        years,
        chart_id=f"nokkeltall-{series.ratio.id}",
        size=(width, CHART_HEIGHT if width == HALF else SMALL_HEIGHT),
        colour="result",
        forecast_from=programme.dataset.plan_years[0],
    )
    unit = "Prosent" if series.ratio.unit == "share" else "Mill. kr" if _is_large(series) else "Kroner"
    tables = yearly_tables(programme, (series.ratio.formula,))
    return make_figure(svg, series.ratio.name, unit=unit, source=short_source(programme.dataset, tables))


def _is_large(series: RatioSeries) -> bool:
    return any(abs(one.value) >= 1_000_000 for one in series.values.values())


def _verdict_table(programme: Programme) -> Table:
    rows = []
    for series, verdict in programme.verdicts():
        ratio, target = series.ratio, verdict.target
        rows.append(
            Row(
                (
                    Cell(ratio.name),
                    Cell(in_ratio(target.aim, ratio) if target.aim is not None else "–"),
                    Cell(in_ratio(target.minimum, ratio) if target.minimum is not None else "–"),
                    Cell(in_ratio(verdict.average.value, ratio) if verdict.average else "–"),
                    Cell(" ".join(verdict_words(series, verdict, programme.dataset.plan_years))),
                )
            )
        )
    first, last = programme.dataset.plan_years[0], programme.dataset.plan_years[-1]
    decided = next((target.decided for target in programme.dataset.targets), "")
    return Table(
        title="Nøkkeltallene mot vedtatte måltall",
        columns=(
            Column("Nøkkeltall", is_number=False, width_mm=33),
            Column("Mål", width_mm=15),
            Column("Minimum", width_mm=21),
            Column(f"Snitt {first}–{last}", width_mm=21),
            Column("Vurdering", is_number=False),
        ),
        rows=tuple(rows),
        source=f"Kilde: {decided}." if decided else "",
        notes=(("–", "Ikke vedtatt."),),
    )


def _ratio_table(programme: Programme, series: list[RatioSeries]) -> Table:
    rows = []
    for one in series:
        shown = [in_ratio(one.values[column.year].value, one.ratio) if column.year in one.values else "–" for column in programme.columns]
        unit = next((text.partition("\u00a0" if one.ratio.unit == "share" else " ")[2] for text in shown if text != "–"), "")
        rows.append(Row((Cell(one.ratio.name), Cell(unit), *(Cell(text.removesuffix(unit).strip()) for text in shown))))
    missing = sorted({f"{one.ratio.name} {year}: {what} er ikke trykt" for one in series for year, what in one.missing.items()})
    formulas = tuple((one.ratio.formula,) for one in series)
    told = [("", f"{one.ratio.name}: {one.ratio.note}") for one in series if one.ratio.note]
    _, *years = money_columns(programme, programme.columns)
    return Table(
        title="Alle nøkkeltall",
        columns=(Column("Nøkkeltall", is_number=False), Column("Enhet", is_number=False, width_mm=15), *years),
        rows=tuple(rows),
        source=source_words(programme.dataset, yearly_tables(programme, *formulas)),
        is_whole=True,
        notes=(*((("–", f"{'; '.join(missing)}."),) if missing else ()), *told),
    )
