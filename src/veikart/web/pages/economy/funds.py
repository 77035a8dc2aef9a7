"""The funds: each as a picture with its bounds, the plan of use and allocation, all funds added up, and the liquidity reserve."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from veikart.calc.funds import Fund, FundMove
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import MILL_NOK, WHOLE_MILL_NOK, Series, draw_for_both, line_chart
from veikart.rules.economy.checking.funds import check_funds, find_funds
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import GRADES, Finding
from veikart.rules.words import MINUS, format_mill, in_mill
from veikart.web.economy_links import edit_row_url, new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context, group, row

MOST_PICTURES = 12
"""Funds with a picture; all stand in the table."""
MOST_MOVES = 200
"""Rows of the plan on the page."""
TOTAL_LINES = (
    "discretionary_funds",
    "buffer_fund",
    "tied_operating_closing",
    "untied_investment_closing",
    "tied_investment_closing",
    "managed_fund",
    "total_funds",
    "total_funds_fixed",
)
LIQUIDITY_LINES = ("opening", "discretionary_change", "untied_investment_change", "other_change", "balance_reserve", "closing")
EVERYTHING = "alle"


@shows_economy
def show_funds(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """What every fund holds year by year, and what is planned."""
    sheets = shown.run.sheets
    findings = sorted((*check_funds(shown.book), *find_funds(shown.book, shown.run)), key=lambda one: GRADES.index(one.grade))
    table = get_sheet_table(sheets, "funds")
    managed = bool(shown.book.table("managed_funds"))
    context = make_economy_context(
        shown,
        page="economy-funds",
        title=_title(shown, findings),
        window_title=_("Fond"),
        lead=_("Et fond kan aldri gå under null. Planlagt bruk som det ikke er dekning for, står på egen linje."),
        crumbs=[(_("Fond"), "")],
        findings=[finding_view(shown, one) for one in findings],
        funds=[_picture(shown, one) for one in _largest(shown)],
        balances=table.by_subject("closing", caption=_("Beholdning 31. desember")) if sheets["funds"].subjects else None,
        plan=_plan(shown),
        totals=_totals(shown),
        managed_url=reverse("economy-managed-fund") if managed else "",
        liquidity=get_sheet_table(sheets, "liquidity").by_line(EVERYTHING, LIQUIDITY_LINES, caption=_("Likviditetsreserven")),
        liquidity_picture=_liquidity_picture(sheets["liquidity"]),
        new_fund_url=new_row_url("funds") if shown.can_edit else "",
        new_move_url=new_row_url("fund_moves") if shown.can_edit else "",
        new_balance_url=new_row_url("liquidity_balances") if shown.can_edit else "",
    )
    return render(request, "veikart/economy/funds.html.jinja", context)


def _title(shown: EconomyShown, findings: Iterable[Finding]) -> str:
    """What matters most: plans without cover, how the funds do against their targets, and what all funds come to."""
    funds, totals = shown.run.sheets["funds"], shown.run.sheets["fund_totals"]
    if not funds.subjects:
        return _("Ingen fond er lagt inn")
    uncovered = len({one.place.figure for one in findings if one.code == "fund-use-missing"})
    if uncovered:
        return ngettext("%(count)s fond dekker ikke planlagt bruk", "%(count)s fond dekker ikke planlagt bruk", uncovered) % {"count": uncovered}
    first, last = totals.row(EVERYTHING, "total_funds")[0], totals.row(EVERYTHING, "total_funds")[-1]
    words = {"first": format_mill(first), "last": in_mill(last), "from": totals.years[0], "to": totals.years[-1]}
    together = _("alle fond går fra %(first)s til %(last)s %(from)s–%(to)s") % words
    aimed = [one for one in shown.book.table("funds").values() if one.target and one.target_year in (None, *funds.years)]
    if not aimed:
        return together[:1].upper() + together[1:]
    if len(aimed) == 1:
        told = f"{aimed[0].name} {_('er')} {_target_words(funds, aimed[0])}"
    else:
        reached = sum(not any(funds.row(one.id, "target_missing")) for one in aimed)
        told = _("%(reached)s av %(count)s fond når målet") % {"reached": reached, "count": len(aimed)}
    return f"{told}; {together}"


def _target_words(funds: Sheet, fund: Fund) -> str:
    """How far over or under its target a fund is, in the year of the target, or the last one."""
    year = fund.target_year or funds.years[-1]
    gap = funds.value(fund.id, "closing", year) - (fund.target or 0)
    words = {"gap": in_mill(abs(gap)), "year": year}
    return (_("%(gap)s over målet i %(year)s") if gap >= 0 else _("%(gap)s under målet i %(year)s")) % words


def _totals(shown: EconomyShown) -> Context:
    table = get_sheet_table(shown.run.sheets, "fund_totals").by_line(EVERYTHING, TOTAL_LINES, caption=_("Alle fond"))
    for line, one in zip(TOTAL_LINES, table["rows"], strict=True):
        one["kind"] = "total" if line == "total_funds" else ""
        one["level"] = 1 if line == "buffer_fund" else 0
    return table


def _largest(shown: EconomyShown) -> list[Fund]:
    """The funds that have a picture: those with a target or a floor first, then the largest."""
    closing = shown.run.sheets["funds"].lines["closing"].max(axis=1, initial=0)
    place = shown.run.sheets["funds"].place
    funds = list(shown.book.table("funds").values())
    return sorted(funds, key=lambda one: (not (one.target or one.floor), -int(closing[place[one.id]])))[:MOST_PICTURES]


def _picture(shown: EconomyShown, fund: Fund) -> Context:
    sheet = shown.run.sheets["funds"]
    values, years = list(sheet.row(fund.id, "closing")), list(sheet.years)
    levels = [one for one in (fund.target, fund.floor) if one]
    unit = WHOLE_MILL_NOK if max([*values, *levels]) >= 100_000_000 else MILL_NOK
    target_name = _("Mål %(year)s") % {"year": fund.target_year} if fund.target_year else _("Mål")
    svg = line_chart(
        chart_id=f"fund-{sheet.place[fund.id]}",
        series=[Series(fund.name, values, "result")],
        years=years,
        title=_("%(name)s, beholdning 31. desember") % {"name": fund.name},
        unit=unit,
        width=320,
        height=190,
        target=(target_name, fund.target) if fund.target else None,
        minimum=(_("Minst"), fund.floor) if fund.floor else None,
    )
    return {
        "name": fund.name,
        "url": sheet_url("funds", subject=fund.id),
        "kind": get_economy_tables()["funds"].fields["kind"].words.get(fund.kind, fund.kind),
        "figure": get_sheet_table(shown.run.sheets, "funds").figure(fund.id, "closing", years[-1]),
        "sentence": _sentence(sheet, fund),
        "svg": Markup(svg),
        "edit_url": edit_row_url("funds", fund.id) if shown.can_edit else "",
    }


def _sentence(sheet: Sheet, fund: Fund) -> str:
    """How the fund does against its target, or else how it moves."""
    last = sheet.years[-1]
    if fund.target and fund.target_year in (None, *sheet.years):
        return f"{_target_words(sheet, fund)[:1].upper()}{_target_words(sheet, fund)[1:]}."
    change = sheet.value(fund.id, "closing", last) - sheet.value(fund.id, "opening", sheet.years[0])
    if not change:
        return _("Uendret i hele perioden.")
    words = {"change": in_mill(abs(change)), "first": sheet.years[0], "last": last}
    return (_("Øker med %(change)s %(first)s–%(last)s.") if change > 0 else _("Minker med %(change)s %(first)s–%(last)s.")) % words


def _plan(shown: EconomyShown) -> Context | None:
    """The plan: a row for every purpose of a fund, allocation with plus and use with minus, each amount leading to the row it is written in."""
    moves = sorted(shown.book.table("fund_moves").values(), key=lambda one: (one.fund, one.purpose, one.price, one.year))
    if not moves:
        return None
    names = {key: one.name for key, one in shown.book.table("funds").items()}
    rows: list[Context] = []
    heading = ""
    for fund, purpose, price, by_year in _purposes(moves):
        if fund != heading:
            rows.append(group(names[fund]))
            heading = fund
        prices = get_economy_tables()["fund_moves"].fields["price"].words[price]
        rows.append(row(purpose or _("Uten formål"), [_cell(shown, by_year.get(year)) for year in shown.years], level=1, texts=[{"text": prices}]))
    return {
        "caption": _("Plan for bruk og avsetning"),
        "unit": _("Mill. kr"),
        "unit_line": _("Avsetning har pluss, bruk har minus."),
        "text_columns": [_("Priser")],
        "columns": [{"text": str(year)} for year in shown.years],
        "rows": rows[:MOST_MOVES],
        "notes": [_("%(count)s rader til står i tabellen for planen.") % {"count": len(rows) - MOST_MOVES}] if len(rows) > MOST_MOVES else [],
    }


def _purposes(moves: Iterable[FundMove]) -> list[tuple[str, str, str, dict[int, FundMove]]]:
    """The moves in rows: one move a year, so that each can be opened; a second one of the same year starts a row of its own."""
    found: list[tuple[str, str, str, dict[int, FundMove]]] = []
    for one in moves:
        place = (one.fund, one.purpose, one.price)
        free = next((by_year for *key, by_year in found if tuple(key) == place and one.year not in by_year), None)
        if free is None:
            free = {}
            found.append((*place, free))
        free[one.year] = one
    return found


def _cell(shown: EconomyShown, move: FundMove | None) -> Context | None:
    if move is None:
        return None
    net = (move.allocation or 0) - (move.use or 0)
    text = f"+{format_mill(net)}" if net > 0 else format_mill(net) if net else f"{MINUS}0"
    label = _("Endre %(text)s mill. kr i %(year)s") % {"text": text, "year": move.year}
    return {"text": text, "url": edit_row_url("fund_moves", move.id) if shown.can_edit else "", "label": label if shown.can_edit else None}


def _liquidity_picture(sheet: Sheet) -> Markup:
    return Markup(
        draw_for_both(
            line_chart,
            chart_id="liquidity",
            series=[Series(_("Likviditetsreserve"), list(sheet.row(EVERYTHING, "closing")), "result")],
            years=list(sheet.years),
            title=_("Likviditetsreserven 31. desember"),
            unit=WHOLE_MILL_NOK,
            height=220,
        )
    )
