"""Every sheet of the engines as a table, cut by subject or by line, and as a file."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.worksheets import Sheet
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.lines.reading import CURRENT
from veikart.rules.economy.price_levels import PriceLevel, get_price_level
from veikart.web.economy_links import sheet_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import SheetTable, get_sheet_table
from veikart.web.links import with_query
from veikart.web.pages.economy.cards import ENGINE_NAMES
from veikart.web.tables import Context

FIXED_KRONER = "faste"
"""What `?kroner=` says for a table in fixed kroner."""
MOST_OPTIONS = 600
"""Subjects in one list."""

FIRST_LINES = ("closing", "gross", "total", "fund_closing")
"""The lines that a sheet is shown by, where it has them."""


def list_sheets(shown: EconomyShown) -> list[Context]:
    """The sheets of the run that have anything in them, engine by engine in the order of the front page."""
    sheets = shown.long_run.sheets
    there = [one for one in get_sheet_rules().values() if one.id in sheets and sheets[one.id].subjects]
    engines = list(dict.fromkeys([*ENGINE_NAMES, *(one.engine for one in there)]))
    found = [
        {"name": _(ENGINE_NAMES.get(engine, engine)), "sheets": [_link(sheets[one.id], one.name) for one in there if one.engine == engine]}
        for engine in engines
    ]
    return [one for one in found if one["sheets"]]


def _link(sheet: Sheet, name: str) -> Context:
    return {"name": name, "url": sheet_url(sheet.id), "subjects": len(sheet.subjects), "lines": len(sheet.lines)}


@shows_economy
def show_sheets(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every sheet there is."""
    engines = list_sheets(shown)
    context = make_economy_context(
        shown,
        page="economy-sheets",
        title=_("%(count)s ark, og alle tallene i dem kan åpnes") % {"count": sum(len(one["sheets"]) for one in engines)},
        window_title=_("Alle ark"),
        crumbs=[(_("Alle ark"), "")],
        engines=engines,
    )
    return render(request, "veikart/economy/sheet_list.html.jinja", context)


@shows_economy
def show_sheet(request: HttpRequest, shown: EconomyShown, sheet: str) -> HttpResponse:
    """One sheet: the lines of a subject (`emne`), or the subjects of a line (`linje`), those of one group (`gruppe`) or all."""
    prices = get_price_level(shown.book, shown.run) if request.GET.get("kroner") == FIXED_KRONER else None
    table = _find(shown, sheet, prices)
    asked = {key: request.GET.get(key, "") for key in ("emne", "linje", "gruppe")}
    subject = asked["emne"] if asked["emne"] in table.sheet.place else ""
    if not subject and len(table.sheet.subjects) == 1:
        subject = table.sheet.subjects[0]
    line = asked["linje"] if asked["linje"] in {one.id for one in table.lines} else _first_line(table)
    groups = sorted({one for one in table.sheet.groups if one})
    group = asked["gruppe"] if asked["gruppe"] in groups else ""
    context = make_economy_context(
        shown,
        page="economy-sheets",
        title=_title(table, subject, line),
        window_title=table.rule.name,
        lead=table.rule.note,
        crumbs=[(_("Alle ark"), reverse("economy-sheets")), (table.rule.name, "")],
        table=_table(table, subject, line, group, shows_all=request.GET.get("alle") == "1"),
        subject_options=_subject_options(table.sheet, subject),
        line_options=[{"value": one.id, "name": one.name, "chosen": not subject and one.id == line} for one in table.lines],
        group_options=[{"value": one, "name": one, "chosen": one == group} for one in groups] if not subject else [],
        sheet_address=sheet_url(sheet),
        price_switch=_price_switch(request, table),
    )
    return render(request, "veikart/economy/sheet.html.jinja", context)


def _find(shown: EconomyShown, sheet: str, fixed: PriceLevel | None = None) -> SheetTable:
    if sheet not in get_sheet_rules():
        raise Http404
    sheets = shown.run_with(sheet).sheets
    if sheet not in sheets or not sheets[sheet].subjects:
        raise Http404
    return get_sheet_table(sheets, sheet, fixed=fixed)


def _price_switch(request: HttpRequest, table: SheetTable) -> Context | None:
    """The way to the same table in the other kroner, where there is anything in current ones."""
    if not any(one.unit == "nok" and one.price == CURRENT for one in table.lines):
        return None
    asked = {key: request.GET.get(key, "") for key in ("emne", "linje", "gruppe", "alle")}
    if table.fixed is None:
        return {"name": _("Vis i faste kroner"), "url": with_query(request.path, **asked, kroner=FIXED_KRONER)}
    return {"name": _("Vis i løpende kroner"), "url": with_query(request.path, **asked)}


def _title(table: SheetTable, subject: str, line: str) -> str:
    if len(table.sheet.subjects) == 1:
        return table.rule.name
    return f"{table.rule.name}: {table.sheet.name(subject) if subject else table.rule.lines[line].name}"


def _first_line(table: SheetTable) -> str:
    """The line that is shown first: what the sheet comes to at the end of the year, else the first in kroner that is worked out."""
    lines = table.lines
    worked_out = [one.id for one in lines if one.unit == "nok" and one.origin in {"formula", "total_of", "taken"}]
    return next((one for one in FIRST_LINES if one in worked_out), worked_out[0] if worked_out else lines[0].id)


def _table(table: SheetTable, subject: str, line: str, group: str, *, shows_all: bool) -> Context:
    sheet = table.sheet
    file = {"name": _("CSV"), "url": reverse("economy-sheet-file", args=[sheet.id, sheet.id])}
    if subject:
        return {**table.by_line(subject), "downloads": [file]}
    members = [one for one, of in zip(sheet.subjects, sheet.groups, strict=True) if of == group] if group else sheet.subjects
    if not members:
        return {**table.by_subject(line), "downloads": [file]}
    most = len(members) if shows_all else None
    found = table.by_subject(line, members) if most is None else table.by_subject(line, members, most=most)
    return {**found, "downloads": [file]}


def _subject_options(sheet: Sheet, subject: str) -> list[Context]:
    """The subjects to choose between; none where there is one, or too many for a list."""
    if not 1 < len(sheet.subjects) <= MOST_OPTIONS:
        return []
    return [{"value": one, "name": sheet.name(one), "chosen": one == subject} for one in sheet.subjects]


@shows_economy
def send_sheet(_request: HttpRequest, shown: EconomyShown, sheet: str, name: str) -> HttpResponse:
    """The whole sheet as CSV: one row a subject and line, one column a year, whole numbers in the unit of the line."""
    table = _find(shown, sheet)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["subject", "name", "line", "line_name", "unit", *table.sheet.years])
    for subject in table.sheet.subjects:
        for line in table.lines:
            writer.writerow([subject, plain_name(table.sheet.name(subject)), line.id, line.name, line.unit, *table.sheet.row(subject, line.id)])
    headers = {"Content-Disposition": f'attachment; filename="{sheet}.csv"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def plain_name(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in {"=", "+", "-", "@"} else name
