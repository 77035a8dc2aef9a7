"""Twenty years of economy with odds: the fans with their limits, levers that can be pulled, and the long statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.outlook import Odds
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import WHOLE_MILL_NOK, Series, draw_for_both, line_chart
from veikart.rules.foresight.levers import get_levers
from veikart.rules.foresight.restructuring_words import Restructuring, list_restructuring
from veikart.rules.words import format_percent
from veikart.rules.words.sentences import list_years
from veikart.web.economy_links import calculation_url
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.economy_tables import SheetTable, get_sheet_table
from veikart.web.foresight_fans import draw_fan, fan_table, write_odds, write_value
from veikart.web.foresight_levers import describe_sliders, make_changes, read_sliders
from veikart.web.foresight_money import ALL, PICTURED, SHEET, line_name, list_limits, make_money_fan, name_limit, say_break, say_fan
from veikart.web.foresight_odds import LIMIT, LINE, get_odds, odds_url, say_draws
from veikart.web.foresight_shown import has_long_economy, make_foresight_context
from veikart.web.pacing import paced
from veikart.web.tables import Context, row

LIVE_DRAWS = 5_000
STATEMENT = (
    "tax",
    "grant",
    "revenue",
    "service",
    "pension",
    "expense",
    "gross_result",
    "interest_income",
    "returns",
    "interest",
    "instalments",
    "net_result",
    "transfer",
    "investments",
    "loans",
    "debt",
    "buffer",
    "liquidity",
    "deficit",
)
RESTRUCTURING, LIMIT_SHEETS = "long_restructuring", ("long_limits", "long_limit_shares")
RATIOS = ("result_ratio", "debt_ratio", "own_capital", "deficit_share")
STAFF = ("staff_years", "working_age", "staff_share")


@paced
@shows_economy
@has_long_economy
def show_economy(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The fans, what can be pulled, and the figures without draws. With levers in the address they are pulled, and nothing is stored."""
    settings = read_sliders(request.GET)
    table = get_sheet_table(shown.long_run.sheets, SHEET)
    context = make_foresight_context(
        shown,
        page="foresight-economy",
        title=_title(_get_odds(shown, settings)),
        window_title=_("Økonomi tjue år fram"),
        lead=_("De første årene er økonomiplanen. Etterpå følger tjenester og inntekter befolkningen, priser og lønn. Alt er i planens priser."),
        crumbs=[(_("Økonomi"), "")],
        sliders=describe_sliders(settings),
        can_save=shown.can_edit,
        **_fans(shown, settings),
        statements=[_statement(table, *one) for one in _statements()],
        restructuring=_restructuring(shown),
        staff=_staff(shown, table),
    )
    return render(request, "veikart/foresight/economy.html.jinja", context)


@paced
@shows_economy
@has_long_economy
def try_levers(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The fans with the levers pulled, as a piece of a page; nothing is stored."""
    return render(request, "veikart/foresight/economy_fans.html.jinja", _fans(shown, read_sliders(request.GET)))


def _statements() -> list[tuple[Sequence[str], str]]:
    return [(STATEMENT, _("Regnestykket uten trekning")), (RATIOS, _("Nøkkeltall uten trekning"))]


def _statement(table: SheetTable, lines: Sequence[str], caption: str) -> Context:
    return table.by_line(ALL, lines, caption=caption)


def _restructuring(shown: EconomyShown) -> Context:
    """How much operations must be cut from each year on for every limit to hold, and which limit it is that asks for most."""
    sheets = shown.long_run.sheets
    sheet = sheets[RESTRUCTURING]
    needs = list(sheet.row(ALL, "need"))
    by_limit = [(sheets[one], subject) for one in LIMIT_SHEETS for subject in sheets[one].subjects]
    found, names = list_restructuring(shown.book, shown.long_run), shown.book.table("outlook_limits")
    caption = _("Omstilling som trengs fra året, mill. kr")
    series, words = [Series(_("Omstilling"), needs, "restructuring")], {"title": caption, "unit": WHOLE_MILL_NOK, "height": 240}
    svg = draw_for_both(line_chart, chart_id="restructuring", series=series, years=list(sheet.years), **words)
    table = get_sheet_table(sheets, RESTRUCTURING).by_line(ALL, ("need",), caption=caption)
    cells = [row(_("Grensen som avgjør"), [{"text": names[one.limit].name if one.limit else "–"} for one in found])]
    cells += [get_sheet_table(sheets, one.id).by_line(subject, ("need",))["rows"][0] | {"label": one.name(subject)} for one, subject in by_limit]
    return {
        "heading": _say_need(shown, found),
        "note": " ".join(one for one in (_need_note(), *(_say_unreachable(*limit) for limit in by_limit)) if one),
        "svg": Markup(svg),
        "table": {**table, "rows": [*table["rows"], *cells]},
    }


def _need_note() -> str:
    return _("Det minste driften må ned med, likt hvert år fra og med året, for at alle grensene skal holde i det og alle år etter.")


def _say_unreachable(sheet: Sheet, subject: str) -> str:
    """The years from which no cut is enough for a limit; empty where there are none."""
    years = [year for year, reachable in zip(sheet.years, sheet.row(subject, "reachable"), strict=True) if not reachable]
    words = {"name": sheet.name(subject), "years": list_years(years)}
    return _("Å kutte i driften er ikke nok for %(name)s fra %(years)s.") % words if years else ""


def _staff(shown: EconomyShown, table: SheetTable) -> Context:
    """How much of the people of working age the services ask for, over all draws."""
    odds = get_odds(shown)
    fan = make_money_fan(odds, "staff_share", [], chart_id="staff")
    first, last = (write_value(float(odds.central["staff_share"][at]), "ppm") for at in (0, -1))
    words = {"first": first, "last": last, "start": odds.years[0], "end": odds.years[-1]}
    return {
        "heading": _("Tjenestene trenger %(last)s av innbyggerne 20–66 år i %(end)s, mot %(first)s i %(start)s") % words,
        "note": _("Årsverk i tjenestene, del av innbyggerne 20–66 år. Årsverk er ikke personer, og mange jobber i en annen kommune enn de bor i."),
        "svg": draw_fan(fan, title=line_name("staff_share"), height=240),
        "table": table.by_line(ALL, STAFF, caption=_("Årsverk mot innbyggere i yrkesaktiv alder")),
    }


def _say_need(shown: EconomyShown, found: Sequence[Restructuring]) -> str:
    if not list_limits(shown):
        return _("Ingen grenser er lagt inn, så det er ingenting omstillingen kan regnes mot")
    words = _("Ingen omstilling trengs for at grensene skal holde til %(last)s") % {"last": found[-1].year}
    return next((one.sentence.rstrip(".") for one in found if one.limit), words)


def _title(odds: Odds) -> str:
    return say_fan(make_money_fan(odds, "result_ratio", [], chart_id="title"), odds.years[-1])


def _get_odds(shown: EconomyShown, settings: Mapping[str, int]) -> Odds:
    """The odds with the levers as they are pulled: more draws where somebody pulls, so that two pulls differ by what is pulled."""
    changes = make_changes(settings, shown.years[0])
    return get_odds(shown, changes=changes, draws=LIVE_DRAWS) if changes else get_odds(shown)


def _fans(shown: EconomyShown, settings: Mapping[str, int]) -> Context:
    """The fans with the levers as they are pulled, and how likely it is that each limit is broken."""
    odds, changes = _get_odds(shown, settings), make_changes(settings, shown.years[0])
    return {
        "is_tried": bool(changes),
        "told": [one for one in describe_sliders(settings) if one["value"] != one["still"]],
        "draws": say_draws(odds),
        "fans": [_fan(shown, odds, line, opens=not changes) for line in PICTURED],
        "limits": _limits(shown, odds, opens=not changes),
        "drivers": list_drivers(odds, "result_ratio"),
    }


def _fan(shown: EconomyShown, odds: Odds, line: str, *, opens: bool) -> Context:
    fan = make_money_fan(odds, line, list_limits(shown, line), chart_id=f"fan-{line.replace('_', '-')}")
    urls = {
        "url": (lambda year: odds_url(LINE, line, year)) if opens else None,
        "central_url": (lambda year: calculation_url(SHEET, ALL, line, year)) if opens else None,
    }
    return {
        "id": line.replace("_", "-"),
        "heading": say_fan(fan, odds.years[-1]),
        "note": f"{line_name(line)}. {_unit_words(fan.unit)}",
        "svg": draw_fan(fan, title=line_name(line), height=240),
        "table": fan_table(fan, caption=line_name(line), **urls),
    }


def _unit_words(unit: str) -> str:
    return {"nok": _("Mill. kr i planens priser."), "ppm": _("Prosent."), "persons": _("Antall.")}[unit]


def _limits(shown: EconomyShown, odds: Odds, *, opens: bool) -> Context | None:
    """How likely it is that each limit is broken, by year."""
    limits = [one for one in list_limits(shown) if one.id in odds.breaks]
    rows = []
    for one in limits:
        shares = zip(odds.years, odds.breaks[one.id].tolist(), strict=True)
        cells = [{"text": write_odds(share), "url": odds_url(LIMIT, one.id, year) if opens else ""} for year, share in shares]
        rows.append(row(name_limit(one, odds.units[one.measure]), cells, note=say_break(odds, one)))
    if not rows:
        return None
    return {
        "caption": _("Sannsynligheten for brudd"),
        "unit": _("Andel av trekningene"),
        "unit_line": say_draws(odds),
        "columns": [{"text": str(year)} for year in odds.years],
        "rows": rows,
    }


def list_drivers(odds: Odds, line: str) -> list[Context]:
    """What the spread in the last year comes from, largest first."""
    levers = get_levers()
    return [
        {"name": levers[lever].name, "share": format_percent(Fraction(share).limit_denominator(1_000), 0), "width": round(share * 100)}
        for lever, share in odds.drivers.get(line, ())
        if share >= 0.01
    ]
