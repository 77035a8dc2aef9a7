"""The areas of the municipality: who grows, and one area with its ages and its account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.worksheets import Sheet
from veikart.rules.economy.checking.population import check_population
from veikart.rules.foresight.age_bands import STATE_BANDS, name_band
from veikart.rules.foresight.need_odds import EVERYBODY
from veikart.rules.foresight.population import get_projected_areas
from veikart.rules.words import format_count
from veikart.web.economy_links import edit_row_url, new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.foresight_population import ACCOUNT, HOMES, draw_persons, say_change
from veikart.web.foresight_shown import has_foresight, make_foresight_context
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context

TABLES = ("population_areas", "area_population", "housing_programme")
LINES = ("closing", "growth", "in_housing", "within")


@shows_economy
@has_foresight
def show_areas(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every area as a small picture, and all of them in tables."""
    table = get_sheet_table(shown.long_run.sheets, "population_account")
    keys = list(get_projected_areas(shown.book))
    is_waiting = bool(shown.book.table("population_areas")) and not keys
    lead = _("Hvert område har sine egne innbyggere i hver alder, og boligene som bygges der. Til sammen er de alltid kommunen.")
    context = make_foresight_context(
        shown,
        page="foresight-areas",
        title=_("Områdene stemmer ikke med kommunen, og framskrives ikke") if is_waiting else _title(table.sheet, keys),
        window_title=_("Områder"),
        lead="" if is_waiting else lead,
        crumbs=[(_("Områder"), "")],
        cards=[_card(table.sheet, key) for key in keys],
        tables=[table.by_subject(line, [*keys, EVERYBODY], with_total=False) for line in LINES] if keys else [],
        sheet_url=sheet_url("population_areas"),
        new_url=new_row_url("population_areas") if shown.can_edit else "",
        waiting_url=reverse("economy-table", args=["area_population"]) if is_waiting else "",
        findings=[finding_view(shown, one) for one in check_population(shown.book)],
        inputs=list_book_tables(shown, TABLES),
    )
    return render(request, "veikart/foresight/areas.html.jinja", context)


def _title(sheet: Sheet, keys: list[str]) -> str:
    """The area that grows by most people."""
    if not keys:
        return _("Ingen områder er lagt inn")
    growth = {key: sheet.value(key, "closing", sheet.years[-1]) - sheet.value(key, "opening", sheet.years[0]) for key in keys}
    most = max(keys, key=lambda key: growth[key])
    words = {"name": sheet.name(most), "year": sheet.years[-1], "change": say_change(growth[most], 0)}
    if growth[most] <= 0:
        return _("Ingen områder vokser til %(year)s. Minst nedgang i %(name)s: %(change)s innbyggere") % words
    return _("%(name)s vokser mest: %(change)s innbyggere til %(year)s") % words


def _card(sheet: Sheet, key: str) -> Context:
    first, closing = sheet.value(key, "opening", sheet.years[0]), sheet.row(key, "closing")
    words = {"first": format_count(first), "last": format_count(closing[-1])}
    return {
        "name": sheet.name(key),
        "url": reverse("foresight-area", args=[key]),
        "sentence": _("Fra %(first)s til %(last)s.") % words,
        "svg": _picture([first, *closing], sheet, chart_id=f"area-{sheet.place[key]}", title=sheet.name(key)),
    }


def _picture(values: list[int], sheet: Sheet, *, chart_id: str, title: str) -> Markup:
    return draw_persons(values, [sheet.years[0] - 1, *sheet.years], chart_id=chart_id, title=title)


@shows_economy
@has_foresight
def show_area(request: HttpRequest, shown: EconomyShown, area: str) -> HttpResponse:
    """One area: its ages, its account, and the homes built there; the page of the areas while they are not projected."""
    found = shown.book.table("population_areas").get(area)
    if found is None:
        raise Http404
    if area not in get_projected_areas(shown.book):
        return redirect("foresight-areas")
    sheets = shown.long_run.sheets
    account, ages, homes = (get_sheet_table(sheets, one) for one in ("population_account", "population_areas", "housing"))
    keys = {f"{area}|{band}": name_band(band_ages) for band, band_ages in STATE_BANDS.items()}
    context = make_foresight_context(
        shown,
        page="foresight-areas",
        title=_title_of(account.sheet, area),
        window_title=found.name,
        lead=found.note,
        crumbs=[(_("Områder"), reverse("foresight-areas")), (found.name, "")],
        bands=[_band(ages.sheet, key, name) for key, name in keys.items()],
        ages_table=ages.by_subject("persons", list(keys), caption=_("Personer i hver aldersgruppe")),
        account_table=account.by_line(area, ACCOUNT, caption=_("Folketallet fra år til år")),
        homes_table=homes.by_line(area, HOMES, caption=_("Nye boliger i området")) if area in homes.sheet.place else None,
        edit_url=edit_row_url("population_areas", area) if shown.can_edit else "",
    )
    return render(request, "veikart/foresight/area.html.jinja", context)


def _title_of(sheet: Sheet, area: str) -> str:
    first, last = sheet.value(area, "opening", sheet.years[0]), sheet.value(area, "closing", sheet.years[-1])
    words = {"name": sheet.name(area), "change": say_change(last, first), "year": sheet.years[-1], "last": format_count(last)}
    return _("%(name)s får %(change)s innbyggere, til %(last)s i %(year)s") % words


def _band(sheet: Sheet, key: str, name: str) -> Context:
    persons, first = sheet.row(key, "persons"), sheet.value(key, "first", sheet.years[0])
    return {
        "name": name,
        "url": sheet_url("population_areas", subject=key),
        "sentence": _("Fra %(first)s til %(last)s.") % {"first": format_count(first), "last": format_count(persons[-1])},
        "svg": _picture([first, *persons], sheet, chart_id=f"band-{sheet.place[key]}", title=name),
    }
