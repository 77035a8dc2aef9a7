"""A unit or cost centre: its groups, its year month by month, its accounts, and what it believes the year will come to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.set_forecast import set_forecast
from veikart.calc.ledger.rows import ALL_GROUPS
from veikart.rules.deviations import UnitEconomy, make_path
from veikart.rules.findings import Place, make_finding
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.words import format_nok
from veikart.web.answers import read_number, tell
from veikart.web.ledger_axes import DIVIDED, INVESTMENTS, make_divided_table, say_investments
from veikart.web.ledger_pictures import draw_year
from veikart.web.ledger_shown import LedgerShown, make_ledger_context, shows_ledger
from veikart.web.ledger_tables import list_columns, make_group_rows, make_unit_rows
from veikart.web.links import with_query
from veikart.web.pages.follow_up.ledger import say_deviation
from veikart.web.plan_shown import get_actor, needs_right
from veikart.web.tables import Context

KRONER = re.compile(r"-?[0-9]{1,13}", re.ASCII)


@shows_ledger
def show_unit(request: HttpRequest, ledger: LedgerShown, unit: str) -> HttpResponse:
    """One unit, with everything below it in its figures."""
    if unit not in ledger.report.nodes.index:
        raise Http404
    one = ledger.report.of_unit(unit)
    by = request.GET.get("etter", "")
    below = {"id": "under", "caption": _("Hva enheten består av"), "corner": _("Kroner"), "rows": _rows_below(ledger, unit)}
    context = make_ledger_context(
        ledger,
        title=say_investments(ledger, unit) if by == INVESTMENTS else say_deviation(ledger, one),
        window_title=one.name,
        kicker=_kicker(one),
        crumbs=list_crumbs(ledger, unit),
        columns=list_columns(ledger),
        table={"id": "grupper", "caption": _("Kontogrupper"), "corner": _("Kroner"), "rows": make_group_rows(ledger, one)},
        below=below if below["rows"] else None,
        pictures=draw_year(ledger, make_path(ledger.report, unit), one.name) if one.has_figures else [],
        tabs=_tabs(ledger, unit, by),
        by_axis=make_divided_table(ledger, by, unit) if by in DIVIDED else None,
        propose=_propose_link(ledger, one),
        form=_forecast_form(ledger, unit) if ledger.can_forecast(unit) else None,
        vouchers=ledger.link("ledger-lines", enhet=unit) if ledger.can_see_vouchers(unit) else "",
        own_texts=[{"group": one.name, "text": one.own_text} for one in (*one.groups, one.total) if one.own_text],
    )
    return render(request, "veikart/follow_up/ledger_unit.html.jinja", context)


def list_crumbs(ledger: LedgerShown, unit: str, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The units above, the unit itself, and what comes below it."""
    nodes = ledger.report.nodes
    above = [(nodes.names[nodes.index[key]], ledger.link("ledger-unit", key)) for key in nodes.walk_up(unit)]
    first, *rest = above
    return [*reversed(rest), (first[0], first[1] if more else ""), *more]


def _propose_link(ledger: LedgerShown, one: UnitEconomy) -> str:
    """The form for a change of the budget, for those who may propose one."""
    if one.kind == "cost_centre" or not ledger.shown.is_draft or not ledger.shown.can("propose_budget_change"):
        return ""
    return with_query(reverse("propose-budget-change"), unit=one.unit, year=str(ledger.year))


def _kicker(one: UnitEconomy) -> str:
    return _("Ansvar %(code)s") % {"code": one.unit.partition(":")[2]} if one.kind == "cost_centre" else ""


def _rows_below(ledger: LedgerShown, unit: str) -> list[Context]:
    """What stands right below the unit."""
    children = ledger.report.nodes.children.get(unit, ())
    rows = make_unit_rows(ledger, frozenset(), only=frozenset(children))
    return [{**one, "level": 0, "toggle": None, "kind": ""} for one in rows]


def _tabs(ledger: LedgerShown, unit: str, by: str) -> list[Context]:
    names = {"": _("Kontogrupper"), "funksjon": _("Funksjoner"), "prosjekt": _("Prosjekter"), INVESTMENTS: _("Investeringer")}
    return [{"name": name, "url": ledger.link("ledger-unit", unit, etter=key), "current": key == by} for key, name in names.items()]


def _forecast_form(ledger: LedgerShown, unit: str) -> Context:
    """The form for an own forecast; what was said before stands beside each group."""
    words = get_follow_up_choices("account_group")
    given = {
        one.account_group: one
        for one in sorted(ledger.shown.book.table("own_forecasts").values(), key=lambda one: one.month)
        if one.unit == unit and one.year == ledger.year and one.month <= ledger.month
    }
    one = ledger.report.of_unit(unit)
    amounts: Mapping[str, int] = {ALL_GROUPS: one.total.forecast_nok, **{each.group: each.forecast_nok for each in one.groups}}
    return {
        "url": reverse("set-forecast", args=[unit]),
        "groups": [{"value": key, "name": words[key], "amount": format_nok(nok)} for key, nok in amounts.items()],
        "given": [
            {
                "name": words[key],
                "group": key,
                "month": each.month,
                "amount": format_nok(each.amount),
                "text": each.text,
            }
            for key, each in given.items()
        ],
        "is_over": ledger.is_over,
    }


@needs_right("set_forecast")
@require_POST
def save_forecast(request: HttpRequest, unit: str) -> HttpResponse:
    """Keep what the unit believes its year will come to, or take it away."""
    given = request.POST
    year, month = (read_number(given.get(name, "")) or 0 for name in ("aar", "til"))
    text = re.sub(r"\s", "", given.get("amount", "").replace("\N{MINUS SIGN}", "-"))
    address = f"{reverse('ledger-unit', args=[unit])}?aar={year}&til={month}#prognose"
    if "remove" not in given and not KRONER.fullmatch(text):
        found = make_finding("value-kind", Place(), name=_("Anslag"), expected=_("hele kroner, som 1 250 000"), found=f"«{text[:30]}»")
        messages.error(request, found.sentence)
        return redirect(address)
    try:
        amount = None if "remove" in given else int(text)
        number = set_forecast(unit, given.get("group", ""), year, month, amount, given.get("text", ""), actor=get_actor(request))
    except ChangeRefused as refusal:
        messages.error(request, " ".join(one.sentence for one in refusal.findings))
    else:
        tell(request, number, _("Anslaget er tatt bort") if amount is None else _("Anslaget er lagret"))
    return redirect(address)
