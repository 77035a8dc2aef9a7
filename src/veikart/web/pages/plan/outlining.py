"""The outline to work in: add, write in place, move by keyboard or by dragging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.change_plan import change_plan
from veikart.actions.move_element import move_element
from veikart.actions.plan_writing import PlanRefused, RowEdit, StaleEdit
from veikart.rules.plan_system import get_chain_rules, write_row
from veikart.store.queries import get_plan_state, get_row_versions
from veikart.web.pages.plan.answers import next_page, read_version, tell
from veikart.web.plan_links import element_url
from veikart.web.plan_shown import PlanShown, get_actor, make_plan_context, needs_right, shows_plan
from veikart.web.tables import Context


@needs_right("move_element")
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Move an element up, down, in, out, or to where it was dropped, and back to the outline."""
    actor = get_actor(request)
    asked = {name: request.POST.get(name, "")[:200] for name in ("element", "old_parent", "new_parent", "place")}
    place = int(asked["place"]) if asked["place"].isascii() and asked["place"].isdigit() and len(asked["place"]) < 7 else 0
    try:
        number = move_element(asked["element"], old_parent=asked["old_parent"], new_parent=asked["new_parent"], place=place, actor=actor)
    except PlanRefused as refusal:
        for one in refusal.findings:
            messages.error(request, one.sentence)
    except StaleEdit:
        messages.error(request, _("Noen andre har flyttet det i mellomtiden. Her er siden slik den er nå."))
    else:
        tell(request, number, _("Flyttet"))
    return redirect((next_page(request) or reverse("outline")) + f"#{asked['new_parent']}--{asked['element']}")


@needs_right("change_plan")
@shows_plan
def show_outline(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The outline to work in: add, write, move by keyboard or by dragging."""
    system = shown.system
    tops = [one for one in system.of_kind("vision", "main_goal", "focus_area") if not system.parents.get(one.id)]
    root = request.GET.get("fra", "")
    keys = [root] if root in system.elements else [one.id for one in tops]
    versions = get_row_versions(("elements", one) for one in {below for key in keys for _, below in system.walk(key)})
    lines = [line for place, key in enumerate(keys) for line in _lines(shown, key, "", place, len(keys), versions, 0, frozenset())]
    context = make_plan_context(
        shown, page="goals", title=_("Arbeid med målkjeden"), crumbs=[(_("Mål"), reverse("goals")), (_("Rediger"), "")], lines=lines,
        move_url=reverse("move-element"), first_url=reverse("new-row", args=["elements"]) + "?kind=vision",
    )  # fmt: skip
    return render(request, "veikart/plan/outline.html.jinja", context)


def _lines(
    shown: PlanShown, key: str, parent: str, place: int, count: int, versions: Mapping[tuple[str, str], int], depth: int, above: frozenset[str]
) -> list[Context]:
    """The element and what stands under it as lines of the outline, each with the moves that can be made."""
    system = shown.system
    element = system.elements[key]
    siblings = [one for one in system.children.get(parent, ()) if one in system.elements] if parent else []
    before = siblings[place - 1] if parent and place > 0 else ""
    grandparent = (system.parents.get(parent) or ("",))[0] if parent else ""
    rules = get_chain_rules()
    into = before if before and system.elements[before].kind in rules[element.kind].serves else ""
    out = grandparent if grandparent and system.elements[grandparent].kind in rules[element.kind].serves else ""
    line = {
        "id": key,
        "depth": depth,
        "kind": shown.level_word(element.kind),
        "number": element.number,
        "name": element.name,
        "url": element_url(key),
        "version": versions.get(("elements", key)),
        "parent": parent,
        "place": place,
        "can_rise": place > 0,
        "can_sink": place < count - 1,
        "into": into,
        "into_place": len(system.children.get(into, ())) if into else 0,
        "out": out,
        "out_place": list(system.children.get(out, ())).index(parent) + 1 if out else 0,
        "accepts": " ".join(kind for kind, rule in rules.items() if element.kind in rule.serves),
        "element_kind": element.kind,
        "children": [
            {"name": shown.level_word(kind), "url": f"{reverse('new-row', args=['elements'])}?kind={kind}&under={key}&next={reverse('outline')}"}
            for kind, rule in rules.items()
            if element.kind in rule.serves
        ],
    }
    below = [one for one in system.children.get(key, ()) if one in system.elements and system.elements[one].retired is None and one not in above]
    inner = (_lines(shown, one, key, at, len(below), versions, depth + 1, above | {key}) for at, one in enumerate(below))
    return [line, *(each for lines in inner for each in lines)]


@needs_right("change_plan")
@require_POST
def rename(request: HttpRequest, element_id: str) -> HttpResponse:
    """Write a new name in place."""
    shown_row = _current(element_id)
    data = {**write_row(shown_row), "name": request.POST.get("name", "").strip()}
    edit = RowEdit("elements", element_id, data, read_version(request))
    try:
        number = change_plan([edit], actor=get_actor(request), note=_("Endret navnet «%(name)s»") % {"name": shown_row.name})
    except PlanRefused as refusal:
        for one in refusal.findings:
            messages.error(request, one.sentence)
    except StaleEdit:
        return redirect(f"{reverse('edit-row', args=['elements', element_id])}?next={reverse('outline')}")
    else:
        tell(request, number, _("Navnet er endret"))
    return redirect((next_page(request) or reverse("outline")) + f"#{request.POST.get('parent', '')}--{element_id}")


def _current(element_id: str) -> Any:
    row = get_plan_state().system.elements.get(element_id)
    if row is None:
        raise Http404
    return row
