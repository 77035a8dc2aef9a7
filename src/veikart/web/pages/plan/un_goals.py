"""The UN goals and the three dimensions, with the elements that carry them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.plan_system import Element, PlanSystem
from veikart.rules.plan_system import get_choices, get_un_goals
from veikart.web.links import with_query
from veikart.web.plan_links import element_link
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context

MOST_TAGGED, MOST_ASKED_FOR = 30, 120
"""Elements shown under a UN goal or a dimension before one asks for all of them, and then."""


def un_counts(system: PlanSystem) -> list[Context]:
    """The 17 goals with how many elements in use are tagged with each, targets counted under their goal."""
    tagged: dict[str, set[str]] = {}
    for tag in system.sustainability.values():
        element = system.elements.get(tag.element)
        if element and element.retired is None:
            tagged.setdefault(tag.target.split(".")[0], set()).add(tag.element)
    return [{"number": goal.number, "name": goal.name, "count": len(tagged.get(goal.number, ()))} for goal in get_un_goals().values()]


def _un_elements(shown: PlanShown, wanted: str) -> list[Context]:
    """The UN goals with the elements that carry them; all there is room for of the one that is wanted, some of the others."""
    system = shown.system
    tags: dict[str, dict[str, list[str]]] = {}
    for tag in system.sustainability.values():
        element = system.elements.get(tag.element)
        if element and element.retired is None:
            tags.setdefault(tag.target.split(".")[0], {}).setdefault(tag.element, []).append(tag.target)
    found = []
    for goal in get_un_goals().values():
        carried = tags.get(goal.number, {})
        chosen = list(carried.items())[: MOST_ASKED_FOR if goal.number == wanted else MOST_TAGGED]
        elements = [{**element_link(shown, system.elements[key]), "targets": [one for one in sorted(codes) if "." in one]} for key, codes in chosen]
        found.append(
            _tagged(goal.number, elements, len(carried), "mal") | {"number": goal.number, "name": goal.name, "is_open": goal.number == wanted}
        )
    return found


def _dimensions(shown: PlanShown, wanted: str) -> list[Context]:
    carried: dict[str, list[Element]] = {}
    for one in shown.system.dimensions.values():
        element = shown.system.elements.get(one.element)
        if element and element.retired is None:
            carried.setdefault(one.dimension, []).append(element)
    found = []
    for key, name in get_choices("dimension").items():
        every = carried.get(key, [])
        chosen = every[: MOST_ASKED_FOR if key == wanted else MOST_TAGGED]
        found.append({"name": name} | _tagged(key, [element_link(shown, one) for one in chosen], len(every), "dimensjon"))
    return found


def _tagged(key: str, elements: list[Context], count: int, query: str) -> Context:
    """Elements with how many there are in all, and where more of them are shown; nowhere when as many as there is room for are."""
    more = with_query(reverse("un-goals"), **{query: key}) if len(elements) < min(count, MOST_ASKED_FOR) else ""
    return {"elements": elements, "count": count, "left": count - len(elements), "more_url": more}


@shows_plan
def show_un_goals(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The UN goals and the three dimensions, counted, with the elements that carry them."""
    goals = _un_elements(shown, request.GET.get("mal", ""))
    used = sum(1 for one in goals if one["count"])
    context = make_plan_context(
        shown,
        page="goals",
        title=_("Målene bygger på %(used)s av FNs %(all)s bærekraftsmål") % {"used": used, "all": len(goals)},
        crumbs=[(_("Mål"), reverse("goals")), (_("FNs bærekraftsmål"), "")],
        goals=goals,
        dimensions=_dimensions(shown, request.GET.get("dimensjon", "")),
        largest=max((one["count"] for one in goals), default=0),
    )
    return render(request, "veikart/plan/un_goals.html.jinja", context)
