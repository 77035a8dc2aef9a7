"""Search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.store.queries import MOST_HITS, SearchHit, get_search_hits
from veikart.web.links import figure_url, measure_url, statement_url, table_url, unit_url
from veikart.web.shown import Shown, make_context, shows_publication
from veikart.web.tables import Context

LONGEST_QUERY = 200


@shows_publication
def show_search(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What holds the words, best first."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    hits = get_search_hits(shown.publication.pk, query, own=shown.publication.municipality) if query else []
    if len(hits) == MOST_HITS:
        title = _("De %(count)s beste treffene på «%(query)s»") % {"count": MOST_HITS, "query": query}
    elif query:
        count = ngettext("%(count)s treff på «%(query)s»", "%(count)s treff på «%(query)s»", len(hits))
        title = count % {"count": len(hits), "query": query}
    else:
        title = _("Søk")
    context = make_context(
        shown,
        page="",
        title=title,
        crumbs=[(_("Søk"), "")],
        results=[_result(hit) for hit in hits],
        tips=["barnehage", "omstilling", "gjeldsgrad", "11.4"],
    )
    context["query"] = query
    return render(request, "veikart/pages/search.html.jinja", context)


def _result(hit: SearchHit) -> Context:
    kinds = {"unit": _("Område"), "measure": _("Tiltak"), "form": _("Oppstilling"), "ratio": _("Nøkkeltall"), "table": _("Trykt tabell")}
    urls = {"unit": unit_url, "measure": measure_url, "form": statement_url, "table": table_url}
    url = f"{reverse('ratios')}#{hit.target}" if hit.kind == "ratio" else urls[hit.kind](hit.target)
    figure = {"text": hit.text, "url": figure_url(hit.figure)} if hit.figure and hit.text else None
    return {"name": hit.name, "url": url, "where": f"{kinds[hit.kind]} · {hit.place}", "figure": figure}
