"""Every finding on the follow-up: on its rows, between the books, and on the revisions, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.findings import GRADES, Finding
from veikart.rules.follow_up import check_follow_up_book
from veikart.rules.follow_up.crossing import Crossing, find_crossing
from veikart.web.counts import grade_words
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.keeping import remember
from veikart.web.links import with_query
from veikart.web.revision_shown import get_revision_shown
from veikart.web.tables import Context

MOST_SHOWN = 40
"""Findings of one kind on the page; the rest are counted."""


def find_findings(shown: FollowUpShown) -> list[Finding]:
    """The findings on the follow-up as this reader sees it, kept while the books and the budget are the same."""
    programme = shown.programme

    def find() -> list[Finding]:
        measures = programme.budget.measure_by_id.keys() if programme else None
        revisions = (get_revision_shown(shown, key) for key in shown.book.table("revisions"))
        own = [finding for one in revisions if one for finding in one.findings]
        return [*check_follow_up_book(shown.book), *find_crossing(Crossing(shown.book, shown.system, measures)), *own]

    found: list[Finding] = remember(("follow-up-findings", str(shown.is_draft)), find, of=(shown.book, shown.system, programme))
    return found


@shows_follow_up
def show_findings(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The findings by grade, and by kind within a grade, each with the way to what it is about."""
    found = find_findings(shown)
    context = make_follow_up_context(
        shown,
        page="follow-up-findings",
        title=_title(found),
        window_title=_("Funn i oppfølgingen"),
        crumbs=[(_("Funn"), "")],
        grades=[_grade(shown, grade, [one for one in found if one.grade == grade]) for grade in GRADES if any(one.grade == grade for one in found)],
        vital_url=reverse("vital-signs"),
    )
    return render(request, "veikart/follow_up/findings.html.jinja", context)


def _title(found: Iterable[Finding]) -> str:
    counts = {grade: sum(one.grade == grade for one in found) for grade in GRADES}
    said = [grade_words(grade, count) for grade, count in counts.items() if count]
    return _("%(counts)s i oppfølgingen") % {"counts": _(" og ").join(said)} if said else _("Ingen funn i oppfølgingen")


def _grade(shown: FollowUpShown, grade: str, found: list[Finding]) -> Context:
    kinds = groupby(sorted(found, key=lambda one: one.code), key=lambda one: one.code)
    return {"grade": grade, "word": grade_words(grade, len(found)), "kinds": [_kind(shown, list(members)) for _code, members in kinds]}


def _kind(shown: FollowUpShown, members: list[Finding]) -> Context:
    return {
        "title": members[0].title,
        "remedy": members[0].remedy,
        "findings": [_view(shown, one) for one in members[:MOST_SHOWN]],
        "hidden": max(0, len(members) - MOST_SHOWN),
    }


def _view(shown: FollowUpShown, finding: Finding) -> Context:
    url = _place_url(shown, finding)
    return {"grade": finding.grade, "sentence": finding.sentence, "remedy": "", "place": {"text": _("Gå til raden"), "url": url} if url else None}


def _place_url(shown: FollowUpShown, finding: Finding) -> str:
    """The page of a revision, or the form of the row for those who may edit it."""
    table, _mark, key = finding.place.figure.partition(":")
    if table == "revisions" and key in shown.book.table(table):
        return reverse("revision", args=[key])
    if not shown.can_edit or key not in shown.book.table(table):
        return ""
    return with_query(reverse("edit-follow-up-row", args=[table, key]), next=reverse("follow-up-findings"))
