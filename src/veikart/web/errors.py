"""Answers when something is not there, or fails: plain sentences, never a trace."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def _frame(title: str, text: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "text": text,
        "municipality": {"name": "Veikart"},
        "document": {"title": _("Handlingsprogram"), "home_url": reverse("overview")},
        "navigation": [],
        "breadcrumbs": [],
        "footer": {"links": []},
        "language": "nb",
    }


def show_not_found(request: HttpRequest, exception: Exception | None = None, *, text: str = "") -> HttpResponse:
    """404 with a sentence and the way on."""
    words = text or _("Adressen kan være skrevet feil, eller siden kan være flyttet.")
    return render(request, "veikart/pages/error.html.jinja", _frame(_("Vi finner ikke siden"), words), status=404)


def show_failure(request: HttpRequest) -> HttpResponse:
    """500 with a sentence; the cause is in the log."""
    log.error("a page failed: %s", request.path)
    words = _("Feilen er vår, og den er skrevet ned. Prøv igjen om litt.")
    return render(request, "veikart/pages/error.html.jinja", _frame(_("Noe gikk galt"), words), status=500)
