"""Ending, splitting and merging elements, with the decision behind it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.merge_elements import merge_elements
from veikart.actions.retire_element import retire_element
from veikart.actions.split_element import split_element
from veikart.calc.plan_system import Element
from veikart.rules.plan_system import Decision, get_tables, row_place
from veikart.rules.tables import read_row
from veikart.web.answers import tell
from veikart.web.plan_links import element_url
from veikart.web.plan_shown import PlanShown, make_plan_context, needs_right, shows_plan
from veikart.web.tables import Context

ACTS = ("avslutt", "del", "sla-sammen")
MOST_PARTS = 20


@needs_right("retire_element")
@shows_plan
def change_lineage(request: HttpRequest, shown: PlanShown, element_id: str, act: str) -> HttpResponse:
    """The form for ending, splitting or merging an element, and the act itself."""
    element = shown.element(element_id)
    if element is None or act not in ACTS or element.retired is not None:
        raise Http404
    errors: list[str] = []
    if request.method == "POST":
        decision, errors = _decision(request, shown)
        wanted = _act(request, shown, element, act, errors)
        if decision and wanted and not errors:
            try:
                number = wanted(decision)
            except ChangeRefused as refusal:
                errors = [one.sentence for one in refusal.findings]
            except StaleEdit:
                messages.error(request, _("Noen andre har endret det i mellomtiden."))
                return redirect("goals")
            else:
                tell(request, number, _title(act, element))
                return redirect(element_url(element_id))
    title = _title(act, element)
    context = make_plan_context(
        shown,
        page="goals",
        title=title,
        crumbs=[(_("Mål"), reverse("goals")), (element.name, element_url(element_id)), (title, "")],
        act=act,
        element=element,
        same_kind=[{"id": one.id, "name": f"{one.number} {one.name}".strip()} for one in shown.system.of_kind(element.kind) if one.id != element_id],
        hanging=_hanging(shown, element_id),
        errors=errors,
        data=request.POST,
        today=shown.today.isoformat(),
    )
    return render(request, "veikart/plan/lineage.html.jinja", context, status=422 if errors else 200)


def _title(act: str, element: Element) -> str:
    words = {"avslutt": _("Avslutt «%(name)s»"), "del": _("Del «%(name)s»"), "sla-sammen": _("Slå sammen med «%(name)s»")}
    return words[act] % {"name": element.name}


def _decision(request: HttpRequest, shown: PlanShown) -> tuple[Decision | None, list[str]]:
    """The decision as written in the form, or what is wrong with it."""
    data = {name: request.POST.get(name, "").strip() for name in ("date", "case", "note")}
    raw = {"element": "x", "origin": "x", "change": "retired", **data, "date": data["date"] or shown.today.isoformat()}
    row, wrong = read_row(get_tables()["lineage"], raw, row_place("lineage", ""))
    return (Decision(row.date, row.case, row.note), []) if row else (None, [one.sentence for one in wrong])


def _act(request: HttpRequest, shown: PlanShown, element: Element, act: str, errors: list[str]) -> Callable[[Decision], int] | None:
    """What the form asks for, ready to be done; None with a sentence added to `errors` where something is missing."""
    others = {one.id for one in shown.system.of_kind(element.kind)} - {element.id}
    if act == "avslutt":
        successor = request.POST.get("successor", "")
        if successor and successor not in others:
            errors.append(_("Velg et element av samme slag."))
        return lambda decision: retire_element(element.id, decision, actor=shown.actor, successor=successor)
    if act == "sla-sammen":
        chosen = [one for one in request.POST.getlist("merged") if one in others]
        if not chosen:
            errors.append(_("Velg minst ett element å slå sammen med."))
        return lambda decision: merge_elements(chosen, element.id, decision, actor=shown.actor)
    names = [line.strip()[:300] for line in request.POST.get("names", "").splitlines() if line.strip()][:MOST_PARTS]
    if len(names) < 2:
        errors.append(_("Skriv minst to navn, ett på hver linje."))
    share_out = {}
    for one in _hanging(shown, element.id):
        text = request.POST.get(f"to-{one['table']}-{one['key']}", "1")
        share_out[one["table"], one["key"]] = max(0, int(text) - 1) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return lambda decision: split_element(element.id, names, decision, actor=shown.actor, share_out=share_out)


def _hanging(shown: PlanShown, element_id: str) -> list[Context]:
    """What hangs on an element: what stands under it, its measures and its indicators."""
    system = shown.system
    found = [
        {"table": "chain", "key": f"{one}|{element_id}", "name": system.elements[one].name, "kind": shown.level_word(system.elements[one].kind)}
        for one in system.children.get(element_id, ())
        if one in system.elements and system.elements[one].retired is None
    ]
    for link in system.links_by_element.get(element_id, ()):
        measure = shown.measures.get(link.measure)
        found.append(
            {
                "table": "measures",
                "key": f"{link.measure}|{element_id}",
                "name": measure.measure.name if measure else link.measure,
                "kind": _("Tiltak"),
            }
        )
    for link in system.indicators_by_element.get(element_id, ()):
        indicator = system.indicators.get(link.indicator)
        key = f"{link.indicator}|{element_id}"
        found.append({"table": "indicator_links", "key": key, "name": indicator.name if indicator else link.indicator, "kind": _("Indikator")})
    return found
