"""What is wrong or missing in the economy's book, and what its results break: every finding with the way to mend it."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.economy.checking.climate import find_climate_crossing
from veikart.rules.economy.supervising import find_supervision
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import GRADES, Finding
from veikart.rules.law import get_rules
from veikart.rules.words import format_numbers
from veikart.web.economy_links import edit_row_url, new_row_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy, sort_findings
from veikart.web.keeping import remember
from veikart.web.links import with_query
from veikart.web.plan_links import law_link
from veikart.web.tables import Context
from veikart.web.working import get_working

ASSUMPTIONS = "assumptions"
MOST_SHOWN = 60
"""Findings of one kind on the page; the rest are counted."""


@shows_economy
def show_findings(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The findings by kind, the gravest first."""
    found = _all_findings(shown)
    context = make_economy_context(
        shown,
        page="economy-findings",
        title=findings_title(found),
        window_title=_("Funn"),
        crumbs=[(_("Funn"), "")],
        groups=[_group(shown, code, list(members)) for code, members in groupby(found, key=lambda one: one.code)],
    )
    return render(request, "veikart/economy/findings.html.jinja", context)


def _all_findings(shown: EconomyShown) -> list[Finding]:
    """What is found in the book and its results, and in what they do to the published budget where there is one."""
    working = get_working(shown)
    if working is None:
        return shown.findings
    programme = working.draft if working.effects else working.published

    def find() -> list[Finding]:
        climate = find_climate_crossing(shown.book, working.published.dataset.budget.measure_by_id)
        return sort_findings([*shown.findings, *working.findings, *climate, *find_supervision(programme, shown.book, shown.today)])

    found: list[Finding] = remember(("economy-all-findings", str(shown.is_draft), shown.today.isoformat()), find, of=(working,))
    return found


def findings_title(findings: list[Finding]) -> str:
    """How many of each grade, in words."""
    counts = [sum(one.grade == grade for one in findings) for grade in GRADES]
    words = [
        ngettext("%(count)s stopp", "%(count)s stopp", counts[0]) % {"count": counts[0]} if counts[0] else "",
        ngettext("%(count)s varsel", "%(count)s varsler", counts[1]) % {"count": counts[1]} if counts[1] else "",
        ngettext("%(count)s merknad", "%(count)s merknader", counts[2]) % {"count": counts[2]} if counts[2] else "",
    ]
    told = [one for one in words if one]
    if not told:
        return _("Ingen funn i økonomien")
    return _("%(counts)s om økonomien") % {"counts": _(" og ").join(told)}


def _group(shown: EconomyShown, code: str, findings: list[Finding]) -> Context:
    rule = get_rules().get(findings[0].rule)
    return {
        "code": code,
        "title": findings[0].title,
        "remedy": findings[0].remedy,
        "rule": law_link(rule) if rule and rule.citation else None,
        "count": len(findings),
        "findings": [finding_view(shown, one) for one in findings[:MOST_SHOWN]],
        "more": max(0, len(findings) - MOST_SHOWN),
    }


def finding_view(shown: EconomyShown, finding: Finding) -> Context:
    """A finding with the way to the row it is about, for those who may change it."""
    text, url = finding.place.words(), mend_url(shown, finding)
    return {
        "grade": finding.grade,
        "sentence": format_numbers(finding.sentence),
        "remedy": "",
        "place": {"text": (_("Gå dit det kan rettes") if url else "") or text, "url": url} if url or text else None,
    }


def mend_url(shown: EconomyShown, finding: Finding) -> str:
    """The form of the row a finding is about, or of a new one where it is missing; empty for those who may not write."""
    table, _mark, key = finding.place.figure.partition(":")
    if not shown.can_edit or table not in get_economy_tables():
        return ""
    if key in shown.book.table(table):
        return edit_row_url(table, key)
    if table == ASSUMPTIONS:
        return with_query(reverse("economy-assumptions"), rediger="1", fra=str(finding.place.year or ""))
    return new_row_url(table)
