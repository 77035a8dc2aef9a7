"""Which budget the pages of the action programme show: the published one, or for those who work on it the one being worked on."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.actions.access import check_right
from veikart.store.models import Publication
from veikart.store.queries import get_current_publication
from veikart.web.economy_shown import get_economy_shown
from veikart.web.shown import VISITOR, Shown, View, get_assessment, make_bare_context
from veikart.web.working import make_working

SHOWS_WORKING = "shows_working"
"""The key in the session that says the reader wants the budget being worked on."""


def shows_publication(view: View) -> View:
    """Give the view the current publication; where there is none, say so kindly."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_right(VISITOR, "read_publication")
        publication = get_current_publication()
        if publication is None:
            return render(request, "veikart/pages/nothing.html.jinja", make_bare_context(_("Her kommer handlingsprogrammet")), status=503)
        return view(request, _get_shown(request, publication), *args, **kwargs)

    return wrapped


def _get_shown(request: HttpRequest, publication: Publication) -> Shown:
    """The publication with its own assessment, or with that of the working budget for a reader who has asked for it and has the right."""
    if request.session.get(SHOWS_WORKING):
        economy = get_economy_shown(request)
        if economy is not None and economy.is_draft and economy.years:
            status = _("Arbeidsutgave, endring %(number)s i økonomiboken") % {"number": economy.revision}
            return Shown(publication, make_working(publication, economy).assessment, status)
    return Shown(publication, get_assessment(publication))
