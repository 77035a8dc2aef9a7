"""Kroner on the pages of the plan: what serves an element, divided between operations and investments, own and shared."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.goals import GoalMoney, Portion
from veikart.calc.plan_system import Element, PlanSystem
from veikart.rules.plan_system import get_choices
from veikart.rules.words import format_mill
from veikart.web.links import measure_url
from veikart.web.plan_links import element_url
from veikart.web.plan_shown import PlanShown
from veikart.web.tables import Context, group, money_cell, row

MOST_MEASURES = 60
"""Measures in one part of a table. The rest, which are smaller, stand as one row."""


def money_of(shown: PlanShown, element: Element) -> GoalMoney | None:
    """The money of an element with everything under it; None without a budget."""
    return shown.money(element.kind)[0].get(element.id) if shown.programme else None


def first_year_words(shown: PlanShown, money: GoalMoney | None) -> str:
    """Investments and changes in operations in the first plan year, in one line that says so where some is shared with others; empty where there
    is none."""
    if money is None or not (money.own or money.shared):
        return ""
    year = shown.years[0]
    operations = _year_sum(shown, (*money.own, *money.shared), year, investment=False)
    investments = _year_sum(shown, (*money.own, *money.shared), year, investment=True)
    parts = [(operations, _("%(amount)s mill. kr i drift")), (investments, _("%(amount)s mill. kr i investeringer"))]
    told = _(" og ").join(words % {"amount": format_mill(nok)} for nok, words in parts if nok)
    is_shared = any(one.nok_by_year.get(year) for one in money.shared)
    return f"{year}: {told}{_(', noe delt med andre') if is_shared else ''}" if told else ""


def _year_sum(shown: PlanShown, portions: Iterable[Portion], year: int, *, investment: bool) -> int:
    measures = shown.measures
    return sum(one.nok_by_year.get(year, 0) for one in portions if measures[one.measure].is_investment == investment)


def money_table(shown: PlanShown, money: GoalMoney) -> Context | None:
    """Sums by year: operations and investments, this goal's own and those it shares with others."""
    lines, measures = [], shown.measures
    for label, investment in ((_("Drift"), False), (_("Investeringer"), True)):
        for name, portions, kind in ((_("bare her"), money.own, ""), (_("delt med andre"), money.shared, "")):
            chosen = [one for one in portions if measures[one.measure].is_investment == investment]
            if chosen:
                cells = [money_cell(sum(one.nok_by_year.get(year, 0) for one in chosen)) for year in shown.years]
                count = ngettext("%(count)s tiltak", "%(count)s tiltak", len({one.measure for one in chosen})) % {
                    "count": len({one.measure for one in chosen})
                }
                lines.append(row(f"{label}, {name}", cells, note=count, kind=kind))
    if not lines:
        return None
    return {
        "caption": _("Penger til målet"),
        "unit": "Mill. kr",
        "unit_line": _("%(price)s. Endring i utgift i planperioden; inntekt og innsparing er negativ.")
        % {"price": shown.programme.dataset.price_level.capitalize() if shown.programme else ""},
        "columns": [{"text": str(year), "current": False} for year in shown.years],
        "rows": lines,
        "notes": [
            _("«Delt med andre» er tiltak som også tjener andre mål. De telles bare én gang når målene legges sammen."),
        ],
    }


def measures_table(shown: PlanShown, money: GoalMoney) -> Context | None:
    """The measures that serve the goal, largest first, each with its amounts, its share and whom it is shared with; the smallest are added up."""
    portions = [*((one, False) for one in money.own), *((one, True) for one in money.shared)]
    if not portions:
        return None
    rows, measures = list[Context](), shown.measures
    for heading, investment in ((_("Drift"), False), (_("Investeringer"), True)):
        chosen = [(one, shared) for one, shared in portions if measures[one.measure].is_investment == investment]
        if chosen:
            chosen.sort(key=lambda pair: -_size(pair[0]))
            rows.append(group(heading))
            rows.extend(_measure_row(shown, one, shared) for one, shared in chosen[:MOST_MEASURES])
            rows.extend(_rest_row(shown, [one for one, _shared in chosen[MOST_MEASURES:]]))
    return {
        "caption": _("Tiltak i budsjettet"),
        "unit": "Mill. kr",
        "text_columns": [_("Område"), _("Andel")],
        "columns": [{"text": str(year)} for year in shown.years],
        "rows": rows,
    }


def _size(portion: Portion) -> int:
    return sum(abs(one) for one in portion.nok_by_year.values())


def _measure_row(shown: PlanShown, portion: Portion, shared: bool) -> Context:
    one = shown.measures[portion.measure]
    whole = portion.nok_by_year == one.nok_by_year
    cells = [
        money_cell(nok, f"measure:{one.measure.id}@{year}") if whole and nok else money_cell(nok) if nok else None
        for year, nok in portion.nok_by_year.items()
    ]
    share = f"{portion.share_percent} %" if portion.share_percent else (_("Delt") if shared else _("Hele"))
    return row(one.measure.name, cells, url=measure_url(one.measure.id), texts=[{"text": one.unit.name}, {"text": share}])


def _rest_row(shown: PlanShown, portions: list[Portion]) -> list[Context]:
    """The measures there was no room for, as one row; none where all are shown."""
    if not portions:
        return []
    count = len({one.measure for one in portions})
    words = ngettext("%(count)s mindre tiltak", "%(count)s mindre tiltak", count) % {"count": count}
    cells = [money_cell(sum(one.nok_by_year.get(year, 0) for one in portions)) for year in shown.years]
    return [row(words, cells, texts=[{"text": ""}, {"text": ""}])]


def served_elements(system: PlanSystem, measure_id: str) -> list[Context]:
    """The elements in use that a measure serves, each with its share and the way down to it from the vision."""
    found = []
    for link in system.links_by_measure.get(measure_id, ()):
        element = system.elements.get(link.element)
        if element is None or element.retired is not None:
            continue
        path = [system.elements[one] for one in reversed(system.path_up(element.id)) if one in system.elements]
        share = f"{link.share_percent} %" if link.share_percent else ""
        found.append({"share": share, "note": link.note, "path": [_path_part(system, one) for one in path]})
    return found


def _path_part(system: PlanSystem, element: Element) -> Context:
    level = system.levels.get(element.kind)
    kind = level.singular if level else get_choices("element_kind")[element.kind]
    return {"kind": kind, "number": element.number, "name": element.name, "url": element_url(element.id)}


def served_words(system: PlanSystem | None, measure_id: str) -> Context:
    """The first element a measure serves, as a cell of a table: its kind and number, or its name, and how many more there are."""
    served = served_elements(system, measure_id) if system else []
    if not served:
        return {"text": ""}
    last = served[0]["path"][-1]
    named = f"{last['kind']} {last['number']}" if last["number"] else last["name"]
    return {"text": f"{named} +{len(served) - 1}" if len(served) > 1 else named, "url": last["url"]}
