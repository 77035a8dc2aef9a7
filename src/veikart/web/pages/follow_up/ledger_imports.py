"""The ledger files that have been read in: who, when, what they hold, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.remove_ledger import has_files, remove_ledger
from veikart.exchange.ledger import format_ore
from veikart.rules.findings import get_catalogue
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.words import format_nok
from veikart.store.models import LedgerImport
from veikart.store.queries import KOSTRA_KIND, get_import_folder, get_ledger_folder, get_ledger_import, get_ledger_imports
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.kostra_shown import say_kostra_source
from veikart.web.ledger_shown import month_names
from veikart.web.ledger_tables import say_moment
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.plan_shown import get_actor, needs_right
from veikart.web.tables import Context


@edits_follow_up("read_follow_up")
def show_imports(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every file, the newest first."""
    imports = get_ledger_imports(only_stored=False, has_kostra=True)[::-1]
    stored = sum(one.status == "stored" and one.kind != KOSTRA_KIND for one in imports)
    context = make_follow_up_context(
        shown,
        page="ledger-report",
        title=_("%(count)s filer teller i regnskapet") % {"count": stored} if stored != 1 else _("Én fil teller i regnskapet"),
        window_title=_("Filer"),
        crumbs=[(_("Regnskap"), reverse("ledger-report")), (_("Filer"), "")],
        imports=[_import_row(shown, one) for one in imports],
        can_import=shown.can("import_ledger"),
    )
    return render(request, "veikart/follow_up/ledger_imports.html.jinja", context)


def _status_words() -> dict[str, tuple[str, str]]:
    return {"stored": ("ok", _("Teller")), "replaced": ("note", _("Erstattet")), "removed": ("note", _("Tatt tilbake"))}


def _import_row(shown: FollowUpShown, one: LedgerImport) -> Context:
    source = shown.book.table("ledger_sources").get(one.source)
    grade, word = ("ok", _("Vises")) if one.kind == KOSTRA_KIND and one.status == "stored" else _status_words()[one.status]
    return {
        "number": one.number,
        "url": reverse("ledger-import-page", args=[one.number]),
        "name": one.file_name,
        "source": source.name if source else say_kostra_source(one) if one.kind == KOSTRA_KIND else one.source,
        "kind": _("KOSTRA") if one.kind == KOSTRA_KIND else get_follow_up_choices("ledger_kind")[one.kind].lower(),
        "year": one.year,
        "lines": format_nok(one.lines),
        "sum": format_ore(one.sum_ore),
        "at": say_moment(one.imported_at),
        "actor": one.actor,
        "grade": grade,
        "word": word,
    }


@edits_follow_up("read_follow_up")
def show_import(request: HttpRequest, shown: FollowUpShown, number: int) -> HttpResponse:
    """One file: what it held, month by month, and what was told before it was confirmed."""
    one = get_ledger_import(number)
    if one is None:
        raise Http404
    words = {"name": one.file_name, "lines": format_nok(one.lines), "year": one.year}
    context = make_follow_up_context(
        shown,
        page="ledger-report",
        title=_("«%(name)s» har %(lines)s linjer for %(year)s") % words,
        window_title=one.file_name,
        crumbs=[(_("Regnskap"), reverse("ledger-report")), (_("Filer"), reverse("ledger-imports")), (one.file_name, "")],
        one=_import_row(shown, one),
        facts=_facts(one),
        months=_months_table(one) if one.months else None,
        kostra=f"{reverse('ledger-kostra')}?nummer={one.number}" if one.kind == KOSTRA_KIND and one.status == "stored" else "",
        findings=[{"title": get_catalogue()[code].title, "count": count} for code, count in one.findings if code in get_catalogue()],
        can_remove=(one.status == "stored" or has_files(one)) and shown.can("remove_ledger"),
        left=say_left(one) if has_files(one) else "",
    )
    return render(request, "veikart/follow_up/ledger_import_page.html.jinja", context)


def _facts(one: LedgerImport) -> list[tuple[str, str]]:
    days = f"{one.first_date:%d.%m.%Y} – {one.last_date:%d.%m.%Y}" if one.first_date and one.last_date else ""
    removed = f"{say_moment(one.removed_at)}, {one.removed_by}" if one.removed_at else ""
    found = [
        (_("Lest inn"), f"{say_moment(one.imported_at)}, {one.actor}"),
        (_("Tatt tilbake"), removed),
        (_("Erstattet av"), f"{one.replaced_by.number}: {one.replaced_by.file_name}" if one.replaced_by else ""),
        (_("Datoer"), days),
        (_("Bilag"), format_nok(one.vouchers) if one.vouchers else ""),
        (_("Linjer som ikke ble med"), format_nok(one.lines_wrong) if one.lines_wrong else ""),
        (_("Linjer som var lagret fra før"), format_nok(one.lines_identical) if one.lines_identical else ""),
        (_("Debet"), format_ore(one.debit_ore)),
        (_("Kredit"), format_ore(one.credit_ore)),
        (_("Sum"), format_ore(one.sum_ore)),
        (_("Størrelse"), _("%(bytes)s byte") % {"bytes": format_nok(one.file_size)}),
        (_("Fingeravtrykk (SHA-256)"), one.file_sha256),
    ]
    return [(name, words) for name, words in found if words]


def _months_table(one: LedgerImport) -> Context:
    names = {0: _("Hele året"), 13: _("Årsavslutning"), **dict(enumerate(month_names(), start=1))}
    return {
        "id": "maaneder",
        "caption": _("Måned for måned"),
        "unit": _("Måned"),
        "columns": [{"text": _("Linjer")}, {"text": _("Kroner")}],
        "rows": [{"label": names[month], "cells": [{"text": format_nok(lines)}, {"text": format_ore(ore)}]} for month, lines, ore in one.months],
    }


@needs_right("remove_ledger")
@require_POST
def remove_import(request: HttpRequest, number: int) -> HttpResponse:
    """Take the lines of a file back."""
    try:
        found = remove_ledger(number, actor=get_actor(request))
    except KeyError:
        messages.error(request, _("Importen er tatt tilbake eller erstattet fra før."))
    else:
        messages.success(request, _("Linjene fra «%(name)s» teller ikke lenger.") % {"name": found.file_name})
        if has_files(found):
            messages.error(request, say_left(found))
            return redirect("ledger-import-page", number)
    return redirect("ledger-imports")


def say_left(one: LedgerImport) -> str:
    """That files of an import remain on the disk, and where."""
    folder = get_import_folder(one).relative_to(get_ledger_folder().parent)
    return _("Filene med linjene kunne ikke slettes. De ligger i mappen «%(folder)s» på serveren. Prøv igjen, eller be den som drifter.") % {
        "folder": folder
    }
