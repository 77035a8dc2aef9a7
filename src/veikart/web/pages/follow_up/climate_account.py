"""The climate account: emissions by sector and source in one vintage of the statistics, and beside other municipalities of the same one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.climate import MARK
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import TONNES_EACH, PathLine, draw_for_both, path_chart
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.engines.climate import name_municipality
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.words.sentences import join_words, list_years
from veikart.web.climate_shown import choose_unit, figure_cell, make_climate_context, shows_climate, tonnes_words
from veikart.web.economy_shown import EconomyShown
from veikart.web.links import with_query
from veikart.web.tables import Context, row

TOTALS, SECTORS, ACCOUNT = "climate_totals", "climate_sectors", "climate_account"
COLOURS = ("result", "revenue", "debt", "investment", "expense", "fund", "earlier")
"""Colours of municipalities, the chosen one first."""


@dataclass(frozen=True)
class Chosen:
    """The municipality and the vintage that are shown: the subject in the sheets, its two parts, and the years it has figures for."""

    subject: str
    vintage: str
    number: str
    years: tuple[int, ...]

    @property
    def name(self) -> str:
        return name_municipality(self.number)


@shows_climate
def show_account(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The emissions of the chosen municipality, and of the others in the same vintage per inhabitant."""
    chosen = _choose(request, shown)
    context = make_climate_context(
        shown,
        page="climate-account",
        title=_title(shown, chosen),
        window_title=_("Klimaregnskapet"),
        crumbs=[(_("Regnskapet"), "")],
        chosen=chosen,
        choices=_choices(shown, chosen),
        vintages=_vintages(shown),
        content=_describe(shown, chosen) if chosen else {},
        import_url=reverse("climate-import") if shown.can_edit else "",
    )
    return render(request, "veikart/follow_up/climate_account.html.jinja", context)


def _choose(request: HttpRequest, shown: EconomyShown) -> Chosen | None:
    """What is asked for; else what the first climate budget is counted in; else the first there is."""
    totals = shown.run.sheets[TOTALS]
    own = [MARK.join((one.vintage, one.municipality)) for one in shown.book.table("climate_budgets").values()]
    wanted = next((one for one in (request.GET.get("sted", ""), *own, *totals.subjects) if one in totals.place), "")
    if not wanted:
        return None
    vintage, number = wanted.split(MARK)
    return Chosen(wanted, vintage, number, _known_years(totals, wanted))


def _known_years(sheet: Sheet, subject: str) -> tuple[int, ...]:
    return tuple(year for year, known in zip(sheet.years, sheet.row(subject, "known"), strict=True) if known)


def _title(shown: EconomyShown, chosen: Chosen | None) -> str:
    """How the emissions have gone from the first year to the last."""
    if chosen is None:
        return _("Ingen utslipp er lagt inn")
    totals, first, last = shown.run.sheets[TOTALS], chosen.years[0], chosen.years[-1]
    before, now = (totals.value(chosen.subject, "tonnes", year) for year in (first, last))
    words = {"name": chosen.name, "first": first, "last": last, "now": tonnes_words(now)}
    if first == last or not before:
        return _("Utslippene i %(name)s var %(now)s tonn i %(last)s") % words
    words["share"] = short_figure_words(abs(now - before) * 1_000_000 // before, "ppm", decimals=0)
    if now > before:
        return _("Utslippene i %(name)s er %(share)s høyere i %(last)s enn i %(first)s: %(now)s tonn") % words
    return _("Utslippene i %(name)s er %(share)s lavere i %(last)s enn i %(first)s: %(now)s tonn") % words


def _choices(shown: EconomyShown, chosen: Chosen | None) -> list[Context]:
    totals = shown.run.sheets[TOTALS]
    return [{"name": totals.name(one), "value": one, "chosen": chosen is not None and one == chosen.subject} for one in totals.subjects]


def _vintages(shown: EconomyShown) -> list[Context]:
    """What each vintage has, so that nobody sets one beside another."""
    totals, found = shown.run.sheets[TOTALS], []
    for key, one in shown.book.table("climate_vintages").items():
        subjects = [subject for subject in totals.subjects if subject.split(MARK)[0] == key]
        years = sorted({year for subject in subjects for year in _known_years(totals, subject)})
        places = join_words([name_municipality(subject.split(MARK)[1]) for subject in subjects])
        found.append({"name": one.name, "places": places, "years": list_years(years), "source": one.source, "note": one.note})
    return found


def _describe(shown: EconomyShown, chosen: Chosen) -> Context:
    sectors = [one for one in shown.run.sheets[SECTORS].subjects if one.startswith(f"{chosen.subject}{MARK}")]
    return {
        "cards": _sector_cards(shown, chosen, sectors),
        "picture": _total_picture(shown, chosen),
        "unit": choose_unit(_seen(shown.run.sheets[TOTALS], chosen.subject, "tonnes", _span(chosen))).name.capitalize(),
        "sectors": _sectors_table(shown, chosen, sectors),
        "sources": _sources_table(shown, chosen) if len(sectors) > 1 else None,
        "each_picture": _each_picture(shown, chosen),
        "each": _each_table(shown, chosen),
        "others": _left_out(shown, chosen),
    }


def _seen(sheet: Sheet, subject: str, line: str, years: Sequence[int]) -> list[int | None]:
    known = dict(zip(sheet.years, sheet.row(subject, "known"), strict=True))
    return [sheet.value(subject, line, year) if known[year] else None for year in years]


def _span(chosen: Chosen) -> range:
    """Every year from the first to the last, those without figures too: a year that is missing leaves its room."""
    return range(chosen.years[0], chosen.years[-1] + 1)


def _total_picture(shown: EconomyShown, chosen: Chosen) -> Markup:
    values = _seen(shown.run.sheets[TOTALS], chosen.subject, "tonnes", _span(chosen))
    lines = [PathLine(_("Utslipp i alt"), values, "result", "points")]
    words = {"title": _("Utslippene i %(name)s") % {"name": chosen.name}, "unit": choose_unit(values), "height": 260}
    return Markup(draw_for_both(path_chart, chart_id="i-alt", lines=lines, years=list(_span(chosen)), **words))


def _sector_cards(shown: EconomyShown, chosen: Chosen, sectors: Sequence[str]) -> list[Context]:
    """A small picture for each sector, the largest in the last year first; none where the account is not divided."""
    sheet, names = shown.run.sheets[SECTORS], get_economy_choices("emission_sector")
    last = chosen.years[-1]
    found = []
    for subject in sorted(sectors, key=lambda one: -sheet.value(one, "tonnes", last)) if len(sectors) > 1 else []:
        values = _seen(sheet, subject, "tonnes", _span(chosen))
        if not any(values):
            continue
        name, lines = names[subject.split(MARK)[2]], [PathLine(sheet.name(subject), values, "revenue", "points")]
        words = {"title": sheet.name(subject), "unit": choose_unit(values), "width": 300, "height": 150}
        svg = path_chart(chart_id=f"sektor-{subject.split(MARK)[2]}", lines=lines, years=list(_span(chosen)), **words)
        found.append({"name": name, "svg": Markup(svg), "sentence": _sector_sentence(values, chosen), "unit": choose_unit(values).name})
    return found


def _sector_sentence(values: Sequence[int | None], chosen: Chosen) -> str:
    there = [one for one in values if one is not None]
    return _("%(now)s tonn i %(last)s, %(before)s i %(first)s") % {
        "now": tonnes_words(there[-1]),
        "before": tonnes_words(there[0]),
        "first": chosen.years[0],
        "last": chosen.years[-1],
    }


def _sectors_table(shown: EconomyShown, chosen: Chosen, sectors: Sequence[str]) -> Context:
    names = get_economy_choices("emission_sector")
    rows = [row(names[one.split(MARK)[2]], _cells(shown, SECTORS, one, chosen.years)) for one in sectors]
    if len(sectors) > 1:
        rows.append(row(_("I alt"), _cells(shown, TOTALS, chosen.subject, chosen.years), kind="sum"))
    known, prefix = shown.book.table("emission_sources"), f"{chosen.subject}{MARK}"
    shown_sources = [one.removeprefix(prefix) for one in shown.run.sheets[ACCOUNT].subjects if one.startswith(prefix)]
    notes = [note for note in dict.fromkeys(known[one].note for one in shown_sources) if note]
    return {**_frame("sektorer", _("Utslipp etter sektor"), chosen.years, rows), "notes": notes}


def _sources_table(shown: EconomyShown, chosen: Chosen) -> Context:
    sheet, sources = shown.run.sheets[ACCOUNT], shown.book.table("emission_sources")
    subjects = [one for one in sheet.subjects if one.startswith(f"{chosen.subject}{MARK}") and any(sheet.row(one, "tonnes"))]
    by_sector = sorted(subjects, key=lambda one: sources[one.split(MARK)[2]].sector)
    names = get_economy_choices("emission_sector")
    rows = [
        row(source.name, _cells(shown, ACCOUNT, one, chosen.years), note=names[source.sector])
        for one in by_sector
        for source in [sources[one.split(MARK)[2]]]
    ]
    return _frame("kilder", _("Utslipp etter kilde"), chosen.years, rows)


def _frame(table_id: str, caption: str, years: Sequence[int], rows: list[Context]) -> Context:
    columns = [{"text": str(one)} for one in years]
    return {"id": table_id, "caption": caption, "unit": _("Tonn CO₂-ekvivalenter"), "columns": columns, "rows": rows}


def _cells(shown: EconomyShown, sheet: str, subject: str, years: Sequence[int], line: str = "tonnes") -> list[Context | None]:
    values = _seen(shown.run.sheets[sheet], subject, line, years)
    return [None if value is None else figure_cell(shown, sheet, subject, line, year) for value, year in zip(values, years, strict=True)]


def _alike(shown: EconomyShown, chosen: Chosen) -> list[str]:
    """The municipalities of the same vintage whose inhabitants are known, the chosen one first."""
    sheet = shown.run.sheets[TOTALS]
    found = [one for one in sheet.subjects if one.split(MARK)[0] == chosen.vintage and any(sheet.row(one, "each"))]
    return sorted(found, key=lambda one: (one != chosen.subject, sheet.name(one)))


def _each_years(shown: EconomyShown, subjects: Sequence[str]) -> list[int]:
    sheet = shown.run.sheets[TOTALS]
    return [year for year in sheet.years if any(sheet.value(one, "each", year) for one in subjects)]


def _each_values(sheet: Sheet, subject: str, years: Sequence[int]) -> list[int | None]:
    return [sheet.value(subject, "each", year) or None for year in years]


def _each_picture(shown: EconomyShown, chosen: Chosen) -> Markup:
    subjects = _alike(shown, chosen)
    years = _each_years(shown, subjects)
    if len(years) < 2:
        return Markup("")
    sheet, span = shown.run.sheets[TOTALS], range(years[0], years[-1] + 1)
    lines = [
        PathLine(name_municipality(one.split(MARK)[1]), _each_values(sheet, one, span), colour, "points")
        for one, colour in zip(subjects, COLOURS, strict=False)
    ]
    words = {"title": _("Tonn per innbygger"), "unit": TONNES_EACH, "height": 260}
    return Markup(draw_for_both(path_chart, chart_id="per-innbygger", lines=lines, years=list(span), **words))


def _each_table(shown: EconomyShown, chosen: Chosen) -> Context | None:
    subjects = _alike(shown, chosen)
    years, sheet = _each_years(shown, subjects), shown.run.sheets[TOTALS]
    if not years:
        return None
    rows = []
    for one in subjects:
        values = _each_values(sheet, one, years)
        cells = [None if value is None else figure_cell(shown, TOTALS, one, "each", year) for value, year in zip(values, years, strict=True)]
        rows.append(row(name_municipality(one.split(MARK)[1]), cells, url=with_query(reverse("climate-account"), sted=one)))
    return {**_frame("per-innbygger-tall", _("Tonn per innbygger"), years, rows), "unit": _("Tonn per innbygger")}


def _left_out(shown: EconomyShown, chosen: Chosen) -> str:
    """The municipalities that only other vintages have: they are not set beside these."""
    totals = shown.run.sheets[TOTALS]
    here = {one.split(MARK)[1] for one in totals.subjects if one.split(MARK)[0] == chosen.vintage}
    others = sorted({one.split(MARK)[1] for one in totals.subjects} - here)
    if not others:
        return ""
    names, vintage = join_words([name_municipality(one) for one in others]), shown.book.table("climate_vintages")[chosen.vintage].name
    return _("%(names)s er ikke med: tallene der er av en annen årgang enn «%(vintage)s», og kan ikke sammenliknes.") % {
        "names": names,
        "vintage": vintage,
    }
