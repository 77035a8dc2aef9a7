"""How odds were made: the scenario, the draws and where they begin, how far each lever is drawn, and the figure without draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.outlook import LEVELS, Odds
from veikart.calc.outlook.needs import MARK
from veikart.calc.worksheets import Sheet
from veikart.rules.foresight.levers import get_levers
from veikart.rules.law import get_rules
from veikart.web.economy_links import calculation_url, edit_row_url
from veikart.web.economy_rows import row_facts, row_name
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_fans import Fan, draw_fan, fan_table, level_words, write_odds, write_value
from veikart.web.foresight_money import central_input, find_limit, list_limits, make_money_fan, name_limit
from veikart.web.foresight_needs import make_need_fan
from veikart.web.foresight_odds import LIMIT, LINE, NEED, find_scenario, get_need_odds, get_odds, odds_url, say_draws, scenario_name
from veikart.web.foresight_shown import has_foresight, make_foresight_context
from veikart.web.plan_links import law_link
from veikart.web.tables import Context


@dataclass(frozen=True)
class _Asked:
    """What is asked for: a kind of odds, a subject, a year, and the scenario."""

    subject: str
    year: int
    scenario: str


@dataclass(frozen=True, eq=False)
class _Answer:
    """Odds in one year: what they are of, the odds or the middle as text, in words, the fan they are of, and the figures without draws."""

    title: str
    text: str
    words: str
    fan: Fan
    inputs: tuple[Context, ...]
    draws: str
    rooms: tuple[str, ...]
    page: tuple[str, str]
    rule: str = ""


@shows_economy
@has_foresight
def show_odds(request: HttpRequest, shown: EconomyShown, kind: str, subject: str, year: int) -> HttpResponse:
    """The odds of one subject in one year: a page, or the panel beside a table."""
    asked = _Asked(subject, year, find_scenario(shown, request.GET.get("scenario", "")))
    if kind != NEED and not shown.long_run.sheets["long_economy"].subjects:
        raise Http404
    try:
        found = _KINDS[kind](shown, asked)
        explanation = _explain(shown, found, kind, asked)
    except (KeyError, ValueError):
        raise Http404 from None
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "veikart/panel_only.html.jinja", {"explanation": explanation})
    context = make_foresight_context(
        shown,
        page="",
        title=f"{found.title}: {found.text}",
        window_title=found.title,
        kicker=_("Hvordan er sannsynligheten regnet?"),
        crumbs=[(found.page[0], found.page[1]), (found.title, "")],
        explanation=explanation,
        picture=draw_fan(found.fan, title=found.fan.name),
        numbers=fan_table(found.fan, caption=_("Fordelingen år for år"), url=lambda one: odds_url(kind, subject, one, scenario=asked.scenario)),
    )
    return render(request, "veikart/foresight/odds.html.jinja", context)


def _explain(shown: EconomyShown, found: _Answer, kind: str, asked: _Asked) -> Context:
    levels = [{"label": level_words(share), "text": write_value(found.fan.at(share, asked.year), found.fan.unit)} for share in LEVELS]
    content = {
        "title": found.title,
        "kicker": " · ".join([_("Framsyn"), scenario_name(shown, asked.scenario), found.draws.rstrip(".")]),
        "text": found.text,
        "unit": "",
        "url": odds_url(kind, asked.subject, asked.year, scenario=asked.scenario),
        "formula": found.words,
        "note": _("De samme trekningene kommer igjen med samme startpunkt, og er de samme i alle scenarioer."),
        "inputs": [*found.inputs, *levels],
        "rows": [_row(shown, key) for key, one in shown.book.table("uncertainties").items() if get_levers()[one.lever].room in found.rooms],
        "page": {"text": found.page[0], "url": found.page[1]},
    }
    if found.rule in get_rules():
        content["rule"] = law_link(get_rules()[found.rule])
        content["rule_text"] = get_rules()[found.rule].text
    return content


def _row(shown: EconomyShown, key: str) -> Context:
    row = shown.book.table("uncertainties")[key]
    name = _("Hvor langt det kan svinge: %(name)s") % {"name": row_name(shown.book, "uncertainties", row)}
    return {
        "name": name,
        "facts": row_facts(shown.book, "uncertainties", row),
        "edit_url": edit_row_url("uncertainties", key) if shown.can_edit else "",
    }


def _answer_need(shown: EconomyShown, asked: _Asked) -> _Answer:
    odds, (service, _mark, area) = get_need_odds(shown, asked.scenario), asked.subject.partition(MARK)
    row, at = shown.book.table("need_services")[service], odds.years.index(asked.year)
    sheet = shown.long_run.sheets["area_needs" if area else "service_needs"]
    name, fan = sheet.name(asked.subject), make_need_fan(odds, asked.subject, row, chart_id="odds")
    lines = ((_("Plasser det er behov for, uten trekning"), "places"), (_("Plasser som finnes"), "capacity"))
    return _Answer(
        _("Sannsynligheten for at det mangler plasser i %(year)s, %(name)s") % {"year": asked.year, "name": name},
        write_odds(float(odds.short[asked.subject][at])),
        _(
            "Andelen av trekningene der det trengs flere plasser enn det finnes. I hver trekning svinger fruktbarhet, dødelighet, flytting og "
            "boligbygging, befolkningen framskrives på nytt, og brukerne telles etter kjønn og alder."
        ),
        fan,
        tuple(_need_input(sheet, asked, *one) for one in lines),
        say_draws(odds),
        ("population",),
        (row.name, reverse("foresight-need", args=[service])),
    )


def _need_input(sheet: Sheet, asked: _Asked, label: str, line: str) -> Context:
    text = write_value(sheet.value(asked.subject, line, asked.year), "persons")
    return {"label": label, "text": text, "url": calculation_url(sheet.id, asked.subject, line, asked.year)}


def _answer_limit(shown: EconomyShown, asked: _Asked) -> _Answer:
    odds, limit = get_odds(shown, asked.scenario), find_limit(shown, asked.subject)
    at = odds.years.index(asked.year)
    return _Answer(
        _("Sannsynligheten for brudd i %(year)s, %(name)s") % {"year": asked.year, "name": name_limit(limit, odds.units[limit.measure])},
        write_odds(float(odds.breaks[limit.id][at])),
        _("Andelen av trekningene der grensen er brutt i året. I hver trekning svinger både folketallet og det som driver økonomien."),
        make_money_fan(odds, limit.measure, list_limits(shown, limit.measure), chart_id="odds"),
        (_central(odds, limit.measure, asked.year),),
        say_draws(odds),
        ("population", "economy"),
        (_("Regler"), reverse("foresight-limits")),
        limit.rule,
    )


def _answer_line(shown: EconomyShown, asked: _Asked) -> _Answer:
    odds = get_odds(shown, asked.scenario)
    fan = make_money_fan(odds, asked.subject, list_limits(shown, asked.subject), chart_id="odds")
    low, high = (write_value(fan.at(share, asked.year), fan.unit) for share in (0.1, 0.9))
    return _Answer(
        f"{fan.name} {asked.year}",
        _("mellom %(low)s og %(high)s i 80 prosent av trekningene") % {"low": low, "high": high},
        _("I hver trekning svinger folketallet og det som driver økonomien, og alt regnes på nytt. Her er trekningene lagt i rekkefølge."),
        fan,
        (_central(odds, asked.subject, asked.year),),
        say_draws(odds),
        ("population", "economy"),
        (_("Økonomi"), reverse("foresight-economy")),
    )


def _central(odds: Odds, line: str, year: int) -> Context:
    return central_input(line, year, float(odds.central[line][odds.years.index(year)]), odds.units[line])


_KINDS: dict[str, Callable[[EconomyShown, _Asked], _Answer]] = {NEED: _answer_need, LIMIT: _answer_limit, LINE: _answer_line}
