"""What a ledger file holds, and storing it when somebody has confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.confirm_ledger import confirm_ledger
from veikart.actions.ledger_pending import PendingLedger, read_pending, read_upload
from veikart.exchange.ledger import LedgerLine, format_ore
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.words import format_nok
from veikart.web.finding_views import finding_view
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.ledger_shown import month_names
from veikart.web.ledger_tables import line_view
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.pages.follow_up.ledger_import import drop, make_import_context, show_gone
from veikart.web.tables import Context


@edits_follow_up("import_ledger")
def show_preview(request: HttpRequest, shown: FollowUpShown, token: str) -> HttpResponse:
    """What the file holds, and what is wrong with it; stored when somebody confirms it."""
    pending = read_pending(token)
    if pending is None:
        return show_gone(request, shown)
    if request.method == "POST":
        return _finish(request, shown, pending)
    return _preview(request, shown, pending)


def _finish(request: HttpRequest, shown: FollowUpShown, pending: PendingLedger) -> HttpResponse:
    if "cancel" in request.POST:
        return drop(request, pending.token)
    try:
        made = confirm_ledger(pending.token, actor=shown.actor)
    except ChangeRefused as refusal:
        return _preview(request, shown, pending, refusal.findings, status=409)
    words = {"lines": format_nok(made.lines), "name": made.file_name}
    told = ngettext("%(lines)s linje fra «%(name)s» teller nå i regnskapet.", "%(lines)s linjer fra «%(name)s» teller nå i regnskapet.", made.lines)
    messages.success(request, told % words)
    month = min(max((one for one, *_rest in made.months), default=12), 12)
    return redirect(f"{reverse('ledger-report')}?aar={made.year}" + (f"&til={month}" if month and made.kind == "accounts" else ""))


def _preview(request: HttpRequest, shown: FollowUpShown, pending: PendingLedger, more: Sequence[Any] = (), status: int = 200) -> HttpResponse:
    read = pending.read
    findings = [*more, *read.findings]
    context = make_import_context(
        shown,
        title=_title(pending),
        crumbs=[(_("Se over"), "")],
        token=pending.token,
        layout_url=reverse("ledger-layout", args=[pending.token]) if read_upload(pending.token) else "",
        can_store=pending.can_store and not more,
        facts=_facts(pending),
        findings=[finding_view(one) for one in findings],
        hidden=sum(read.finding_counts.values()) - len(read.findings),
        wrong=read.lines_wrong,
        months=_months(pending),
        lines=[_line_view(one) for one in read.preview],
    )
    return render(request, "veikart/follow_up/ledger_preview.html.jinja", context, status=status)


def _title(pending: PendingLedger) -> str:
    read, good = pending.read, pending.read.lines_good
    words = {"name": pending.file_name, "good": format_nok(good)}
    if not pending.can_store:
        return _("Ingenting nytt kan lagres fra «%(name)s»") % words
    if read.lines_wrong:
        return (
            ngettext("%(good)s linje i «%(name)s» er god, resten blir ikke med", "%(good)s linjer i «%(name)s» er gode, resten blir ikke med", good)
            % words
        )
    return ngettext("%(good)s linje i «%(name)s» er klar til å lagres", "%(good)s linjer i «%(name)s» er klare til å lagres", good) % words


def _facts(pending: PendingLedger) -> list[tuple[str, str]]:
    """What the file is and what it comes to."""
    read = pending.read
    days = f"{read.first_date:%d.%m.%Y} – {read.last_date:%d.%m.%Y}" if read.first_date and read.last_date else ""
    found = [
        (_("Kilde"), pending.source.name),
        (_("Slag og år"), f"{get_follow_up_choices('ledger_kind')[pending.source.kind]} {pending.year}"),
        (_("Linjer i filen"), format_nok(read.lines_read)),
        (_("Gode linjer"), format_nok(read.lines_good)),
        (_("Linjer som ikke blir med"), format_nok(read.lines_wrong) if read.lines_wrong else ""),
        (_("Linjer som er lagret fra før"), format_nok(read.lines_identical) if read.lines_identical else ""),
        (_("Bilag"), format_nok(read.vouchers) if read.vouchers else ""),
        (_("Datoer"), days),
        (_("Debet"), format_ore(read.debit_ore)),
        (_("Kredit"), format_ore(read.credit_ore)),
        (_("Sum"), format_ore(read.sum_ore)),
        (_("Kontrolltall"), _say_control(pending)),
        (_("Filens fingeravtrykk (SHA-256)"), pending.file_sha256),
    ]
    return [(name, words) for name, words in found if words]


def _say_control(pending: PendingLedger) -> str:
    """What the accounting system says that the file comes to, and whether it does."""
    given = pending.control
    if given is None:
        return ""
    said = [format_ore(given.sum_ore)] if given.sum_ore is not None else []
    said += [ngettext("%(count)s linje", "%(count)s linjer", given.lines) % {"count": format_nok(given.lines)}] if given.lines is not None else []
    told = _("stemmer ikke") if pending.read.finding_counts.get("ledger-control") else _("stemmer")
    return f"{', '.join(said)}: {told}" if pending.read.lines_read else ", ".join(said)


def _months(pending: PendingLedger) -> Context:
    names = {0: _("Hele året"), 13: _("Årsavslutning"), **dict(enumerate(month_names(), start=1))}
    return {
        "id": "maaneder",
        "caption": _("Linjene måned for måned"),
        "unit": _("Måned"),
        "columns": [{"text": _("Linjer")}, {"text": _("Kroner")}],
        "rows": [
            {"label": names[month], "cells": [{"text": format_nok(one.lines)}, {"text": format_ore(one.sum_ore)}]}
            for month, one in sorted(pending.read.months.items())
        ],
    }


def _line_view(one: LedgerLine) -> Context:
    """The line with what its account is understood as; a line of a budget has no voucher."""
    names = {} if one.voucher else {"voucher": str(one.line), "line": ""}
    return {**line_view(one), **names, "account": f"{one.account} ({one.kostra})"}
