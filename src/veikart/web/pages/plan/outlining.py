"""The outline to work in: add, write in place, move by keyboard or by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.actions.move_element import move_element
from veikart.rules.books import PLAN
from veikart.rules.plan_system import get_chain_rules
from veikart.rules.tables import write_row
from veikart.store.queries import get_plan_state, get_row_versions
from veikart.web.answers import next_page, read_number, read_version, tell
from veikart.web.links import with_query
from veikart.web.pages.plan.goals import MOST_SHOWN, levels_with_room
from veikart.web.plan_links import element_url
from veikart.web.plan_shown import Crumbs, PlanShown, get_actor, make_plan_context, needs_right, shows_plan
from veikart.web.tables import Context

TOPS = ("vision", "main_goal", "focus_area")
"""Kinds that may stand at the top of the outline."""
DEEPEST = 6
"""Levels of the goal chain, from the vision down to the task."""


@needs_right("move_element")
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Move an element up, down, in, out, or to where it was dropped, and back to the outline."""
    actor = get_actor(request)
    asked = {name: request.POST.get(name, "")[:200] for name in ("element", "old_parent", "new_parent", "place")}
    place = read_number(asked["place"]) or 0
    try:
        number = move_element(asked["element"], old_parent=asked["old_parent"], new_parent=asked["new_parent"], place=place, actor=actor)
    except ChangeRefused as refusal:
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
    """The outline to work in: add, write, move by keyboard or by dragging. Levels there is no room for are opened from the one above."""
    system = shown.system
    root = request.GET.get("fra", "")
    tops = [root] if root in system.elements else [one.id for one in system.of_kind(*TOPS) if not system.parents.get(one.id)][:MOST_SHOWN]
    start = min(read_number(request.GET.get("forbi", "")) or 0, len(system.children.get(root, ())))
    depth = levels_with_room(shown, tops, DEEPEST)
    lines = [line for top in tops for line in _lines(shown, top, "", _place_at_top(shown, top, tops), depth, frozenset(), start)]
    versions = get_row_versions(PLAN, (("elements", one["id"]) for one in lines))
    for one in lines:
        one["version"] = versions.get(("elements", one["id"]))
    context = make_plan_context(
        shown, page="goals", title=_("Arbeid med målkjeden"), crumbs=_crumbs(shown, root), lines=lines,
        move_url=reverse("move-element"), first_url=reverse("new-row", args=["elements"]) + "?kind=vision",
    )  # fmt: skip
    return render(request, "veikart/plan/outline.html.jinja", context)


def _crumbs(shown: PlanShown, root: str) -> Crumbs:
    """From the goals to the element that the outline begins at."""
    elements, trail = shown.system.elements, [(_("Mål"), reverse("goals"))]
    if root not in elements:
        return [*trail, (_("Rediger"), "")]
    above = [(elements[one].name, with_query(reverse("outline"), fra=one)) for one in reversed(shown.system.path_up(root)[1:]) if one in elements]
    return [*trail, (_("Rediger"), reverse("outline")), *above, (elements[root].name, "")]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands: its place among `siblings`, the elements of one parent that are in use."""

    place: int
    siblings: Sequence[str]


def _place_at_top(shown: PlanShown, top: str, tops: Sequence[str]) -> _Place:
    """Among the tops of its own kind, for those are what it is ordered with."""
    same = [one for one in tops if shown.system.elements[one].kind == shown.system.elements[top].kind]
    return _Place(same.index(top), same)


def _lines(shown: PlanShown, key: str, parent: str, at: _Place, depth: int, above: frozenset[str], start: int = 0) -> list[Context]:
    """The element and what stands under it as lines of the outline, `depth` levels down; the rest is counted."""
    below = [one for one in shown.system.children_in_use(key) if one not in above]
    shown_below = below[start : start + MOST_SHOWN] if not above else below
    line = {**_line(shown, key, parent, at), "depth": len(above), "hidden": 0 if depth else len(below)}
    if depth and len(shown_below) < len(below):
        line["pages"] = _pages(key, start, len(below))
    inner = (
        (_lines(shown, one, key, _Place(start + place, below), depth - 1, above | {key}) for place, one in enumerate(shown_below)) if depth else ()
    )
    return [line, *(each for lines in inner for each in lines)]


def _pages(key: str, start: int, count: int) -> list[Context]:
    """Links to the elements before and after those that there was room for."""
    places = ((_("De forrige"), start - MOST_SHOWN, start > 0), (_("De neste"), start + MOST_SHOWN, start + MOST_SHOWN < count))
    return [{"name": name, "url": with_query(reverse("outline"), fra=key, forbi=str(max(0, place)))} for name, place, is_there in places if is_there]


def _line(shown: PlanShown, key: str, parent: str, at: _Place) -> Context:
    """An element with the moves that can be made."""
    system, rules = shown.system, get_chain_rules()
    element = system.elements[key]
    first, back = _addresses()
    before = at.siblings[at.place - 1] if parent and at.place > 0 else ""
    grandparent = (system.parents.get(parent) or ("",))[0] if parent else ""
    into = before if before and system.elements[before].kind in rules[element.kind].serves else ""
    out = grandparent if grandparent in system.elements and system.elements[grandparent].kind in rules[element.kind].serves else ""
    return {
        "id": key,
        "kind": shown.level_word(element.kind),
        "number": element.number,
        "name": element.name,
        "url": element_url(key),
        "parent": parent,
        "place": at.place,
        "can_rise": at.place > 0,
        "can_sink": at.place < len(at.siblings) - 1,
        "into": into,
        "into_place": len(system.children_in_use(into)) if into else 0,
        "out": out,
        "out_place": system.children_in_use(out).index(parent) + 1 if out and parent in system.children_in_use(out) else 0,
        "accepts": " ".join(_kinds_under(element.kind)),
        "element_kind": element.kind,
        "outline_url": with_query(back, fra=key),
        "children": [
            {"name": shown.level_word(kind), "url": with_query(first, kind=kind, under=key, next=back)} for kind in _kinds_under(element.kind)
        ],
    }


@cache
def _addresses() -> tuple[str, str]:
    """The addresses that every line has: the form for a new element, and the outline itself."""
    return reverse("new-row", args=["elements"]), reverse("outline")


@cache
def _kinds_under(kind: str) -> list[str]:
    """The kinds that may serve this one."""
    return [one for one, rule in get_chain_rules().items() if kind in rule.serves]


@needs_right("change_plan")
@require_POST
def rename(request: HttpRequest, element_id: str) -> HttpResponse:
    """Write a new name in place."""
    shown_row = _current(element_id)
    data = {**write_row(shown_row), "name": request.POST.get("name", "").strip()}
    edit = RowEdit("elements", element_id, data, read_version(request))
    try:
        number = change_plan([edit], actor=get_actor(request), note=_("Endret navnet «%(name)s»") % {"name": shown_row.name})
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, one.sentence)
    except StaleEdit:
        return redirect(f"{reverse('edit-row', args=['elements', element_id])}?next={reverse('outline')}")
    else:
        tell(request, number, _("Navnet er endret"))
    return redirect((next_page(request) or reverse("outline")) + f"#{request.POST.get('parent', '')}--{element_id}")


def _current(element_id: str) -> Any:
    row = get_plan_state().book.elements.get(element_id)
    if row is None:
        raise Http404
    return row
