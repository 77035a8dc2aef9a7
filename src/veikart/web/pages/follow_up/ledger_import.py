"""A ledger file is sent in. How it is written is seen and confirmed next, then what it holds, and only then is it stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.clock import today
from veikart.actions.import_ledger import KOSTRA, find_format
from veikart.actions.ledger_pending import LedgerUpload
from veikart.actions.send_ledger import send_ledger
from veikart.web.answers import read_number
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.tables import Context

LARGEST = 50 * 1024 * 1024
"""Bytes that may be sent from a page; larger files are read in from the command line."""
NEW = {"": "accounts", "ny-budget": "budget"}
"""A source that is not there yet, by what its lines are."""


@edits_follow_up("import_ledger")
def send_file(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form; a file that is sent is kept until somebody has said how it is read."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        uploaded, year, source = request.FILES.get("file"), read_number(request.POST.get("year", "")) or 0, request.POST.get("source", "")
        errors = _check_sent(shown, uploaded, year, source)
        if not errors:
            name = (uploaded.name or "").replace("\x00", "")[:200]
            token, path = send_ledger(LedgerUpload(name, source, year), uploaded.chunks(), actor=shown.actor)
            return redirect("ledger-kostra-check" if find_format(path) == KOSTRA else "ledger-layout", token)
    return _ask(request, shown, errors)


def _ask(request: HttpRequest, shown: FollowUpShown, errors: Mapping[str, str], *, status: int = 422) -> HttpResponse:
    """The form where a file is chosen."""
    sources = shown.book.table("ledger_sources")
    context = make_import_context(
        shown,
        title=_("Les inn regnskap eller budsjett"),
        errors=errors,
        year=request.POST.get("year", str(today().year)),
        sources=[{"value": key, "name": one.name, "chosen": key == request.POST.get("source")} for key, one in sources.items()],
    )
    return render(request, "veikart/follow_up/ledger_import.html.jinja", context, status=status if errors else 200)


def _check_sent(shown: FollowUpShown, uploaded: Any, year: int, source: str) -> dict[str, str]:
    errors = {}
    if uploaded is None:
        errors["file"] = _("Velg en fil.")
    elif uploaded.size > LARGEST:
        errors["file"] = _("Filen er på over 50 megabyte. Les den inn fra kommandolinjen: veikart ledger import.")
    if not 1990 <= year <= 2200:
        errors["year"] = _("Skriv året linjene gjelder, med fire sifre.")
    if source not in NEW and source not in shown.book.table("ledger_sources"):
        errors["source"] = _("Velg en kilde.")
    return errors


def show_gone(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form, where a file waits no longer."""
    return _ask(request, shown, {"file": _("Filen venter ikke lenger. Velg den på nytt.")}, status=200)


def make_import_context(shown: FollowUpShown, *, title: str, crumbs: Sequence[tuple[str, str]] = (), **content: Any) -> Context:
    """The frame of a page where a file is read in."""
    above = [(_("Regnskap"), reverse("ledger-report")), (_("Les inn"), reverse("ledger-import") if crumbs else "")]
    return make_follow_up_context(shown, page="ledger-report", title=title, window_title=_("Les inn regnskap"), crumbs=[*above, *crumbs], **content)
