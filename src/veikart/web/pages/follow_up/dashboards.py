"""The indicators of a goal, a sector or a unit as small multiples with their targets, and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.indicators import IndicatorShown
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.pages.follow_up.indicator_pictures import draw_spark
from veikart.web.pages.follow_up.indicator_rows import (
    MOST_PICTURES,
    choose_year,
    get_indicators,
    lead_words,
    make_card,
    make_row,
    title_words,
    year_options,
)
from veikart.web.plan_links import element_url
from veikart.web.tables import Context

UNIT_KINDS = frozenset({"municipality", "sector", "programme_area", "unit"})


@shows_follow_up
def show_goal(request: HttpRequest, shown: FollowUpShown, element_id: str) -> HttpResponse:
    """What an element of the goal chain is measured by, with what stands under it."""
    element = shown.system.elements.get(element_id)
    if element is None:
        raise Http404
    indicators = get_indicators(shown)
    year = choose_year(request.GET.get("aar", ""))
    reach = [element_id, *(one for _depth, one in shown.system.walk(element_id) if one != element_id and shown.system.is_in_use(one))]
    keys = dict.fromkeys(link.indicator for one in reach for link in shown.system.indicators_by_element.get(one, ()))
    below = [shown.system.elements[one] for one in shown.system.children_in_use(element_id) if _is_measured(shown, one)]
    return _render(
        request,
        shown,
        indicators.some(keys, year),
        name=f"{element.number} {element.name}".strip(),
        lead=element.text,
        near=[{"name": f"{one.number} {one.name}".strip(), "url": reverse("goal-indicators", args=[one.id])} for one in below],
        about={"text": _("Målet i planen"), "url": element_url(element_id)},
        years=year_options(indicators, year),
    )


def _is_measured(shown: FollowUpShown, element: str) -> bool:
    return any(one in shown.system.indicators_by_element for one in (element, *shown.system.descendants(element)))


@shows_follow_up
def show_unit(request: HttpRequest, shown: FollowUpShown, unit_id: str) -> HttpResponse:
    """What a sector, a programme area or a unit is measured by, with the units below it."""
    unit = shown.system.units.get(unit_id)
    if unit is None or unit.kind not in UNIT_KINDS:
        raise Http404
    indicators = get_indicators(shown)
    year = choose_year(request.GET.get("aar", ""))
    found = indicators.of_unit(unit_id, year)
    owners = {above for one in found for above in shown.units_above(one.indicator.owner)}
    below = [key for key in shown.system.units if shown.parents.get(key) == unit_id and key in owners]
    above = [one for one in shown.units_above(unit_id) if one != unit_id][:1]
    return _render(
        request,
        shown,
        found,
        name=unit.name,
        lead="",
        near=[{"name": shown.unit_names[key], "url": reverse("unit-indicators", args=[key])} for key in (*above, *below) if key in shown.unit_names],
        about={"text": _("Alle indikatorene"), "url": reverse("indicators")},
        years=year_options(indicators, year),
    )


def _render(
    request: HttpRequest,
    shown: FollowUpShown,
    found: Sequence[IndicatorShown],
    *,
    name: str,
    lead: str,
    near: list[Context],
    about: Context,
    years: list[Context],
) -> HttpResponse:
    drawn = [one for one in found if draw_spark(one)][:MOST_PICTURES]  # one value alone is told better by the table
    words = {"answer": title_words(found), "name": name}
    context = make_follow_up_context(
        shown,
        page="indicators",
        title=_("%(name)s: %(answer)s") % words if found else name,
        window_title=name,
        lead=" ".join(part for part in (lead, lead_words(found)) if part),
        crumbs=[(_("Indikatorer"), reverse("indicators")), (name, "")],
        cards=[make_card(one) for one in drawn],
        rows=[make_row(shown, one) for one in found],
        undrawn=len(found) - len(drawn),
        near=near,
        about=about,
        years=years,
    )
    return render(request, "veikart/follow_up/dashboard.html.jinja", context)
