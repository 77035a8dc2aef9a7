"""An account for KOSTRA before it is stored: the controls that it does not pass."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.import_kostra import import_kostra
from veikart.actions.import_ledger import KOSTRA, find_format
from veikart.actions.ledger_pending import read_upload, remove_pending
from veikart.calc.ledger.kostra import KostraFile
from veikart.exchange.ledger import read_kostra
from veikart.rules.findings import Finding
from veikart.rules.words import format_nok
from veikart.web.finding_views import finding_view
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.pages.follow_up.ledger_import import drop, make_import_context, show_gone
from veikart.web.pages.follow_up.ledger_kostra import list_facts


@edits_follow_up("import_ledger")
def check_kostra(request: HttpRequest, shown: FollowUpShown, token: str) -> HttpResponse:
    """The controls that a file does not pass; stored when somebody confirms it."""
    upload = read_upload(token)
    if upload is None or find_format(upload[0]) != KOSTRA:
        return show_gone(request, shown)
    path, asked = upload
    if "cancel" in request.POST:
        return drop(request, token)
    refused: Sequence[Finding] = ()
    if request.method == "POST":
        try:
            made = import_kostra(path, asked.name, actor=shown.actor)
        except ChangeRefused as refusal:
            refused = refusal.findings
        else:
            remove_pending(token)
            messages.success(request, _("KOSTRA-regnskapet «%(name)s» er lagret.") % {"name": asked.name})
            return redirect(f"{reverse('ledger-kostra')}?nummer={made.number}")
    file, findings = read_kostra(path.read_bytes(), name=asked.name)
    context = make_import_context(
        shown,
        title=_say_controls(asked.name, file, len(findings)),
        crumbs=[(_("KOSTRA"), "")],
        facts=list_facts(file) if file else [],
        findings=[finding_view(one) for one in ([*refused, *findings] if file else findings)],
        can_store=file is not None and not refused,
    )
    return render(request, "veikart/follow_up/ledger_kostra_check.html.jinja", context, status=409 if refused else 200)


def _say_controls(name: str, file: KostraFile | None, count: int) -> str:
    words = {"name": name, "count": format_nok(count)}
    if file is None:
        return _("«%(name)s» kan ikke leses") % words
    return _("«%(name)s» har %(count)s funn i kontrollene til SSB") % words if count else _("«%(name)s» består kontrollene til SSB") % words
