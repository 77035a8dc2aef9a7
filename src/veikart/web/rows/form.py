"""The form for a row of any table: its fields with what is written, their choices, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.findings import Finding
from veikart.rules.tables import TableField, TableRule
from veikart.web.answers import next_page
from veikart.web.links import with_query
from veikart.web.rows.pages import BookPages, FormFrame
from veikart.web.tables import Context

MOST_OPTIONS = 600
"""Choices in one list. Where there are more, the id is written."""
LONG_FIELDS = frozenset({"text", "note", "evidence", "reason", "answer"})


@dataclass(frozen=True)
class RowForm:
    """What a form is about: the values as people write them. `key` is empty for a new row; `given` are the fields whose values the way here has
    decided; `others` is what somebody else did meanwhile."""

    rule: TableRule
    values: Mapping[str, Any]
    key: str = ""
    version: int | None = None
    given: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    others: list[Context] = field(default_factory=list)

    def errors(self, rule: TableField) -> list[str]:
        """What is wrong with a field of this row."""
        return [one.sentence for one in self.findings if one.place.column == rule.label and one.place.figure.partition(":")[0] in {self.rule.id, ""}]


def make_field(form: RowForm, rule: TableField, options: list[Context], **more: Any) -> Context:
    """A field as the form shows it: its label, what is written, its choices, its unit, and what is wrong with it. `more` is `hint`, `is_seldom`
    and `has_choices` where the field has them."""
    value = form.values.get(rule.name)
    errors = form.errors(rule)
    is_fixed = rule.name in form.given and not errors and any(one["chosen"] for one in options)
    made = {
        "name": rule.name,
        "label": rule.label,
        "value": "" if value is None else str(value),
        "required": rule.required and rule.name != "id",
        "locked": rule.name == "id" and bool(form.key),
        "fixed": next(one["name"] for one in options if one["chosen"]) if is_fixed else "",
        "hint": "",
        "input": _input(rule),
        "mode": "decimal" if rule.kind in {"nok", "percent", "decimal", "by_series"} else "",
        "unit": _unit(form, rule),
        "options": options,
        "has_choices": bool(options),
        "is_seldom": False,
        "errors": errors,
        **more,
    }
    made["is_seldom"] = made["is_seldom"] and not errors
    return made


def _input(rule: TableField) -> str:
    if rule.kind in {"date", "integer"}:
        return {"date": "date", "integer": "number"}[rule.kind]
    return "area" if rule.name in LONG_FIELDS or rule.kind == "geometry" else "text"


def _unit(form: RowForm, rule: TableField) -> str:
    """What a number is written in, after its field."""
    kind = rule.kind_in(form.values)
    if kind == "percent":
        return "%"
    return _("kr") if kind == "nok" else ""


def list_options(pairs: Iterable[tuple[str, str]], value: str) -> list[Context]:
    """The choices of a field, the chosen one marked; none where there are too many, or where what is written is none of them."""
    known = list(pairs)
    if len(known) > MOST_OPTIONS or (value and value not in dict(known)):
        return []
    return [{"value": key, "name": name, "chosen": key == value} for key, name in known]


def show_row_form(
    request: HttpRequest, pages: BookPages, shown: Any, form: RowForm, *, frame: FormFrame, fields: list[Context], status: int = 200, **more: Any
) -> HttpResponse:
    """The page with the form, and what stands around it. `more` is `under`, `parents` and `missing` where there are any."""
    placed = {sentence for one in fields for sentence in one["errors"]}
    context = pages.make_context(
        shown,
        page=frame.page,
        title=frame.title,
        crumbs=[*frame.crumbs, (frame.title, "")],
        base=pages.base,
        fields=fields,
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy} for one in form.findings if one.sentence not in placed],
        wrong_fields=[{"name": one["name"], "sentence": sentence} for one in fields for sentence in one["errors"]],
        next=next_page(request),
        back=next_page(request) or frame.back,
        can_repeat=not form.key and "name" in form.rule.fields,
        history_url=with_query(reverse(pages.history), table=form.rule.id, key=form.key) if form.key else "",
        others=form.others,
        version=form.version,
        **{"under": "", "parents": [], "missing": [], **more},
    )
    return render(request, "veikart/rows/edit.html.jinja", context, status=status)
