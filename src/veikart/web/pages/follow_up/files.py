"""The follow-up's book out and in, and the history of its changes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.access import AccessDenied
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.undo_follow_up import can_undo_follow_up, find_closed_revisions, undo_follow_up
from veikart.store.queries import HistoryEntry, RevisionReach
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.pages.follow_up.follow_up_pages import FOLLOW_UP_PAGES, edits_follow_up, sees_follow_up
from veikart.web.plan_shown import get_actor, needs_right
from veikart.web.rows.files import import_book, send_book_data, send_book_workbook
from veikart.web.rows.history import show_book_history, undo_in_book


@sees_follow_up
def send_workbook(_request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The follow-up as a workbook with one sheet per table."""
    return send_book_workbook(FOLLOW_UP_PAGES, shown.book, shown.revision, shown.keep)


@sees_follow_up
def send_data(_request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The follow-up as open data: its CSV files, packed."""
    return send_book_data(FOLLOW_UP_PAGES, shown.book, shown.keep)


@edits_follow_up("replace_follow_up")
def import_follow_up(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Read a workbook and store it, or show every finding."""
    words = {
        "title": _("Les inn oppfølgingen fra regneark"),
        "lead": _(
            "Hent oppfølgingen som regneark, rett, legg til eller slett rader, og les det inn igjen. Radene kjennes på nøkkelen. Er den endret av "
            "noen andre siden du hentet den, får du vite det, og ingenting lagres."
        ),
        "workbook": _("Hent oppfølgingen som regneark"),
    }
    files = {"indicator-import": _("tall for indikatorer"), "ledger-import": _("regnskap"), "climate-import": _("klimagassutslipp")}
    rights = {"indicator-import": "import_indicators", "ledger-import": "import_ledger", "climate-import": "import_emissions"}
    beside = [(name, reverse(address)) for address, name in files.items() if shown.can(rights[address])]
    return import_book(request, FOLLOW_UP_PAGES, shown, shown.book, replace=replace_follow_up, actor=shown.actor, words=words, beside=beside)


@edits_follow_up("change_follow_up")
def show_history(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every change: who, when, before and after; of one row when it is named."""

    def find_obstacle(entry: HistoryEntry, reach: RevisionReach) -> str:
        if find_closed_revisions(entry.changes, shown.book):
            return _("Revisjonen er lagt fram")
        return "" if can_undo_follow_up(reach.rows, entry.changes, actor=shown.actor) else _("Krever en annen rolle")

    return show_book_history(request, FOLLOW_UP_PAGES, shown, shown.book, find_obstacle=find_obstacle)


@needs_right("undo_follow_up")
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a change back; say so where it holds what only others may take back."""
    try:
        return undo_in_book(request, FOLLOW_UP_PAGES, number, undo_follow_up, get_actor(request))
    except AccessDenied:
        messages.error(request, _("Det kan ikke angres her, for endringen gjelder en rapport eller noe annet som du ikke har rett til å endre."))
        return redirect("follow-up-history")
