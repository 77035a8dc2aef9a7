"""Reports that have been published."""

from __future__ import annotations

from collections.abc import Iterable

from veikart.calc.reports import ReportDocument, read_report_document
from veikart.store.models import PublishedReport


def get_published_reports() -> list[PublishedReport]:
    """Every edition of every report without its content, the newest year and the newest edition first. One query."""
    return list(PublishedReport.objects.defer("content").order_by("-year", "-published_at", "-edition"))


def get_published_report(period: str, edition: int | None = None) -> PublishedReport | None:
    """An edition of a period's report with its content, the newest where none is named; None where there is none. One query."""
    found = PublishedReport.objects.filter(period=period)
    wanted = found if edition is None else found.filter(edition=edition)
    return wanted.order_by("-edition").first()


def get_newest_documents(periods: Iterable[str]) -> dict[str, ReportDocument]:
    """The newest edition of each of the periods' reports, where there is one. One query, none where no period is named."""
    wanted = [one for one in periods if one]
    found = PublishedReport.objects.filter(period__in=wanted).order_by("edition") if wanted else ()
    newest = {one.period: one for one in found}
    return {period: read_report_document(one.content) for period, one in newest.items()}
