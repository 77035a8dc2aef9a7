"""Editing the plan: one form for every kind of row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import RowEdit
from veikart.actions.change_plan import change_plan
from veikart.rules.books import PLAN
from veikart.rules.plan_system import make_id
from veikart.rules.tables import TableRule, write_cells
from veikart.store.queries import get_row_versions
from veikart.web.answers import read_version
from veikart.web.pages.plan.row_form import PlanForm, show_form
from veikart.web.plan_links import element_url, plan_url
from veikart.web.plan_shown import PlanShown, needs_right, shows_plan
from veikart.web.rows.saving import key_of, read_fields, read_given, save_row

NUMBERED = frozenset({"main_goal", "sub_goal", "strategy"})
"""Kinds that are given the next number under the one above."""
OF_THE_PLAN_ABOVE = frozenset({"main_goal", "sub_goal", "strategy", "land_use_strategy", "aim", "approach"})
"""Kinds that begin in the same plan as the one above."""


def _table(name: str) -> TableRule:
    rule = PLAN.tables.get(name)
    if rule is None or name in PLAN.own_acts:
        raise Http404
    return rule


@needs_right("change_plan")
@shows_plan
def edit_row(request: HttpRequest, shown: PlanShown, table: str, key: str) -> HttpResponse:
    """The form for a row that is there: save, or take it away."""
    rule = _table(table)
    row = shown.system.table(table).get(key)
    if row is None:
        raise Http404
    if request.method == "POST":
        version = read_version(request)
        if "delete" in request.POST:
            note = _("Slettet «%(name)s»") % {"name": getattr(row, "name", "") or key}
            return _save(request, shown, [RowEdit(table, key, None, version)], note, PlanForm(rule, write_cells(rule, row), key, version), {})
        data = read_fields(request, rule)
        form = PlanForm(rule, data, key, version, read_given(request), under=request.POST.get("under", ""))
        note = _("Endret «%(name)s»") % {"name": data.get("name") or key}
        return _save(request, shown, [RowEdit(table, key, data, version)], note, form, data)
    versions = get_row_versions(PLAN, [(table, key)])
    return show_form(request, shown, PlanForm(rule, write_cells(rule, row), key, versions.get((table, key))))


@needs_right("change_plan")
@shows_plan
def new_row(request: HttpRequest, shown: PlanShown, table: str) -> HttpResponse:
    """The form for a new row. A new element can be put under another at once: `under` in the address or the form."""
    rule = _table(table)
    if request.method == "POST":
        data = read_fields(request, rule)
        if "id" in rule.fields and not data["id"]:
            data["id"] = make_id(str(data.get("name", "")), shown.system.table(table))
        edits = [RowEdit(table, key_of(rule, data), data)]
        under = request.POST.get("under", "")
        if table == "elements" and under:
            link = {"element": data["id"], "parent": under, "position": str((len(shown.system.children.get(under, ())) + 1) * 10)}
            edits.append(RowEdit("chain", f"{data['id']}|{under}", link))
        note = _("La inn «%(name)s»") % {"name": data["name"]} if data.get("name") else _("La inn i %(table)s") % {"table": rule.name.lower()}
        return _save(request, shown, edits, note, PlanForm(rule, data, given=read_given(request), under=under), data)
    given = {name: request.GET[name] for name in rule.fields if request.GET.get(name)}
    under = request.GET.get("under", "")
    values = {**_suggest(shown, under, given.get("kind", "")), **given} if table == "elements" else given
    return show_form(request, shown, PlanForm(rule, values, under=under, given=frozenset(given)))


def _suggest(shown: PlanShown, under: str, kind: str) -> dict[str, str]:
    """The next number under the element above, and the plan that one comes from."""
    above = shown.element(under)
    siblings = [shown.system.elements[one].number for one in shown.system.children.get(under, ()) if one in shown.system.elements]
    found = {"plan": above.plan} if above and kind in OF_THE_PLAN_ABOVE else {}
    if above and kind in NUMBERED and (above.number or kind == "main_goal"):
        numbers = (f"{above.number}.{place}".lstrip(".") for place in range(1, len(siblings) + 2))
        found["number"] = next(one for one in numbers if one not in siblings)
    return found


def _after(data: Mapping[str, Any]) -> str:
    """The page that shows what was saved."""
    if "kind" in data and "plan" in data and data.get("id"):
        return element_url(data["id"])
    if "revision_due" in data:
        return plan_url(data["id"])
    return ""


def _save(request: HttpRequest, shown: PlanShown, edits: list[RowEdit], note: str, form: PlanForm, data: Mapping[str, Any]) -> HttpResponse:
    """Save, and go to the page that shows it; or show the form again with what is wrong, or with what somebody else did."""
    return save_row(
        request,
        edits,
        note,
        change=change_plan,
        actor=shown.actor,
        book=(PLAN, shown.system),
        form=form,
        show=lambda form, status: show_form(request, shown, form, status=status),
        after=lambda: _after(data) or reverse("plan"),
    )
