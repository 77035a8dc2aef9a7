"""What the rules and the document check have found."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.documents import CheckOutcome
from veikart.exchange.typst.blocks import Block, Cell, Chapter, Column, Heading, KeyFigure, Row, Table, make_text
from veikart.rules.assessment import Assessment
from veikart.rules.findings import Finding
from veikart.rules.law import get_rules
from veikart.rules.programme import Programme
from veikart.rules.words import UNIT_WORDS, format_count, format_numbers, format_percent, in_print, place_of_inputs

GRADE_WORDS = {"stop": "Stopp", "warning": "Varsel", "note": "Merknad"}
OF_DOCUMENT = "document-disagrees"


def findings_chapter(assessment: Assessment) -> list[Block]:
    """The findings worst first, and every place the printed document disagrees with itself."""
    check = assessment.programme.document_check
    found = [one for one in assessment.findings if one.code != OF_DOCUMENT]
    wrong = check.disagreements
    return [
        Chapter(
            "Funn og dokumentkontroll",
            f"{format_count(len(check.reproduced))} av {format_count(len(check.recomputed))} tall lot seg regne ut på nytt med samme svar.",
            (
                KeyFigure("Trykte tall lest", format_count(check.printed)),
                KeyFigure("Regnet ut på nytt", format_count(len(check.recomputed)), "", _share(len(check.recomputed), check.printed)),
                KeyFigure("Stemmer", format_count(len(check.reproduced)), "", _share(len(check.reproduced), len(check.recomputed))),
                KeyFigure("Motsigelser", format_count(len(wrong)), "", f"i {format_count(len(check.disagreeing))} tall"),
            ),
        ),
        make_text(
            [
                "Reglene er lovens krav, kommunens egne måltall og sammenhenger som alltid skal gå opp. "
                "Et funn er ikke en feil i seg selv: det er noe noen bør se på.",
                "Dokumentkontrollen regner ut hvert tall den kan, av tiltakene eller av andre trykte tall. "
                "Et avvik meldes bare når avrunding ikke kan forklare forskjellen.",
            ]
        ),
        Heading("Funn"),
        _findings_table(found) if found else make_text(["Reglene fant ingenting å melde."]),
        *(
            [Heading("Steder der dokumentet ikke er enig med seg selv", is_new_page=True), _disagreements(assessment.programme, wrong)]
            if wrong
            else []
        ),
    ]


def _share(part: int, whole: int) -> str:
    return f"{format_percent(Fraction(part, whole))} av tallene" if whole else ""


def _findings_table(found: list[Finding]) -> Table:
    rules = get_rules()
    rows: list[Row] = []
    for grade in dict.fromkeys(one.grade for one in found):
        rows.append(Row((Cell(GRADE_WORDS[grade]),), "group"))
        for one in found:
            if one.grade == grade:
                law = rules[one.rule].citation if one.rule in rules else ""
                rows.append(Row((Cell(one.title), Cell(format_numbers(one.sentence)), Cell(law), Cell(one.remedy))))
    return Table(
        title="Funn fra reglene",
        columns=(
            Column("Funn", is_number=False, width_mm=32),
            Column("Hva som er funnet", is_number=False),
            Column("Regel", is_number=False, width_mm=24),
            Column("Hva du kan gjøre", is_number=False, width_mm=48),
        ),
        rows=tuple(rows),
    )


def _disagreements(programme: Programme, wrong: tuple[CheckOutcome, ...]) -> Table:
    rows = []
    for one in wrong:
        figure, unit = one.figure, UNIT_WORDS[one.figure.unit]
        cells = (
            _capital(programme.dataset.place(figure.table, figure.row, figure.column)),
            figure.text if unit in figure.text else f"{figure.text} {unit}",
            _capital(place_of_inputs(programme.dataset, one)),
            in_print(one.expected.value, figure).removesuffix(unit).strip(),
            in_print(one.difference, figure).removesuffix(unit).strip(),
        )
        rows.append(Row(tuple(map(Cell, cells))))
    return Table(
        title="Trykte tall som ikke stemmer med andre trykte tall",
        columns=(
            Column("Her står det", is_number=False),
            Column("Trykt", width_mm=22),
            Column("Stemmer ikke med", is_number=False, width_mm=57),
            Column("Regnet ut", width_mm=17),
            Column("Forskjell", width_mm=15.5),
        ),
        rows=tuple(rows),
        unit="Forskjellen er det trykte tallet minus det som er regnet ut.",
        source=f"Kilde: {programme.dataset.sources[0].title}, {programme.dataset.sources[0].publisher}.",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
