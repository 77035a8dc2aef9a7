"""The organisation on a day: sectors, programme areas, units and committees, with every change dated."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.plan_system import Placement, PlanSystem, PlanUnit
from veikart.rules.plan_system import get_choices, get_tables, row_place
from veikart.rules.tables import read_row
from veikart.web.links import with_query
from veikart.web.plan_links import edit_url, element_link, new_url
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context


@shows_plan
def show_organisation(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The organisation as it was or will be on the day asked for; today where none is."""
    day, wrong = _day(request.GET.get("dag", ""), shown.today)
    system = shown.system
    placed = placements_on(system, day)
    open_units = {key: unit for key, unit in system.units.items() if unit.closed is None or unit.closed > day}
    units = sum(unit.kind != "committee" for unit in open_units.values())
    title = ngettext("%(count)s enhet %(day)s", "%(count)s enheter %(day)s", units) % {"count": units, "day": f"{day:%d.%m.%Y}"}
    context = make_plan_context(
        shown,
        page="organisation",
        title=title,
        crumbs=[(_("Organisasjon"), "")],
        day=day.isoformat(),
        wrong=wrong,
        tree=_branches(shown, open_units, placed, ""),
        committees=[_committee(shown, unit, open_units, placed) for unit in open_units.values() if unit.kind == "committee"],
        changes=_changes(shown),
        new_unit_url=with_query(new_url("units"), next=request.path),
        new_placement_url=with_query(new_url("placements"), next=request.path),
    )
    return render(request, "veikart/plan/organisation.html.jinja", context)


def _day(text: str, today: date) -> tuple[date, str]:
    if not text:
        return today, ""
    row, findings = read_row(get_tables()["placements"], {"unit": "x", "valid_from": text}, row_place("placements", ""))
    return (row.valid_from, "") if row else (today, findings[0].sentence)


def placements_on(system: PlanSystem, day: date) -> dict[str, Placement]:
    """The placement of each unit that holds on a day: the newest that has begun."""
    found: dict[str, Placement] = {}
    for one in sorted(system.placements.values(), key=lambda each: each.valid_from):
        if one.valid_from <= day:
            found[one.unit] = one
    return found


def _branches(shown: PlanShown, units: dict[str, PlanUnit], placed: dict[str, Placement], parent: str) -> list[Context]:
    found = []
    for key, unit in units.items():
        place = placed.get(key)
        above = place.parent if place and place.parent in units else ""
        if unit.kind != "committee" and above == parent:
            owned = [one for one in shown.system.elements.values() if one.owner == key and one.retired is None]
            found.append(
                {
                    "id": key,
                    "name": (place.name if place else "") or unit.name,
                    "kind": get_choices("unit_kind")[unit.kind],
                    "committee": units[place.committee].name if place and place.committee in units else "",
                    "owned": [element_link(shown, one) for one in owned[:20]],
                    "owned_count": len(owned),
                    "edit_url": edit_url("units", key),
                    "children": _branches(shown, units, placed, key),
                }
            )
    return found


def _committee(shown: PlanShown, unit: PlanUnit, units: dict[str, PlanUnit], placed: dict[str, Placement]) -> Context:
    follows = [units[key].name for key, place in placed.items() if place.committee == unit.id and key in units]
    return {"id": unit.id, "name": unit.name, "note": unit.note, "follows": follows, "edit_url": edit_url("units", unit.id)}


def _changes(shown: PlanShown) -> list[Context]:
    """Every dated change, newest first: what moved, where to, and by which decision."""
    system = shown.system
    found = []
    last: dict[str, Placement] = {}
    for one in sorted(system.placements.values(), key=lambda each: each.valid_from):
        unit = system.units.get(one.unit)
        before = last.get(one.unit)
        if unit and before and (before.parent, before.committee, before.name) != (one.parent, one.committee, one.name):
            parent = system.units.get(one.parent)
            found.append({"date": one.valid_from, "unit": one.name or unit.name, "before": before.name or unit.name,
                          "parent": parent.name if parent else "", "case": one.case})  # fmt: skip
        last[one.unit] = one
    closed = [{"date": unit.closed, "unit": unit.name, "closed": True} for unit in system.units.values() if unit.closed]
    return sorted([*found, *closed], key=lambda each: each["date"], reverse=True)
