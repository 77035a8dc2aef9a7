"""Editing the plan: one form for every kind of row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.change_plan import change_plan
from veikart.actions.plan_writing import PROCESS_TABLES, PlanRefused, RowEdit, StaleEdit
from veikart.rules.findings import Finding
from veikart.rules.plan_system import (
    TableField,
    TableRule,
    get_choices,
    get_tables,
    make_id,
    read_row,
    row_place,
    write_row,
)
from veikart.store.queries import get_row_versions
from veikart.web.pages.plan.answers import next_page, read_version, tell
from veikart.web.pages.plan.history import history_view
from veikart.web.plan_links import element_url, plan_url
from veikart.web.plan_shown import PlanShown, make_plan_context, needs_right, shows_plan
from veikart.web.tables import Context

MOST_OPTIONS = 600
"""Choices in one list. Where there are more, the id is written."""
LONGEST_FIELD = 60
"""Characters: fields for longer texts get several lines."""
SELDOM = frozenset({"id", "position", "source", "retired", "url", "note", "year", "plan", "kind"})
"""Fields folded away in the form of a row that is there, unless something is wrong with them."""
LONG_FIELDS = frozenset({"text", "note", "evidence"})


def _table(name: str) -> TableRule:
    rule = get_tables().get(name)
    if rule is None or name in PROCESS_TABLES:
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
    versions = get_row_versions([(table, key)])
    return _form(request, shown, rule, write_row(row), key=key, version=versions.get((table, key)))


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
        return _save(request, shown, rule, edits, _("La inn «%(name)s»") % {"name": data.get("name") or edits[0].key}, "", _after)
    given = {name: request.GET.get(name, "") for name in rule.fields}
    return _form(request, shown, rule, given, under=request.GET.get("under", ""))


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
    except PlanRefused as refusal:
        kept = data or write_row(shown.system.table(rule.id)[key])
        under = request.POST.get("under", "")
        return _form(request, shown, rule, kept, key=key, version=edits[0].version, findings=refusal.findings, under=under, status=422)
    except StaleEdit as stale:
        others = [history_view(entry) for _table_id, _key_id, entry in stale.changes if entry]
        versions = get_row_versions([(rule.id, key)])
        return _form(request, shown, rule, data, key=key, version=versions.get((rule.id, key)), others=others, status=409)
    tell(request, number, note)
    return redirect(next_page(request) or after(data) or reverse("plan"))


def _form(
    request: HttpRequest,
    shown: PlanShown,
    rule: TableRule,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    key = more.get("key", "")
    findings: list[Finding] = more.pop("findings", [])
    name = str(values.get("name") or key)
    title = _("Rediger «%(name)s»") % {"name": name} if key else _("Nytt i %(table)s") % {"table": rule.name}
    context = make_plan_context(
        shown,
        page="",
        title=title,
        crumbs=[(title, "")],
        table=rule.id,
        fields=[_field(shown, one, values.get(one.name), findings, bool(key)) for one in rule.fields.values()],
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy} for one in findings],
        next=request.POST.get("next") or request.GET.get("next", ""),
        under_name=getattr(shown.element(more.get("under", "")), "name", ""),
        history_url=f"{reverse('plan-history')}?table={rule.id}&key={key}" if key else "",
        **more,
    )
    return render(request, "veikart/plan/edit.html.jinja", context, status=status)


def _field(shown: PlanShown, rule: TableField, value: Any, findings: list[Finding], is_known: bool) -> Context:
    """A field as the form shows it: its label, what is written, its choices, and what is wrong with it."""
    return {
        "name": rule.name,
        "label": rule.label,
        "value": "" if value is None else str(value),
        "required": rule.required and rule.name != "id",
        "locked": rule.name == "id" and is_known,
        "hint": "" if is_known or rule.name != "id" else _("Kan stå tom: da lages den av navnet."),
        "input": _input(rule),
        "is_seldom": is_known and rule.name in SELDOM and not any(one.place.column == rule.label for one in findings),
        "options": _options(shown, rule, "" if value is None else str(value)),
        "errors": [one.sentence for one in findings if one.place.column == rule.label],
    }


def _input(rule: TableField) -> str:
    if rule.kind in {"date", "integer"}:
        return {"date": "date", "integer": "number"}[rule.kind]
    return "area" if rule.name in LONG_FIELDS or rule.kind == "geometry" else "text"


def _options(shown: PlanShown, rule: TableField, value: str) -> list[Context]:
    """The choices of a field, the chosen one marked; empty where it is written freely."""
    if rule.choices:
        chosen = get_choices(rule.choices)
        pairs = [(key, word if rule.choices != "un_target" or "." not in key else key) for key, word in chosen.items()]
        pairs = [(key, f"{key} {word}") if rule.choices == "un_target" and key != word else (key, word) for key, word in pairs]
    elif rule.refers and len(shown.system.table(rule.refers)) <= MOST_OPTIONS:
        pairs = [(key, _option_name(shown, rule.refers, one)) for key, one in shown.system.table(rule.refers).items()]
    else:
        return []
    return [{"value": key, "name": name, "chosen": key == value} for key, name in pairs]


def _option_name(shown: PlanShown, table: str, row: Any) -> str:
    if table == "elements":
        number = f" {row.number}" if row.number else ""
        return f"{shown.level_word(row.kind)}{number}: {row.name}"
    return str(getattr(row, "name", row))
