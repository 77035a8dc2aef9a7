"""The economy's book out and in, and the history of its changes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.replace_economy import replace_economy
from veikart.actions.undo_economy import undo_economy
from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.economy.economy_pages import ECONOMY_PAGES, edits_economy, sees_economy
from veikart.web.plan_shown import get_actor, needs_right
from veikart.web.rows.files import import_book, send_book_data, send_book_workbook
from veikart.web.rows.history import show_book_history, undo_in_book


@sees_economy
def send_workbook(_request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The economy as a workbook with one sheet per table."""
    return send_book_workbook(ECONOMY_PAGES, shown.book, shown.revision, shown.keep)


@sees_economy
def send_data(_request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The economy as open data: its CSV files, packed."""
    return send_book_data(ECONOMY_PAGES, shown.book, shown.keep)


@edits_economy("replace_economy")
def import_economy(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Read a workbook and store it, or show every finding."""
    words = {
        "title": _("Les inn økonomien fra regneark"),
        "lead": _(
            "Hent økonomien som regneark, rett, legg til eller slett rader, og les det inn igjen. Radene kjennes på nøkkelen. Er økonomien endret "
            "av noen andre siden du hentet den, får du vite det, og ingenting lagres."
        ),
        "workbook": _("Hent økonomien som regneark"),
    }
    return import_book(request, ECONOMY_PAGES, shown, shown.book, replace=replace_economy, actor=shown.actor, words=words)


@edits_economy("change_economy")
def show_history(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every change: who, when, before and after; of one row when it is named."""
    return show_book_history(request, ECONOMY_PAGES, shown, shown.book)


@needs_right("undo_economy")
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a change back."""
    return undo_in_book(request, ECONOMY_PAGES, number, undo_economy, get_actor(request))
