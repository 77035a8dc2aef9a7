"""Editing the plan: one form for every kind of row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.rules.books import PLAN
from veikart.rules.plan_system import get_tables, make_id, row_place
from veikart.rules.tables import TableRule, read_row, write_row
from veikart.store.queries import get_row_versions
from veikart.web.pages.plan.answers import next_page, read_version, tell
from veikart.web.pages.plan.history import history_view
from veikart.web.pages.plan.row_form import RowForm, show_form
from veikart.web.plan_links import element_url, plan_url
from veikart.web.plan_shown import PlanShown, needs_right, shows_plan

NUMBERED = frozenset({"main_goal", "sub_goal", "strategy"})
"""Kinds that are given the next number under the one above."""
OF_THE_PLAN_ABOVE = frozenset({"main_goal", "sub_goal", "strategy", "land_use_strategy", "aim", "approach"})
"""Kinds that begin in the same plan as the one above."""


def _table(name: str) -> TableRule:
    rule = get_tables().get(name)
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
            edits = [RowEdit(table, key, None, version)]
            note = _("Slettet «%(name)s»") % {"name": getattr(row, "name", "") or key}
            return _save(request, shown, rule, edits, note, key, lambda _data: reverse("plan"))
        data = _data(request, rule)
        edits = [RowEdit(table, key, data, version)]
        return _save(request, shown, rule, edits, _("Endret «%(name)s»") % {"name": data.get("name") or key}, key, _after)
    versions = get_row_versions(PLAN, [(table, key)])
    return show_form(request, shown, RowForm(rule, write_row(row), key, versions.get((table, key))))


@needs_right("change_plan")
@shows_plan
def new_row(request: HttpRequest, shown: PlanShown, table: str) -> HttpResponse:
    """The form for a new row. A new element can be put under another at once: `under` in the address or the form."""
    rule = _table(table)
    if request.method == "POST":
        data = _data(request, rule)
        if "id" in rule.fields and not data["id"]:
            data["id"] = make_id(str(data.get("name", "")), shown.system.table(table))
        edits = [RowEdit(table, _key(rule, data), data)]
        under = request.POST.get("under", "")
        if table == "elements" and under:
            link = {"element": data["id"], "parent": under, "position": str((len(shown.system.children.get(under, ())) + 1) * 10)}
            edits.append(RowEdit("chain", f"{data['id']}|{under}", link))
        note = _("La inn «%(name)s»") % {"name": data["name"]} if data.get("name") else _("La inn i %(table)s") % {"table": rule.name.lower()}
        return _save(request, shown, rule, edits, note, "", _after)
    given = {name: request.GET[name] for name in rule.fields if request.GET.get(name)}
    under = request.GET.get("under", "")
    values = {**_suggest(shown, under, given.get("kind", "")), **given} if table == "elements" else given
    return show_form(request, shown, RowForm(rule, values, under=under, given=frozenset(given)))


def _suggest(shown: PlanShown, under: str, kind: str) -> dict[str, str]:
    """The next number under the element above, and the plan that one comes from."""
    above = shown.element(under)
    siblings = [shown.system.elements[one].number for one in shown.system.children.get(under, ()) if one in shown.system.elements]
    found = {"plan": above.plan} if above and kind in OF_THE_PLAN_ABOVE else {}
    if above and kind in NUMBERED and (above.number or kind == "main_goal"):
        numbers = (f"{above.number}.{place}".lstrip(".") for place in range(1, len(siblings) + 2))
        found["number"] = next(one for one in numbers if one not in siblings)
    return found


def _key(rule: TableRule, data: Mapping[str, Any]) -> str:
    row, _findings = read_row(rule, data, row_place(rule.id, ""))
    return rule.key_of(row) if row is not None else ""


def _data(request: HttpRequest, rule: TableRule) -> dict[str, Any]:
    """What was written, in the fields of the table; a field that was not in the form is empty."""
    return {name: request.POST.get(name, "").replace("\r\n", "\n").strip() for name in rule.fields}


def _after(data: Mapping[str, Any]) -> str:
    """The page that shows what was saved."""
    if "kind" in data and "plan" in data and data.get("id"):
        return element_url(data["id"])
    if "revision_due" in data:
        return plan_url(data["id"])
    return ""


Goal = Callable[[Mapping[str, Any]], str]


def _save(request: HttpRequest, shown: PlanShown, rule: TableRule, edits: list[RowEdit], note: str, key: str, after: Goal) -> HttpResponse:
    """Save, and go to the page that shows it; or show the form again with what is wrong, or with what somebody else did."""
    data = dict(edits[0].data or {})
    try:
        number = change_plan(edits, actor=shown.actor, note=note)
    except ChangeRefused as refusal:
        kept = data or write_row(shown.system.table(rule.id)[key])
        form = RowForm(rule, kept, key, edits[0].version, request.POST.get("under", ""), _given(request), findings=refusal.findings)
        return show_form(request, shown, form, status=422)
    except StaleEdit as stale:
        others = [history_view(entry) for _table_id, _key_id, entry in stale.changes if entry]
        versions = get_row_versions(PLAN, [(rule.id, key)])
        under = request.POST.get("under", "")
        return show_form(request, shown, RowForm(rule, data, key, versions.get((rule.id, key)), under, _given(request), others=others), status=409)
    tell(request, number, note)
    if "again" in request.POST:
        return redirect(request.get_full_path())
    return redirect(next_page(request) or after(data) or reverse("plan"))


def _given(request: HttpRequest) -> frozenset[str]:
    """The fields that the address of the form decides."""
    return frozenset(name for name, value in request.GET.items() if value)
