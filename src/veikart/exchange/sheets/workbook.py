"""The whole programme as one workbook."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import BinaryIO

from veikart.exchange.sheets.findings import check_sheet, findings_sheet, source_sheet
from veikart.exchange.sheets.investments import AREAS, FORM, investment_sheet
from veikart.exchange.sheets.ratios import ratio_sheet
from veikart.exchange.sheets.statements import statement_sheet
from veikart.exchange.sheets.table import TEXT, SheetColumn, SheetRow, SheetTable
from veikart.exchange.sheets.units import unit_sheet
from veikart.exchange.sheets.writing import write_tables
from veikart.rules.assessment import Assessment
from veikart.rules.programme import Programme, frame_measures


def write_workbook(assessment: Assessment, target: Path | BinaryIO, *, published_on: datetime.date | None = None) -> None:
    """Write the programme to a path or an open binary stream: contents, statements, units, ratios, investments, findings, check and sources.

    Amounts are whole kroner. `published_on` is the file's date; without it none is told. The same assessment and day give the same bytes.
    """
    dataset = assessment.programme.dataset
    sheets = programme_sheets(assessment)
    title = f"{dataset.municipality}: {dataset.title}"
    contents = ("Innhold", _contents(assessment.programme, sheets))
    write_tables([contents, *sheets], target, title=title, author=dataset.municipality, published_on=published_on)


def programme_sheets(assessment: Assessment) -> list[tuple[str, SheetTable]]:
    """Every table of the workbook with the name of its sheet, in order."""
    programme = assessment.programme
    units = [unit for unit in programme.budget.units if unit.kind != "municipality" and frame_measures(programme, unit.id)]
    return [
        *((form.short, statement_sheet(programme, form.id, programme.columns)) for form in programme.forms.values()),
        ("Nøkkeltall", ratio_sheet(programme)),
        *([("Investeringer", investment_sheet(programme, programme.columns))] if {FORM, AREAS} <= set(programme.forms) else []),
        *((unit.name, unit_sheet(programme, unit.id)) for unit in units),
        ("Funn", findings_sheet(assessment.findings)),
        ("Dokumentkontroll", check_sheet(programme)),
        ("Kilder", source_sheet(programme)),
    ]


def _contents(programme: Programme, sheets: list[tuple[str, SheetTable]]) -> SheetTable:
    dataset = programme.dataset
    sources = "; ".join(f"{one.title}, {one.publisher} {one.year}" for one in dataset.sources)
    return SheetTable(
        title=f"{dataset.municipality}: {dataset.title}. {dataset.subtitle}",
        columns=(SheetColumn("name", "Ark", TEXT, 46), SheetColumn("title", "Innhold", TEXT, 70), SheetColumn("unit", "Enhet og fortegn", TEXT, 90)),
        rows=tuple(SheetRow(name, (table.title, table.unit), link=name) for name, table in sheets),
        unit="Beløp er lagret i hele kroner og vises i mill. kr. Summer og nøkkeltall er formler som kan følges.",
        source=f"Tallene er hentet fra {sources}.",
    )
