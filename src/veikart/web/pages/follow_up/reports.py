"""Reporting: the periods there are, and the reports that are published."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.reports import Period
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.reports import PeriodReports
from veikart.rules.words import format_day
from veikart.store.models import PublishedReport
from veikart.store.queries import get_published_reports
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.links import with_query
from veikart.web.report_shown import period_words
from veikart.web.tables import Context

ORDER = ("open", "planned", "published", "earlier")


@shows_follow_up
def show_reports(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The reports everyone may read, and for those who report every period with how far it has come."""
    published = get_published_reports()
    newest = {one.period: one for one in reversed(published)}
    periods = _sorted(shown) if shown.is_draft else []
    context = make_follow_up_context(
        shown,
        page="reports",
        title=_title(shown, list(newest.values()), periods),
        window_title=_("Rapporter"),
        lead=_("Lederne får rapporten ferdig utfylt, ser over den og forklarer avvikene. Når den er publisert, endrer den seg aldri."),
        crumbs=[(_("Rapporter"), "")],
        periods=[_period_row(shown, one) for one in periods if one.status != "earlier"],
        published=[_published_row(one, published) for one in newest.values()],
        new_url=with_query(reverse("new-follow-up-row", args=["periods"]), next=reverse("reports")) if shown.can_edit else "",
    )
    return render(request, "veikart/follow_up/reports.html.jinja", context)


def _sorted(shown: FollowUpShown) -> list[Period]:
    found = shown.book.table("periods").values()
    return sorted(found, key=lambda one: (ORDER.index(one.status), -one.year, -one.last_month))


def _title(shown: FollowUpShown, published: Sequence[PublishedReport], periods: Sequence[Period]) -> str:
    opened = next((one for one in periods if one.status == "open"), None)
    if opened is not None:
        reports = PeriodReports(shown.book, opened, {}, shown.parents, shown.today)
        words = {"name": opened.name, "done": reports.count("confirmed", "approved"), "all": len(reports.units)}
        return _("%(name)s er åpen: %(done)s av %(all)s rapporter er bekreftet") % words
    if not published:
        return _("Ingen rapporter er publisert ennå")
    return ngettext("%(count)s rapport er publisert", "%(count)s rapporter er publisert", len(published)) % {"count": len(published)}


def _period_row(shown: FollowUpShown, period: Period) -> Context:
    reports = PeriodReports(shown.book, period, {}, shown.parents, shown.today)
    is_begun = period.status in {"open", "published"}
    late = sum(reports.is_late(unit) for unit in reports.units)
    return {
        "name": period.name,
        "url": reverse("report-period", args=[period.id]),
        "kind": get_follow_up_choices("period_kind")[period.kind],
        "status": period_words(period),
        "grade": {"open": "note", "published": "ok"}.get(period.status, "note"),
        "done": f"{reports.count('confirmed', 'approved')} {_('av')} {len(reports.units)}" if is_begun else "",
        "late": late,
    }


def _published_row(one: PublishedReport, published: Sequence[PublishedReport]) -> Context:
    return {
        "name": one.title,
        "url": reverse("read-report", args=[one.period]),
        "pdf": reverse("report-pdf", args=[one.period]),
        "day": format_day(one.published_at.date()),
        "edition": one.edition,
        "changed": one.changed,
        "editions": [
            {"number": other.edition, "url": reverse("read-report-edition", args=[other.period, other.edition])}
            for other in published
            if other.period == one.period and other.edition != one.edition
        ],
    }
