"""What is asked of periods and reports as they are entered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.reports import Period
from veikart.rules.findings import Finding, make_finding
from veikart.rules.follow_up.tables import get_follow_up_tables
from veikart.rules.law import get_rules
from veikart.rules.words import format_day

TWICE, ANNUAL = "koml-14-5", "koml-14-7-avlagt"
REPORTING = frozenset({"tertial", "half"})


def check_reports(book: FollowUpBook) -> Iterator[Finding]:
    """Periods held against later ones, too few reports in a year, and units without a leader."""
    yield from _check_order(book)
    yield from _check_law(book)
    yield from _check_leaders(book)


def _check_order(book: FollowUpBook) -> Iterator[Finding]:
    rule, periods = get_follow_up_tables()["periods"], book.table("periods")
    for key, one in periods.items():
        for name in ("previous", "last_year"):
            other = periods.get(getattr(one, name))
            if other is not None and _end(other) >= _end(one):
                label = rule.fields[name].label
                yield make_finding("report-period-order", rule.place_of(key, name), name=label, found=other.name, expected=one.name)


def _end(period: Period) -> tuple[int, int]:
    """When a period ends. The year's own report comes after the last tertial, though both end in December."""
    return period.year, period.last_month + period.is_annual


def _check_law(book: FollowUpBook) -> Iterator[Finding]:
    """At least two reports in a year that has any, and the year's own in time."""
    rule, periods = get_follow_up_tables()["periods"], book.table("periods")
    told = [one for one in periods.values() if one.status != "earlier"]
    counted = Counter(one.year for one in told if one.kind in REPORTING)
    least = get_rules()[TWICE].at_least or 0
    for year in sorted({one.year for one in told}):
        if counted[year] < least:
            place = rule.place_of(next(one.id for one in told if one.year == year))
            yield make_finding("report-twice-a-year", place, year=str(year), found=str(counted[year]), expected=str(least))
    last = get_rules()[ANNUAL].month_day
    for key, one in periods.items():
        if one.is_annual and one.due and last:
            day = date(one.year + 1, int(last[:2]), int(last[3:]))
            if one.due > day:
                words = {"name": one.name, "found": format_day(one.due), "expected": format_day(day)}
                yield make_finding("report-due-late", rule.place_of(key, "due"), **words)


def _check_leaders(book: FollowUpBook) -> Iterator[Finding]:
    rule, periods = get_follow_up_tables()["reports"], book.table("periods")
    for key, one in book.table("reports").items():
        if periods[one.period].status == "open" and one.unit not in book.leader_by_unit:
            yield make_finding("report-without-leader", rule.place_of(key, "unit"), unit=one.unit, name=periods[one.period].name)
