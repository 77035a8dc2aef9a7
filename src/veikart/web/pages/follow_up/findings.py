"""Every finding on the follow-up by where it is mended: its book, the revisions, the climate and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.findings import GRADES, Finding
from veikart.rules.words import format_numbers
from veikart.web.counts import grade_words
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.pages.follow_up.finding_groups import FindingGroup, list_groups
from veikart.web.tables import Context

MOST_SHOWN = 40
"""Findings of one kind on the page; the rest are counted."""


@shows_follow_up
def show_findings(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The findings by where they are mended, and by kind there, each with the way to what it is about."""
    groups = list_groups(request, shown)
    context = make_follow_up_context(
        shown,
        page="follow-up-findings",
        title=_title(groups),
        window_title=_("Funn i oppfølgingen"),
        crumbs=[(_("Funn"), "")],
        groups=[_view(one) for one in groups],
        vital_url=reverse("vital-signs"),
    )
    return render(request, "veikart/follow_up/findings.html.jinja", context)


def _title(groups: Sequence[FindingGroup]) -> str:
    said = _count_words(groups)
    return _("%(counts)s i oppfølgingen") % {"counts": said} if said else _("Ingen funn i oppfølgingen")


def _count_words(groups: Iterable[FindingGroup]) -> str:
    """«2 stopp og 3 varsler»."""
    counts = {grade: sum(one.count(grade) for one in groups) for grade in GRADES}
    return _(" og ").join(grade_words(grade, count) for grade, count in counts.items() if count)


def _view(group: FindingGroup) -> Context:
    kinds = groupby(group.findings, key=lambda pair: pair[0].code)
    return {
        "id": group.id,
        "name": group.name,
        "url": group.url,
        "words": group.words,
        "counts": _count_words([group]),
        "kinds": [_kind(list(members)) for _code, members in kinds],
    }


def _kind(members: list[tuple[Finding, str]]) -> Context:
    first = members[0][0]
    return {
        "title": first.title,
        "remedy": first.remedy,
        "findings": [_finding(*one) for one in members[:MOST_SHOWN]],
        "hidden": max(0, len(members) - MOST_SHOWN),
    }


def _finding(finding: Finding, url: str) -> Context:
    place = {"text": _("Gå dit det kan rettes"), "url": url} if url else None
    return {"grade": finding.grade, "sentence": format_numbers(finding.sentence), "remedy": "", "place": place}
