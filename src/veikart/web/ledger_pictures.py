"""The pictures of a unit's year: accounts against the periodised budget, month by month and added up."""

from __future__ import annotations

from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.exchange.charts import MILL_NOK, WHOLE_MILL_NOK, Band, Series, draw_for_both, fan_chart, line_chart
from veikart.rules.deviations import YearPath
from veikart.web.ledger_shown import LedgerShown, month_names
from veikart.web.ledger_tables import months_table
from veikart.web.tables import Context

LARGE = 100_000_000


def draw_year(ledger: LedgerShown, path: YearPath, name: str) -> list[Context]:
    """The year added up with its forecast, and month by month, each with its numbers."""
    return [_added_up(ledger, path, name), _by_month(ledger, path, name)]


def _short_months() -> list[str]:
    return [one[:3].lower() for one in month_names()]


def _added_up(ledger: LedgerShown, path: YearPath, name: str) -> Context:
    is_over = ledger.is_over
    heading = _("Regnskap mot budsjettet, summert fra januar") if is_over else _("Regnskap og prognose mot budsjettet, summert fra januar")
    line = _("Regnskap") if is_over else _("Regnskap og prognose")
    bands = [] if is_over else [Band(_("Mellom metodene"), path.low, path.high)]
    svg = draw_for_both(
        fan_chart,
        chart_id="aaret",
        middle=Series(line, path.forecast, "revenue"),
        bands=bands,
        steps=Series(_("Budsjett"), path.budget),
        years=_short_months(),
        with_zero=True,
        title=f"{name}: {heading}",
        unit=WHOLE_MILL_NOK if max(map(abs, path.budget)) >= LARGE else MILL_NOK,
        height=300,
    )
    note = _("Mill. kr. Fra %(month)s er linjen prognosen, og båndet går fra den laveste til den høyeste av metodene.")
    lines = [
        (_("Budsjett"), path.budget, ""),
        (line, path.forecast, ""),
        *([] if is_over else [(_("Laveste metode"), path.low, ""), (_("Høyeste metode"), path.high, "")]),
    ]
    words = _("Mill. kr") if is_over else note % {"month": month_names()[ledger.month].lower()}
    return {"heading": heading, "note": words, "svg": Markup(svg), "table": months_table(_short_months(), lines, caption=heading)}


def _by_month(ledger: LedgerShown, path: YearPath, name: str) -> Context:
    heading = _("Måned for måned")
    accounts = [*path.accounts, *[None] * (len(path.budget_months) - len(path.accounts))]
    largest = max(map(abs, path.budget_months))
    svg = draw_for_both(
        line_chart,
        chart_id="maaned",
        series=[Series(_("Budsjett"), path.budget_months, "earlier"), Series(_("Regnskap"), accounts, "revenue")],
        years=_short_months(),
        title=f"{name}: {heading}",
        unit=WHOLE_MILL_NOK if largest >= LARGE else MILL_NOK,
        height=240,
    )
    lines = [
        (_("Budsjett"), path.budget_months, ""),
        (_("Regnskap"), accounts, ""),
        (_("Regnskap %(year)s") % {"year": ledger.year - 1}, path.last_year, ""),
    ]
    return {"heading": heading, "note": _("Mill. kr"), "svg": Markup(svg), "table": months_table(_short_months(), lines, caption=heading)}
