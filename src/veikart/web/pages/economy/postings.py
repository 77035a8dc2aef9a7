"""Where the lines of the engines go in the budget."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.economy import Posting
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.tables import get_economy_tables
from veikart.web.economy_links import edit_row_url, new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.rows.words import cell_words
from veikart.web.tables import Context
from veikart.web.working import get_working


@shows_economy
def show_postings(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every posting: the line, the account and unit it goes to, and how."""
    working = get_working(shown)
    accounts = working.published.plan.names if working else {}
    units = {key: one.name for key, one in working.dataset.budget.unit_by_id.items()} if working else {}
    rows = shown.book.table("postings")
    context = make_economy_context(
        shown,
        page="economy-effects",
        title=_("%(count)s linjer føres i budsjettet") % {"count": len(rows)} if rows else _("Ingen linjer føres i budsjettet ennå"),
        window_title=_("Føring i budsjettet"),
        lead=_("Det motorene regner ut, føres på disse kontoene. Slik blir en endring i økonomien til en endring i budsjettet."),
        crumbs=[(_("Virkning"), reverse("economy-effects")), (_("Føring i budsjettet"), "")],
        postings=[_posting(shown, key, one, accounts, units) for key, one in rows.items()],
        new_url=new_row_url("postings") if shown.can_edit else "",
    )
    return render(request, "veikart/economy/postings.html.jinja", context)


def _posting(shown: EconomyShown, key: str, one: Posting, accounts: Mapping[str, str], units: Mapping[str, str]) -> Context:
    fields = get_economy_tables()["postings"].fields
    rule = get_sheet_rules().get(one.sheet)
    line = rule.lines.get(one.line) if rule else None
    sheet = shown.run.sheets.get(one.sheet)
    subject = sheet.name(one.subject) if sheet and one.subject in sheet.place else one.subject
    return {
        "line": f"{rule.name if rule else one.sheet}: {line.name if line else one.line}",
        "url": sheet_url(one.sheet, line=one.line, subject=one.subject) if sheet and line else "",
        "subject": subject or _("alle"),
        "account": f"{one.account} {accounts.get(one.account, '')}".strip(),
        "unit": units.get(one.unit, one.unit) or _("emnets egen"),
        "sign": _("pluss") if one.sign == 1 else _("minus"),
        "mode": cell_words(shown.book, fields["mode"], one),
        "price": cell_words(shown.book, fields["price"], one),
        "edit_url": edit_row_url("postings", key) if shown.can_edit else "",
    }
