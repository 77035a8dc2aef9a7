"""An order of investments as pictures and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from veikart.calc.values import PPM
from veikart.exchange.charts import (
    WHOLE_MILL_NOK,
    WHOLE_PERCENT,
    OrderedBar,
    Series,
    draw_for_both,
    line_chart,
    schedule_timeline,
    stacked_columns,
)
from veikart.rules.words import format_mill, in_mill
from veikart.web.tables import Context

WIDE = 1040
Result = Mapping[str, Any]


def _in_order(result: Result) -> list[dict[str, Any]]:
    """The projects as they begin; those that are not built last."""
    return sorted(result["projects"], key=lambda one: (one["start"] is None, one["start"] or 0, one["name"]))


def _amounts(costs: Sequence[int], start: int | None) -> dict[int, int]:
    return {} if start is None else {start + step: nok for step, nok in enumerate(costs)}


def draw_order(result: Result) -> Markup:
    """The timeline before and after."""
    return Markup(
        draw_for_both(
            schedule_timeline,
            chart_id="order",
            wide=WIDE,
            bars=[_bar(one) for one in _in_order(result)],
            years=result["years"],
            title=_("Prosjektene slik planen er i dag, og i rekkefølge"),
        )
    )


def _bar(one: Mapping[str, Any]) -> OrderedBar:
    url = reverse("economy-project", args=[one["project"]]) if one["project"] else ""
    ordered = _amounts(one["costs"], one["start"])
    return OrderedBar(
        one["name"], _tell(one), _amounts(one["costs"], one["today"]), ordered, one["need_year"], "" if ordered else _("bygges ikke"), url
    )


def _tell(one: Mapping[str, Any]) -> str:
    words = {"name": one["name"], "nok": in_mill(sum(one["costs"]))}
    if one["start"] is None:
        return _("%(name)s, %(nok)s: bygges ikke.") % words
    told = _("%(name)s, %(nok)s: begynner i %(start)s, i bruk fra %(use)s.") % {**words, "start": one["start"], "use": _in_use(one)}
    today = _("I dag: %(year)s.") % {"year": one["today"]} if one["today"] else ""
    return f"{told} {_needed(one)} {today}".strip()


def _in_use(one: Mapping[str, Any]) -> int:
    return int(one["start"]) + len(one["costs"])


def _needed(one: Mapping[str, Any]) -> str:
    return _("Trengs fra %(year)s.") % {"year": one["need_year"]} if one["need_year"] else ""


def project_rows(result: Result) -> list[Context]:
    """A row for each project: when it is needed, when it begins and is in use, how long somebody waits, and what it costs."""
    return [
        {
            "name": one["name"],
            "url": reverse("economy-project", args=[one["project"]]) if one["project"] else "",
            "must": one["is_must"],
            "need": str(one["need_year"] or "–"),
            "today": str(one["today"] or "–"),
            "start": str(one["start"] or "–"),
            "use": str(_in_use(one)) if one["start"] else _("bygges ikke"),
            "delay": _wait(one),
            "cost": format_mill(sum(one["costs"])),
        }
        for one in _in_order(result)
    ]


def _wait(one: Mapping[str, Any]) -> str:
    if not one["need_year"]:
        return "–"
    if one["start"] is None:
        return _("til etter %(years)s år") % {"years": one["delay"]}
    return ngettext("%(count)s år", "%(count)s år", one["delay"]) % {"count": one["delay"]} if one["delay"] else _("ingen")


def draw_investments(result: Result) -> Context:
    """What is invested each year, stacked up to what can be carried out."""
    money = result["investment"]
    others = [max(0, nok - own) for nok, own in zip(money["after"], money["ordered"], strict=True)]
    free = [max(0, (most or 0) - nok) for most, nok in zip(money["most"], money["after"], strict=True)]
    series = [Series(_("Alt annet"), others, "technical"), Series(_("Prosjektene her"), money["ordered"], "investment")]
    if any(free):
        series.append(Series(_("Ledig kapasitet"), free, "decreased_need"))
    words = {"title": _("Investeringer i året"), "unit": WHOLE_MILL_NOK, "height": 320}
    svg = draw_for_both(stacked_columns, chart_id="order-money", wide=WIDE, series=series, years=result["years"], **words)
    over = [year for year, most, nok in zip(result["years"], money["most"], money["after"], strict=True) if most and nok > most]
    heading = _("Mer enn kapasiteten i %(year)s") % {"year": over[0]} if over else _("Investeringene holder seg innenfor kapasiteten")
    if not any(money["most"]):
        heading = _("Investeringer i året, uten at noen kapasitet for alt er lagt inn")
    return {"heading": heading, "note": _("Mill. kr i planens priser."), "svg": Markup(svg)}


def draw_debt(result: Result) -> Context:
    """Debt as a share of revenue before and after, with the limit: a line across where it is the same every year."""
    ratio = result["debt_ratio"]
    series = [Series(_("I dag"), _shares(ratio["today"]), "expense"), Series(_("Rekkefølgen"), _shares(ratio["after"]), "debt")]
    words: dict[str, Any] = {"title": _("Gjeld, del av inntektene"), "unit": WHOLE_PERCENT, "height": 280}
    note = _("Prosent. Med rekkefølgen er hele økonomien regnet på nytt.")
    if len(set(ratio["limit"])) > 1:
        note += " " + _("Der planen bryter grensen i dag, skal den bare ikke brytes mer.")
        series.append(Series(_("Grensen"), _shares(ratio["limit"]), "target"))
    elif ratio["limit"] and ratio["limit"][0] is not None:
        words["target"] = (_("grensen"), Fraction(ratio["limit"][0], PPM))
    svg = draw_for_both(line_chart, chart_id="order-debt", wide=WIDE, series=series, years=result["years"], **words)
    highest = max(range(len(ratio["after"])), key=lambda at: ratio["after"][at])
    told = {"share": WHOLE_PERCENT.show(Fraction(ratio["after"][highest], PPM)), "year": result["years"][highest]}
    return {
        "heading": _("Gjelden er på det høyeste %(share)s av inntektene, i %(year)s") % told,
        "note": note,
        "svg": Markup(svg),
    }


def _shares(values: Sequence[int | None]) -> list[Fraction | None]:
    return [None if one is None else Fraction(one, PPM) for one in values]
