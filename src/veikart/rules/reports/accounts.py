"""What the year's report is filled in with from the municipality's accounts and budget: how the economy moved, and how it meets its targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.reports import ReportCell, ReportColumn, ReportFigure, ReportRow, ReportTable
from veikart.calc.statements import MISSING
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import format_mill, in_ratio

LINES = (
    ("drift", "sum-sektorer.netto", "Netto driftsutgifter i sektorene"),
    ("drift", "netto-driftsutgifter", "Sum netto driftsutgifter"),
    ("drift", "brutto-driftsresultat", "Brutto driftsresultat"),
    ("drift", "sum-finansinntekter", "Finansinntekter"),
    ("drift", "sum-finansutgifter", "Finansutgifter"),
    ("drift", "netto-driftsresultat", "Netto driftsresultat"),
)
RESULT = ("drift", "netto-driftsresultat")
NOT_KNOWN = "ikke kjent"


@dataclass(frozen=True, slots=True)
class YearlyAccounts:
    """The tables of the year, and what they say: `sentences` on the economy's development, `verdicts` on whether the capacity to act is kept,
    and the figures of the tables."""

    statement: ReportTable
    ratios: ReportTable
    sentences: tuple[str, ...]
    verdicts: tuple[str, ...]
    figures: tuple[ReportFigure, ...] = ()


def make_yearly_accounts(programme: Programme, year: int) -> YearlyAccounts | None:
    """The accounts and budgets up to and with `year`; None where the programme has no column for it."""
    columns = tuple(one for one in programme.columns if one.year <= year)
    if not columns or columns[-1].year != year:
        return None
    heads = tuple(ReportColumn(one.heading, width_mm=30) for one in columns)
    figures: dict[str, ReportFigure] = {}
    source = ", ".join(f"{one.title}, {one.publisher}" for one in programme.dataset.sources)
    return YearlyAccounts(
        ReportTable(
            "Driftens økonomi",
            (ReportColumn("Linje", is_number=False), *heads),
            tuple(_line(programme, columns, line, source, figures) for line in LINES),
            unit=f"Mill. kr, {programme.dataset.price_level} for planårene. Hver linje med oppstillingens eget fortegn.",
            source=source,
        ),
        ReportTable(
            "Måltallene kommunestyret har vedtatt",
            (ReportColumn("Nøkkeltall", is_number=False), *heads, ReportColumn("Måltall", width_mm=24), ReportColumn("Minimum", width_mm=24)),
            tuple(_ratios(programme, columns)),
            source=source,
        ),
        tuple(_sentences(programme, columns)),
        tuple(_verdicts(programme, year)),
        tuple(figures.values()),
    )


def _known(programme: Programme, form: str, row: str, column: StatementColumn) -> int | None:
    figure = programme.figures(form, row, column.version).get(column.year)
    return None if figure is None or figure[2] == MISSING else figure[0]


def _line(
    programme: Programme, columns: tuple[StatementColumn, ...], line: tuple[str, str, str], source: str, figures: dict[str, ReportFigure]
) -> ReportRow:
    """A line of the statement; each figure is put among `figures`."""
    form, row, name = line
    cells = []
    for one in columns:
        value = _known(programme, form, row, one)
        if value is None:
            cells.append(ReportCell("–"))
            continue
        key, text = f"{form}.{row}.{one.year}", format_mill(value)
        words = f"Linjen i «{programme.forms[form].name}», kolonnen «{one.heading}»."
        figures[key] = ReportFigure(key, f"{name}, {one.heading.lower()}", text, "mill. kr", words, (), source)
        cells.append(ReportCell(text, key))
    return ReportRow((ReportCell(name), *cells), "strong" if (form, row) == RESULT else "plain")


def _ratios(programme: Programme, columns: tuple[StatementColumn, ...]) -> Iterator[ReportRow]:
    for series, verdict in programme.verdicts():
        shown = [series.values[one.year].value if one.year in series.values else None for one in columns]
        cells = (ReportCell("–" if one is None else in_ratio(one, series.ratio)) for one in (*shown, verdict.target.aim, verdict.target.minimum))
        yield ReportRow((ReportCell(series.ratio.name), *cells))


def _sentences(programme: Programme, columns: tuple[StatementColumn, ...]) -> Iterator[str]:
    found = [(one, _known(programme, *RESULT, one)) for one in columns]
    told = [f"{format_mill(value)} mill. kr i {one.heading.lower()}" for one, value in found if value is not None]
    if told:
        yield f"Netto driftsresultat er {' og '.join(filter(None, (', '.join(told[:-1]), told[-1])))}."


def _verdicts(programme: Programme, year: int) -> Iterator[str]:
    """How each adopted target stands in the year itself."""
    for series, verdict in programme.verdicts():
        value, target = series.values.get(year), verdict.target
        if value is None:
            yield f"{series.ratio.name} er {NOT_KNOWN} for {year}."
            continue
        limits = [("måltallet", target.aim), ("minimum", target.minimum)]
        told = [f"{_side(value.value, limit)} {name} på {in_ratio(limit, series.ratio)}" for name, limit in limits if limit is not None]
        yield f"{series.ratio.name} er {in_ratio(value.value, series.ratio)} i {year}: {' og '.join(told)}."


def _side(value: Fraction, limit: Fraction) -> str:
    return "over" if value > limit else "lik" if value == limit else "under"
