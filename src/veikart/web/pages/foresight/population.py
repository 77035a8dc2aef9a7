"""The population twenty years ahead: everybody with the odds, the pyramid, the ages, the account and the alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import COUNT, PERCENT, Series, Unit, draw_for_both, line_chart
from veikart.rules.economy.checking.population import check_population
from veikart.rules.economy.checking.population_targets import check_population_targets
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding
from veikart.rules.foresight.age_bands import OWN, STATE
from veikart.rules.foresight.calibrating import find_calibration
from veikart.rules.foresight.need_odds import EVERYBODY
from veikart.rules.foresight.population import get_alternative
from veikart.rules.words import format_count, format_percent
from veikart.web.economy_links import calculation_url, sheet_url
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.foresight_fans import Fan, fan_table, interval_words
from veikart.web.foresight_odds import get_need_odds, people_url, say_draws
from veikart.web.foresight_population import (
    ACCOUNT,
    draw_persons,
    draw_population_fan,
    find_year,
    get_counted,
    get_projected,
    make_population_fan,
    make_pyramids,
    say_change,
    show_pyramid,
)
from veikart.web.foresight_shown import has_foresight, make_foresight_context
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context, row

TABLES = (
    "foresight_settings",
    "population_alternatives",
    "component_levels",
    "in_migration",
    "age_bands",
)
LARGE = ("fertility_rates", "mortality_rates", "out_migration", "in_migration_ages", "population")
"""Tables with so many rows that they have their own pages."""
PYRAMID_STEP = 5
PLAYED = "aar"
MOST_LINES = 3
"""Alternatives drawn together; all stand in the table."""


@shows_economy
@has_foresight
def show_population(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The page of the population. `?aar=` is the year of the pyramid."""
    sheets, odds = shown.long_run.sheets, get_need_odds(shown)
    fan, counted, pyramids = make_population_fan(odds), get_counted(shown), make_pyramids(get_projected(shown))
    account, ages, others = (get_sheet_table(sheets, one) for one in ("population_account", "population_ages", "population_alternatives"))
    calibration = get_sheet_table(sheets, "population_calibration")
    context = make_foresight_context(
        shown,
        page="foresight-population",
        title=_title(shown, account.sheet),
        window_title=_("Befolkning"),
        lead=_lead(fan),
        crumbs=[(_("Befolkning"), "")],
        fan=draw_population_fan(fan, counted, title=_("Innbyggere ved utgangen av året")),
        fan_numbers=_fan_table(shown, fan, counted),
        draws=say_draws(odds),
        pyramid=show_pyramid(pyramids, find_year(request.GET.get(PLAYED, ""), pyramids.years)),
        pyramid_table=_sexes(shown),
        bands=_bands(ages.sheet),
        bands_table=ages.by_subject("persons", _keys(ages.sheet, _shown_system(ages.sheet)), caption=_("Personer i hver aldersgruppe")),
        state_table=ages.by_subject("persons", _keys(ages.sheet, STATE), caption=_("Aldersgruppene i inntektssystemet")),
        burden=_burden(sheets["dependency"]),
        burden_table=get_sheet_table(sheets, "dependency").by_line(EVERYBODY, caption=_("Forsørgerbyrde")),
        account_table=account.by_line(EVERYBODY, [one for one in ACCOUNT if one != "within"], caption=_("Folketallet fra år til år")),
        calibrated=[calibration.by_line(one) for one in calibration.sheet.subjects],
        alternatives=_alternatives(shown, others.sheet),
        alternatives_tables=[others.by_subject(one) for one in ("persons", "difference")],
        sheet_urls={one: sheet_url(one) for one in ("population_account", "population_ages", "population_alternatives", "population_calibration")},
        findings=[finding_view(shown, one) for one in _find(shown)],
        inputs=list_book_tables(shown, TABLES),
        large=[
            {"name": get_economy_tables()[one].name, "count": format_count(len(shown.book.table(one))), "url": reverse("economy-table", args=[one])}
            for one in LARGE
        ],
    )
    return render(request, "veikart/foresight/population.html.jinja", context)


def _find(shown: EconomyShown) -> list[Finding]:
    """What is wrong with what the projection is made of, and what its known totals ask of it."""
    return [*check_population(shown.book), *check_population_targets(shown.book), *find_calibration(shown.book)]


def _title(shown: EconomyShown, account: Sheet) -> str:
    last, base = account.years[-1], account.value(EVERYBODY, "opening", account.years[0])
    closing = account.value(EVERYBODY, "closing", last)
    words = {
        "name": shown.municipality,
        "persons": format_count(closing),
        "year": last,
        "change": say_change(closing, base),
        "first": account.years[0],
    }
    return _("%(name)s får %(persons)s innbyggere i %(year)s, %(change)s enn 1. januar %(first)s") % words


def _lead(fan: Fan) -> str:
    low, high = interval_words(fan, fan.years[-1])
    words = {"low": low, "high": high, "year": fan.years[-1]}
    return _("I åtte av ti trekninger blir det mellom %(low)s og %(high)s innbyggere i %(year)s.") % words


def _fan_table(shown: EconomyShown, fan: Fan, counted: dict[int, int]) -> Context:
    """The numbers of the fan, with what was counted afterwards."""
    table = fan_table(
        fan,
        caption=_("Innbyggere ved utgangen av året"),
        url=people_url(shown),
        central_url=lambda year: calculation_url("population_account", EVERYBODY, "closing", year),
    )
    table["rows"].append(row(_("Talt"), [{"text": format_count(counted[year])} if year in counted else None for year in fan.years]))
    return table


def _sexes(shown: EconomyShown) -> Context:
    """Women and men in groups of five years of age, every fifth year back from the last."""
    sheets = shown.long_run.sheets
    years = sheets["population_sexes"].years
    table = get_sheet_table(sheets, "population_sexes", years=tuple(sorted({years[0], *years[::-PYRAMID_STEP]})))
    return table.by_subject("persons", caption=_("Folketallet etter kjønn og alder"))


def _shown_system(ages: Sheet) -> str:
    """The municipality's own groups where it has any."""
    return OWN if OWN in ages.groups else STATE


def _keys(ages: Sheet, system: str) -> list[str]:
    return [key for key, group in zip(ages.subjects, ages.groups, strict=True) if group == system]


def _bands(ages: Sheet) -> list[Context]:
    """Every group of ages as a small picture, with what happens to it in a sentence."""
    found = []
    for key in _keys(ages, _shown_system(ages)):
        persons, first = ages.row(key, "persons"), ages.value(key, "first", ages.years[0])
        years = [ages.years[0] - 1, *ages.years]
        svg = draw_persons([first, *persons], years, chart_id=f"band-{ages.place[key]}", title=ages.name(key))
        sentence = _("Fra %(first)s til %(last)s") % {"first": format_count(first), "last": format_count(persons[-1])}
        url = sheet_url("population_ages", subject=key)
        found.append({"name": ages.name(key), "url": url, "sentence": f"{sentence}{_say_share(persons[-1], first)}.", "svg": svg})
    return found


def _say_share(now: int, before: int) -> str:
    if not before:
        return ""
    shown = format_percent(Fraction(now - before, before), 0)
    return f", +{shown}" if now > before else f", {shown}"


def _burden(sheet: Sheet) -> Context:
    """How many young and old there are for each hundred of working age."""
    first, last = sheet.years[0], sheet.years[-1]
    old = [round(sheet.value(EVERYBODY, "old_burden", year) / 10_000) for year in (first, last)]
    words = {"first": old[0], "last": old[1], "year": last, "start": first}
    series = [
        Series(name, [Fraction(one, 1_000_000) for one in sheet.row(EVERYBODY, line)], colour)
        for name, line, colour in ((_("67 år og over"), "old_burden", "debt"), (_("0–19 år"), "young_burden", "demography"))
    ]
    svg = _lines(series, sheet.years, chart_id="burden", title=_("Unge og gamle per 100 i yrkesaktiv alder"), unit=PERCENT)
    sentence = _("For hver hundrede mellom 20 og 66 år er det %(first)s på 67 år og over i %(start)s, og %(last)s i %(year)s.") % words
    return {"sentence": sentence, "svg": svg}


def _lines(series: Sequence[Series], years: Sequence[int], *, chart_id: str, title: str, unit: Unit = COUNT) -> Markup:
    return Markup(draw_for_both(line_chart, chart_id=chart_id, series=series, years=years, title=title, unit=unit, height=260))


def _alternatives(shown: EconomyShown, sheet: Sheet) -> Context:
    """The municipality's own alternative between those with most to say about homes, in one picture and one sentence."""
    rows, main = shown.book.table("population_alternatives"), get_alternative(shown.book).id
    homes = [key for key, one in rows.items() if one.housing != rows[main].housing]
    drawn = [main, *homes[: MOST_LINES - 1]] if homes else list(rows)[:MOST_LINES]
    colours = ("demography", "debt", "frame")
    series = [Series(sheet.name(key), list(sheet.row(key, "persons")), colour) for key, colour in zip(drawn, colours, strict=False)]
    last = sheet.years[-1]
    told = [
        _("%(name)s gir %(change)s innbyggere i %(year)s") % {"name": sheet.name(key), "change": _change_of(sheet, key), "year": last}
        for key in drawn
        if key != main
    ]
    return {
        "sentence": ". ".join(told) + "." if told else "",
        "svg": _lines(series, sheet.years, chart_id="alternatives", title=_("Folketallet i alternativene")),
        "housing_url": reverse("foresight-housing"),
    }


def _change_of(sheet: Sheet, key: str) -> str:
    last = sheet.years[-1]
    return say_change(sheet.value(key, "persons", last), sheet.value(key, "main", last))
