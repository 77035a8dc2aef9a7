"""The deviation report: every unit's budget, accounts and forecast, or the same divided by account group, function or project."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.rules.deviations import EconomyReport, UnitEconomy
from veikart.rules.words import format_mill
from veikart.web.finding_views import finding_view
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.ledger_axes import DIVIDED, INVESTMENTS, make_divided_table, say_investments
from veikart.web.ledger_shown import LedgerShown, make_ledger_context, show_with_ledger
from veikart.web.ledger_tables import ALL, EVERYTHING, NONE, format_signed, list_columns, list_opened, make_group_rows, make_unit_rows
from veikart.web.pages.follow_up.follow_up_pages import sees_follow_up
from veikart.web.tables import Context

GROUPS = "gruppe"
MOST_LARGE = 20
"""Units over the threshold that are listed above the table; all of them are marked in it."""


@sees_follow_up
def show_report(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every unit at the end of a month. Those who are not signed in are shown the way to the published reports."""
    if not shown.is_draft:
        context = make_follow_up_context(shown, page="ledger-report", title=_("Regnskapet står i rapportene"), window_title=_("Regnskap"))
        return render(request, "veikart/follow_up/ledger_closed.html.jinja", context)
    return show_with_ledger(request, shown, _show_units)


def _show_units(request: HttpRequest, ledger: LedgerShown) -> HttpResponse:
    report = ledger.report
    top = report.of_unit(report.nodes.ids[0]) if report.nodes.ids else report.of_unit("")
    by = request.GET.get("etter", "")
    opened = list_opened(report, request.GET.getlist("apne")[: len(report.nodes.ids)])
    context = make_ledger_context(
        ledger,
        title=say_investments(ledger, top.unit) if by == INVESTMENTS else say_deviation(ledger, top),
        window_title=_("Regnskap"),
        tabs=_tabs(ledger, by),
        columns=list_columns(ledger),
        table=_table(ledger, by, top, opened),
        is_by_axis=by in DIVIDED,
        large=(large := _list_large(ledger, report))[:MOST_LARGE],
        large_count=len(large),
        findings=[finding_view(one) for one in report.findings],
        can_import=ledger.shown.can("import_ledger"),
    )
    return render(request, "veikart/follow_up/ledger_report.html.jinja", context)


def say_deviation(ledger: LedgerShown, one: UnitEconomy) -> str:
    """What a unit uses against its budget, as a sentence."""
    words = {"name": one.name, "amount": format_mill(abs(one.total.deviation_nok)), "until": ledger.until}
    if not ledger.report.has_ledger:
        return _("%(name)s har ikke regnskap for året ennå") % words
    if not any(digit in words["amount"] for digit in "123456789"):
        return _("%(name)s har brukt det som var budsjettert til og med %(until)s") % words
    if one.total.deviation_nok < 0:
        return _("%(name)s har brukt %(amount)s mill. kr mer enn budsjettert til og med %(until)s") % words
    return _("%(name)s har brukt %(amount)s mill. kr mindre enn budsjettert til og med %(until)s") % words


def _tabs(ledger: LedgerShown, by: str) -> list[Context]:
    names = {"": _("Enheter"), GROUPS: _("Kontogrupper"), "funksjon": _("Funksjoner"), "prosjekt": _("Prosjekter"), INVESTMENTS: _("Investeringer")}
    return [{"name": name, "url": ledger.link("ledger-report", etter=key), "current": key == by} for key, name in names.items()]


def _table(ledger: LedgerShown, by: str, top: UnitEconomy, opened: frozenset[str]) -> Context:
    if by in DIVIDED:
        return make_divided_table(ledger, by, top.unit)
    if by == GROUPS:
        return {"id": "grupper", "caption": _("Kontogrupper"), "corner": _("Kroner"), "rows": make_group_rows(ledger, top)}
    is_open = opened == EVERYTHING
    switch = {"name": _("Lukk alt") if is_open else _("Åpne alt"), "url": ledger.link("ledger-report", apne=[NONE if is_open else ALL])}
    return {"id": "enheter", "caption": _("Enheter"), "corner": _("Kroner"), "rows": make_unit_rows(ledger, opened), "switch": switch}


def _list_large(ledger: LedgerShown, report: EconomyReport) -> list[Context]:
    """The lowest units over the threshold, the largest deviation first."""
    nodes = report.nodes
    over = [key for key in report.large if nodes.kinds[nodes.index[key]] != "cost_centre"]
    above = {nodes.parents[nodes.index[key]] for key in over}
    lowest = sorted(((key, report.total_of(key)) for key in over if key not in above), key=lambda one: -abs(one[1].deviation_nok))
    return [
        {
            "name": nodes.names[nodes.index[key]],
            "url": ledger.link("ledger-unit", key),
            "deviation": format_signed(total.deviation_nok),
            "expected": format_signed(total.expected_deviation_nok),
        }
        for key, total in lowest
    ]
