"""The voucher lines behind the figures, a page at a time, and a whole voucher. Only for those who may see them: they may hold personal data."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.actions.access import AccessDenied
from veikart.calc.values.shares import divide_rounded
from veikart.exchange.ledger import LedgerLine, count_lines, format_ore, get_voucher, list_lines
from veikart.rules.deviations import BY, CENTRE_MARK, find_account_group, get_account_groups
from veikart.rules.words import format_nok
from veikart.web.answers import read_number
from veikart.web.ledger_shown import LedgerShown, make_ledger_context, month_names, shows_ledger
from veikart.web.ledger_tables import line_view
from veikart.web.pages.follow_up.ledger_unit import list_crumbs
from veikart.web.tables import Context

PAGE = 100
COLUMNS = {"funksjon": "function", "prosjekt": "project"}
"""What the lines can be chosen by in an address, besides what the form asks for."""
ART, MOST_ARTS = 4, 200
"""The letters of an account of the plan, class and art, and how many of them an address may name."""
ORDERS = {"dato": "date", "belop": "amount"}
NOT_YOURS = "Bilagene kan bare ses av den som svarer for enheten, og av økonomene."


@shows_ledger
def show_lines(request: HttpRequest, ledger: LedgerShown) -> HttpResponse:
    """The lines of a unit to the end of the month, chosen by account, group, month and words."""
    asked = request.GET
    unit = asked.get("enhet", "") or next(iter(ledger.report.nodes.ids), "")
    if unit not in ledger.report.nodes.index:
        raise Http404
    if not ledger.can_see_vouchers(unit):
        raise AccessDenied(NOT_YOURS)
    only, text = _make_filter(ledger, asked, unit), asked.get("sok", "").strip()[:100]
    page = max(read_number(asked.get("side", "")) or 1, 1)
    count, sum_ore = count_lines(ledger.files, only=only, containing=text)
    pages = max(-(-count // PAGE), 1)
    page = min(page, pages)
    order = ORDERS.get(asked.get("sorter", ""), "date")
    lines = list_lines(ledger.files, only=only, containing=text, order=order, limit=PAGE, offset=(page - 1) * PAGE)
    name = ledger.report.of_unit(unit).name
    chosen = {key: asked.get(key, "") for key in ("enhet", "gruppe", "konto", "maned", "sok", "sorter")} | {"enhet": unit, "art": _list_arts(asked)}
    chosen |= {key: asked.get(key, "").strip() for key in COLUMNS}
    words = {"name": name, "count": format_nok(count), "sum": format_nok(divide_rounded(sum_ore, 100))}
    context = make_ledger_context(
        ledger,
        title=_("%(name)s: %(count)s bilagslinjer på %(sum)s kroner") % words,
        window_title=_("Bilag"),
        crumbs=list_crumbs(ledger, unit, (_("Bilag"), "")),
        lines=[_line_view(ledger, one) for one in lines],
        chosen=chosen,
        groups=[{"value": one.id, "name": one.name} for one in get_account_groups()],
        months=[{"value": at, "name": each} for at, each in enumerate(month_names()[: ledger.month], start=1)],
        page_words=_("Side %(page)s av %(pages)s") % {"page": page, "pages": pages},
        before=ledger.link("ledger-lines", **{**chosen, "side": page - 1}) if page > 1 else "",
        after=ledger.link("ledger-lines", **{**chosen, "side": page + 1}) if page < pages else "",
    )
    return render(request, "veikart/follow_up/ledger_lines.html.jinja", context)


def _make_filter(ledger: LedgerShown, asked: Any, unit: str) -> dict[str, list[str | int]]:
    """What the lines must have: operations of the unit's cost centres, to the month that is shown; or the accounts of the plan that are asked for."""
    nodes = ledger.report.nodes
    centres: list[str | int] = [key.removeprefix(CENTRE_MARK) for key in nodes.ids if key.startswith(CENTRE_MARK) and unit in nodes.walk_up(key)]
    month = read_number(asked.get("maned", ""))
    months: list[str | int] = [month] if month else [*range(1, ledger.month + 1), *([13] if ledger.month == 12 else [])]
    only: dict[str, list[str | int]] = {"kind": ["accounts"], "year": [ledger.year], "cost_centre": centres, "month": months}
    only["kostra"] = [*_list_arts(asked)] or _list_codes(ledger, asked.get("gruppe", ""))
    for key, column in {"konto": "account", **COLUMNS}.items():
        if asked.get(key, "").strip():
            only[column] = [asked[key].strip()]
    return only


def _list_arts(asked: Any) -> list[str]:
    """The accounts of the account plan that the address names: class and art, also of investments."""
    return [one for one in asked.getlist("art")[:MOST_ARTS] if one.isascii() and one.isalnum() and len(one) == ART]


def _list_codes(ledger: LedgerShown, group: str) -> list[str | int]:
    """The accounts of the account plan that are operations and belong to the group, among those in use."""
    used = {str(one) for one in ledger.sum_by(BY).values["kostra"].tolist()}
    return sorted(one for one in used if one.startswith("1") and (not group or find_account_group(one) == group))


def _line_view(ledger: LedgerShown, one: LedgerLine) -> Context:
    """The line with the way to its voucher."""
    return {**line_view(one), "url": ledger.link("ledger-voucher", one.source, one.year, one.voucher)}


@shows_ledger
def show_voucher(request: HttpRequest, ledger: LedgerShown, source: str, year: int, voucher: str) -> HttpResponse:
    """Every line of a voucher, for those who may see all cost centres it stands on."""
    lines = get_voucher(ledger.files, source=source, year=year, voucher=voucher) if year == ledger.year else ()
    if not lines:
        raise Http404
    nodes = ledger.report.nodes
    seen = [one for one in lines if ledger.can_see_vouchers(_node_of(one)) or ledger.shown.can("read_vouchers")]
    if not seen:
        raise AccessDenied(NOT_YOURS)
    unit = next((key for one in seen if (key := _node_of(one)) in nodes.index), nodes.ids[0])
    words = {"voucher": voucher, "sum": format_ore(sum(one.amount_ore for one in seen))}
    context = make_ledger_context(
        ledger,
        title=_("Bilag %(voucher)s: %(sum)s kroner") % words,
        window_title=_("Bilag"),
        crumbs=list_crumbs(ledger, unit, (_("Bilag"), ledger.link("ledger-lines", enhet=unit)), (voucher, "")),
        lines=[_line_view(ledger, one) for one in seen],
        hidden=len(lines) - len(seen),
    )
    return render(request, "veikart/follow_up/ledger_voucher.html.jinja", context)


def _node_of(one: LedgerLine) -> str:
    return f"{CENTRE_MARK}{one.cost_centre}"
