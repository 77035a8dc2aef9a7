"""Where everything comes from, what was assumed, and what the words mean."""

from __future__ import annotations

from veikart.calc.documents import Dataset, PrintedTable
from veikart.calc.formulas import parse_formula
from veikart.exchange.sourcing import join_words, table_order
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Heading, KeyFigure, Row, Table, make_text
from veikart.rules.programme import Programme
from veikart.rules.words import UNIT_WORDS, format_count, reference_place

PRINTED_UNITS = {
    "percent": "prosent",
    "percentage_points": "prosentpoeng",
    "persons": "personer",
    "count": "antall",
    "exact_count": "antall, telt",
    "ratio": "forhold",
    "year": "år",
}
UNTOLD = "uten pris"


def source_chapter(programme: Programme) -> list[Block]:
    """Sources, layers, assumptions, definitions, and the marks used in tables."""
    dataset = programme.dataset
    return [
        Chapter(
            "Kilder, forutsetninger og ord",
            "Hvert tall kan følges tilbake til tabellen det er hentet fra.",
            (
                KeyFigure("Tabeller og avsnitt", format_count(len(dataset.tables))),
                KeyFigure("Trykte tall", format_count(sum(len(table.figures) for table in dataset.tables))),
                KeyFigure("Tiltak", format_count(len(dataset.budget.measures))),
                KeyFigure("Lag", format_count(len(dataset.budget.layers))),
            ),
        ),
        make_text(_sentences(dataset)),
        Heading("Tegn og fortegn"),
        _sign_table(),
        Heading("Hva nøkkeltallene betyr"),
        _definition_table(programme),
        Heading("Lagene budsjettet er bygget av"),
        _layer_table(dataset),
        *([Heading("Forutsetninger"), _input_table(dataset)] if dataset.inputs else []),
        Heading("Tabellene tallene er hentet fra"),
        _printed_table(programme),
    ]


def _sentences(dataset: Dataset) -> list[str]:
    told = [f"Kilden er {one.title}, utgitt av {one.publisher} i {one.year}." for one in dataset.sources]
    told.append("Tallene er skrevet av slik de er trykt, også der dokumentet motsier seg selv. Teksten i dette dokumentet er laget av tallene.")
    told.append(
        "Et budsjett er en stabel av lag. Et lag holder tiltak, og et tiltak holder beløp per enhet, konto og år. "
        "Alle oversikter er summer over lagene."
    )
    told.append("Beløp regnes i hele kroner og rundes av når de vises. Derfor kan en sum avvike med 0,1 fra summen av tallene over den.")
    return told


def _sign_table() -> Table:
    signs = (
        ("−", "Minus. I oversikter der utgift er positiv, er et negativt tall en inntekt eller en bruk av fond."),
        ("+", "Pluss foran en endring: rammen blir større."),
        ("–", "Tallet kan ikke vises. Noten under tabellen sier hvorfor."),
        ("*", "Tallet rommer også beløp som hører til andre linjer, fordi kilden ikke skiller dem."),
        ("°", "Beløpet inngår i en annen linje, fordi kilden ikke skiller dem."),
        ("0,0", "Null, eller mindre enn 0,05 mill. kr."),
    )
    return Table(
        title="Tegn i tabellene",
        columns=(Column("Tegn", is_number=False, width_mm=16), Column("Hva det betyr", is_number=False)),
        rows=tuple(Row((Cell(sign), Cell(words))) for sign, words in signs),
    )


def _definition_table(programme: Programme) -> Table:
    rows = [Row((Cell(one.name), Cell(f"{one.words}."), Cell(one.note))) for one in programme.ratios.values()]
    return Table(
        title="Nøkkeltallene og hva de er regnet av",
        columns=(
            Column("Nøkkeltall", is_number=False, width_mm=46),
            Column("Definisjon", is_number=False),
            Column("Merknad", is_number=False, width_mm=48),
        ),
        rows=tuple(rows),
    )


def _layer_table(dataset: Dataset) -> Table:
    rows = [Row((Cell(one.name), Cell(one.decided))) for one in dataset.budget.layers]
    return Table(
        title="Lagene, og hvem som har bestemt dem",
        columns=(Column("Lag", is_number=False, width_mm=66), Column("Bestemt av", is_number=False)),
        rows=tuple(rows),
    )


def _input_table(dataset: Dataset) -> Table:
    rows = [Row((Cell(one.name), Cell(_places(dataset, one.formula)), Cell(one.note))) for one in dataset.inputs]
    return Table(
        title="Tall formlene trenger, og hvor de er hentet",
        columns=(
            Column("Størrelse", is_number=False, width_mm=56),
            Column("Hentet fra", is_number=False),
            Column("Merknad", is_number=False, width_mm=56),
        ),
        rows=tuple(rows),
    )


def _places(dataset: Dataset, formula: str) -> str:
    """Where the figures of a formula stand, in words."""
    return join_words([reference_place(dataset, one, one.column) for one in parse_formula(formula).references])


def _printed_table(programme: Programme) -> Table:
    reproduced: dict[str, int] = {}
    for address in programme.document_check.reproduced:
        reproduced[address.partition(":")[0]] = reproduced.get(address.partition(":")[0], 0) + 1
    tables = sorted(programme.dataset.tables, key=lambda one: table_order(one.id))
    return Table(
        title="Tabeller og avsnitt, og hvor mange tall i dem som lot seg regne ut på nytt",
        columns=(
            Column("Tabell", is_number=False, width_mm=30),
            Column("Tittel", is_number=False),
            Column("Side", width_mm=10),
            Column("Enhet og priser", is_number=False, width_mm=38),
            Column("Tall", width_mm=13),
            Column("Stemmer", width_mm=17),
        ),
        rows=tuple(_printed_row(one, reproduced.get(one.id, 0)) for one in tables),
        source=f"Kilde: {programme.dataset.sources[0].title}, {programme.dataset.sources[0].publisher}.",
    )


def _printed_row(table: PrintedTable, agree: int) -> Row:
    unit = PRINTED_UNITS.get(table.unit) or UNIT_WORDS.get(table.unit) or table.unit
    name = table.id if table.is_numbered else f"Avsnitt {table.section}"
    words = unit if table.price == UNTOLD else f"{unit}, {table.price}"
    cells = (name, table.title, str(table.page or ""), words, format_count(len(table.figures)), format_count(agree))
    return Row(tuple(map(Cell, cells)))
