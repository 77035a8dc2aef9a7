"""A ledger file is sent in. How it is written is seen and confirmed next, then what it holds, and only then is it stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.choose_ledger import choose_ledger
from veikart.actions.clock import today
from veikart.actions.ledger_pending import LedgerUpload, remove_pending
from veikart.actions.send_ledger import send_ledger
from veikart.rules.duties import WaitingLedger
from veikart.rules.words import format_nok
from veikart.store.queries import list_inbox, list_pending
from veikart.web.answers import read_number
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.ledger_tables import say_moment
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.tables import Context
from veikart.web.waiting_import import name_of

LARGEST = 50 * 1024 * 1024
"""Bytes that may be sent from a page; larger files are put in the inbox on the server, or read in from the command line."""
MEGABYTE = 1_000_000
NEW = {"": "accounts", "ny-budget": "budget"}
"""A source that is not there yet, by what its lines are."""


@edits_follow_up("import_ledger")
def send_file(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form; a file that is sent, or chosen in the inbox, is kept until somebody has said how it is read."""
    errors: dict[str, str] = {}
    inbox = list_inbox()
    if request.method == "POST":
        uploaded, chosen = request.FILES.get("file"), request.POST.get("inbox", "")
        year, source = read_number(request.POST.get("year", "")) or 0, request.POST.get("source", "")
        errors = _check_sent(shown, uploaded, year, source, is_in_inbox=chosen in {one.name for one in inbox})
        if not errors:
            return redirect("ledger-layout", _take(shown, uploaded, chosen, source, year))
    return _ask(request, shown, errors, inbox)


def _take(shown: FollowUpShown, uploaded: Any, chosen: str, source: str, year: int) -> str:
    """The token that the file waits under."""
    if uploaded is None:
        return choose_ledger(chosen, source, year, actor=shown.actor)
    return send_ledger(LedgerUpload(name_of(uploaded)[:200], source, year), uploaded.chunks(), actor=shown.actor)[0]


def _ask(request: HttpRequest, shown: FollowUpShown, errors: Mapping[str, str], inbox: Sequence[WaitingLedger], *, status: int = 422) -> HttpResponse:
    """The form where a file is chosen."""
    sources = shown.book.table("ledger_sources")
    context = make_import_context(
        shown,
        title=_("Les inn regnskap eller budsjett"),
        errors=errors,
        year=request.POST.get("year", str(today().year)),
        sources=[{"value": key, "name": one.name, "chosen": key == request.POST.get("source")} for key, one in sources.items()],
        inbox=[{"value": one.name, "name": _say_file(one), "chosen": one.name == request.POST.get("inbox")} for one in inbox],
        pending=[_pending_view(one) for one in list_pending()],
    )
    return render(request, "veikart/follow_up/ledger_import.html.jinja", context, status=status if errors else 200)


def _say_file(one: WaitingLedger) -> str:
    """A file in the inbox: its name, size and day, and the import it is read in as."""
    words = {"name": one.name, "size": _say_size(one.size), "at": say_moment(one.at), "number": one.number}
    if one.number is None:
        return _("%(name)s (%(size)s, %(at)s)") % words
    return _("%(name)s (%(size)s, %(at)s), lest inn som import %(number)s") % words


def _say_size(size: int) -> str:
    return f"{format_nok(max(size // 1000, 1))} kB" if size < MEGABYTE else f"{format_nok(size // MEGABYTE)} MB"


def _pending_view(one: WaitingLedger) -> Context:
    """A file that was sent or read and not confirmed, with where it goes on."""
    is_read = one.kind == "read"
    return {
        "name": one.name,
        "at": say_moment(one.at),
        "words": _("sett over, ikke bekreftet") if is_read else _("sendt inn, ikke sett over"),
        "url": reverse("ledger-preview" if is_read else "ledger-layout", args=[one.token]),
    }


def _check_sent(shown: FollowUpShown, uploaded: Any, year: int, source: str, *, is_in_inbox: bool) -> dict[str, str]:
    errors = {}
    if uploaded is None and not is_in_inbox:
        errors["file"] = _("Velg en fil.")
    elif uploaded is not None and uploaded.size > LARGEST:
        size = _say_size(uploaded.size)
        errors["file"] = _("Filen er på %(size)s, og grensen er 50 MB. Legg den i innboksen på serveren, så kan du velge den her.") % {"size": size}
    if not 1990 <= year <= 2200:
        errors["year"] = _("Skriv året linjene gjelder, med fire sifre.")
    if source not in NEW and source not in shown.book.table("ledger_sources"):
        errors["source"] = _("Velg en kilde.")
    return errors


def drop(request: HttpRequest, token: str) -> HttpResponse:
    """A file that waits is taken away without being stored; one in the inbox stays there."""
    remove_pending(token)
    messages.success(request, _("Ingenting er lagret."))
    return redirect("ledger-import")


def show_gone(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The form, where a file waits no longer."""
    return _ask(request, shown, {"file": _("Filen venter ikke lenger. Velg den på nytt.")}, list_inbox(), status=200)


def make_import_context(shown: FollowUpShown, *, title: str, crumbs: Sequence[tuple[str, str]] = (), **content: Any) -> Context:
    """The frame of a page where a file is read in."""
    above = [(_("Regnskap"), reverse("ledger-report")), (_("Les inn"), reverse("ledger-import") if crumbs else "")]
    return make_follow_up_context(shown, page="ledger-report", title=title, window_title=_("Les inn regnskap"), crumbs=[*above, *crumbs], **content)
