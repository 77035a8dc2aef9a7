"""The front page of the economy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.pages.economy.sheets import list_sheets


@shows_economy
def show_front(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The sheets of every engine."""
    title = _("Økonomien %(first)s–%(last)s") % {"first": shown.years[0], "last": shown.years[-1]}
    context = make_economy_context(shown, page="economy", title=title, engines=list_sheets(shown))
    return render(request, "veikart/economy/front.html.jinja", context)
