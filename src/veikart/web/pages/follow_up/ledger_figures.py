"""Where a figure of the ledger comes from: the calculation in words, what it is made of, the files, and who read them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veikart.calc.values.shares import divide_rounded
from veikart.rules.accounts import get_account_plan
from veikart.rules.deviations import BY, GroupEconomy, UnitEconomy, get_account_groups, make_path
from veikart.rules.deviations.folding import MONTHS, find_groups, find_lines, find_nodes
from veikart.rules.words import format_nok
from veikart.web.ledger_shown import LedgerShown, make_ledger_context, month_names, shows_ledger
from veikart.web.ledger_tables import FIGURES, TOTAL, months_table, say_moment
from veikart.web.ledger_words import say_figure
from veikart.web.pages.follow_up.ledger_unit import list_crumbs
from veikart.web.tables import Context


@shows_ledger
def show_figure(request: HttpRequest, ledger: LedgerShown, unit: str, group: str, figure: str) -> HttpResponse:
    """One figure of a unit's group, or of all its groups."""
    if unit not in ledger.report.nodes.index or figure not in FIGURES:
        raise Http404
    one, economy = _find(ledger, unit, group)
    told = say_figure(ledger, one, economy, figure)
    context = make_ledger_context(
        ledger,
        title=_("%(unit)s: %(figure)s er %(value)s") % {"unit": one.name, "figure": told.name.lower(), "value": told.value},
        window_title=told.name,
        kicker=_kicker(ledger, economy),
        crumbs=list_crumbs(ledger, unit, (told.name, "")),
        told=told,
        tables=_tables(ledger, one, economy, figure),
        sources=list_sources(ledger),
        vouchers=_voucher_link(ledger, unit, group),
    )
    return render(request, "veikart/follow_up/ledger_figure.html.jinja", context)


def _find(ledger: LedgerShown, unit: str, group: str) -> tuple[UnitEconomy, GroupEconomy]:
    one = ledger.report.of_unit(unit)
    found = one.total if group == TOTAL else next((each for each in one.groups if each.group == group), None)
    if found is None:
        raise Http404
    return one, found


def _kicker(ledger: LedgerShown, economy: GroupEconomy) -> str:
    return f"{economy.name or _('Alle kontogrupper')} · {_('til og med %(until)s') % {'until': ledger.until}}"


def _voucher_link(ledger: LedgerShown, unit: str, group: str) -> str:
    if not ledger.can_see_vouchers(unit):
        return ""
    return ledger.link("ledger-lines", enhet=unit, gruppe="" if group == TOTAL else group)


def _tables(ledger: LedgerShown, one: UnitEconomy, economy: GroupEconomy, figure: str) -> list[Context]:
    """What the figure is made of: months of the budget, accounts by month, or the ways to make a forecast."""
    path = make_path(ledger.report, one.unit, economy.group)
    months = [each[:3].lower() for each in month_names()]
    budget = months_table(months, [(_("Budsjett"), path.budget_months, "")], caption=_("Budsjettet måned for måned"))
    if figure in {"vedtatt", "revidert"}:
        return [budget, *_accounts_tables(ledger, one, economy, kind="budget", year=ledger.year)]
    if figure == "budsjett":
        return [budget]
    if figure == "ifjor":
        return _accounts_tables(ledger, one, economy, kind="accounts", year=ledger.year - 1)
    if figure in {"prognose", "ventet"} and not ledger.is_over:
        return [_methods_table(ledger, path.by_method, economy)]
    return [*_accounts_tables(ledger, one, economy, kind="accounts", year=ledger.year), *([budget] if figure != "regnskap" else [])]


def _methods_table(ledger: LedgerShown, by_method: Mapping[str, int], economy: GroupEconomy) -> Context:
    words = ledger.report.method_words
    rows = [{"label": words[key], "cells": [{"text": format_nok(nok)}]} for key, nok in by_method.items()]
    rows.append({"label": _("Prognosen som brukes"), "kind": "total", "cells": [{"text": format_nok(economy.forecast_nok)}]})
    return {
        "id": "metoder",
        "caption": _("Hva hver metode gir av hele enheten samlet"),
        "unit": _("Kroner"),
        "unit_line": _(
            "Prognosen lages for hvert ansvar og hver kontogruppe, og summeres. Derfor kan summen være en annen enn metoden gir av det hele."
        ),
        "columns": [{"text": _("Året")}],
        "rows": rows,
    }


def _accounts_tables(ledger: LedgerShown, one: UnitEconomy, economy: GroupEconomy, *, kind: str, year: int) -> list[Context]:
    """Accounts by month of the unit and everything below it; each month opens to its vouchers for those who may see them."""
    sums = ledger.sum_by(BY)
    nodes = ledger.report.nodes
    at_node, at_group = find_nodes(sums, nodes), find_groups(sums, ledger.shown.book.table("ledger_accounts"))
    inside = np.array([one.unit in nodes.walk_up(key) for key in nodes.ids])
    taken = (at_node >= 0) & (at_group >= 0) & inside[at_node] & find_lines(sums, kind, year)
    if economy.group:
        taken &= at_group == next(at for at, each in enumerate(get_account_groups()) if each.id == economy.group)
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * MONTHS)
    columns = (sums.values[name][sums.places[name][taken]].tolist() for name in ("account", "kostra", "month"))
    for account, kostra, month, ore in zip(*columns, sums.amount_ore[taken].tolist(), strict=True):
        found[account, kostra][month] += ore
    return [_account_table(ledger, one, found, kind=kind, year=year)] if found else []


def _account_table(ledger: LedgerShown, one: UnitEconomy, found: dict[tuple[str, str], list[int]], *, kind: str, year: int) -> Context:
    is_budget = kind == "budget"
    until = 12 if is_budget else ledger.month
    opens = ledger.can_see_vouchers(one.unit) and not is_budget and year == ledger.year
    months = [each[:3].lower() for each in month_names()[:until]]
    names, own = get_account_plan().names, ledger.shown.book.table("ledger_accounts")
    rows: list[Context] = []
    for (account, kostra), ore in sorted(found.items()):
        name = (own[account].name if account in own else "") or names.get(kostra, "")
        cells = [
            {
                "text": format_nok(divide_rounded(each, 100)),
                "url": ledger.link("ledger-lines", enhet=one.unit, konto=account, maned=at) if opens else "",
            }
            if each
            else None
            for at, each in enumerate(ore[1 : until + 1], start=1)
        ]
        whole = [{"text": format_nok(divide_rounded(ore[0], 100))} if ore[0] else None] if is_budget else []
        total = {"text": format_nok(divide_rounded(sum(ore[: until + 1]) + (ore[13] if until == 12 else 0), 100))}
        rows.append({"label": f"{account} {name}".strip(), "cells": [*whole, *cells, total]})
    heads = [*([_("Hele året")] if is_budget else []), *months, _("Sum")]
    caption = _("Budsjettlinjene") if is_budget else _("Regnskapet %(year)s, konto for konto") % {"year": year}
    return {"id": f"kontoer-{kind}", "caption": caption, "unit": _("Konto"), "columns": [{"text": each} for each in heads], "rows": rows}


def list_sources(ledger: LedgerShown) -> list[Context]:
    """The files that the figures are from: who read each in, and when."""
    return [
        {
            "number": one.number,
            "name": one.file_name,
            "year": one.year,
            "lines": format_nok(one.lines),
            "actor": one.actor,
            "at": say_moment(one.imported_at),
            "is_budget": one.kind == "budget",
        }
        for one in ledger.used
    ]
