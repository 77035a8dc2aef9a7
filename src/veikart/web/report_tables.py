"""The money of a report as a table on a page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.reports import MoneyLine
from veikart.rules.reports import PeriodReports, UnitReport
from veikart.rules.reports.document_figures import name_figures
from veikart.rules.reports.words import percent
from veikart.rules.words import format_mill
from veikart.web.tables import Context, row


def lines_table(reports: PeriodReports, report: UnitReport) -> Context | None:
    """What the unit's money is divided on, with the sum at the foot; None where nothing is known."""
    money = report.inputs.money
    if money is None:
        return None
    names = name_figures(report.period)
    lines = [_row(reports, report, one, names, one.name) for one in report.lines]
    lines.append(_row(reports, report, money, names, _("Sum") if lines else report.name, kind="total"))
    return {
        "id": "penger",
        "caption": _("Budsjett og regnskap") if report.period.is_whole_year else _("Budsjett, regnskap og prognose"),
        "unit": _("Mill. kr"),
        "unit_line": _("Utgift er positiv, inntekt negativ. Avvik: positivt er mindreforbruk."),
        "columns": [{"text": name, "current": key == "deviation"} for key, name in names.items()] + [{"text": _("Prosent")}],
        "rows": lines,
        "notes": [money.source] if money.source else [],
    }


def _row(reports: PeriodReports, report: UnitReport, line: MoneyLine, names: dict[str, str], label: str, **more: str) -> Context:
    values = [getattr(line, key) for key in names]
    cells: list[Context | None] = [{"text": format_mill(nok)} if nok is not None else None for nok in values]
    cells.append({"text": percent(line.share)} if line.share is not None else None)
    url = reverse("unit-report", args=[report.period.id, line.id]) if line.id in report.children and reports.has(line.id) else ""
    note = _("Over grensen") if reports.limits.is_passed(line) else ""
    return row(label, cells, url=url, note=note, **more)
