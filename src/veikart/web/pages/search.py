"""Search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.store.queries import MOST_HITS, SearchHit, get_current_publication, get_search_hits
from veikart.web.links import figure_url, measure_url, statement_url, table_url, unit_url
from veikart.web.pages.plan.finding import find_in_plan
from veikart.web.plan_shown import PlanShown, get_seen_plan, make_plan_context, shows_plan
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import Context

LONGEST_QUERY = 200


def show_search(request: HttpRequest) -> HttpResponse:
    """What holds the words, best first: in the plan, and in the programme."""
    return _search_programme(request) if get_current_publication() else _search_plan(request)


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]


@shows_plan
def _search_plan(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The search where there is no programme."""
    query = _asked(request)
    found = find_in_plan(get_seen_plan(request), query, own=shown.municipality)
    context = make_plan_context(shown, page="", title=_title(query, len(found)), crumbs=[(_("Søk"), "")], in_plan=found, results=[], tips=[])
    context["query"] = query
    return render(request, "veikart/pages/search.html.jinja", context)


@shows_publication
def _search_programme(request: HttpRequest, shown: Shown) -> HttpResponse:
    query = _asked(request)
    own = shown.publication.municipality
    hits = get_search_hits(shown.publication.pk, query, own=own) if query else []
    in_plan = find_in_plan(get_seen_plan(request), query, own=own)
    context = make_context(
        shown,
        page="",
        title=_title(query, len(hits) + len(in_plan)) if len(hits) < MOST_HITS else _best(query),
        crumbs=[(_("Søk"), "")],
        in_plan=in_plan,
        results=[_result(hit) for hit in hits],
        tips=["barnehage", "omstilling", "gjeldsgrad", "11.4"],
    )
    context["query"] = query
    return render(request, "veikart/pages/search.html.jinja", context)


def _title(query: str, count: int) -> str:
    if not query:
        return _("Søk")
    words = {"count": count, "query": query}
    return ngettext("%(count)s treff på «%(query)s»", "%(count)s treff på «%(query)s»", count) % words


def _best(query: str) -> str:
    return _("De %(count)s beste treffene på «%(query)s»") % {"count": MOST_HITS, "query": query}


def _result(hit: SearchHit) -> Context:
    kinds = {"unit": _("Område"), "measure": _("Tiltak"), "form": _("Oppstilling"), "ratio": _("Nøkkeltall"), "table": _("Trykt tabell")}
    urls = {"unit": unit_url, "measure": measure_url, "form": statement_url, "table": table_url}
    url = f"{reverse('ratios')}#{hit.target}" if hit.kind == "ratio" else urls[hit.kind](hit.target)
    figure = {"text": hit.text, "url": figure_url(hit.figure)} if hit.figure and hit.text else None
    return {"name": hit.name, "url": url, "where": f"{kinds[hit.kind]} · {hit.place}", "figure": figure}
