"""The tables and pictures of a frozen report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veikart.calc.reports import (
    MoneyLine,
    ReportBars,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportTable,
    TaskSeen,
    UnitInputs,
)
from veikart.rules.reports.document_figures import INVESTED, INVESTED_YEAR, NOTHING, PEOPLE, FigureBook, share_cell
from veikart.rules.reports.period_reports import REST, PeriodReports
from veikart.rules.reports.unit_report import INDICATOR, TASK, UnitReport
from veikart.rules.words import format_mill

SIGNS = "Mill. kr, løpende kroner. Utgift er positiv, inntekt negativ. Avvik: positivt er mindreforbruk."
_NAME = ReportColumn("Enhet", is_number=False)


def _words(heading: str, width_mm: int = 0) -> ReportColumn:
    return ReportColumn(heading, is_number=False, width_mm=width_mm)


def _source(lines: Iterable[MoneyLine]) -> str:
    return "; ".join(dict.fromkeys(one.source for one in lines if one.source))


def _money_columns(book: FigureBook, first: str = "Enhet") -> tuple[ReportColumn, ...]:
    return (_words(first), *(ReportColumn(name, width_mm=16) for name in book.names.values()), ReportColumn("Avvik i prosent", width_mm=14))


def _money_row(book: FigureBook, unit: str, line: MoneyLine, name: str, style: str = "plain") -> ReportRow:
    return ReportRow((ReportCell(name), *(book.cell(unit, line, key) for key in book.names), share_cell(line)), style)


def organisation_table(reports: PeriodReports, book: FigureBook, title: str) -> ReportTable | None:
    """Every unit that reports, those right below the topmost set apart, and the whole at the foot; None where nobody knows any money."""
    rows = list(_organisation_rows(reports, book, reports.top))
    if not rows:
        return None
    known = [one.money for one in reports.inputs.values() if one.money]
    return ReportTable(title, _money_columns(book), tuple(rows), unit=SIGNS, source=_source(known))


def _organisation_rows(reports: PeriodReports, book: FigureBook, top: str) -> Iterator[ReportRow]:
    whole = reports.inputs.get(top)
    for child in reports.children.get(top, ()):
        money = reports.inputs[child].money if child in reports.inputs else None
        if money is None:
            continue
        yield _money_row(book, child, money, reports.names.get(child, child), "strong")
        below = reports.unit(child)
        for line in below.lines:
            if line.id in below.children or line.name == REST:
                yield _below(reports, book, line)
    if whole is not None and whole.money is not None and reports.has(top):
        for line in reports.unit(top).lines:
            if line.name == REST:
                yield _rest_row(book, line)
        yield _money_row(book, top, whole.money, whole.name, "sum")


def _below(reports: PeriodReports, book: FigureBook, line: MoneyLine) -> ReportRow:
    child = reports.inputs.get(line.id)
    if line.name == REST or child is None or child.money is None:
        return _rest_row(book, line)
    return _money_row(book, child.unit, child.money, line.name)


def _rest_row(book: FigureBook, line: MoneyLine) -> ReportRow:
    values = (getattr(line, key) for key in book.names)
    return ReportRow((ReportCell(line.name), *(ReportCell(NOTHING if one is None else format_mill(one)) for one in values), share_cell(line)))


def lines_table(report: UnitReport, book: FigureBook) -> ReportTable | None:
    """What one unit's money is divided on, with the whole at the foot; None where it is not known."""
    money = report.inputs.money
    if money is None:
        return None
    rows = [_line_row(report, book, one) for one in report.lines]
    total = _money_row(book, report.unit, money, "Sum" if rows else report.name, "sum" if rows else "plain")
    return ReportTable(
        f"{report.name}: budsjett, regnskap og avvik",
        _money_columns(book, "Enhet" if report.children else "Kontogruppe"),
        (*rows, total),
        unit=SIGNS,
        source=_source([money]),
    )


def _line_row(report: UnitReport, book: FigureBook, line: MoneyLine) -> ReportRow:
    child = book.reports.inputs.get(line.id) if line.id in report.children else None
    if child is not None and child.money is not None:
        return _money_row(book, child.unit, child.money, line.name)
    return _rest_row(book, line) if line.name == REST else _money_row(book, report.unit, line, line.name)


def deviation_bars(reports: PeriodReports, title: str) -> ReportBars | None:
    """The year's deviation of each unit right below the topmost, as bars; None where fewer than two are known."""
    found = [(reports.names.get(one, one), _deviation(reports.inputs.get(one))) for one in reports.children.get(reports.top, ())]
    known = [(name, nok) for name, nok in found if nok is not None]
    if len(known) < 2 or not any(nok for _name, nok in known):
        return None
    return ReportBars(title, tuple(name for name, _nok in known), tuple(nok for _name, nok in known))


def _deviation(inputs: UnitInputs | None) -> int | None:
    return inputs.money.deviation if inputs and inputs.money else None


def explanation_table(report: UnitReport) -> ReportTable | None:
    """The deviations past the threshold with their explanations; None where there are none."""
    rows = [
        (
            ReportCell(report.name if one.line.id == "total" else one.line.name),
            ReportCell(format_mill(one.line.deviation or 0)),
            share_cell(one.line),
            ReportCell(one.explanation.text if one.explanation and one.explanation.text else "Ikke forklart."),
            ReportCell(one.explanation.action if one.explanation else ""),
        )
        for one in report.large
    ]
    is_explained = all(one.explanation and one.explanation.text.strip() for one in report.large)
    title = "avvik over grensen, med forklaring" if is_explained else "avvik over grensen"
    columns = (
        _words("Avvik", 36),
        ReportColumn("Mill. kr", width_mm=16),
        ReportColumn("Prosent", width_mm=16),
        _words("Forklaring"),
        _words("Det som gjøres"),
    )
    return _used_table(f"{report.name}: {title}", columns, rows) if rows else None


def investment_table(reports: PeriodReports, book: FigureBook) -> ReportTable:
    """Every project with its budget of the year, what is used and left, and where it is going; the whole at the foot."""
    is_over = reports.period.is_whole_year
    names = INVESTED_YEAR if is_over else INVESTED
    rows = [ReportRow((ReportCell(one.name), *(book.investment_cell(one, key) for key in names))) for one in reports.investments]
    if len(rows) > 1:
        sums = (format_mill(sum(getattr(one, key) for one in reports.investments)) for key in names)
        rows.append(ReportRow((ReportCell("Sum"), *map(ReportCell, sums)), "sum"))
    unit = "Mill. kr, løpende kroner. Utgifter til investeringer, uten tilskudd og kompensasjon for merverdiavgift."
    way = "" if is_over else " Prognosen er det som er brukt, og budsjettet for månedene som er igjen."
    columns = (_words("Prosjekt"), *(ReportColumn(name, width_mm=20) for name in names.values()))
    return ReportTable("Investeringene, prosjekt for prosjekt", columns, tuple(rows), f"{unit}{way}", book.ledger_source)


def indicator_table(report: UnitReport, book: FigureBook) -> ReportTable | None:
    """The indicators that have a target, or moved, with what the unit says of them; None where there are none."""
    rows: list[tuple[ReportCell, ...]] = []
    for one in report.inputs.indicators:
        if one.target or one.change:
            said = report.explanation(INDICATOR, one.id)
            words = " ".join(filter(None, (said.text, said.action))) if said else ""
            texts = (one.previous, one.target, one.verdict_words, words)
            rows.append((ReportCell(one.name), book.indicator_cell(one), *map(ReportCell, texts)))
    columns = (_words("Indikator"), ReportColumn("Verdi", width_mm=24), ReportColumn("Året før", width_mm=20), ReportColumn("Mål", width_mm=20))
    told = (_words("Hvordan det går", 28), _words("Forklaring", 34))
    return _used_table(f"{report.name}: indikatorer", (*columns, *told), rows) if rows else None


def task_table(report: UnitReport, tasks: tuple[TaskSeen, ...], title: str, kind: str) -> ReportTable | None:
    """The tasks with status, day and how late they are, without columns that nobody has anything in; None where there are no tasks."""
    rows = [tuple(map(ReportCell, _task_texts(report, one, kind))) for one in tasks]
    columns = (
        _words(title.capitalize()),
        _words("Ansvar", 28),
        _words("Status", 16),
        _words("Frist", 30),
        _words("Forsinket", 16),
        _words("Merknad", 40 if kind == TASK else 0),
    )
    return _used_table(f"{report.name}: {title}", columns, rows) if rows else None


def _used_table(title: str, columns: tuple[ReportColumn, ...], rows: list[tuple[ReportCell, ...]]) -> ReportTable:
    """A table without columns that nobody has anything in; the first stays."""
    kept = [at for at in range(len(columns)) if at == 0 or any(row[at].text for row in rows)]
    return ReportTable(title, tuple(columns[at] for at in kept), tuple(ReportRow(tuple(row[at] for at in kept)) for row in rows))


def _task_texts(report: UnitReport, one: TaskSeen, kind: str) -> tuple[str, ...]:
    said = report.explanation(kind, one.id)
    late = f"{one.days_late} dager" if one.days_late else "Ja" if one.is_late else ""
    words = " ".join(filter(None, (one.words, said.text, said.action))) if said else one.words
    return (one.name, one.owner, one.status, one.deadline, late, words)


def people_table(reports: PeriodReports, book: FigureBook) -> ReportTable | None:
    """Man-years and sick leave of every unit that has either; None where nobody has."""
    known = [reports.inputs[unit] for unit in reports.units if unit in reports.inputs]
    shown = [one for one in known if one.man_years is not None or one.absence is not None]
    rows = (
        ReportRow((ReportCell(one.name), *(book.people_cell(one, name) for name in PEOPLE)), "strong" if one.unit == reports.top else "plain")
        for one in shown
    )
    columns = tuple(ReportColumn(name, width_mm=28) for name in PEOPLE.values())
    sources = dict.fromkeys(text for one in shown for text in (one.staff_source, one.absence_source) if text)
    return ReportTable("Årsverk og sykefravær", (_NAME, *columns), tuple(rows), source="; ".join(sources)) if shown else None


def proposal_table(reports: PeriodReports) -> ReportTable | None:
    """Every proposed change of the budget in the period; None where there are none."""
    found = {one.id: one for inputs in reports.inputs.values() for one in inputs.proposals}
    rows = []
    for one in found.values():
        texts = (one.name, reports.names.get(one.unit, one.unit), format_mill(one.amount_nok), one.status, one.reason)
        rows.append(ReportRow(tuple(map(ReportCell, texts))))
    columns = (_words("Forslag"), _words("Enhet", 36), ReportColumn("Mill. kr", width_mm=18), _words("Status", 26), _words("Begrunnelse", 46))
    unit = "Mill. kr. Mer utgift er positiv, mer inntekt negativ."
    return ReportTable("Forslag til endringer i budsjettet", columns, tuple(rows), unit=unit) if rows else None


def progress_table(reports: PeriodReports) -> ReportTable:
    """Who confirmed and approved each report, and when."""
    rows = []
    for unit in reports.units:
        one = reports.reports[unit]
        posts = reports.book.table("posts")
        names = [posts[key].name if key in posts else "" for key in (one.confirmed_by, one.approved_by)]
        days = [f"{day:%d.%m.%Y}" if day else "" for day in (one.confirmed, one.approved)]
        texts = (reports.names.get(unit, unit), reports.status(unit).name, names[0], days[0], names[1], days[1])
        rows.append(tuple(map(ReportCell, texts)))
    columns = (_words("Status", 22), _words("Bekreftet av", 34), _words("Dag", 20), _words("Godkjent av", 34), _words("Dag", 20))
    return _used_table("Hvem som har bekreftet og godkjent", (_NAME, *columns), rows)
