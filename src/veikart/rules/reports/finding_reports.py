"""What keeps a report from being confirmed or published, as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from veikart.calc.reports import Period
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.law import get_rules
from veikart.rules.reports.period_reports import PeriodReports
from veikart.rules.reports.statuses import ReportStatus
from veikart.rules.reports.unit_report import UnitReport
from veikart.rules.reports.words import describe_deviation


def find_unexplained(report: UnitReport) -> Iterator[Finding]:
    """The large deviations of a unit that nobody has explained. Grade stop."""
    for one in report.missing:
        name = report.name if one.line.name in {"", report.name} else f"{report.name}, {one.line.name.lower()}"
        yield make_finding("report-deviation-unexplained", _place(report), name=name, found=describe_deviation(one.line.deviation).lower())


def find_unfinished(reports: PeriodReports, *, without: Collection[str] = ()) -> Iterator[Finding]:
    """What keeps a period's report from being published: reports that are not approved (but those of `without`, which are left as they are), headings
    the law asks for that stand empty, and deviations without a word. Where the topmost report is left as it is, its headings say who has not
    delivered. Grade stop."""
    if not reports.has(reports.top):
        yield make_finding("report-nobody", Place(figure=f"periods:{reports.period.id}"), name=reports.period.name)
        return
    for unit in reports.units:
        status = reports.status(unit)
        if status.id != "approved" and unit not in without:
            place = Place(figure=f"reports:{reports.period.id}|{unit}", unit=reports.names.get(unit, unit))
            yield make_finding("report-not-approved", place, name=reports.names.get(unit, unit), found=status.words.lower())
    top = reports.unit(reports.top)
    for seen in top.parts if reports.top not in without else ():
        if seen.part.required and not seen.text.strip():
            law = get_rules()[seen.part.rule].citation if seen.part.rule else ""
            yield make_finding("report-heading-missing", _place(top), name=seen.part.name, expected=law)
    for unit in reports.units:
        if unit not in without:
            yield from find_unexplained(reports.unit(unit))


def make_status_finding(period: Period, unit: str, status: ReportStatus, wanted: str) -> Finding:
    """The finding on a report that cannot be moved as somebody wants from where it is; `wanted` in words («godkjennes»). Grade stop."""
    return make_finding("report-status", Place(figure=f"reports:{period.id}|{unit}"), found=status.name.lower(), expected=wanted)


def make_period_finding(period: Period, status: str, wanted: str) -> Finding:
    """The finding on a period that is not open, or is so already; `status` and `wanted` in words. Grade stop."""
    return make_finding("report-period-status", Place(figure=f"periods:{period.id}"), name=period.name, found=status.lower(), expected=wanted)


def make_edition_finding(period: Period) -> Finding:
    """The finding on a new edition that does not say what is different. Grade stop."""
    return make_finding("report-edition-words", Place(figure=f"periods:{period.id}"), name=period.name)


def _place(report: UnitReport) -> Place:
    return Place(figure=f"reports:{report.period.id}|{report.unit}", unit=report.name)
