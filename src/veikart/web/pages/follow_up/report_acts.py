"""What is done with a period and its reports: opened, reminded of, published, opened again; approved, sent back and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.approve_report import approve_report
from veikart.actions.book_writing import ChangeRefused
from veikart.actions.open_period import open_period
from veikart.actions.publish_report import publish_report
from veikart.actions.remind_report import remind_report
from veikart.actions.reopen_period import reopen_period
from veikart.actions.return_report import return_report
from veikart.actions.withdraw_report import withdraw_report
from veikart.web.answers import next_page
from veikart.web.follow_up_shown import get_follow_up_shown
from veikart.web.pages.follow_up.unit_report import show_again
from veikart.web.plan_shown import get_actor, needs_right


@needs_right("open_period")
@require_POST
def open_reports(request: HttpRequest, period: str) -> HttpResponse:
    """Open the period: every unit's report is filled in."""
    return _do(
        request, lambda: open_period(period, actor=get_actor(request)), _("Perioden er åpnet, og rapportene er fylt ut."), "report-period", period
    )


@needs_right("reopen_period")
@require_POST
def reopen(request: HttpRequest, period: str) -> HttpResponse:
    """Open a published period for a new edition."""
    words = _("Perioden er åpnet igjen. Det som er publisert, står til en ny utgave er publisert.")
    return _do(request, lambda: reopen_period(period, actor=get_actor(request)), words, "report-period", period)


@needs_right("remind_report")
@require_POST
def remind(request: HttpRequest, period: str) -> HttpResponse:
    """Remind the leaders of the units that were marked."""
    words = _("Lederne er minnet om rapporten. Den står øverst på siden deres.")
    return _do(request, lambda: remind_report(period, request.POST.getlist("unit"), actor=get_actor(request)), words, "report-period", period)


@needs_right("publish_report")
@require_POST
def publish(request: HttpRequest, period: str) -> HttpResponse:
    """Freeze the report and show it to everyone."""
    shown = get_follow_up_shown(request)
    words = {"changed": request.POST.get("changed", ""), "without": request.POST.getlist("without"), "programme": shown.programme if shown else None}
    done = _("Rapporten er publisert. Den endrer seg ikke mer.")
    return _do(request, lambda: publish_report(period, actor=get_actor(request), **words), done, "read-report", period, back="report-period")


@needs_right("approve_report")
@require_POST
def approve(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    """Approve a unit's report."""
    return _do(request, lambda: approve_report(period, unit, actor=get_actor(request)), _("Rapporten er godkjent."), "unit-report", period, unit)


@needs_right("return_report")
@require_POST
def send_back(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    """Send a unit's report back with a word on why."""
    words = request.POST.get("words", "").replace("\r\n", "\n")
    try:
        return_report(period, unit, words, actor=get_actor(request))
    except KeyError as error:
        raise Http404 from error
    except ChangeRefused as refusal:
        return show_again(request, period, unit, {}, status=422, findings=refusal.findings, returned=words)
    messages.success(request, _("Rapporten er sendt tilbake til lederen."))
    return redirect(next_page(request) or reverse("unit-report", args=[period, unit]))


@needs_right("withdraw_report")
@require_POST
def withdraw(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    """Take one's own confirmation back."""
    words = _("Bekreftelsen er tatt tilbake. Rett det som skal rettes, og bekreft igjen.")
    return _do(request, lambda: withdraw_report(period, unit, actor=get_actor(request)), words, "unit-report", period, unit)


def _do(request: HttpRequest, act: Callable[[], Any], words: str, page: str, *args: str, back: str = "") -> HttpResponse:
    """Do it and say so, or say why not."""
    try:
        made = act()
    except KeyError as error:
        raise Http404 from error
    except ChangeRefused as refusal:
        messages.error(request, " ".join(one.sentence for one in refusal.findings[:5]))
        return redirect(back or page, *args)
    messages.success(request, words if made else _("Ingenting ble endret."))
    return redirect(next_page(request) or reverse(page, args=args))
