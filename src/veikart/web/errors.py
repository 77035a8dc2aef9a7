"""Answers when something is not there, is refused or fails: plain sentences with the menu and a way on, never a trace."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import unquote

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.web.links import with_query
from veikart.web.shown import make_bare_context, make_frame

log = logging.getLogger(__name__)
PAGE = "veikart/pages/error.html.jinja"


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 with a sentence; nothing is read, because the address itself may be false."""
    words = _("Nettleseren spurte på en måte nettstedet ikke forstår. Gå til forsiden og prøv derfra.")
    return render(request, PAGE, make_bare_context(_("Vi forstår ikke spørsmålet"), text=words), status=400)


def show_stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that does not come from a page we have just shown."""
    words = _("Skjemaet er for gammelt, eller nettleseren tar ikke imot informasjonskapsler. Gå tilbake, last siden på nytt og send det igjen.")
    return render(request, PAGE, _context(_("Skjemaet ble ikke sendt"), words), status=403)


def show_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with a sentence."""
    words = _("Siden er for noen med en annen rolle enn den du har her. Alt som er publisert, kan du lese.")
    return render(request, PAGE, _context(_("Du har ikke tilgang til dette"), words), status=403)


def show_not_found(request: HttpRequest, exception: Exception | None = None, *, text: str = "") -> HttpResponse:
    """404 with a sentence, the pages there are, and a search for the last word of the address."""
    words = text or _("Adressen kan være skrevet feil, eller siden kan være flyttet.")
    return render(request, PAGE, {**_context(_("Vi finner ikke siden"), words), **_search(request.path)}, status=404)


def show_too_often(request: HttpRequest, words: str) -> HttpResponse:
    """429 with a sentence."""
    return render(request, PAGE, _context(_("Vent litt"), words), status=429)


def show_failure(request: HttpRequest) -> HttpResponse:
    """500 with a sentence; the cause is in the log."""
    log.error("a page failed: %s", request.path)
    words = _("Feilen er vår, og den er skrevet ned. Prøv igjen om litt.")
    return render(request, PAGE, _context(_("Noe gikk galt"), words), status=500)


def _context(title: str, text: str) -> dict[str, Any]:
    """The frame of the other pages, with the menu as a list too; a bare one where the database is what failed."""
    try:
        frame = make_frame(title)
    except DatabaseError:
        log.exception("the frame of an error page failed")
        frame = make_bare_context(title)
    return {**frame, "text": text}


def _search(path: str) -> dict[str, Any]:
    words = unquote(path).replace("\x00", "").strip("/").rpartition("/")[2].replace("-", " ")
    if not words or len(words) > 60 or ":" in words:
        return {}
    return {"suggestion": {"name": _("Søk etter «%(words)s»") % {"words": words}, "url": with_query(reverse("search"), q=words)}}
