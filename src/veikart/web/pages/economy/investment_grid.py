"""A project's years as one form: what it spends, what others give, what is sold, and the years of its decision points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.calc.investments import POINTS, Project
from veikart.rules.books import ECONOMY
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding
from veikart.rules.tables import KEY_MARK, write_cells
from veikart.rules.words import MINUS, format_nok
from veikart.store.queries import get_row_versions, get_rows_changed_after
from veikart.web.answers import read_number
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.pages.economy.investment_project import render_project
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context

AMOUNTS, GRANTS, SALES, POINT = "project_years", "project_grants", "project_sales", "projects"


@dataclass(frozen=True)
class SentGrid:
    """A form as it was sent: the revision it was made from, and what stands in each cell."""

    seen: int
    cells: Mapping[str, str] = field(default_factory=dict)


@needs_right("change_economy")
@shows_economy
def show_project_form(request: HttpRequest, shown: EconomyShown, project: str) -> HttpResponse:
    """The page of a project with its years as a form."""
    row = shown.book.table("projects").get(project)
    if row is None:
        raise Http404(project)
    return render_project(request, shown, row, grid=make_grid(shown, row))


@require_POST
@needs_right("change_economy")
@shows_economy
def save_project(request: HttpRequest, shown: EconomyShown, project: str) -> HttpResponse:
    """Save every cell that was written in, together, or none of them."""
    row = shown.book.table("projects").get(project)
    if row is None:
        raise Http404(project)
    sent = _read(request, shown, row)
    note = _("Endret årene til «%(name)s»") % {"name": row.name}
    try:
        number = change_economy(_edits(shown, row, sent), actor=shown.actor, note=note)
    except ChangeRefused as refusal:
        return render_project(request, shown, row, grid=make_grid(shown, row, sent.cells, refusal.findings, seen=sent.seen), status=422)
    except StaleEdit:
        messages.error(request, _("Noen andre har endret prosjektet mens du skrev. Se tallene under og lagre igjen."))
        return render_project(request, shown, row, grid=make_grid(shown, row), status=409)
    messages.success(request, f"{note}." if number else _("Ingenting ble endret."))
    return redirect(reverse("economy-project", args=[project]))


def make_grid(
    shown: EconomyShown, project: Project, cells: Mapping[str, str] | None = None, wrong: Sequence[Finding] = (), *, seen: int | None = None
) -> Context:
    """The form: as the book is, or as it was sent with what is wrong."""
    written = _written(shown, project)
    values = written if cells is None else {**written, **cells}
    fields = get_economy_tables()["projects"].fields
    givers = get_economy_tables()[GRANTS].fields["giver"].words
    rows = [
        _grid_row(_("Beløp"), [f"{AMOUNTS}:{project.id}|{year}" for year in shown.years], shown.years, values, wrong),
        *(
            _grid_row(
                _("Tilskudd: %(giver)s") % {"giver": name},
                [f"{GRANTS}:{project.id}|{year}|{key}" for year in shown.years],
                shown.years,
                values,
                wrong,
            )
            for key, name in givers.items()
        ),
        _grid_row(_("Salg"), [f"{SALES}:{project.id}|{year}" for year in shown.years], shown.years, values, wrong),
    ]
    points = [_cell(f"{POINT}:{project.id}:{name}", fields[name].label, values, wrong) for name in POINTS]
    return {
        "rows": rows,
        "points": points,
        "seen": shown.revision if seen is None else seen,
        "findings": [{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy} for one in wrong],
    }


def _grid_row(name: str, keys: Sequence[str], years: Sequence[int], values: Mapping[str, str], wrong: Sequence[Finding]) -> Context:
    return {"name": name, "cells": [_cell(key, f"{name} {year}", values, wrong) for key, year in zip(keys, years, strict=True)]}


def _cell(key: str, label: str, values: Mapping[str, str], wrong: Sequence[Finding]) -> Context:
    errors = [one.sentence for one in wrong if one.place.figure == key or (f"{one.place.figure}:" in key and one.place.column == label)]
    return {"key": key, "label": label, "value": values.get(key, ""), "errors": errors}


def _written(shown: EconomyShown, project: Project) -> dict[str, str]:
    """What stands in each cell, as people write it."""
    found = {f"{table}:{key}": format_nok(row.amount_nok) for table, key, row in _rows(shown, project.id)}
    return found | {f"{POINT}:{project.id}:{name}": "" if year is None else str(year) for name, year in project.points}


def _rows(shown: EconomyShown, project: str) -> Iterator[tuple[str, str, object]]:
    for table in (AMOUNTS, GRANTS, SALES):
        for key, row in shown.book.table(table).items():
            if row.project == project:
                yield table, key, row


def _read(request: HttpRequest, shown: EconomyShown, project: Project) -> SentGrid:
    """What was sent, for the cells there are; anything else is not looked at."""
    grid = make_grid(shown, project)
    keys = [cell["key"] for row in grid["rows"] for cell in row["cells"]] + [cell["key"] for cell in grid["points"]]
    post = request.POST
    return SentGrid(read_number(post.get("seen", "")) or 0, {key: post[key].strip() for key in keys if key in post})


def _edits(shown: EconomyShown, project: Project, sent: SentGrid) -> list[RowEdit]:
    """The edits of the rows whose cells differ from the book. A row that was changed after the form was made keeps the version of the form."""
    written = _written(shown, project)
    differing = {key: text for key, text in sent.cells.items() if _plain(text) != _plain(written.get(key, ""))}
    rows: dict[tuple[str, str], dict[str, object] | None] = {}
    for key, text in differing.items():
        table, row_key, *name = key.split(":")
        if table == POINT:
            plain = rows.setdefault((POINT, row_key), dict(write_cells(get_economy_tables()[POINT], project)))
            if plain is not None:
                plain[name[0]] = text
        else:
            rows[table, row_key] = _amount_row(shown, table, row_key, text)
    versions = get_row_versions(ECONOMY, list(rows))
    moved = get_rows_changed_after(ECONOMY, sent.seen, set(rows)) if rows else set()
    return [RowEdit(table, key, data, sent.seen if (table, key) in moved else versions.get((table, key))) for (table, key), data in rows.items()]


def _amount_row(shown: EconomyShown, table: str, key: str, text: str) -> dict[str, object] | None:
    """The row of an amount as it was written; None where the cell was emptied."""
    if not text:
        return None
    rule = get_economy_tables()[table]
    known = shown.book.table(table).get(key)
    source = known.source if known is not None else ""
    return {**dict(zip(rule.key, key.split(KEY_MARK), strict=True)), "amount_nok": text, "source": source}


def _plain(text: str) -> str:
    """A number without the spaces and the minus sign that only people see."""
    return "".join(text.split()).replace(MINUS, "-")
