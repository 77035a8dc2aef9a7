"""The pages of the follow-up's book, for what every book's pages have in common, and who may edit there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veikart.actions.change_follow_up import change_follow_up
from veikart.rules.books import FOLLOW_UP
from veikart.rules.tables import TableField
from veikart.web.follow_up_shown import FollowUpShown, get_follow_up_shown, make_follow_up_context
from veikart.web.plan_shown import needs_right
from veikart.web.rows.form import RowForm
from veikart.web.rows.pages import TablePages
from veikart.web.rows.words import Names

View = Callable[..., HttpResponse]
ELEMENT_FIELDS = frozenset({"element"})
INDICATOR_FIELDS = frozenset({"indicator"})
UNIT_FIELDS = frozenset({"unit", "top_unit", "responsible_unit", "body"})
"""Fields with the id of something that stands in the plan."""


def get_row_choices(shown: FollowUpShown, _form: RowForm, rule: TableField) -> Mapping[str, str] | None:
    """The units, elements or indicators of the plan by id; None for a field that is none of these."""
    if rule.kind != "id" or rule.refers:
        return None
    if rule.name in UNIT_FIELDS:
        return shown.unit_names
    if rule.name in ELEMENT_FIELDS:
        return {key: one.name for key, one in shown.system.elements.items()}
    if rule.name in INDICATOR_FIELDS:
        return {key: one.name for key, one in shown.system.indicators.items()}
    return None


def get_names(shown: FollowUpShown) -> Names:
    """What the units, elements and indicators of the plan are called."""
    elements = {key: one.name for key, one in shown.system.elements.items()}
    indicators = {key: one.name for key, one in shown.system.indicators.items()}
    return {
        **dict.fromkeys(UNIT_FIELDS, shown.unit_names),
        **dict.fromkeys(ELEMENT_FIELDS, elements),
        **dict.fromkeys(INDICATOR_FIELDS, indicators),
    }


def name_rooms() -> dict[str, str]:
    """The rooms of the follow-up's tables, in the order of the menu."""
    return {
        "shared": _("Kommunen og stillingene"),
        "reports": _("Rapporter"),
        "ledger": _("Regnskap"),
        "indicators": _("Indikatorer"),
        "tasks": _("Oppgaver og vedtak"),
        "revisions": _("Budsjettrevisjoner"),
    }


FOLLOW_UP_PAGES = TablePages(
    FOLLOW_UP,
    base="veikart/follow_up/base.html.jinja",
    make_context=make_follow_up_context,
    front="follow-up",
    history="follow-up-history",
    undo="undo-follow-up",
    workbook="follow-up-workbook",
    file_name="oppfolging",
    tables="follow-up-tables",
    table="follow-up-table",
    edit="edit-follow-up-row",
    new="new-follow-up-row",
    data="follow-up-data",
    importing="follow-up-import",
    change=change_follow_up,
    choices=get_row_choices,
    names=get_names,
    rooms=name_rooms,
)


def edits_follow_up(act: str) -> Callable[[View], View]:
    """Let only those through who may do the act, and give the view the book being worked on, an empty one too."""

    def decorate(view: View) -> View:
        return needs_right(act)(sees_follow_up(view))

    return decorate


def sees_follow_up(view: View) -> View:
    """Give the view what its reader may see of the follow-up, an empty book too; not found where there is nothing to see."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = get_follow_up_shown(request)
        if shown is None:
            raise Http404
        return view(request, shown, *args, **kwargs)

    return wrapped
