"""What the pages of the long view show: the economy a reader sees, the programme it begins from, and the frame around the page."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.web.economy_links import new_row_url
from veikart.web.economy_shown import EconomyShown, View, make_economy_context
from veikart.web.frame import Crumbs, Part


def _names() -> dict[str, str]:
    return {
        "foresight": _("Oversikt"),
        "foresight-population": _("Befolkning"),
        "foresight-housing": _("Boliger"),
        "foresight-areas": _("Områder"),
        "foresight-needs": _("Behov"),
        "foresight-economy": _("Økonomi"),
        "foresight-scenarios": _("Scenarioer"),
        "foresight-limits": _("Regler"),
        "foresight-schedule": _("Investeringer"),
        "foresight-scorecard": _("Treffsikkerhet"),
        "foresight-runs": _("Kjøringer"),
    }


def _footer() -> dict[str, str]:
    return {"economy-workbook": _("Økonomien som regneark"), "economy-data": _("Økonomien som åpne data"), "rules": _("Reglene")}


FORESIGHT = Part("foresight", lambda: _("Framsyn"), _names, _footer)


def make_foresight_context(shown: EconomyShown, *, page: str, title: str, crumbs: Crumbs = (), **content: Any) -> dict[str, Any]:
    """The context of a page of the long view. `crumbs` are (name, address) from the page below its front."""
    return make_economy_context(shown, page=page, title=title, crumbs=crumbs, part=FORESIGHT, **content)


def has_foresight(view: View) -> View:
    """Show the page where a book has settings for the years ahead; else what will stand there, and the step that fills it."""

    @wraps(view)
    def wrapped(request: HttpRequest, shown: EconomyShown, *args: Any, **kwargs: Any) -> HttpResponse:
        if shown.book.table("foresight_settings"):
            return view(request, shown, *args, **kwargs)
        steps = {
            "has_counts": bool(shown.book.table("population_projections")),
            "new_url": new_row_url("foresight_settings"),
        }
        context = make_foresight_context(shown, page="foresight", title=_("Framsynet er tomt"), **steps)
        return render(request, "veikart/foresight/nothing.html.jinja", context)

    return wrapped


def has_long_economy(view: View) -> View:
    """Show the page where the economy has years to begin from; else what will stand there, and where they come from."""

    @has_foresight
    @wraps(view)
    def wrapped(request: HttpRequest, shown: EconomyShown, *args: Any, **kwargs: Any) -> HttpResponse:
        if shown.long_run.sheets["long_economy"].subjects:
            return view(request, shown, *args, **kwargs)
        context = make_foresight_context(shown, page="foresight-economy", title=_("Ingen økonomi å se framover fra"))
        return render(request, "veikart/foresight/no_economy.html.jinja", context)

    return wrapped
