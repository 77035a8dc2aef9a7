"""The engines on the front page: one key figure each, how it moves, and how many findings there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.prices import GROWTHS
from veikart.calc.worksheets import Sheet
from veikart.rules.economy import LineRule, get_sheet_rules
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import GRADES, Finding
from veikart.web.counts import grade_words
from veikart.web.economy_links import calculation_url, sheet_url
from veikart.web.economy_shown import ECONOMY, EconomyShown
from veikart.web.economy_tables import draw_trend, unit_of_figure
from veikart.web.tables import Context

AT_END, IN_ALL, NEWEST = "at_end", "in_all", "newest"
"""Which figure of a line stands on the card: that of the last year, the sum of the years, or the newest that is not nothing."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """The figure that stands for an engine: a line of a sheet, of one subject or, where `subject` is empty, added up over all.

    `label` is what the card says it is, where the name of the line does not say enough alone."""

    engine: str
    name: str
    sheet: str
    line: str
    subject: str = EVERYTHING
    when: str = AT_END
    label: str = ""


KEY_FIGURES = (
    KeyFigure("investments", "Investeringer", "investments", "gross", when=IN_ALL),
    KeyFigure(
        "financing", "Finansiering", "financing", "own_capital_share", "non_self_financing", NEWEST, "Egenkapital i ikke-rentable investeringer"
    ),
    KeyFigure("loans", "Lån og gjeld", "debt", "closing"),
    KeyFigure("funds", "Fond", "fund_totals", "total_funds"),
    KeyFigure("fees", "Gebyrer", "fee_areas", "fund_closing", "", label="Selvkostfond 31. desember"),
    KeyFigure("pensions", "Pensjon", "pensions", "accumulated"),
    KeyFigure("grants", "Skatt og rammetilskudd", "central_revenue", "total", when=NEWEST),
    KeyFigure("demography", "Demografi", "demography", "compensation", "", NEWEST),
    KeyFigure("prices", "Priser og lønn", "prices", "deflator", when=NEWEST),
    KeyFigure("supervision", "Statlig kontroll", "deficits", "closing", ""),
)
"""In the order of the front page."""
ENGINE_NAMES = {one.engine: one.name for one in KEY_FIGURES}


def engine_cards(shown: EconomyShown) -> list[Context]:
    """A card for each engine that has a sheet."""
    counts = count_by_engine(shown.findings)
    engines = {one.engine for one in get_sheet_rules().values() if _has(shown, one.id)}
    return [_card(shown, one, counts.get(one.engine, Counter())) for one in KEY_FIGURES if one.engine in engines]


def _has(shown: EconomyShown, sheet: str) -> bool:
    made = shown.run.sheets.get(sheet)
    return made is not None and bool(made.subjects)


def count_by_engine(findings: list[Finding]) -> dict[str, Counter[str]]:
    """How many findings of each grade, by the engine whose table they are about."""
    found: dict[str, Counter[str]] = {}
    for one in findings:
        found.setdefault(engine_of(one), Counter())[one.grade] += 1
    return found


def engine_of(finding: Finding) -> str:
    """The engine whose rows or sheet a finding is about; empty for what is shared."""
    table, _colon, key = finding.place.figure.partition(":")
    rules = get_economy_tables()
    if key.partition("|")[0] in GROWTHS.values():
        return "prices"
    if table in rules:
        return str(rules[table].row.__module__.split(".")[2])
    return get_sheet_rules()[table].engine if table in get_sheet_rules() else ""


def _card(shown: EconomyShown, key: KeyFigure, counts: Counter[str]) -> Context:
    page = f"economy-{key.engine}"
    sheets = [one for one in get_sheet_rules().values() if one.engine == key.engine and _has(shown, one.id)]
    found = {
        "name": _(key.name),
        "url": reverse(page) if page in ECONOMY.names() else sheet_url(sheets[0].id),
        "counts": [{"grade": grade, "word": grade_words(grade, counts[grade])} for grade in GRADES if counts[grade]],
    }
    sheet = shown.run.sheets.get(key.sheet)
    if sheet is None or not sheet.subjects or key.line not in sheet.lines or (key.subject and key.subject not in sheet.place):
        return found
    return {**found, **_figure(sheet, get_sheet_rules()[key.sheet].lines[key.line], key)}


def _figure(sheet: Sheet, line: LineRule, key: KeyFigure) -> Context:
    """The figure with its line as a small picture; nothing where the line is nothing in every year."""
    values = list(sheet.row(key.subject, line.id)) if key.subject else sheet.total(line.id).tolist()
    if not any(values):
        return {}
    known = [place for place, value in enumerate(values) if value]
    place = known[-1] if key.when == NEWEST else len(values) - 1
    year, unit = sheet.years[place], unit_of_figure(line)
    is_linked = key.when != IN_ALL and key.subject
    return {
        "text": short_figure_words(sum(values) if key.when == IN_ALL else values[place], line.unit),
        "unit": unit,
        "figure_url": calculation_url(sheet.id, key.subject, line.id, year) if is_linked else sheet_url(sheet.id, line=line.id),
        "note": _note(sheet, line, key, values, place),
        "trend": draw_trend(values, line, chart_id=f"card-{sheet.id}".replace("_", "-"), title=line.name),
    }


def _note(sheet: Sheet, line: LineRule, key: KeyFigure, values: list[int], place: int) -> str:
    name = _(key.label) if key.label else line.name
    if key.when == IN_ALL:
        return _("%(line)s i %(first)s–%(last)s.") % {"line": name, "first": sheet.years[0], "last": sheet.years[-1]}
    told = {"line": name, "year": sheet.years[place], "first": sheet.years[0]}
    told["value"] = f"{short_figure_words(values[0], line.unit)} {unit_of_figure(line)}".strip().removesuffix(".")
    return _("%(line)s i %(year)s. I %(first)s: %(value)s.") % told if place else _("%(line)s i %(year)s.") % told
