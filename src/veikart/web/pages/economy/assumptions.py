"""The assumptions: every series year by year with its source, and one form that saves several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.calc.economy import Assumption
from veikart.rules.books import ECONOMY
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.figure_words import figure_words
from veikart.rules.economy.series import SeriesRule, get_series_rules
from veikart.rules.findings import Finding
from veikart.rules.tables import KEY_MARK, format_percent
from veikart.rules.words import MINUS, format_mill, format_nok
from veikart.rules.words.sentences import list_years
from veikart.store.queries import get_history, get_row_versions, get_rows_changed_after
from veikart.web.answers import read_number, tell
from veikart.web.economy_links import calculation_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context, row

TABLE = "assumptions"
UNIT_NAMES = {"ppm": "Prosent", "count": "Antall", "nok": "Kroner"}
"""The units of series, in the order of the form."""
MOST_YEARS = 15
"""Years in one form."""
UNIT_WORDS = {"ppm": "prosent", "nok": "mill. kr", "count": "antall"}
"""The units where the values are read; they are written as whole kroner."""


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: the revision it was made from, what stands in each cell, and the source and day of what was written."""

    seen: int
    first_year: int
    cells: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    day: str = ""


@shows_economy
def show_assumptions(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every series as a table, or for those with the right as a form (`?rediger=1`)."""
    if shown.can_edit and request.GET.get("rediger") == "1":
        first = read_number(request.GET.get("fra", "")) or 0
        return _show_form(request, shown, None, first_year=first)
    context = make_economy_context(
        shown,
        page="economy-assumptions",
        title=_title(shown),
        window_title=_("Forutsetninger"),
        lead=_("Det som tas for gitt, år for år. Endres et tall her, endres alt som er regnet av det."),
        crumbs=[(_("Forutsetninger"), "")],
        table=_table(shown),
        sources=[one for one in (_source_words(shown, rule) for rule in get_series_rules().values()) if one["sources"]],
        findings=_findings(shown),
        edit_url=f"{reverse('economy-assumptions')}?rediger=1" if shown.can_edit else "",
    )
    return render(request, "veikart/economy/assumptions.html.jinja", context)


@needs_right("change_economy")
@require_POST
@shows_economy
def save_assumptions(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Save every cell that was written in, together, or none of them."""
    sent = _read(request, shown)
    changed = _changed(shown, sent)
    note = ngettext("Endret %(count)s forutsetning", "Endret %(count)s forutsetninger", len(changed)) % {"count": len(changed)}
    try:
        number = change_economy(_edits(shown, sent, changed), actor=shown.actor, note=note)
    except ChangeRefused as refusal:
        return _show_form(request, shown, sent, refusal.findings, status=422)
    except StaleEdit as stale:
        names = ", ".join(_name_of(key) for _table_id, key, _entry in stale.changes)
        messages.error(request, _("Noen andre har endret %(names)s mens du skrev. Se tallene under og lagre igjen.") % {"names": names})
        return _show_form(request, shown, sent, status=409, is_stale=True)
    tell(request, number, note)
    return redirect(reverse("economy-assumptions"))


def _title(shown: EconomyShown) -> str:
    """The growth of prices in the years it is known."""
    known = {one.year: one.value for one in shown.book.table(TABLE).values() if one.series == "deflator" and one.year in shown.years}
    words = {"first": shown.years[0], "last": shown.years[-1], "years": list_years(sorted(known))}
    if not known:
        return _("Forutsetningene for %(first)s–%(last)s") % words
    growth = known.values()
    low, high = (figure_words(one, "ppm") for one in (min(growth), max(growth)))
    words["growth"] = low if low == high else f"{low.removesuffix(low[-2:])}–{high}"
    if len(known) < len(shown.years):
        return _("Lønn og priser vokser %(growth)s i %(years)s; veksten i de andre årene er ikke lagt inn") % words
    return _("%(first)s–%(last)s: lønn og priser vokser %(growth)s i året") % words


def _rows(shown: EconomyShown, series: str) -> dict[int, Assumption]:
    return {one.year: one for one in shown.book.table(TABLE).values() if one.series == series}


def _table(shown: EconomyShown) -> Context:
    """The series as a table, those without a value left out."""
    rows = []
    for rule in get_series_rules().values():
        known = _rows(shown, rule.id)
        if known:
            cells = [_cell(shown, rule, known.get(year)) for year in shown.years]
            rows.append(row(rule.name, cells, note=" · ".join(one for one in (UNIT_WORDS[rule.unit], rule.note) if one)))
    return {
        "caption": _("Forutsetninger"),
        "unit": _("Forutsetning"),
        "unit_line": _("Kroner er løpende."),
        "columns": [{"text": str(year)} for year in shown.years],
        "rows": rows,
    }


def _cell(shown: EconomyShown, rule: SeriesRule, one: Assumption | None) -> Context | None:
    if one is None:
        return None
    text = format_mill(one.value) if rule.unit == "nok" else figure_words(one.value, rule.unit)
    return {"text": text, "url": _figure_url(shown, rule.id, one.year)}


def _figure_url(shown: EconomyShown, series: str, year: int) -> str:
    """A figure that is this assumption, for its calculation page; empty where no sheet shows it."""
    for sheet in get_sheet_rules().values():
        for line in sheet.lines.values():
            made = shown.run.sheets.get(sheet.id)
            if line.origin == "series" and line.source == series and made and made.subjects and line.id in made.lines and year in made.years:
                return calculation_url(sheet.id, made.subjects[0], line.id, year)
    return ""


def _source_words(shown: EconomyShown, rule: SeriesRule) -> Context:
    """Where the values of a series come from, source by source with its years."""
    by_source: dict[tuple[str, date | None], list[int]] = {}
    for year, one in sorted(_rows(shown, rule.id).items()):
        by_source.setdefault((one.source, one.noted), []).append(year)
    return {
        "name": rule.name,
        "sources": [
            {"text": source or _("Uten kilde"), "years": _years_words(years), "day": f"{noted:%d.%m.%Y}" if noted else ""}
            for (source, noted), years in by_source.items()
        ],
    }


def _years_words(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}" if years[-1] - years[0] == len(years) - 1 else ", ".join(map(str, years))


def _findings(shown: EconomyShown) -> list[Context]:
    return [finding_view(shown, one) for one in shown.findings if one.place.figure.startswith(f"{TABLE}:")]


def _form_years(shown: EconomyShown, first: int) -> list[int]:
    """The years of one form: from `first`, or from the first of all."""
    years = list(shown.years)
    start = years.index(first) if first in years else 0
    return years[start : start + MOST_YEARS]


def _year_links(shown: EconomyShown, first: int) -> list[Context]:
    """The way to the other years, where there are more than one form holds."""
    years = list(shown.years)
    parts = [years[start : start + MOST_YEARS] for start in range(0, len(years), MOST_YEARS)]
    address = reverse("economy-assumptions")
    links = [{"name": _years_words(part), "url": f"{address}?rediger=1&fra={part[0]}", "current": first in part} for part in parts]
    return links if len(links) > 1 else []


def _show_form(
    request: HttpRequest,
    shown: EconomyShown,
    sent: Sent | None,
    wrong: Sequence[Finding] = (),
    *,
    first_year: int = 0,
    status: int = 200,
    is_stale: bool = False,
) -> HttpResponse:
    """The form: as the book is, or as it was sent with what is wrong."""
    title = _("Endre forutsetningene")
    years = _form_years(shown, sent.first_year if sent else first_year)
    cells = _written(shown) if sent is None else sent.cells
    context = make_economy_context(
        shown,
        page="economy-assumptions",
        title=title,
        crumbs=[(_("Forutsetninger"), reverse("economy-assumptions")), (title, "")],
        groups=_groups(years, cells, wrong),
        form_years=years,
        year_links=_year_links(shown, years[0] if years else 0),
        seen=shown.revision if sent is None or is_stale else sent.seen,
        given_source=sent.source if sent else "",
        given_day=sent.day if sent else shown.today.isoformat(),
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy} for one in wrong],
    )
    return render(request, "veikart/economy/assumptions_form.html.jinja", context, status=status)


def _groups(years: list[int], cells: Mapping[str, str], wrong: Sequence[Finding]) -> list[Context]:
    """The series by their unit, each with its cells."""
    found = []
    for unit, name in UNIT_NAMES.items():
        series = [
            {"name": rule.name, "note": rule.note, "cells": [_cell_form(rule, year, cells, wrong) for year in years]}
            for rule in get_series_rules().values()
            if rule.unit == unit
        ]
        found.append({"name": _(name), "series": series, "is_wide": unit == "nok"})
    return [one for one in found if one["series"]]


def _cell_form(rule: SeriesRule, year: int, cells: Mapping[str, str], wrong: Sequence[Finding]) -> Context:
    key = f"{rule.id}{KEY_MARK}{year}"
    errors = [one.sentence for one in wrong if one.place.figure == f"{TABLE}:{key}"]
    return {"key": key, "label": f"{rule.name} {year}", "value": cells.get(key, ""), "errors": errors}


def _written(shown: EconomyShown) -> dict[str, str]:
    """What stands in each cell, as people write it."""
    return {key: _text(one) for key, one in shown.book.table(TABLE).items()}


def _text(one: Assumption | None) -> str:
    rule = get_series_rules().get(one.series) if one else None
    if one is None or rule is None:
        return ""
    return format_percent(one.value) if rule.unit == "ppm" else format_nok(one.value)


def _read(request: HttpRequest, shown: EconomyShown) -> Sent:
    """What was sent, for the series and years there are; anything else is not looked at."""
    keys = [f"{series}{KEY_MARK}{year}" for series in get_series_rules() for year in shown.years]
    post = request.POST
    return Sent(
        read_number(post.get("seen", "")) or 0,
        read_number(post.get("first", "")) or 0,
        {key: post[key].strip() for key in keys if key in post},
        post.get("source", "").strip(),
        post.get("noted", "").strip(),
    )


def _changed(shown: EconomyShown, sent: Sent) -> list[str]:
    """The cells that somebody has written in: what is sent is not what stood there when the form was made."""
    now = _written(shown)
    differing = [key for key, text in sent.cells.items() if _plain(text) != _plain(now.get(key, ""))]
    moved = get_rows_changed_after(ECONOMY, sent.seen, {(TABLE, key) for key in differing}) if differing else set()
    return [key for key in differing if (TABLE, key) not in moved or _plain(sent.cells[key]) != _plain(_text_at(key, sent.seen))]


def _text_at(key: str, seen: int) -> str:
    """What stood in a cell at a revision, where it has changed since."""
    later = [one for one in get_history(ECONOMY, table=TABLE, key=key) if one.number > seen]
    return _text(later[-1].changes[0].before) if later else ""


def _plain(text: str) -> str:
    """A number without the spaces and the minus sign that only people see."""
    return "".join(text.split()).replace(MINUS, "-")


def _edits(shown: EconomyShown, sent: Sent, changed: list[str]) -> list[RowEdit]:
    """The edits of the cells that were written in. A row that was changed after the form was made is given the version of the form."""
    versions = get_row_versions(ECONOMY, [(TABLE, key) for key in changed])
    moved = get_rows_changed_after(ECONOMY, sent.seen, {(TABLE, key) for key in changed}) if changed else set()
    known = shown.book.table(TABLE)
    edits = []
    for key in changed:
        series, _mark, year = key.partition(KEY_MARK)
        given = {"series": series, "year": year, "value": sent.cells[key], "source": sent.source, "noted": sent.day}
        data = {**given, "note": known[key].note if key in known else ""} if sent.cells[key] else None
        edits.append(RowEdit(TABLE, key, data, sent.seen if (TABLE, key) in moved else versions.get((TABLE, key))))
    return edits


def _name_of(key: str) -> str:
    series, _mark, year = key.partition(KEY_MARK)
    rule = get_series_rules().get(series)
    return f"«{rule.name if rule else series} {year}»"
