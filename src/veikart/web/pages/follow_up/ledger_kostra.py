"""The municipality's account for KOSTRA by function and art, held against the ledger, each figure down to its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.ledger.kostra import KostraFile, KostraLine
from veikart.exchange.ledger import format_ore, list_lines
from veikart.rules.ledger import KostraSum, list_kostra_classes, sum_kostra, sum_kostra_sums
from veikart.rules.words import format_mill, format_nok
from veikart.web.answers import read_number
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.kostra_shown import (
    KostraShown,
    LedgerKey,
    get_kostra_shown,
    in_thousand,
    name_art,
    name_class,
    name_form,
    name_function,
    say_kostra_source,
)
from veikart.web.ledger_tables import format_signed, line_view
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.tables import Context

BY = {"": "function", "art": "art"}
"""What the account is added up by, as an address says it."""
MOST_LINES = 100
"""Lines of the ledger that are shown below a sum, the largest first."""


def list_facts(file: KostraFile) -> list[tuple[str, str]]:
    """What an account is of."""
    quarter = _("%(number)s. kvartal") % {"number": file.quarter} if file.quarter else _("hele året")
    return [
        (_("Skjema"), f"{file.form}, {name_form(file.form)}"),
        (_("Gjelder"), f"{file.year}, {quarter}"),
        (_("Region"), file.region),
        (_("Linjer"), format_nok(len(file.lines))),
    ]


def _say_other(shown: FollowUpShown, file: KostraFile) -> str:
    """That the account is of another number than the municipality has, which it may have had before."""
    setting = shown.book.setting
    if setting is None or file.municipality == setting.municipality_code:
        return ""
    words = {"found": file.municipality, "name": setting.municipality, "number": setting.municipality_code}
    return _("Filen er for kommune %(found)s. %(name)s er %(number)s. Er det en annen kommune, sier forskjellene ingenting.") % words


@edits_follow_up("read_follow_up")
def show_kostra(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """An account by function or art, with the ledger beside it where there is one."""
    found, stored = get_kostra_shown(read_number(request.GET.get("nummer", "")))
    can_import = shown.can("import_kostra")
    if found is None:
        context = _frame(shown, title=_("Her kommer KOSTRA-regnskapet"), can_import=can_import)
        return render(request, "veikart/follow_up/ledger_kostra_empty.html.jinja", context)
    account_class, by = _choose(request, found), request.GET.get("etter", "")
    if by not in BY:
        raise Http404
    sums = sum_kostra(found.file, account_class, BY[by], found.own)
    context = _frame(
        shown,
        title=_say_account(found, account_class, sums, by),
        can_import=can_import,
        one=found.one,
        name=found.name,
        facts=list_facts(found.file),
        choices=[{"value": each.number, "name": f"{say_kostra_source(each)} {each.year}", "chosen": each == found.one} for each in stored],
        classes=_list_classes(found, account_class, by),
        tabs=_list_tabs(found, account_class, by),
        table=_table(found, account_class, by, sums),
        is_compared=found.own is not None,
        other=_say_other(shown, found.file) if found.own is not None else "",
    )
    return render(request, "veikart/follow_up/ledger_kostra.html.jinja", context)


def _frame(shown: FollowUpShown, *, title: str, crumbs: Sequence[tuple[str, str]] = (), **content: Any) -> Context:
    above = [(_("Regnskap"), reverse("ledger-report")), (_("KOSTRA"), reverse("ledger-kostra") if crumbs else "")]
    return make_follow_up_context(shown, page="ledger-report", title=title, window_title=_("KOSTRA"), crumbs=[*above, *crumbs], **content)


def _choose(request: HttpRequest, found: KostraShown) -> str:
    """The account class that is asked for, else the first."""
    classes = list_kostra_classes(found.file)
    chosen = request.GET.get("klasse", "") or next(iter(classes), "")
    if chosen not in classes:
        raise Http404
    return chosen


def _link(found: KostraShown, name: str, **query: str) -> str:
    return f"{reverse(name)}?{urlencode({'nummer': found.one.number, **{key: one for key, one in query.items() if one}})}"


def _say_account(found: KostraShown, account_class: str, sums: Sequence[KostraSum], by: str) -> str:
    kind = list_kostra_classes(found.file)[account_class]
    total = sum_kostra_sums(sums)
    words = {
        "name": found.name,
        "amount": format_mill(total.expense * 1000),
        "of": _("investeringer") if kind == "investment" else _("driftsutgifter"),
    }
    if kind == "balance":
        words["amount"] = format_mill(sum(line.amount for line in found.file.lines if line.amount > 0) * 1000)
        return _("KOSTRA %(name)s har eiendeler på %(amount)s mill. kr") % words
    said = _("KOSTRA %(name)s har %(amount)s mill. kr i %(of)s") % words
    if found.own is None:
        return said
    different = sum(not one.is_same for one in sums)
    if not different:
        return said + _(", som i kommunens eget regnskap")
    if by:
        return said + ngettext(", og %(num)s art er ulik i eget regnskap", ", og %(num)s arter er ulike i eget regnskap", different) % {
            "num": different
        }
    return said + ngettext(", og %(num)s funksjon er ulik i eget regnskap", ", og %(num)s funksjoner er ulike i eget regnskap", different) % {
        "num": different
    }


def _list_classes(found: KostraShown, chosen: str, by: str) -> list[Context]:
    kinds = list_kostra_classes(found.file)
    return [
        {"name": name_class(kind), "url": _link(found, "ledger-kostra", klasse=one, etter=by), "current": one == chosen}
        for one, kind in kinds.items()
    ]


def _list_tabs(found: KostraShown, account_class: str, by: str) -> list[Context]:
    is_balance = list_kostra_classes(found.file)[account_class] == "balance"
    names = {"": _("Kapitler") if is_balance else _("Funksjoner"), "art": _("Sektorer") if is_balance else _("Arter")}
    return [
        {"name": name, "url": _link(found, "ledger-kostra", klasse=account_class, etter=key), "current": key == by} for key, name in names.items()
    ]


def _table(found: KostraShown, account_class: str, by: str, sums: Sequence[KostraSum]) -> Context:
    kind = list_kostra_classes(found.file)[account_class]
    is_split = not by and kind != "balance"
    columns = [_("Utgifter"), _("Inntekter"), _("Netto")] if is_split else [_("Beløp")]
    columns += [_("Eget regnskap"), _("Forskjell")] if found.own is not None else []
    rows = [_row(found, account_class, by, one, kind=kind, is_split=is_split) for one in sums]
    total = {
        **_row(found, account_class, by, sum_kostra_sums(sums), kind=kind, is_split=is_split),
        "label": _("Sum"),
        "note": "",
        "kind": "total",
        "texts": [],
    }
    return {
        "id": "kostra",
        "caption": _("KOSTRA-regnskapet"),
        "unit": _("1000 kroner"),
        "unit_line": _("Hele tusen kroner. Utgifter uten fortegn, inntekter med minus. Forskjell: KOSTRA minus eget regnskap."),
        "text_columns": [_("Eget regnskap er")] if found.own is not None else [],
        "columns": [{"text": one} for one in columns],
        "rows": [*rows, total],
    }


def _row(found: KostraShown, account_class: str, by: str, one: KostraSum, *, kind: str, is_split: bool) -> Context:
    url = _link(found, "ledger-kostra-lines", klasse=account_class, **{"art" if by else "funksjon": one.code})
    amounts = [one.expense, one.income, one.net] if is_split else [one.net]
    cells = [{"text": format_nok(each), "url": url} for each in amounts]
    texts = []
    if found.own is not None:
        cells += [
            {"text": format_nok(in_thousand(one.own_ore or 0)), "url": f"{url}#eget"},
            {"text": format_signed(in_thousand(one.difference_ore)), "url": url},
        ]
        texts = [{"grade": "ok", "text": _("Likt")} if one.is_same else {"grade": "warning", "text": _("Ulikt")}]
    name = "" if kind == "balance" else name_art(kind, one.code) if by else name_function(one.code)
    return {"label": name or one.code, "note": one.code if name else "", "texts": texts, "cells": cells}


@edits_follow_up("read_follow_up")
def show_kostra_lines(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The lines of an account that a sum is made of, and what the ledger has on the same."""
    found, _stored = get_kostra_shown(read_number(request.GET.get("nummer", "")))
    if found is None:
        raise Http404
    account_class, function, art = _choose(request, found), request.GET.get("funksjon", ""), request.GET.get("art", "")
    kind = list_kostra_classes(found.file)[account_class]
    lines = [one for one in found.file.lines if one.account_class == account_class and function in {"", one.function} and art in {"", one.art}]
    own = {key: ore for key, ore in (found.own or {}).items() if key[0] == account_class and function in {"", key[1]} and art in {"", key[2]}}
    if not lines and not own:
        raise Http404
    name = (name_function(function) if function else name_art(kind, art)) or function or art or name_class(kind)
    words = {"name": name, "account": found.name, "amount": format_mill(sum(one.amount for one in lines) * 1000)}
    keys = sorted({*((account_class, one.function, one.art) for one in lines), *own})
    context = _frame(
        shown,
        title=_("%(name)s: %(amount)s mill. kr i KOSTRA %(account)s") % words,
        crumbs=[(found.name, _link(found, "ledger-kostra", klasse=account_class)), (name, "")],
        one=found.one,
        table=_lines_table(found, kind, lines, own, is_function=bool(function)),
        vouchers=_list_vouchers(shown, found, keys) if own and shown.can("read_vouchers") else [],
        has_own=bool(own),
        most=MOST_LINES,
    )
    return render(request, "veikart/follow_up/ledger_kostra_lines.html.jinja", context)


def _lines_table(found: KostraShown, kind: str, lines: Sequence[KostraLine], own: Mapping[LedgerKey, int], *, is_function: bool) -> Context:
    """Each line of the account, named by its art where all have the same function, else by its function."""
    amounts = {(one.account_class, one.function, one.art): one for one in lines}
    is_same_art = len({art for _class, _function, art in (*amounts, *own)}) == 1
    rows = []
    for key in sorted({*amounts, *own}):
        line, ore = amounts.get(key), own.get(key, 0)
        cells: list[Context | None] = [{"text": format_nok(line.amount)} if line else None]
        if found.own is not None:
            cells += [{"text": format_ore(ore)}, {"text": format_signed((line.amount if line else 0) - in_thousand(ore))}]
        names = (_name_code(key[1], kind), _name_art(key[2], kind))
        rows.append({
            "label": names[1] if is_function else names[0],
            "note": _("linje %(row)s i filen") % {"row": line.row} if line else _("bare i eget regnskap"),
            "texts": [] if is_function or is_same_art else [{"text": names[1]}],
            "cells": cells,
        })  # fmt: skip
    heads = [_("KOSTRA, 1000 kr"), *([_("Eget regnskap, kr"), _("Forskjell, 1000 kr")] if found.own is not None else [])]
    over, under = (_("Kapittel"), _("Sektor")) if kind == "balance" else (_("Funksjon"), _("Art"))
    return {
        "id": "kostra-linjer",
        "caption": _("Linjene i KOSTRA-regnskapet"),
        "unit": under if is_function else over,
        "text_columns": [] if is_function or is_same_art else [under],
        "columns": [{"text": one} for one in heads],
        "rows": rows,
    }


def _name_code(code: str, kind: str) -> str:
    return code if kind == "balance" else f"{code} {name_function(code)}".strip()


def _name_art(code: str, kind: str) -> str:
    return code if kind == "balance" else f"{code} {name_art(kind, code)}".strip()


def _list_vouchers(shown: FollowUpShown, found: KostraShown, keys: Sequence[tuple[str, str, str]]) -> list[Context]:
    """The largest lines of the ledger below the sums, for those who may see vouchers."""
    only = {
        "kind": ["accounts"],
        "year": [found.file.year],
        "kostra": sorted({f"{one}{art}" for one, _function, art in keys}),
        "function": sorted({function for _one, function, _art in keys}),
    }
    return [line_view(one) for one in list_lines(found.files, only=only, order="amount", limit=MOST_LINES)]
