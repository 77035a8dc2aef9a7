"""What is done with a budget revision: proposals gathered or turned down, put forward, decided, taken into the budget, and taken out of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.adopt_revision import adopt_revision
from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.decide_revision import decide_revision
from veikart.actions.gather_proposals import gather_proposals
from veikart.actions.put_forward_revision import put_forward_revision
from veikart.actions.reopen_revision import reopen_revision
from veikart.actions.withdraw_revision import withdraw_revision
from veikart.rules.revisions import GATHERED, PROPOSED, TURNED_DOWN
from veikart.web.answers import tell
from veikart.web.plan_shown import get_actor, needs_right

ANSWERS = {GATHERED, TURNED_DOWN, PROPOSED}


@needs_right("gather_proposals")
@require_POST
def gather(request: HttpRequest, revision: str) -> HttpResponse:
    """Take the marked proposals in, turn them down, or let them wait again."""
    status, keys = request.POST.get("status", ""), request.POST.getlist("proposal")
    if status not in ANSWERS or not keys:
        messages.error(request, _("Merk av forslagene først."))
        return redirect("revision", revision)
    answer = request.POST.get("answer", "").strip()
    return _do(
        request, revision, lambda: gather_proposals(revision, keys, status, actor=get_actor(request), answer=answer), _("Forslagene er behandlet")
    )


@needs_right("put_forward_revision")
@require_POST
def put_forward(request: HttpRequest, revision: str) -> HttpResponse:
    """Put the revision forward to the council."""
    return _do(request, revision, lambda: put_forward_revision(revision, actor=get_actor(request)), _("Revisjonen er lagt fram"))


@needs_right("decide_revision")
@require_POST
def decide(request: HttpRequest, revision: str) -> HttpResponse:
    """Register the council's decision."""
    day, case = _read_day(request.POST.get("decided", "")), request.POST.get("case", "").strip()
    if day is None or not case:
        messages.error(request, _("Skriv dagen vedtaket ble gjort, og saken."))
        return redirect("revision", revision)
    return _do(request, revision, lambda: decide_revision(revision, decided=day, case=case, actor=get_actor(request)), _("Vedtaket er registrert"))


@needs_right("reopen_revision")
@require_POST
def reopen(request: HttpRequest, revision: str) -> HttpResponse:
    """Let the revision be gathered again."""
    return _do(request, revision, lambda: reopen_revision(revision, actor=get_actor(request)), _("Revisjonen er åpnet igjen"))


@needs_right("adopt_revision")
@require_POST
def adopt(request: HttpRequest, revision: str) -> HttpResponse:
    """Take the revision into the budget, and publish it."""
    words = _("Revisjonen er tatt inn i budsjettet, og det er publisert på nytt")
    return _do(request, revision, lambda: adopt_revision(revision, actor=get_actor(request), folder=settings.VAR / "published"), words)


@needs_right("withdraw_revision")
@require_POST
def withdraw(request: HttpRequest, revision: str) -> HttpResponse:
    """Publish the budget again as it was before the revision."""
    words = _("Revisjonen er tatt ut, og budsjettet er publisert slik det var før den")
    return _do(request, revision, lambda: withdraw_revision(revision, actor=get_actor(request), folder=settings.VAR / "published"), words)


def _do(request: HttpRequest, revision: str, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it, say what came of it, and show the revision again."""
    try:
        made = act()
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, f"{one.sentence} {one.remedy}")
    except StaleEdit:
        messages.error(request, _("Noen andre har endret revisjonen eller forslagene siden du så dem. Se hvordan det står nå."))
    else:
        if isinstance(made, int):
            tell(request, made, words)
        else:
            messages.success(request, f"{words}.")
    return redirect("revision", revision)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
