"""The pages of the economy's book, for what every book's pages have in common, and who may edit there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from veikart.actions.change_economy import change_economy
from veikart.rules.books import ECONOMY
from veikart.web.economy_shown import get_economy_shown, make_economy_context
from veikart.web.pages.economy.row_form import get_row_choices, get_row_hint
from veikart.web.plan_shown import needs_right
from veikart.web.rows.pages import TablePages

View = Callable[..., HttpResponse]
ECONOMY_PAGES = TablePages(
    ECONOMY,
    base="veikart/economy/base.html.jinja",
    make_context=make_economy_context,
    front="economy",
    history="economy-history",
    undo="undo-economy",
    workbook="economy-workbook",
    file_name="okonomi",
    tables="economy-tables",
    table="economy-table",
    edit="edit-economy-row",
    new="new-economy-row",
    data="economy-data",
    importing="economy-import",
    change=change_economy,
    choices=get_row_choices,
    hint=get_row_hint,
)


def edits_economy(act: str) -> Callable[[View], View]:
    """Let only those through who may do the act, and give the view the book being worked on, an empty one too."""

    def decorate(view: View) -> View:
        return needs_right(act)(sees_economy(view))

    return decorate


def sees_economy(view: View) -> View:
    """Give the view what its reader may see of the economy, an empty book too; not found where there is nothing to see."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = get_economy_shown(request)
        if shown is None:
            raise Http404
        return view(request, shown, *args, **kwargs)

    return wrapped
