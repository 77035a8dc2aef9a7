"""A report against the same one last year, or the one before it: what moved since."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.reports import Period, ReportDocument, UnitInputs
from veikart.rules.reports.words import describe_growth
from veikart.store.queries import get_newest_documents
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.pages.follow_up.follow_up_pages import sees_follow_up
from veikart.web.report_comparing import comparison_table, comparison_words
from veikart.web.report_shown import get_period, get_reports
from veikart.web.tables import Context


@sees_follow_up
def show_comparison(request: HttpRequest, shown: FollowUpShown, period: str) -> HttpResponse:
    """What moved since the same report last year, or since another period that is asked for (`?med=`)."""
    found = get_period(shown, period)
    others = {one.id: one for one in shown.book.table("periods").values() if _is_before(one, found)}
    other = others.get(request.GET.get("med") or found.last_year or found.previous) or next(iter(others.values()), None)
    documents = get_newest_documents([period, other.id if other else ""])
    now = _inputs(shown, found, documents)
    if now is None:
        raise Http404
    before = _before(shown, found, other, documents)
    both = [unit for unit in now if unit in before]
    context = make_follow_up_context(
        shown,
        page="reports",
        title=_title(shown, found, other, now, before),
        window_title=_("%(name)s sammenliknet") % {"name": found.name},
        crumbs=[(_("Rapporter"), reverse("reports")), (found.name, _period_url(shown, period)), (_("Sammenliknet"), "")],
        table=comparison_table(both, now, before, (other.name, found.name), is_over=found.is_whole_year) if both and other else None,
        words=comparison_words(both, now, before, than=_name_in_words(other), is_over=found.is_whole_year) if other else [],
        others=[{"id": one.id, "name": one.name, "chosen": other is not None and one.id == other.id} for one in others.values()],
        period=found,
    )
    return render(request, "veikart/follow_up/report_comparison.html.jinja", context)


def _period_url(shown: FollowUpShown, period: str) -> str:
    """The period for those who work on it; its report for everyone else."""
    return reverse("report-period" if shown.is_draft else "read-report", args=[period])


def _name_in_words(period: Period) -> str:
    """The period within a sentence: «i 2019», or «i 1. tertial 2019»."""
    return _("i %(name)s") % {"name": period.year if period.is_annual else period.name.lower()}


def _is_before(one: Period, other: Period) -> bool:
    return (one.year, one.last_month) < (other.year, other.last_month) and one.status != "planned"


def _inputs(shown: FollowUpShown, period: Period, documents: Mapping[str, ReportDocument]) -> Mapping[str, UnitInputs] | None:
    """What the period's report was filled in with: as published, else as it is now for those who work on it."""
    document = documents.get(period.id)
    if document is not None:
        return {one.unit: one for one in document.units}
    return get_reports(shown, period).inputs if shown.is_draft else None


def _before(shown: FollowUpShown, period: Period, other: Period | None, documents: Mapping[str, ReportDocument]) -> Mapping[str, UnitInputs]:
    """The same of the other period: as published, else as this period's report was frozen with it, else as it is known now."""
    if other is None:
        return {}
    if other.id == period.last_year and other.id not in documents:
        if period.id in documents:
            return {one.unit: one for one in documents[period.id].year_ago}
        return get_reports(shown, period, with_year_ago=True).year_ago if shown.is_draft else {}
    return _inputs(shown, other, documents) or {}


def _title(shown: FollowUpShown, period: Period, other: Period | None, now: Mapping[str, UnitInputs], before: Mapping[str, UnitInputs]) -> str:
    """The answer: how the whole has moved."""
    top = shown.book.setting.top_unit if shown.book.setting else ""
    words: Context = {"name": period.name, "other": other.name if other else ""}
    if other is None:
        return _("%(name)s har ingen tidligere rapport å sammenliknes med") % words
    money = [one[top].money if top in one else None for one in (now, before)]
    told = describe_growth(money[0], money[1], is_over=period.is_whole_year) if money[0] and money[1] else ""
    if told:
        return _("%(name)s mot %(other)s: %(told)s") % {**words, "told": told}
    return _("%(name)s sammenliknet med %(other)s") % words
