"""A unit's frame as a sheet: the bridge and every measure in it."""

from __future__ import annotations

from veikart.exchange.sheets.statements import NAME_WIDTH, SHOWN_AS
from veikart.exchange.sheets.table import MONEY, TEXT, SheetColumn, SheetRow, SheetTable
from veikart.exchange.sourcing import source_words, tables_of_measures
from veikart.rules.programme import FrameMeasure, Programme, frame_bridge, frame_measures


def unit_sheet(programme: Programme, unit_id: str, version: str = "") -> SheetTable:
    """From the old frame to the new: a row for each step of the bridge, the measures of the step under it, and the frame at the end.

    Amounts are whole kroner, expenses positive; the steps are sums of their measures and the frame is the sum of the steps. Raises KeyError
    for an unknown unit or version.
    """
    years = programme.dataset.plan_years
    unit = programme.budget.unit_by_id[unit_id]
    *steps, frame = frame_bridge(programme, unit_id, version)
    measures = [one for one in frame_measures(programme, unit_id, version) if one.step in {step.key for step in steps}]
    rows: list[SheetRow] = []
    for step in steps:
        own = [one for one in measures if one.step == step.key]
        amounts = tuple(step.nok_by_year[year] for year in years)
        terms = tuple((1, _row_id(one)) for one in own)
        rows.append(SheetRow(step.label, ("", "", None, *amounts), id=step.key, style="strong", terms=terms))
        rows += [_measure_row(one, years) for one in own]
    amounts = tuple(frame.nok_by_year[year] for year in years)
    terms = tuple((1, step.key) for step in steps)
    rows.append(SheetRow(frame.label, ("", "", None, *amounts), id=frame.key, style="sum", terms=terms))
    return SheetTable(
        title=f"{unit.name}: fra gammel til ny ramme",
        columns=(
            SheetColumn("name", "Steg og tiltak", TEXT, NAME_WIDTH),
            SheetColumn("unit", "Enhet", TEXT, 34),
            SheetColumn("layer", "Lag", TEXT, 40),
            SheetColumn("frame", "Budsjettramme", MONEY, 15, is_summed=False),
            *(SheetColumn(str(year), str(year)) for year in years),
        ),
        rows=tuple(rows),
        unit=f"{SHOWN_AS}, {programme.dataset.price_level}; pluss øker rammen, minus reduserer den.",
        source=source_words(programme.dataset, tables_of_measures(programme.dataset, (one.measure for one in measures))),
        notes=tuple(f"{one.measure.name}: {one.measure.note}" for one in measures if one.measure.note),
    )


def _row_id(one: FrameMeasure) -> str:
    return f"{one.measure.id}/{one.unit.id}"


def _measure_row(one: FrameMeasure, years: tuple[int, ...]) -> SheetRow:
    amounts = tuple(one.nok_by_year[year] for year in years)
    return SheetRow(one.measure.name, (one.unit.name, one.layer.name, one.measure.frame_nok, *amounts), id=_row_id(one), level=1)
