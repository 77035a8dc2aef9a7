"""A published report: to read, to print, and with every figure open to where it came from when it was frozen."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.reports import FigureInput, ReportDocument, ReportFigure, read_report_document
from veikart.exchange.typst.report import write_report_pdf
from veikart.rules.words import format_day
from veikart.store.models import PublishedReport
from veikart.store.queries import get_published_report, get_published_reports
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.keeping import remember
from veikart.web.report_reading import section_views
from veikart.web.tables import Context


def get_document(period: str, edition: int | None = None) -> tuple[PublishedReport, ReportDocument]:
    """An edition of a published report, the newest where none is named. Raises Http404. One query."""
    found = get_published_report(period, edition)
    if found is None:
        raise Http404
    document: ReportDocument = remember(("report", found.sha256), lambda: read_report_document(found.content))
    return found, document


@shows_follow_up
def read_report(request: HttpRequest, shown: FollowUpShown, period: str, edition: int | None = None) -> HttpResponse:
    """The report as it was published, with its contents."""
    stored, document = get_document(period, edition)
    editions = [one for one in get_published_reports() if one.period == period]
    newest = max(one.edition for one in editions)
    context = make_follow_up_context(
        shown,
        page="reports",
        title=f"{document.title} {document.subtitle}",
        kicker=_status_words(document),
        lead=_lead(document),
        crumbs=[(_("Rapporter"), reverse("reports")), (document.subtitle, "")],
        sections=section_views(document),
        changed=document.changed if document.edition > 1 else "",
        is_newest=document.edition == newest,
        newest_url=reverse("read-report", args=[period]),
        editions=[
            {"number": one.edition, "day": format_day(one.published_at.date()), "url": reverse("read-report-edition", args=[period, one.edition])}
            for one in editions
            if one.edition != document.edition
        ],
        pdf_url=reverse("report-pdf-edition", args=[period, document.edition]),
        comparison=_comparison_link(shown, period),
        sha256=stored.sha256,
        note=document.source,
    )
    return render(request, "veikart/follow_up/read_report.html.jinja", context)


def _comparison_link(shown: FollowUpShown, key: str) -> Context | None:
    """The way to what has changed since the period it is held against; none where it is held against nothing."""
    period = shown.book.table("periods").get(key)
    if period is None or not (period.last_year or period.previous):
        return None
    words = _("Hva er endret siden i fjor?") if period.last_year else _("Hva er endret siden sist?")
    return {"text": words, "url": reverse("report-comparison", args=[key])}


def _status_words(document: ReportDocument) -> str:
    words = {"municipality": document.municipality, "day": format_day(date.fromisoformat(document.published)), "edition": document.edition}
    if document.edition > 1:
        return _("%(municipality)s, utgave %(edition)s, publisert %(day)s") % words
    return _("%(municipality)s, publisert %(day)s") % words


def _lead(document: ReportDocument) -> str:
    """The first thing the figures of the whole say."""
    numbers = document.sections[0].key_numbers if document.sections else ()
    return ". ".join(f"{one.label}: {one.value} {one.unit}".strip() for one in numbers[:2]) + "." if numbers else ""


def send_pdf(_request: HttpRequest, period: str, edition: int | None = None) -> HttpResponse:
    """The report as a PDF, set from the same document."""
    stored, document = get_document(period, edition)
    content: bytes = remember(("report-pdf", stored.sha256), lambda: write_report_pdf(document))
    headers = {"Content-Disposition": f'inline; filename="{period}-utgave-{document.edition}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@shows_follow_up
def show_figure(request: HttpRequest, shown: FollowUpShown, period: str, edition: int, figure: str) -> HttpResponse:
    """One figure of a published report: how it was worked out, of what, and from where. As a panel where the page asks for that."""
    _stored, document = get_document(period, edition)
    found = document.figure(figure)
    if found is None:
        raise Http404
    explanation = _explain(document, found, _lines_link(shown, found))
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "veikart/panel_only.html.jinja", {"explanation": explanation})
    context = make_follow_up_context(
        shown,
        page="reports",
        title=f"{found.name}: {found.text} {found.unit}",
        window_title=found.name,
        kicker=f"{document.title} {document.subtitle}",
        crumbs=[(_("Rapporter"), reverse("reports")), (document.subtitle, _read_url(document)), (found.name, "")],
        explanation=explanation,
    )
    return render(request, "veikart/follow_up/report_figure.html.jinja", context)


def _read_url(document: ReportDocument) -> str:
    return reverse("read-report-edition", args=[document.period, document.edition])


def _lines_link(shown: FollowUpShown, figure: ReportFigure) -> str:
    """The voucher lines behind a figure of the ledger, for those who may see the vouchers of the whole."""
    if not (figure.ledger_accounts and shown.is_draft and shown.can("read_vouchers")):
        return ""
    if figure.ledger_unit and figure.ledger_unit not in shown.unit_names:
        return ""
    asked: dict[str, object] = {"aar": figure.ledger_year, "til": figure.ledger_month}
    asked |= {key: value for key, value in (("prosjekt", figure.ledger_project), ("enhet", figure.ledger_unit)) if value}
    return f"{reverse('ledger-lines')}?{urlencode({**asked, 'art': figure.ledger_accounts}, doseq=True)}"


def _explain(document: ReportDocument, figure: ReportFigure, lines: str) -> Context:
    inputs = [_input(document, one) for one in figure.inputs]
    if lines and inputs:
        start = lines.partition("&art=")[0]
        inputs = [{**one, "url": f"{start}&art={code}"} for one, code in zip(inputs, figure.ledger_accounts, strict=True)]
    return {
        "title": figure.name,
        "kicker": f"{document.title} {document.subtitle}",
        "text": figure.text,
        "unit": figure.unit,
        "url": reverse("report-figure", args=[document.period, document.edition, figure.id]),
        "formula": figure.words or _("Tallet er hentet rett fra kilden."),
        "inputs": inputs,
        "more": {"text": _("Se bilagslinjene, slik de er nå"), "url": lines} if lines else None,
        "source": {"document": figure.source or _("Regnet av tallene over"), "place": _("slik det var da rapporten ble publisert")},
        "page": {"text": _("Til rapporten"), "url": _read_url(document)},
    }


def _input(document: ReportDocument, one: FigureInput) -> Context:
    url = reverse("report-figure", args=[document.period, document.edition, one.figure]) if one.figure else ""
    return {"label": one.name, "text": one.text, "url": url}
