"""The history of the plan: every change with before and after, undo, and making the plan public."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.publish_plan import publish_plan
from veikart.actions.undo_revision import undo_revision
from veikart.web.answers import next_page
from veikart.web.pages.plan.plan_pages import PLAN_PAGES
from veikart.web.plan_shown import PlanShown, get_actor, needs_right, shows_plan
from veikart.web.rows.history import show_book_history, undo_in_book


@needs_right("undo_revision")
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a change back."""
    return undo_in_book(request, PLAN_PAGES, number, undo_revision, get_actor(request))


@needs_right("publish_plan")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Make the plan public as it is."""
    made = publish_plan(actor=get_actor(request))
    messages.success(request, _("Planen er publisert slik den er ved endring %(number)s.") % {"number": made.revision})
    return redirect(next_page(request) or reverse("plan"))


@needs_right("change_plan")
@shows_plan
def show_history(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """Every change: who, when, before and after; of one row when it is named."""
    return show_book_history(request, PLAN_PAGES, shown, shown.system)
