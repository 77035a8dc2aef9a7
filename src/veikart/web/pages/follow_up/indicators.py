"""All the indicators: what each is, which way it goes, and whether its target is met."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.indicators import IndicatorShown
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.pages.follow_up.indicator_printed import list_printed
from veikart.web.pages.follow_up.indicator_rows import (
    choose_year,
    get_indicators,
    lead_words,
    make_row,
    title_words,
    verdict_tag,
    year_options,
)
from veikart.web.tables import Context

FILTERS = ("mal", "sektor", "enhet", "vei", "aar")
VERDICTS = {"right": "Går riktig vei", "wrong": "Går feil vei", "met": "Målet er nådd", "missed": "Målet er ikke nådd", "ahead": "Ikke nådd ennå"}


@shows_follow_up
def show_indicators(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every indicator as a row, by sector; those of a goal, a sector or a verdict where one is asked for."""
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    indicators = get_indicators(shown)
    year = choose_year(chosen["aar"])
    every = indicators.every(year)
    reach = indicators.reach_by_unit.get(chosen["enhet"], frozenset({chosen["enhet"]}))
    wanted = [one for one in every if _is_wanted(shown, one, chosen) and (not chosen["enhet"] or one.indicator.owner in reach)]
    context = make_follow_up_context(
        shown,
        page="indicators",
        title=title_words(wanted) if wanted else _("Indikatorene"),
        window_title=_("Indikatorer"),
        lead=lead_words(wanted),
        crumbs=[(_("Indikatorer"), "")],
        years=year_options(indicators, year),
        filters=_filters(shown, every, chosen),
        has_filter=any(chosen[name] for name in FILTERS[:-1]),
        groups=_groups(shown, wanted),
        has_indicators=bool(every),
        has_values=bool(shown.book.table("indicator_values")),
        has_printed=bool(list_printed(shown)),
        can_import=shown.can_edit and shown.can("import_indicators"),
    )
    return render(request, "veikart/follow_up/indicators.html.jinja", context)


def sector_of(shown: FollowUpShown, unit: str) -> str:
    """The sector that a unit is in; the unit itself where it is in none, empty where there is no unit."""
    above = [one for one in shown.units_above(unit) if one in shown.system.units]
    return next((one for one in above if shown.system.units[one].kind == "sector"), above[0] if above else "")


def _is_wanted(shown: FollowUpShown, one: IndicatorShown, chosen: dict[str, str]) -> bool:
    tag = verdict_tag(one)
    if chosen["vei"] and chosen["vei"] not in {one.moved, tag["key"] if tag else ""}:
        return False
    if chosen["sektor"] and sector_of(shown, one.indicator.owner) != chosen["sektor"]:
        return False
    if not chosen["mal"]:
        return True
    measured = {link.element for link in shown.system.elements_by_indicator.get(one.indicator.id, ())}
    return bool(measured & {chosen["mal"], *shown.system.descendants(chosen["mal"])})


def _filters(shown: FollowUpShown, every: Sequence[IndicatorShown], chosen: dict[str, str]) -> list[Context]:
    goals = {one.id: f"{one.number} {one.name}".strip() for one in shown.system.of_kind("main_goal")}
    sectors = {key: shown.unit_names[key] for one in every if (key := sector_of(shown, one.indicator.owner))}
    owners = {one.indicator.owner for one in every}
    units = {key: name for key, name in shown.unit_names.items() if key in owners}
    return [
        _filter("mal", _("Hovedmål"), goals, chosen),
        _filter("sektor", _("Sektor"), sectors, chosen),
        _filter("enhet", _("Enhet"), units, chosen),
        _filter("vei", _("Hvordan det går"), VERDICTS, chosen),
    ]


def _filter(name: str, label: str, words: dict[str, str], chosen: dict[str, str]) -> Context:
    options = [{"value": key, "name": word, "chosen": key == chosen[name]} for key, word in words.items()]
    return {"name": name, "label": label, "options": options}


def _groups(shown: FollowUpShown, wanted: Sequence[IndicatorShown]) -> list[Context]:
    found: dict[str, list[IndicatorShown]] = {}
    for one in wanted:
        found.setdefault(sector_of(shown, one.indicator.owner), []).append(one)
    return [
        {
            "name": shown.unit_names.get(key) or _("Uten eier"),
            "url": reverse("unit-indicators", args=[key]) if key else "",
            "rows": [make_row(shown, one) for one in rows],
        }
        for key, rows in found.items()
    ]
