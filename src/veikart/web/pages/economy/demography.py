"""The services that follow the population: users, and what the change costs by two methods side by side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.demography import DemographyService
from veikart.calc.values import PPB
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import MILL_NOK, PERCENT, Series, line_chart
from veikart.rules.economy.checking.demography import check_demography
from veikart.rules.law import get_rules
from veikart.rules.words import in_mill
from veikart.web.economy_links import edit_row_url, new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import SheetTable, get_sheet_table
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_links import law_link
from veikart.web.tables import Context

TABLES = ("demography_services", "service_use", "population_projections", "population")
METHOD_LINES = ("users_index", "compensation", "tbu", "difference")
MOST_SERVICES = 12
"""Services with pictures; all stand in the tables."""
PICTURE = {"width": 320, "height": 190}


@shows_economy
def show_demography(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every service with its users and its compensation, and all of them in tables."""
    table, users = (get_sheet_table(shown.run.sheets, one) for one in ("demography", "service_users"))
    services = list(shown.book.table("demography_services").values())
    context = make_economy_context(
        shown,
        page="economy-demography",
        title=_title(table.sheet, _last_known(shown)),
        window_title=_("Demografi"),
        lead=_("Flere eller færre i de aldrene som bruker en tjeneste, endrer hva den koster. Her er det regnet på to måter."),
        crumbs=[(_("Demografi"), "")],
        services=[_service(shown, table, one, _last_known(shown)) for one in services[:MOST_SERVICES]],
        tables=[_fixed(shown, table.by_subject(line)) for line in METHOD_LINES] if services else [],
        users=users.by_subject("persons", caption=_("Innbyggere i aldrene som bruker tjenestene"), with_total=False)
        if users.sheet.subjects
        else None,
        rules=[{"text": get_rules()[one].text, "link": law_link(get_rules()[one])} for one in ("demografi-andel", "tbu-demografi")],
        findings=[finding_view(shown, one) for one in check_demography(shown.book)],
        inputs=list_book_tables(shown, TABLES),
        new_url=new_row_url("demography_services") if shown.can_edit else "",
    )
    return render(request, "veikart/economy/demography.html.jinja", context)


def _fixed(shown: EconomyShown, table: Context) -> Context:
    return {**table, "unit_line": shown.fixed_words if table["unit_line"] else ""}


def _last_known(shown: EconomyShown) -> int:
    """The last year that has a population of its own in every projection that is used; the first of all where none has."""
    known: dict[str, set[int]] = {one.projection: set() for one in shown.book.table("demography_services").values()}
    for one in shown.book.table("population").values():
        if one.projection in known:
            known[one.projection].add(one.year)
    return max((year for year in shown.years if all(year in one for one in known.values())), default=shown.years[0])


def _title(sheet: Sheet, year: int) -> str:
    """What all services need more or less of in the last year with a population."""
    if not sheet.subjects:
        return _("Ingen tjenester følger folketallet ennå")
    nok = int(sheet.total("compensation")[sheet.years.index(year)])
    words = {"nok": in_mill(abs(nok)), "year": year}
    if nok >= 0:
        return _("Befolkningen gir et behov på %(nok)s mer i %(year)s") % words
    return _("Befolkningen gir et behov på %(nok)s mindre i %(year)s") % words


def _service(shown: EconomyShown, table: SheetTable, service: DemographyService, last: int) -> Context:
    sheet = table.sheet
    return {
        "name": service.name,
        "url": sheet_url("demography", subject=service.id),
        "figure": table.figure(service.id, "compensation", last),
        "sentence": _sentence(sheet, service, last),
        "edit_url": edit_row_url("demography_services", service.id) if shown.can_edit else "",
        "pictures": [_users_picture(sheet, service), _methods_picture(sheet, service)],
    }


def _sentence(sheet: Sheet, service: DemographyService, year: int) -> str:
    own, tbu = (sheet.value(service.id, line, year) for line in ("compensation", "tbu"))
    words = {"year": year, "base": service.base_year, "own": in_mill(own), "tbu": in_mill(tbu)}
    if not any(sheet.row(service.id, "tbu")):
        return _("Endring fra %(base)s til %(year)s etter kommunens modell. TBUs metode mangler utgift per bruker.") % words
    return _("Endring fra %(base)s til %(year)s etter kommunens modell. TBUs metode gir %(tbu)s.") % words


def _users_picture(sheet: Sheet, service: DemographyService) -> Context:
    """The users over those of the base year."""
    values = [Fraction(one, PPB) for one in sheet.row(service.id, "users_index")]
    title = _("Brukere, %(year)s er 100 prosent") % {"year": service.base_year}
    return _picture(sheet, service, "users", title, [Series(_("Brukere"), values, "demography")], is_share=True)


def _methods_picture(sheet: Sheet, service: DemographyService) -> Context:
    series = [Series(_("Kommunen"), list(sheet.row(service.id, "compensation")), "frame")]
    if any(sheet.row(service.id, "tbu")):
        series.append(Series(_("TBU"), list(sheet.row(service.id, "tbu")), "debt"))
    return _picture(sheet, service, "methods", _("Kompensasjon, mill. kr"), series)


def _picture(sheet: Sheet, service: DemographyService, name: str, title: str, series: Sequence[Series], *, is_share: bool = False) -> Context:
    svg = line_chart(
        chart_id=f"{name}-{sheet.place[service.id]}",
        series=series,
        years=sheet.years,
        title=f"{service.name}: {title}",
        unit=PERCENT if is_share else MILL_NOK,
        **PICTURE,
    )
    return {"title": title, "svg": Markup(svg)}
