"""The services with places: who needs them, when there are too few, and the odds."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.outlook.need_rows import NeedService
from veikart.calc.outlook.needs import MARK, NeedOdds
from veikart.rules.economy.checking.needs import check_needs
from veikart.rules.foresight.needs import list_area_services
from veikart.rules.words.sentences import capitalise, join_words
from veikart.web.economy_links import calculation_url, edit_row_url, new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.foresight_fans import draw_fan, draw_small_fan, fan_table, write_odds
from veikart.web.foresight_needs import (
    area_names,
    has_places,
    list_short_years,
    make_need_fan,
    need_url,
    say_free,
    say_odds_of_short,
    say_when,
    say_when_anywhere,
)
from veikart.web.foresight_odds import NEED, get_need_odds, odds_url, say_draws
from veikart.web.foresight_shown import has_foresight, make_foresight_context
from veikart.web.pages.economy.book_rows import list_book_tables, make_row_table
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context, row

TABLES = ("need_services", "need_use", "capacities")
LINES = ("users", "places", "capacity", "free", "filled", "staff")


@shows_economy
@has_foresight
def show_needs(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every service with its fan, and all of them in a table."""
    services = shown.book.table("need_services")
    table = get_sheet_table(shown.long_run.sheets, "service_needs")
    context = make_foresight_context(
        shown,
        page="foresight-needs",
        title=_title(shown),
        window_title=_("Behov"),
        lead=_("Plassene folk trenger, følger av hvor mange de er i hver alder. De holdes mot plassene som finnes, og dem prosjektene gir."),
        crumbs=[(_("Behov"), "")],
        services=[_card(shown, one) for one in services.values()],
        odds=_odds_table(shown, list(services)) if services else None,
        tables=[table.by_subject(line) for line in ("free", "places", "capacity", "staff")] if services else [],
        findings=[finding_view(shown, one) for one in check_needs(shown.book)],
        inputs=list_book_tables(shown, TABLES),
        new_url=new_row_url("need_services") if shown.can_edit else "",
    )
    return render(request, "veikart/foresight/needs.html.jinja", context)


def _title(shown: EconomyShown) -> str:
    """The services that have too few places first."""
    sheet = shown.long_run.sheets["service_needs"]
    if not sheet.subjects:
        return _("Ingen tjenester med plasser er lagt inn")
    firsts = {one: list_short_years(sheet, one, shown.years[0]) for one in sheet.subjects if has_places(sheet, one)}
    if not firsts:
        return _("Ingen plasser er lagt inn i tjenestene")
    years = [short[0] for short in firsts.values() if short]
    if not years:
        enough = _("Det er nok plasser i alle tjenestene til %(year)s")
        some = _("Det er nok plasser til %(year)s i tjenestene der de er lagt inn")
        return (enough if len(firsts) == len(sheet.subjects) else some) % {"year": sheet.years[-1]}
    first = min(years)
    names = [sheet.name(one) for one, short in firsts.items() if short[:1] == [first]]
    return _("Plassene tar først slutt i %(names)s: i %(year)s") % {"names": join_words([_lower(one) for one in names]), "year": first}


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _card(shown: EconomyShown, service: NeedService) -> Context:
    sheets, odds, since = shown.long_run.sheets, get_need_odds(shown), shown.years[0]
    sheet = sheets["service_needs"]
    fan = make_need_fan(odds, service.id, service, chart_id=f"need-{sheet.place[service.id]}")
    return {
        "name": service.name,
        "url": need_url(service.id),
        "sentence": f"{capitalise(say_when_anywhere(sheets, service, area_names(shown), since))}. {say_odds_of_short(odds, service.id)}",
        "svg": draw_small_fan(fan, title=_("%(name)s: behovet mot plassene") % {"name": service.name}),
    }


def _odds_table(shown: EconomyShown, subjects: Sequence[str]) -> Context:
    """The share of the draws that lack places, by year."""
    odds, sheets = get_need_odds(shown), shown.long_run.sheets
    names = {one: sheet.name(one) for sheet in (sheets["service_needs"], sheets["area_needs"]) for one in sheet.subjects}
    years = [year for year in odds.years if year >= shown.years[0]]
    return {
        "caption": _("Sannsynligheten for at det mangler plasser"),
        "unit": _("Andel av trekningene"),
        "unit_line": say_draws(odds),
        "columns": [{"text": str(one)} for one in years],
        "rows": [row(names[one], [_odds_cell(odds, one, year) for year in years], url=need_url(one)) for one in subjects],
    }


def _with_passed(table: Context, shown: EconomyShown, odds: NeedOdds, service: str) -> Context:
    """The table with a row for the odds that places have been missing in the year or one before it."""
    cells = [{"text": write_odds(float(odds.passed[service][odds.years.index(int(one["text"]))]))} for one in table["columns"]]
    passed = row(_("Minst én gang fra %(year)s til og med året") % {"year": shown.years[0]}, cells)
    return {**table, "rows": [table["rows"][0], passed, *table["rows"][1:]]}


def _odds_cell(odds: NeedOdds, subject: str, year: int) -> Context:
    return {"text": write_odds(float(odds.short[subject][odds.years.index(year)])), "url": odds_url(NEED, subject, year)}


@shows_economy
@has_foresight
def show_need(request: HttpRequest, shown: EconomyShown, service: str) -> HttpResponse:
    """One service: its fan, its areas, and where the places are."""
    found = shown.book.table("need_services").get(service)
    if found is None:
        raise Http404
    sheets, odds, since = shown.long_run.sheets, get_need_odds(shown), shown.years[0]
    fan = make_need_fan(odds, service, found, chart_id="need")
    caption = _("%(name)s: behovet mot plassene") % {"name": found.name}
    areas = [one for one in sheets["area_needs"].subjects if one.partition(MARK)[0] == service]
    context = make_foresight_context(
        shown,
        page="foresight-needs",
        title=f"{found.name}: {say_when_anywhere(sheets, found, area_names(shown), since)}",
        window_title=found.name,
        lead=say_odds_of_short(odds, service),
        crumbs=[(_("Behov"), reverse("foresight-needs")), (found.name, "")],
        caption=caption,
        picture=draw_fan(fan, title=caption),
        numbers=fan_table(
            fan,
            caption=caption,
            url=lambda year: odds_url(NEED, service, year),
            central_url=lambda year: calculation_url("service_needs", service, "places", year),
        ),
        odds=_with_passed(_odds_table(shown, [service, *areas]), shown, odds, service),
        lines=get_sheet_table(sheets, "service_needs").by_line(service, LINES),
        fans=[_area(shown, one, found) for one in areas],
        area_table=get_sheet_table(sheets, "area_needs").by_subject("free", areas, caption=_("Ledige plasser i områdene")) if areas else None,
        places=_places(shown, service),
        by_year=_places_by_year(shown, service),
        edit_url=edit_row_url("need_services", service) if shown.can_edit else "",
        new_url=f"{new_row_url('capacities')}?service={service}" if shown.can_edit else "",
        sheet_url=sheet_url("service_needs", subject=service),
        is_by_area=service in list_area_services(shown.book),
    )
    return render(request, "veikart/foresight/need.html.jinja", context)


def _area(shown: EconomyShown, subject: str, service: NeedService) -> Context:
    sheet, odds = shown.long_run.sheets["area_needs"], get_need_odds(shown)
    area = subject.partition(MARK)[2]
    name = shown.book.table("population_areas")[area].name
    fan = make_need_fan(odds, subject, service, chart_id=f"area-{sheet.place[subject]}")
    return {
        "id": area,
        "name": name,
        "sentence": f"{capitalise(say_when(sheet, subject, service, shown.years[0]))}, {say_free(sheet, subject, sheet.years[-1])}.",
        "svg": draw_small_fan(fan, title=_("%(name)s: behovet mot plassene") % {"name": sheet.name(subject)}),
    }


def _places(shown: EconomyShown, service: str) -> Context | None:
    rows = {key: one for key, one in shown.book.table("capacities").items() if one.service == service}
    return make_row_table(shown, "capacities", rows) if rows else None


def _places_by_year(shown: EconomyShown, service: str) -> Context | None:
    """The places of each row by year, those of projects from the year they are completed."""
    table = get_sheet_table(shown.long_run.sheets, "capacities")
    subjects = [one for one, group in zip(table.sheet.subjects, table.sheet.groups, strict=True) if group == service]
    return table.by_subject("places", subjects, caption=_("Plassene år for år")) if subjects else None
