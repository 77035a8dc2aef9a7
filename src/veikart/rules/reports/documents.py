"""A period's reports put together as one document that never changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from veikart.calc.reports import (
    KeyNumber,
    ReportBlock,
    ReportDocument,
    ReportParagraphs,
    ReportSection,
    UnitInputs,
)
from veikart.rules.reports.document_figures import FigureBook
from veikart.rules.reports.document_tables import (
    deviation_bars,
    explanation_table,
    indicator_table,
    investment_table,
    lines_table,
    organisation_table,
    people_table,
    progress_table,
    proposal_table,
    task_table,
)
from veikart.rules.reports.period_reports import PeriodReports
from veikart.rules.reports.unit_report import MEASURE, TASK, PartSeen, UnitReport
from veikart.rules.reports.words import deviation_word, percent
from veikart.rules.words import format_count, format_mill

KINDS = {"month": "Månedsrapport", "tertial": "Tertialrapport", "half": "Halvårsrapport", "annual": "Årsrapport og årsberetning"}
SUMMARY, WHOLE = "summary", "Kommunen samlet"
"""The part that opens the report, and the chapter it opens."""
NOBODY = "Ikke levert: ingen svarer for enheten."


def build_report_document(
    reports: PeriodReports, *, edition: int, published: date, municipality: str, changed: str = "", previous: str = ""
) -> ReportDocument:
    """The document as it is now. `edition` counts from 1, `changed` says what is different from the one before, `previous` names the period that
    «since last time» means."""
    book = FigureBook(reports)
    top = reports.unit(reports.top) if reports.has(reports.top) else None
    sections = [*_whole(reports, book, top), *_units(reports, book), _about(reports)]
    if reports.accounts:
        book.found |= {one.id: one for one in reports.accounts.figures}
    period = reports.period
    return ReportDocument(
        period=period.id,
        title=KINDS[period.kind],
        subtitle=str(period.year) if period.is_annual else period.name,
        municipality=municipality,
        kind=period.kind,
        year=period.year,
        edition=edition,
        published=published.isoformat(),
        sections=tuple(sections),
        figures=tuple(book.found.values()),
        units=tuple(_inputs(reports, unit) for unit in reports.units),
        year_ago=tuple(reports.year_ago[unit] for unit in reports.units if unit in reports.year_ago),
        changed=changed,
        previous=previous,
        source="Tallene er slik de var da rapporten ble publisert. Hvert tall kan åpnes på nettstedet.",
    )


def _inputs(reports: PeriodReports, unit: str) -> UnitInputs:
    return reports.inputs.get(unit) or UnitInputs(unit, reports.names.get(unit, unit))


def _whole(reports: PeriodReports, book: FigureBook, top: UnitReport | None) -> Iterator[ReportSection]:
    """The municipality as a whole: a chapter that says it in short, and a section for each part of the topmost unit's report."""
    if top is None:
        return
    summary = top.part(SUMMARY)
    opening = _told(summary, top) if summary else ()
    yield ReportSection("whole", WHOLE, key_numbers=tuple(_key_numbers(reports, book, top)), blocks=tuple(opening))
    for seen in top.parts:
        if seen.part.id != SUMMARY:
            blocks = (*_told(seen, top), *_pictures(reports, book, seen))
            if not blocks:
                continue
            yield ReportSection(seen.part.id, seen.part.name, 2, rule=seen.part.rule if seen.part.required else "", blocks=blocks)


def _told(seen: PartSeen, report: UnitReport) -> Iterator[ReportBlock]:
    """What the figures say and what the unit says."""
    if seen.made:
        yield ReportParagraphs(seen.made, "made")
    if seen.text.strip():
        yield ReportParagraphs(_paragraphs(seen.text), "own", report.leader.name if report.leader else "")
    elif seen.part.required:
        yield ReportParagraphs((f"Ikke levert av {report.leader.name}." if report.leader else NOBODY,), "missing")


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split("\n") if one.strip())


def _pictures(reports: PeriodReports, book: FigureBook, seen: PartSeen) -> Iterator[ReportBlock]:
    """The tables and pictures of a part, for the whole organisation."""
    top = reports.unit(reports.top)
    for name in seen.part.fills:
        match name:
            case "money":
                title = "Regnskap mot bevilgning" if reports.period.is_whole_year else "Budsjett, regnskap og prognose"
                yield from filter(None, (deviation_bars(reports, _bars_title(reports)), organisation_table(reports, book, title)))
            case "deviations":
                yield from filter(None, (explanation_table(top),))
            case "proposals":
                yield from filter(None, (proposal_table(reports),))
            case "indicators":
                yield from filter(None, (indicator_table(top, book),))
            case "tasks":
                urgent = tuple(one for one in top.inputs.tasks if one.is_late or one.sentiment == "attention")
                yield from filter(None, (task_table(top, urgent, "oppdrag og oppgaver som trenger oppmerksomhet", TASK),))
            case "climate":
                yield from filter(None, (task_table(top, top.inputs.climate, "klimatiltak", MEASURE),))
            case "people":
                yield from filter(None, (people_table(reports, book),))
            case "accounts" if reports.accounts:
                yield from reports.accounts.statements
            case "investments" if reports.investments:
                yield investment_table(reports, book)
            case "targets" if reports.accounts:
                yield from reports.accounts.ratios


def _bars_title(reports: PeriodReports) -> str:
    return "Avvik i året, sektor for sektor" if reports.period.is_whole_year else "Ventet avvik i året, sektor for sektor"


def _key_numbers(reports: PeriodReports, book: FigureBook, top: UnitReport) -> Iterator[KeyNumber]:
    """Up to four numbers that say how it stands."""
    money, inputs = top.inputs.money, top.inputs
    if money is not None and money.deviation is not None:
        cell = book.cell(top.unit, money, "deviation")
        label = "Avvik i året" if reports.period.is_whole_year else "Ventet avvik i året"
        yield KeyNumber(label, format_mill(money.deviation), "mill. kr", deviation_word(money.deviation), cell.figure)
    judged = [one for one in inputs.indicators if one.verdict in {"met", "missed"}]
    if judged:
        met = sum(one.verdict == "met" for one in judged)
        yield KeyNumber("Måltall som er nådd", f"{format_count(met)} av {format_count(len(judged))}")
    if inputs.tasks:
        late = sum(one.is_late and not one.is_done for one in inputs.tasks)
        yield KeyNumber("Forsinkede oppgaver", f"{format_count(late)} av {format_count(len(inputs.tasks))}")
    if inputs.absence is not None:
        yield KeyNumber("Sykefravær", percent(inputs.absence), figure=book.people_cell(inputs, "absence").figure)


def _units(reports: PeriodReports, book: FigureBook) -> Iterator[ReportSection]:
    """Each unit below the topmost: a chapter for those right below it, and sections for the rest, but nothing of one that has nothing to
    say."""
    for unit in reports.units:
        if unit == reports.top:
            continue
        report = reports.unit(unit)
        level, blocks = min(max(reports.level(unit), 1), 3), tuple(_unit_blocks(reports, book, report))
        if blocks or report.changes or reports.children.get(unit):
            yield ReportSection(f"unit-{unit}", report.name, level, _standfirst(report), blocks=blocks)


def _standfirst(report: UnitReport) -> str:
    return report.changes[0] if report.changes else ""


def _unit_blocks(reports: PeriodReports, book: FigureBook, report: UnitReport) -> Iterator[ReportBlock]:
    if reports.status(report.unit).id not in {"confirmed", "approved"}:
        yield ReportParagraphs(("Rapporten er ikke bekreftet. Tallene er slik de ble fylt ut.",), "missing")
    made = tuple(sentence for one in report.parts for sentence in one.made if sentence != _standfirst(report))
    said = tuple(text for one in report.parts for text in _own_words(one))
    if said:
        yield ReportParagraphs(said, "own", report.leader.name if report.leader else "")
    if made:
        yield ReportParagraphs(made, "made")
    own = _without_below(reports, report)
    tables = (lines_table(report, book), explanation_table(report), indicator_table(own, book))
    yield from filter(None, tables)
    yield from filter(None, (task_table(own, own.inputs.tasks, "oppdrag og oppgaver", TASK),))


def _without_below(reports: PeriodReports, report: UnitReport) -> UnitReport:
    """The report without the indicators and tasks that a unit right below tells of in its own section."""
    below = [reports.inputs[child] for child in report.children if child in reports.inputs]
    told = {one.id for inputs in below for one in (*inputs.tasks, *inputs.indicators)}
    left = {name: tuple(one for one in getattr(report.inputs, name) if one.id not in told) for name in ("tasks", "indicators")}
    return replace(report, inputs=replace(report.inputs, **left))


def _own_words(seen: PartSeen) -> tuple[str, ...]:
    """What the unit says in a part; the part is named where it is not the summary."""
    told = _paragraphs(seen.text)
    return told if seen.part.id == SUMMARY or not told else (f"{seen.part.name}: {told[0]}", *told[1:])


def _about(reports: PeriodReports) -> ReportSection:
    """How the report was made: when deviations are explained, and who has answered for what."""
    period = reports.period
    limits = [
        f"{format_mill(period.amount)} mill. kr" if period.amount is not None else "",
        f"{percent(period.share)} av budsjettet" if period.share is not None else "",
    ]
    joined = (" og " if period.both == "yes" else " eller ").join(filter(None, limits))
    told = [f"Avvik fra {joined} skal forklares av lederen for enheten." if joined else "", period.note]
    return ReportSection("about", "Om rapporten", blocks=(ReportParagraphs(tuple(filter(None, told)), "made"), progress_table(reports)))
