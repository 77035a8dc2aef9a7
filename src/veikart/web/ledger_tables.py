"""Tables of the ledger's pages: whole kroner, every figure with the way to its calculation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from veikart.calc.values.shares import PPM
from veikart.exchange.ledger import LedgerLine, format_ore
from veikart.rules.deviations import EconomyReport, GroupEconomy, UnitEconomy
from veikart.rules.words import format_decimal, format_nok
from veikart.web.ledger_shown import LedgerShown
from veikart.web.tables import Context

FIGURES = ("budsjett", "regnskap", "avvik", "andel", "ifjor", "vedtatt", "revidert", "prognose", "ventet")
"""The columns by the name that their calculation has in an address."""
TOTAL = "alle"
"""The group of a figure's address that is all of them."""
SMALLEST_OPEN = 60
"""Organisations with fewer nodes than this are shown two levels down from the start."""
ALL, NONE = "alle", "ingen"
EVERYTHING = frozenset({ALL})
"""What is open when everything is: there is then nothing to open or close one by one."""


def list_columns(ledger: LedgerShown) -> list[Context]:
    """The heads of the columns: what is said once above, and the name."""
    year = str(ledger.year)
    until = year if ledger.is_over else _("til %(month)s") % {"month": ledger.until.split(" ", maxsplit=1)[0]}
    columns = [
        {"note": until, "text": _("Revidert budsjett") if ledger.is_over else _("Budsjett")},
        {"note": until, "text": _("Regnskap")},
        {"note": until, "text": _("Avvik")},
        {"note": until, "text": _("Avvik, %")},
        {"note": str(ledger.year - 1) if ledger.is_over else until, "text": _("Regnskap") if ledger.is_over else _("I fjor")},
        {"note": year, "text": _("Vedtatt budsjett")},
        {"note": year, "text": _("Revidert budsjett")},
        {"note": year, "text": _("Prognose")},
        {"note": year, "text": _("Ventet avvik")},
    ]
    return columns[: len(list_figures(ledger))]


def list_figures(ledger: LedgerShown) -> tuple[str, ...]:
    """The columns of what is shown: a year that is over has nothing to forecast, and its budget and accounts stand there once."""
    return FIGURES[: FIGURES.index("revidert")] if ledger.is_over else FIGURES


def make_cells(ledger: LedgerShown, unit: str, one: GroupEconomy) -> list[Context]:
    """The figures of a unit's group, each with the way to its calculation."""
    share = one.deviation_share_ppm
    shown = (
        format_nok(one.budget_to_date_nok),
        format_nok(one.accounts_to_date_nok),
        format_signed(one.deviation_nok),
        format_share(share),
        format_nok(one.last_year_to_date_nok),
        format_nok(one.budget_nok),
        format_nok(one.revised_nok),
        format_nok(one.forecast_nok),
        format_signed(one.expected_deviation_nok),
    )
    before, _figure, after = ledger.link("ledger-figure", unit, one.group or TOTAL, FIGURES[0]).rpartition(FIGURES[0])  # looked up once for a row
    return [{"text": text, "url": f"{before}{figure}{after}"} for figure, text in zip(list_figures(ledger), shown, strict=False)]


def format_signed(nok: int) -> str:
    """Kroner with their sign."""
    return f"+{format_nok(nok)}" if nok > 0 else format_nok(nok)


def format_share(ppm: int | None) -> str:
    """A share in percent, a dash where there is none."""
    return "–" if ppm is None else format_decimal(Fraction(ppm * 100, PPM))


def say_status(ledger: LedgerShown, one: GroupEconomy) -> Context:
    """Whether a deviation is over the threshold: a shape, a word and a colour."""
    if ledger.is_over and one.passes:
        return {"grade": "warning", "word": _("Over grensen"), "sentence": _("Avviket i året er over grensen.")}
    if one.passes_to_date and one.passes_year:
        return {"grade": "warning", "word": _("Over grensen"), "sentence": _("Avviket hittil og det ventede avviket er over grensen.")}
    if one.passes_to_date:
        return {"grade": "warning", "word": _("Over hittil"), "sentence": _("Avviket hittil er over grensen.")}
    if one.passes_year:
        return {"grade": "warning", "word": _("Over i året"), "sentence": _("Det ventede avviket for året er over grensen.")}
    return {"grade": "ok", "word": _("Innenfor"), "sentence": _("Avvikene er innenfor grensen.")}


def list_opened(report: EconomyReport, asked: Sequence[str]) -> frozenset[str]:
    """The nodes that are open: those asked for, all of them, or from the start the topmost and what is right below it."""
    nodes = report.nodes
    if ALL in asked:
        return EVERYTHING
    if asked:
        return frozenset(asked)
    most = 1 if len(nodes.ids) > SMALLEST_OPEN * 4 else 2
    return frozenset(key for key, level in zip(nodes.ids, nodes.levels, strict=True) if level < most)


def make_unit_rows(ledger: LedgerShown, opened: frozenset[str], only: frozenset[str] | None = None) -> list[Context]:
    """The units that stand in the open, each with a way to open or close it; those of `only` where it is given. Units without figures are not."""
    report = ledger.report
    nodes, used = report.nodes, report.used if only is None else [key for key in report.used if key in only]
    if only is not None:
        return [_unit_row(ledger, key, opened, has_below=False) for key in used]
    above = {nodes.parents[nodes.index[key]] for key in used}
    rows: list[Context] = []
    shown: set[str] = {""}
    for key in used:
        if nodes.parents[nodes.index[key]] in shown:
            rows.append(_unit_row(ledger, key, opened, has_below=key in above))
            if key in opened or opened == EVERYTHING:
                shown.add(key)
    return rows


def _unit_row(ledger: LedgerShown, key: str, opened: frozenset[str], *, has_below: bool) -> Context:
    nodes, total = ledger.report.nodes, ledger.report.total_of(key)
    at, is_open = nodes.index[key], key in opened
    level = nodes.levels[at]
    made: Context = {
        "id": f"enhet-{key}",
        "label": nodes.names[at],
        "note": key.partition(":")[2],
        "url": ledger.link("ledger-unit", key),
        "level": min(level, 4),
        "kind": "total" if level == 0 else "sum" if level == 1 else "",
        "cells": make_cells(ledger, key, total),
        "status": say_status(ledger, total),
        "toggle": None,
    }
    if has_below and opened != EVERYTHING:
        wanted = sorted(opened - {key} if is_open else opened | {key})
        made["toggle"] = {"url": f"{ledger.link('ledger-report', apne=wanted or [NONE])}#enhet-{key}", "is_open": is_open}
    return made


def make_group_rows(ledger: LedgerShown, one: UnitEconomy) -> list[Context]:
    """A unit's groups and their sum."""
    rows = [
        {
            "label": each.name,
            "note": _say_method(ledger, each),
            "level": 0,
            "kind": "",
            "cells": make_cells(ledger, one.unit, each),
            "status": say_status(ledger, each),
        }
        for each in one.groups
    ]
    total = one.total
    cells, status = make_cells(ledger, one.unit, total), say_status(ledger, total)
    rows.append({"label": _("Sum"), "note": _say_method(ledger, total), "level": 0, "kind": "total", "cells": cells, "status": status})
    return rows


def _say_method(ledger: LedgerShown, one: GroupEconomy) -> str:
    return _("Prognose: %(method)s") % {"method": one.method_words.lower()} if one.method_words and not ledger.is_over else ""


def months_table(headings: Sequence[str], lines: Iterable[tuple[str, Sequence[int | None], str]], *, caption: str) -> Context:
    """Amounts by month: (name, whole kroner by month, address of the line)."""
    return {
        "id": "maaneder",
        "caption": caption,
        "unit": _("Kroner"),
        "columns": [{"text": one} for one in headings],
        "rows": [
            {"label": name, "url": url, "cells": [None if one is None else {"text": format_nok(one)} for one in values]}
            for name, values, url in lines
        ],
    }


def say_moment(moment: datetime) -> str:
    """A day and time, in Norway."""
    return f"{moment.astimezone(get_current_timezone()):%d.%m.%Y %H.%M}"


def line_view(one: LedgerLine) -> Context:
    """A line of the ledger as a table of lines shows it."""
    return {
        "voucher": one.voucher,
        "line": one.line,
        "date": f"{one.date:%d.%m.%Y}" if one.date else "",
        "account": one.account,
        "function": one.function,
        "cost_centre": one.cost_centre,
        "project": one.project,
        "text": one.text,
        "amount": format_ore(one.amount_ore),
    }
