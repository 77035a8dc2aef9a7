"""The findings, and the document check, as sheets."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.calc.documents import CheckOutcome
from veikart.exchange.sheets.table import NUMBER, TEXT, SheetColumn, SheetRow, SheetTable
from veikart.rules.findings import Finding
from veikart.rules.law import get_rules
from veikart.rules.programme import Programme
from veikart.rules.words import UNIT_WORDS, in_print, place_of_inputs

GRADE_WORDS = {"stop": "Stopp", "warning": "Varsel", "note": "Merknad"}


def findings_sheet(findings: Sequence[Finding]) -> SheetTable:
    """Every finding in the order given: its name, grade, place, sentence, rule and what to do."""
    rules = get_rules()
    rows = [
        SheetRow(
            one.title,
            (
                GRADE_WORDS[one.grade],
                one.place.words(),
                one.sentence,
                one.expected,
                one.found,
                rules[one.rule].citation if one.rule in rules else "",
                one.remedy,
            ),
        )
        for one in findings
    ]
    return SheetTable(
        title="Funn",
        columns=(
            SheetColumn("name", "Funn", TEXT, 36),
            SheetColumn("grade", "Grad", TEXT, 11),
            SheetColumn("place", "Sted", TEXT, 34),
            SheetColumn("sentence", "Hva som er funnet", TEXT, 90),
            SheetColumn("expected", "Ventet", TEXT, 18),
            SheetColumn("found", "Funnet", TEXT, 18),
            SheetColumn("rule", "Regel", TEXT, 26),
            SheetColumn("remedy", "Hva du kan gjøre", TEXT, 70),
        ),
        rows=tuple(rows),
    )


def check_sheet(programme: Programme) -> SheetTable:
    """Every printed figure that was worked out anew, those that do not agree first: what is printed, what it came to, and how."""
    outcomes = sorted(programme.document_check.outcomes, key=lambda one: one.agrees)
    check = programme.document_check
    return SheetTable(
        title="Dokumentkontroll",
        columns=(
            SheetColumn("name", "Trykt sted", TEXT, 62),
            SheetColumn("agrees", "Stemmer", TEXT, 10),
            SheetColumn("unit", "Enhet", TEXT, 11),
            SheetColumn("printed", "Trykt", TEXT, 13),
            SheetColumn("expected", "Regnet ut", TEXT, 16),
            SheetColumn("difference", "Forskjell", TEXT, 16),
            SheetColumn("other", "Regnet av", TEXT, 80),
            SheetColumn("formula", "Formel", TEXT, 60),
            SheetColumn("note", "Merknad", TEXT, 60),
        ),
        rows=tuple(_outcome(programme, one) for one in outcomes),
        unit="Tall slik de er trykt. Et tall stemmer når avrunding kan forklare forskjellen.",
        notes=(f"{check.printed} trykte tall er lest, {len(check.recomputed)} er regnet ut på nytt, og {len(check.reproduced)} stemmer hver gang.",),
    )


def source_sheet(programme: Programme) -> SheetTable:
    """Every printed table and paragraph: where it stands, its unit and price level, and how many of its figures were reproduced."""
    reproduced: dict[str, int] = {}
    for address in programme.document_check.reproduced:
        table_id = address.partition(":")[0]
        reproduced[table_id] = reproduced.get(table_id, 0) + 1
    titles = {one.id: f"{one.title} ({one.publisher}, {one.year})" for one in programme.dataset.sources}
    rows = [
        SheetRow(
            one.id,
            (
                one.title,
                one.section,
                one.page,
                UNIT_WORDS.get(one.unit, one.unit) or one.unit,
                one.price,
                len(one.figures),
                reproduced.get(one.id, 0),
                titles.get(one.source, one.source),
                one.note,
            ),
        )
        for one in programme.dataset.tables
    ]
    return SheetTable(
        title="Kilder",
        columns=(
            SheetColumn("name", "Tabell", TEXT, 22),
            SheetColumn("title", "Tittel", TEXT, 60),
            SheetColumn("section", "Avsnitt", TEXT, 10),
            SheetColumn("page", "Side", NUMBER, 8),
            SheetColumn("unit", "Enhet", TEXT, 12),
            SheetColumn("price", "Priser", TEXT, 16),
            SheetColumn("figures", "Trykte tall", NUMBER, 12),
            SheetColumn("agree", "Stemmer", NUMBER, 12),
            SheetColumn("source", "Dokument", TEXT, 60),
            SheetColumn("note", "Merknad", TEXT, 60),
        ),
        rows=tuple(rows),
    )


def _outcome(programme: Programme, one: CheckOutcome) -> SheetRow:
    figure, unit = one.figure, UNIT_WORDS[one.figure.unit]
    return SheetRow(
        programme.dataset.place(figure.table, figure.row, figure.column),
        (
            "ja" if one.agrees else "nei",
            unit,
            figure.text,
            in_print(one.expected.value, figure).removesuffix(unit).strip(),
            in_print(one.difference, figure).removesuffix(unit).strip(),
            place_of_inputs(programme.dataset, one),
            one.check.formula,
            one.check.note,
        ),
    )
