"""The front of the long view: what twenty years bring, and where to look closer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.foresight.need_odds import EVERYBODY
from veikart.rules.words import say_count
from veikart.rules.words.sentences import capitalise
from veikart.web.economy_links import calculation_url
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_fans import Fan, draw_fan, fan_table, interval_words
from veikart.web.foresight_money import ALL, SHEET, list_limits, make_money_fan, say_fan
from veikart.web.foresight_needs import area_names, list_short_years, need_url, say_odds_of_short, say_when_anywhere
from veikart.web.foresight_odds import get_need_odds, get_odds, people_url, say_draws
from veikart.web.foresight_shown import has_foresight, make_foresight_context
from veikart.web.pages.foresight.limits import draw_limits, limits_table
from veikart.web.tables import Context

MOST_NEEDS = 5


@shows_economy
@has_foresight
def show_front(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """One sentence, one picture, and the pages."""
    odds = get_need_odds(shown)
    fan = Fan("people", _("Innbyggere"), "persons", odds.years, odds.quantiles[EVERYBODY], odds.central[EVERYBODY], colour="demography")
    context = make_foresight_context(
        shown,
        page="foresight",
        title=_title(fan, odds.years[-1]),
        window_title=_("Framsyn"),
        lead=_("Befolkningen, behovene og økonomien tjue år fram, med hvor sannsynlig det er. Alle tall kan åpnes."),
        picture=draw_fan(fan, title=_("Innbyggere 31. desember"), height=300),
        numbers=fan_table(fan, caption=_("Innbyggere 31. desember"), url=people_url(shown)),
        draws=say_draws(odds),
        needs=_needs(shown),
        economy=_economy(shown) if ALL in shown.long_run.sheets[SHEET].place else None,
    )
    return render(request, "veikart/foresight/front.html.jinja", context)


def _title(fan: Fan, year: int) -> str:
    """How many we will be: between two numbers, or one where the draws do not spread."""
    low, high = interval_words(fan, year)
    words = {"year": year, "low": low, "high": high}
    if low == high:
        return _("I %(year)s er vi om lag %(high)s innbyggere") % words
    return _("I %(year)s er vi mellom %(low)s og %(high)s innbyggere, med 80 prosent sannsynlighet") % words


def _needs(shown: EconomyShown) -> list[Context]:
    """The services that lack places first, in the order they do."""
    sheets, odds, since = shown.long_run.sheets, get_need_odds(shown), shown.years[0]
    sheet = sheets["service_needs"]
    services = shown.book.table("need_services")
    firsts = {one: (list_short_years(sheet, one, since) or [sheet.years[-1] + 1])[0] for one in sheet.subjects}
    return [
        {
            "name": sheet.name(one),
            "url": need_url(one),
            "sentence": f"{capitalise(say_when_anywhere(sheets, services[one], area_names(shown), since))}. {say_odds_of_short(odds, one)}",
        }
        for one in sorted(sheet.subjects, key=firsts.__getitem__)[:MOST_NEEDS]
    ]


def _economy(shown: EconomyShown) -> Context:
    """The result in words, and the map of the limits."""
    odds = get_odds(shown)
    limits = [one for one in list_limits(shown) if one.id in odds.breaks]
    fan = make_money_fan(odds, "result_ratio", [], chart_id="result")
    return {
        "sentence": say_fan(fan, odds.years[-1]),
        "central_url": calculation_url(SHEET, ALL, "result_ratio", odds.years[-1]),
        "heat": draw_limits(odds, limits, chart_id="limits") if limits else None,
        "table": limits_table(odds, limits) if limits else None,
        "url": reverse("foresight-economy"),
        "projects": _say_projects(len(shown.book.table("schedule_projects"))),
    }


def _say_projects(count: int) -> str:
    if not count:
        return _("Når prosjektene er lagt inn, kan den rekkefølgen finnes som gir minst ventetid innenfor grensene.")
    text = ngettext(
        "Ett prosjekt kan bygges når det gir minst ventetid, innenfor grensene for økonomien og kapasiteten.",
        "%(count)s prosjekter kan settes i den rekkefølgen som gir minst ventetid, innenfor grensene for økonomien og kapasiteten.",
        count,
    )
    return text % {"count": capitalise(say_count(count))}
