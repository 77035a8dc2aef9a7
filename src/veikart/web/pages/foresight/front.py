"""The front of the long view: what twenty years bring, and where to look closer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_shown import make_foresight_context


@shows_economy
def show_front(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """One sentence, one picture, and the pages."""
    context = make_foresight_context(shown, page="foresight", title=_("Tjue år fram"), window_title=_("Framsyn"))
    return render(request, "veikart/foresight/front.html.jinja", context)
