"""The roadmap: focus areas with aims, ways, and the main efforts year by year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.plan_system import Element
from veikart.rules.plan_system import get_choices
from veikart.web.answers import read_number
from veikart.web.pages.plan.money import first_year_words, money_of
from veikart.web.plan_links import edit_url, element_link, new_url, owner_words
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context


@shows_plan
def show_roadmap(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """Every focus area, and the main efforts of the year chosen."""
    areas = shown.system.of_kind("focus_area")
    efforts = shown.system.of_kind("main_effort")
    years = sorted({one.year for one in efforts if one.year})
    wanted = read_number(request.GET.get("aar", ""))
    year = wanted if wanted in years else (years[-1] if years else None)
    count = ngettext("%(count)s innsatsområde", "%(count)s innsatsområder", len(areas)) % {"count": len(areas)}
    chosen = [one for one in efforts if one.year == year]
    words = ngettext("%(count)s hovedsatsning", "%(count)s hovedsatsninger", len(chosen)) % {"count": len(chosen)}
    title = _("%(areas)s og %(efforts)s i %(year)s") % {"areas": count, "efforts": words, "year": year} if year else count
    context = make_plan_context(
        shown,
        page="roadmap",
        title=title if areas else _("Veikartet"),
        crumbs=[(_("Veikart"), "")],
        years=[{"name": str(one), "url": f"{reverse('roadmap')}?aar={one}", "current": one == year} for one in years],
        focus_areas=[_area(shown, one, year) for one in areas],
        new_area_url=f"{new_url('elements')}?kind=focus_area&next={reverse('roadmap')}",
        status_table=_status_by_year(efforts, years),
    )
    return render(request, "veikart/plan/roadmap.html.jinja", context)


def _area(shown: PlanShown, area: Element, year: int | None) -> Context:
    system = shown.system
    below = [system.elements[one] for one in system.children.get(area.id, ()) if one in system.elements and system.elements[one].retired is None]
    deeper = [system.elements[one] for one in system.descendants(area.id) if one in system.elements]
    efforts = [one for one in deeper if one.kind == "main_effort" and one.year == year and one.retired is None]
    return {
        **element_link(shown, area),
        "text": area.text,
        "aims": [element_link(shown, one) for one in below if one.kind == "aim"],
        "approaches": [element_link(shown, one) for one in below if one.kind == "approach"],
        "efforts": [_effort(shown, one) for one in sorted(efforts, key=lambda each: each.position or 0)],
        "money": first_year_words(shown, money_of(shown, area)),
        "new_url": f"{new_url('elements')}?kind=main_effort&under={area.id}&year={year or ''}&next={reverse('roadmap')}",
        "edit_url": edit_url("elements", area.id),
    }


def _effort(shown: PlanShown, effort: Element) -> Context:
    system = shown.system
    serves = [
        element_link(shown, system.elements[one])
        for one in system.parents.get(effort.id, ())
        if one in system.elements and system.elements[one].kind not in {"focus_area", "approach"}
    ]
    return {
        **element_link(shown, effort),
        "owner": owner_words(shown, effort),
        "status_key": effort.status,
        "status": get_choices("element_status").get(effort.status, ""),
        "serves": serves,
        "measures": len(system.links_by_element.get(effort.id, ())),
    }


def _status_by_year(efforts: list[Element], years: list[int]) -> Context | None:
    """How many main efforts there were each year, by status."""
    if not efforts:
        return None
    words = {**get_choices("element_status"), "": _("Ikke meldt")}
    rows = []
    for key, name in words.items():
        counts = [sum(one.status == key and one.year == year for one in efforts) for year in years]
        if any(counts):
            rows.append({"label": name, "cells": [{"text": str(one)} if one else None for one in counts]})
    total = [{"text": str(sum(one.year == year for one in efforts))} for year in years]
    rows.append({"label": _("Alle"), "cells": total, "kind": "total"})
    return {"caption": _("Hovedsatsninger etter år"), "unit": _("Antall"), "columns": [{"text": str(year)} for year in years], "rows": rows}
