"""The limits over the years: how likely each is to be broken, as a map and as a table."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.outlook import Odds
from veikart.calc.outlook.rows import OutlookLimit
from veikart.exchange.charts import HeatRow, draw_for_both, heat_map
from veikart.rules.foresight.long_findings import find_long_economy
from veikart.rules.law import get_rules
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_fans import say_odds, write_odds
from veikart.web.foresight_money import line_name, list_limits, name_limit, say_break
from veikart.web.foresight_odds import LIMIT, find_scenario, get_odds, odds_url, say_draws, scenario_choices, scenario_name
from veikart.web.foresight_shown import has_long_economy, make_foresight_context
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_links import law_link
from veikart.web.tables import Context, row


@shows_economy
@has_long_economy
def show_limits(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The map of a scenario, and every limit with what it is and how likely it is to be broken."""
    scenario = find_scenario(shown, request.GET.get("scenario", ""))
    odds = get_odds(shown, scenario)
    limits = [one for one in list_limits(shown) if one.id in odds.breaks]
    context = make_foresight_context(
        shown,
        page="foresight-limits",
        title=_title(odds, limits),
        window_title=_("Regler og mål tjue år fram"),
        lead=_("Tallet i hver rute er hvor mange prosent av trekningene som bryter grensen det året. En strek under tallet betyr minst halvparten."),
        kicker=f"{scenario_name(shown, scenario)} · {say_draws(odds).rstrip('.')}",
        crumbs=[(_("Regler"), "")],
        choices=scenario_choices(shown, scenario),
        picture=draw_limits(odds, limits, chart_id="limits", scenario=scenario) if limits else None,
        table=limits_table(odds, limits, scenario) if limits else None,
        limits=[_limit(shown, odds, one, scenario) for one in limits],
        findings=[finding_view(shown, one) for one in find_long_economy(shown.book, shown.long_run, shown.plan_figures)],
        inputs=list_book_tables(shown, ("outlook_limits", "uncertainties", "uncertainty_correlations")),
        here=reverse("foresight-limits"),
    )
    return render(request, "veikart/foresight/limits.html.jinja", context)


def _title(odds: Odds, limits: list[OutlookLimit]) -> str:
    """The limit that is likeliest to be broken in some year."""
    if not limits:
        return _("Ingen grenser er lagt inn")
    worst = max(limits, key=lambda one: odds.ever.get(one.id, 0.0))
    share = odds.ever.get(worst.id, 0.0)
    words = {"name": name_limit(worst, odds.units[worst.measure]), "odds": say_odds(share), "last": odds.years[-1]}
    if not share:
        return _("Ingen grense brytes i noen trekning til %(last)s") % words
    return _("%(name)s: %(odds)s sannsynlighet for brudd minst én gang til %(last)s") % words


def draw_limits(odds: Odds, limits: list[OutlookLimit], *, chart_id: str, scenario: str = "") -> Markup:
    """The map: a row for each limit, a square for each year, and every square opens."""
    rows = [
        HeatRow(
            name_limit(one, odds.units[one.measure]),
            [Fraction(share).limit_denominator(10_000) for share in odds.breaks[one.id].tolist()],
            [odds_url(LIMIT, one.id, year, scenario=scenario) for year in odds.years],
        )
        for one in limits
    ]
    title = _("Sannsynligheten for at hver grense brytes, år for år")
    return Markup(draw_for_both(heat_map, chart_id=chart_id, rows=rows, years=odds.years, title=title, wide=960))


def limits_table(odds: Odds, limits: list[OutlookLimit], scenario: str = "") -> Context:
    """The same as a table, with the odds that a limit is broken in some year."""
    ever = {"text": _("Minst én gang")}
    return {
        "caption": _("Sannsynligheten for brudd"),
        "unit": _("Andel av trekningene"),
        "columns": [*({"text": str(year)} for year in odds.years), ever],
        "rows": [row(name_limit(one, odds.units[one.measure]), _cells(odds, one, scenario)) for one in limits],
    }


def _cells(odds: Odds, limit: OutlookLimit, scenario: str) -> list[Context]:
    shares = zip(odds.years, odds.breaks[limit.id].tolist(), strict=True)
    cells = [{"text": write_odds(share), "url": odds_url(LIMIT, limit.id, year, scenario=scenario)} for year, share in shares]
    last = odds_url(LIMIT, limit.id, odds.years[-1], scenario=scenario)
    return [*cells, {"text": write_odds(odds.ever.get(limit.id, 0.0)), "url": last}]


def _limit(shown: EconomyShown, odds: Odds, limit: OutlookLimit, scenario: str) -> Context:
    rule = get_rules().get(limit.rule)
    return {
        "name": name_limit(limit, odds.units[limit.measure]),
        "measure": line_name(limit.measure),
        "sentence": say_break(odds, limit),
        "source": limit.source,
        "rule": law_link(rule) if rule else None,
        "url": odds_url(LIMIT, limit.id, odds.years[-1], scenario=scenario),
    }
