"""The bridge and the measures of a unit as charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veikart.calc.layers import Unit
from veikart.exchange.charts import bridge_chart
from veikart.exchange.sourcing import source_words, tables_of_measures
from veikart.exchange.typst.blocks import Cell, Column, Figure, Row, Table
from veikart.exchange.typst.drawing import WIDE, make_figure
from veikart.rules.programme import STEP_LABELS, BridgeStep, FrameMeasure, Programme, frame_measures
from veikart.rules.words import format_mill, format_signed_mill, is_rounding

SHORT_AT = 44


def unit_words(name: str) -> str:
    """A unit's name, cut at the first comma or «inkludert» where it is too long for a narrow column."""
    return name if len(name) <= SHORT_AT else name.split(" inkludert")[0].split(",")[0]


def changes(programme: Programme, unit_id: str) -> list[FrameMeasure]:
    """The measures that change a unit's frame: all but the base and what moves money without changing the frame."""
    steps: dict[str, dict[int, int]] = {}
    found = [one for one in frame_measures(programme, unit_id) if one.step != "base"]
    for one in found:
        years = steps.setdefault(one.step, {})
        for year, nok in one.nok_by_year.items():
            years[year] = years.get(year, 0) + nok
    return [one for one in found if one.step != "central" or any(steps[one.step].values())]


def bridge_figure(programme: Programme, unit: Unit, steps: Sequence[BridgeStep], year: int) -> Figure:
    """The bridge from the old frame to the new in one year."""
    shown = [(_unbroken(step.label), step.nok_by_year[year], step.kind) for step in steps if step.is_shown_in(year)]
    caption = f"{unit_words(unit.name)}: gammel og ny ramme"
    svg = bridge_chart(steps=shown, chart_id=f"bro-{unit.id}", title=caption, width=WIDE)
    source = source_words(programme.dataset, unit_tables(programme, unit.id))
    return make_figure(svg, caption, unit=f"{year}, mill. kr, {programme.dataset.price_level}", source=source)


def frame_table(programme: Programme, unit: Unit, steps: Sequence[BridgeStep], measures: Sequence[FrameMeasure]) -> Table:
    """From the old frame to the new in every plan year: the base, each step with its sum and its measures, the frame, and the change in all."""
    years = programme.dataset.plan_years
    base, frame = steps[0], steps[-1]
    change = {year: frame.nok_by_year[year] - base.nok_by_year[year] for year in years}
    table = measure_table(programme, unit, measures)
    rows = (
        Row((Cell(base.label), Cell(""), *(Cell(format_mill(base.nok_by_year[year])) for year in years)), "strong"),
        *table.rows,
        Row((Cell(frame.label), Cell(""), *(Cell(format_mill(frame.nok_by_year[year])) for year in years)), "sum"),
        Row((Cell("Endring fra utgangspunktet"), Cell(""), *(Cell(format_signed_mill(change[year])) for year in years)), "strong"),
    )
    return replace(table, title=f"{unit_words(unit.name)}: fra gammel til ny ramme", rows=rows)


def measure_table(programme: Programme, unit: Unit, measures: Sequence[FrameMeasure]) -> Table:
    """All changes of a unit's frame, grouped by step with the sum of each, in every plan year, with the budget frame they belong to.

    What is 0,0 in every one of the years has no row, but is part of the sums.
    """
    years = programme.dataset.plan_years
    rows: list[Row] = []
    for key in dict.fromkeys(one.step for one in measures):
        group = [one for one in measures if one.step == key]
        seen = [one for one in group if one.is_shown_in(*years)]
        sums = [sum(one.nok_by_year[year] for one in group) for year in years]
        if seen or any(not is_rounding(nok) for nok in sums):
            rows.append(Row((Cell(_group_words(key, group)), Cell(""), *(Cell(format_signed_mill(nok)) for nok in sums)), "group"))
        rows += [_measure_row(one, years) for one in seen]
    reconciled = [one.measure for one in measures if one.step == "reconciliation" and one.is_shown_in(*years)]
    return Table(
        title=f"{unit_words(unit.name)}: tiltakene",
        columns=(
            Column("Tiltak", is_number=False),
            Column("Budsjett-ramme", width_mm=17),
            *(Column(str(year), width_mm=15.5, is_set_out=year == years[0]) for year in years),
        ),
        rows=tuple(rows),
        unit=f"Mill. kr, {programme.dataset.price_level}; pluss øker rammen, minus reduserer den. Budsjettramme er rammen tiltaket hører til.",
        source=source_words(programme.dataset, tables_of_measures(programme.dataset, (one.measure for one in measures))),
        notes=tuple(("", f"{one.name}: {one.note.rstrip('.')}.") for one in reconciled if one.note),
    )


def unit_tables(programme: Programme, unit_id: str) -> tuple[str, ...]:
    """The printed tables a unit's frame was copied from."""
    return tables_of_measures(programme.dataset, (one.measure for one in frame_measures(programme, unit_id)))


def _unbroken(label: str) -> str:
    """The label with a last word of one or two letters kept on the line of the word before it."""
    words, _, last = label.rpartition(" ")
    return f"{words}\u00a0{last}" if words and len(last) <= 2 else label


def _group_words(key: str, group: Sequence[FrameMeasure]) -> str:
    """The step, and for the new proposals the layer they stand in."""
    label = STEP_LABELS[key]
    return f"Nytt: {label[:1].lower()}{label[1:]}" if group[0].layer.kind == "proposal" else label


def _measure_row(one: FrameMeasure, years: Sequence[int]) -> Row:
    frame = format_mill(one.measure.frame_nok) if one.measure.frame_nok is not None else ""
    return Row((Cell(one.measure.name), Cell(frame), *(Cell(_nothing_for_zero(one.nok_by_year[year])) for year in years)), level=1)


def _nothing_for_zero(nok: int) -> str:
    """An amount in millions; a year the measure says nothing of is empty rather than 0,0."""
    return format_mill(nok) if nok else ""
