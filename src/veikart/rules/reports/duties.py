"""What somebody must do now with reports: look over and confirm, approve, open a period, publish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from veikart.calc.reports import Period
from veikart.rules.duties import Duty, DutyAsk, get_unit_parents, walk_units_above
from veikart.rules.reports.period_reports import PeriodReports

CONFIRM, APPROVE, PUBLISH = 30, 28, 26
"""How heavy each weighs among what is due on the same day."""


def find_report_duties(ask: DutyAsk) -> Iterator[Duty]:
    """The reports the person must confirm or approve, and for the one who may publish, the periods that are ready for it."""
    opened = [one for one in ask.book.table("periods").values() if one.status == "open"]
    if not opened:
        return
    parents = get_unit_parents(ask.system, ask.today)
    names = {key: one.name for key, one in ask.system.units.items()}
    led = {one.unit for one in ask.posts if one.leads == "yes"}
    for period in opened:
        reports = PeriodReports(ask.book, period, names, parents, ask.today)
        yield from _own(ask, reports, led)
        if ask.may("publish_report") and reports.units and reports.count("approved") == len(reports.units):
            words = f"Publiser rapporten for {period.name.lower()}"
            yield Duty(f"publish-{period.id}", period.due, words, "Publiser", "report-period", (period.id,), PUBLISH, "Alle rapportene er godkjent.")


def _own(ask: DutyAsk, reports: PeriodReports, led: set[str]) -> Iterator[Duty]:
    period = reports.period
    for unit in reports.units:
        status, name = reports.status(unit), reports.names.get(unit, unit)
        if status.owner == "leader" and unit in led and ask.may("confirm_report"):
            words = f"Se over og bekreft rapporten for {name}, {period.name.lower()}"
            yield _duty("confirm", reports, unit, (words, "Se over"), CONFIRM, _reason(reports, unit, ask.today))
        elif status.owner == "superior" and ask.may("approve_report") and _nearest(reports, unit, led):
            words = f"Godkjenn rapporten for {name}, {period.name.lower()}, eller send den tilbake"
            yield _duty("approve", reports, unit, (words, "Godkjenn"), APPROVE, "Lederen har bekreftet den.")


def _nearest(reports: PeriodReports, unit: str, led: set[str]) -> bool:
    """Whether the person leads the nearest unit above that anybody leads."""
    above = walk_units_above(reports.parents, unit)
    next(above, None)
    return next((one for one in above if reports.leader(one)), "") in led


def _duty(act: str, reports: PeriodReports, unit: str, words: tuple[str, str], weight: int, reason: str) -> Duty:
    period = reports.period
    return Duty(f"{act}-{period.id}-{unit}", period.due, *words, "unit-report", (period.id, unit), weight, reason)


def _reason(reports: PeriodReports, unit: str, today: date) -> str:
    """Why it is asked now: it was sent back, somebody has reminded of it, its day has passed, or it is filled in."""
    report = reports.reports[unit]
    if report.status == "returned":
        return f"Sendt tilbake: {report.returned_words}" if report.returned_words else "Sendt tilbake."
    if report.reminded:
        return "Du er minnet om den."
    return _late(reports.period, today) or "Den er fylt ut for deg."


def _late(period: Period, today: date) -> str:
    if period.due is None or period.due >= today:
        return ""
    days = (today - period.due).days
    return "Fristen var i går." if days == 1 else f"Fristen var for {days} dager siden."
