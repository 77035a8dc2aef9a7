"""What becomes of a form that is sent: saved, shown again with what is wrong, or with what somebody else did meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from veikart.actions.access import Actor
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.calc.books import Book
from veikart.rules.books import BookRule
from veikart.rules.tables import TableRule, read_row
from veikart.store.queries import get_row_versions
from veikart.web.answers import next_page, tell
from veikart.web.rows.form import RowForm
from veikart.web.rows.history import history_view

AnyForm = TypeVar("AnyForm", bound=RowForm)
Change = Callable[..., int]
"""The act that makes edits: (edits, actor, note) gives the number of the revision."""


def read_fields(request: HttpRequest, rule: TableRule) -> dict[str, Any]:
    """What was written, in the fields of the table; a field that was not in the form is empty."""
    return {name: request.POST.get(name, "").replace("\r\n", "\n").strip() for name in rule.fields}


def read_given(request: HttpRequest) -> frozenset[str]:
    """The fields that the address of the form decides."""
    return frozenset(name for name, value in request.GET.items() if value)


def key_of(rule: TableRule, data: Mapping[str, Any]) -> str:
    """The key of a row as written; empty where it cannot be read."""
    row, _findings = read_row(rule, data, rule.place_of(""))
    return rule.key_of(row) if row is not None else ""


def save_row(
    request: HttpRequest,
    edits: list[RowEdit],
    note: str,
    *,
    change: Change,
    actor: Actor,
    book: tuple[BookRule[Any], Book],
    form: AnyForm,
    show: Callable[[AnyForm, int], HttpResponse],
    after: Callable[[], str],
) -> HttpResponse:
    """Save, and go on to where the form came from or to what `after` gives; or `show` the form again with its status. `book` is the rule and the book
    as it was shown."""
    try:
        number = change(edits, actor=actor, note=note)
    except ChangeRefused as refusal:
        return show(replace(form, findings=refusal.findings), 422)
    except StaleEdit as stale:
        rule, rows = book
        others = [history_view(rule, rows, entry) for _table, _key, entry in stale.changes if entry]
        place = (form.rule.id, form.key)
        return show(replace(form, version=get_row_versions(rule, [place]).get(place), others=others), 409)
    tell(request, number, note)
    if "again" in request.POST:
        return redirect(request.get_full_path())
    return redirect(next_page(request) or after())
