"""What is new: the largest measures up and down in the first plan year."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.exchange.charts import bar_chart
from veikart.exchange.sourcing import source_words, tables_of_measures
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.exchange.typst.measure_tables import unit_words
from veikart.exchange.typst.phrases import signed
from veikart.rules.programme import STEP_LABELS, FrameMeasure, Programme, largest_measures
from veikart.rules.words import format_mill, format_signed_mill, in_mill

IN_CHART, IN_TABLE = 6, 15


def novelties_chapter(programme: Programme) -> list[Block]:
    """The largest new measures as bars, and as a table with all the years."""
    year = programme.dataset.plan_years[0]
    everything = largest_measures(programme, year, 10_000)
    if not everything.more and not everything.less:
        return []
    more, less = everything.more, everything.less
    up, down = sum(one.nok_by_year[year] for one in more), sum(one.nok_by_year[year] for one in less)
    shown = [*more[:IN_CHART], *reversed(less[:IN_CHART])]
    source = source_words(programme.dataset, tables_of_measures(programme.dataset, (one.measure for one in shown)), is_computed=False)
    return [
        Chapter(
            f"Hva er nytt i {year}",
            f"Nye tiltak øker rammene med {in_mill(up)} og reduserer dem med {in_mill(-down)}. Netto er det {signed(up + down)}.",
            (
                KeyFigure("Øker rammene", format_signed_mill(up), "mill. kr", f"{len(more)} nye tiltak"),
                KeyFigure("Reduserer rammene", format_signed_mill(down), "mill. kr", f"{len(less)} nye tiltak"),
                KeyFigure("Netto", format_signed_mill(up + down), "mill. kr", f"i {year}"),
                KeyFigure("Største enkelttiltak", format_signed_mill(shown[0].nok_by_year[year]), "mill. kr", shown[0].measure.name),
            ),
        ),
        make_text(_sentences(more, less, year)),
        make_figure(
            bar_chart(
                rows=[(_name(one, shown), one.nok_by_year[year]) for one in shown],
                chart_id="nytt",
                title=f"De største nye tiltakene i {year}",
                width=WIDE,
            ),
            f"De største nye tiltakene i {year}",
            unit=f"Mill. kr, {programme.dataset.price_level}; fylt søyle øker rammen, åpen søyle reduserer den",
            source=source,
        ),
        Heading("De største nye tiltakene, alle år"),
        _table(programme, more[:IN_TABLE], f"Nye tiltak som øker rammene mest i {year}", source),
        _table(programme, less[:IN_TABLE], f"Nye tiltak som reduserer rammene mest i {year}", source),
    ]


def _sentences(more: Sequence[FrameMeasure], less: Sequence[FrameMeasure], year: int) -> list[str]:
    told = [
        "Et nytt tiltak er et forslag som ikke er vedtatt før. Et tiltak som øker rammen, er økt utgift eller lavere inntekt; "
        "et tiltak som reduserer den, er lavere utgift eller økt inntekt."
    ]
    for words, chosen in (("Det største tiltaket opp", more), ("Det største tiltaket ned", less)):
        if chosen:
            one = chosen[0]
            told.append(f"{words} er «{one.measure.name}» ({one.unit.name}) med {signed(one.nok_by_year[year])} i {year}.")
    if len(more) >= 5:
        whole = sum(one.nok_by_year[year] for one in more)
        told.append(f"De fem største tiltakene opp er til sammen {in_mill(sum(one.nok_by_year[year] for one in more[:5]))} av {in_mill(whole)}.")
    return told


def _name(one: FrameMeasure, shown: Sequence[FrameMeasure]) -> str:
    """The measure's name, with its unit where others in the picture are called the same."""
    same = sum(other.measure.name == one.measure.name for other in shown)
    return f"{one.measure.name}, {unit_words(one.unit.name)}" if same > 1 else one.measure.name


def _table(programme: Programme, measures: Sequence[FrameMeasure], title: str, source: str) -> Table:
    years = programme.dataset.plan_years
    return Table(
        title=title,
        columns=(
            Column("Tiltak", is_number=False),
            Column("Område", is_number=False, width_mm=36),
            Column("Hva slags", is_number=False, width_mm=34.5),
            *(Column(str(year), width_mm=11.8, is_set_out=year == years[0]) for year in years),
        ),
        rows=tuple(
            Row(
                (
                    Cell(one.measure.name),
                    Cell(unit_words(one.unit.name)),
                    Cell(STEP_LABELS[one.step]),
                    *(Cell(format_mill(one.nok_by_year[year])) for year in years),
                )
            )
            for one in measures
        ),
        unit=f"Mill. kr, {programme.dataset.price_level}; pluss øker rammen, minus reduserer den.",
        source=source,
    )
