"""The land-use strategy on a map: areas in their order, the homes in each, and the share in priority areas against the aim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from veikart.calc.land_use import (
    PRIORITY_KINDS,
    AimPeriod,
    AreaHomes,
    HomeYear,
    add_up_homes,
    count_area_homes,
    count_homes,
    find_aim,
    read_geometry,
    split_by_aim,
)
from veikart.calc.plan_system import Area, PlanSystem
from veikart.exchange.charts import COUNT, WHOLE_PERCENT, Series, area_map, column_chart, draw_for_both, draw_key, stacked_columns
from veikart.exchange.geojson import write_areas
from veikart.rules.findings import Finding
from veikart.rules.plan_system import check_land_use, describe_share, describe_years, get_choices
from veikart.rules.words import format_count, format_percent
from veikart.web.plan_links import edit_url, element_link, mend_url, new_url
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context

GEOJSON = "application/geo+json"
EXAMPLE = "eksempel"
"""How the source of a chosen figure begins."""
KIND_ORDER = ("growth_area", "station", "long_term", "corridor", "other", "boundary")
MAP = "kart"


@shows_plan
def show_land_use(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The answer as the title, the map, the areas as a list, and the homes year by year."""
    system = shown.system
    years = count_homes(system)
    periods = split_by_aim(system, years)
    areas = sorted(system.areas.values(), key=_order)
    context = make_plan_context(
        shown,
        page="land-use",
        title=_title(system, periods, years),
        window_title=_("Arealstrategi"),
        kicker=_("Arealstrategi"),
        lead=_lead(system, years),
        crumbs=[(_("Arealstrategi"), "")],
        picture=_picture(areas),
        legend=Markup(draw_key(_kinds(areas), chart_id=MAP, width=340)),
        places=[_area(shown, one) for one in areas],
        charts=_charts(system, years),
        homes_table=_homes_table(areas, years, count_area_homes(system)),
        years_table=_years_table(system, years),
        aims=[_aim(shown, one) for one in periods],
        sources=_sources(system),
        findings=[_finding(shown, one) for one in check_land_use(system)],
        has_shape=any(read_geometry(one.geometry) for one in areas),
        urls={name: f"{new_url(name)}?next={reverse('land-use')}" for name in ("areas", "homes", "home_aims")},
    )
    return render(request, "veikart/plan/land_use.html.jinja", context)


@shows_plan
def send_areas(_request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The areas as GeoJSON: what the map draws, and open data."""
    content = write_areas(shown.system.areas.values(), revision=shown.revision)
    return HttpResponse(content, content_type=GEOJSON, headers={"Content-Disposition": 'inline; filename="arealstrategi.geojson"'})


def _order(area: Area) -> tuple[int, int, str]:
    return KIND_ORDER.index(area.kind), area.priority or 10_000, area.name


def _kinds(areas: Sequence[Area]) -> list[str]:
    return [one.kind for one in areas if read_geometry(one.geometry)]


def _title(system: PlanSystem, periods: Sequence[AimPeriod], years: Sequence[HomeYear]) -> str:
    """How large a share is in priority areas, for the newest aim with homes; without an aim for all the years."""
    counted = [one for one in periods if one.homes and one.homes.share is not None]
    if counted:
        homes, share, aim = counted[-1].homes, describe_share(counted[-1]), counted[-1].aim.share_percent
    else:
        homes, share, aim = add_up_homes(years), "", None
    if homes is None or homes.share is None:
        count = sum(one.kind in PRIORITY_KINDS for one in system.areas.values())
        return ngettext("%(count)s prioritert område", "%(count)s prioriterte områder", count) % {"count": count}
    words = {"share": share or format_percent(homes.share, 0), "years": describe_years(homes.years), "aim": aim}
    told = _built_words(homes, years) % words
    return told + (_("; målet er %(aim)s\u00a0%%") % words if aim is not None else "")


def _built_words(homes: HomeYear, years: Sequence[HomeYear]) -> str:
    if homes.is_built:
        return _("%(share)s av boligene bygd i %(years)s ligger i prioriterte områder")
    if not any(one.is_built for one in years if one.years[0] in homes.years):
        return _("%(share)s av boligene planlagt i %(years)s ligger i prioriterte områder")
    return _("%(share)s av boligene bygd og planlagt i %(years)s ligger i prioriterte områder")


def _lead(system: PlanSystem, years: Sequence[HomeYear]) -> str:
    """Whether the figures are an example, and what was built before the first aim."""
    told = []
    if any(one.source.lower().startswith(EXAMPLE) for one in system.homes.values()):
        told.append(_("Boligtallene er et eksempel."))
    before = add_up_homes(one for one in years if find_aim(system, one.years[0]) is None and one.homes)
    if system.home_aims and before and before.share is not None:
        words = {"years": describe_years(before.years), "share": format_percent(before.share, 0)}
        told.append(_("I %(years)s, før målet gjaldt, var andelen %(share)s.") % words)
    return " ".join(told)


def _picture(areas: Sequence[Area]) -> Markup:
    return Markup(draw_for_both(area_map, chart_id=f"{MAP}-tegnet", title=_("Kart over arealstrategien"), areas=areas))


def _area(shown: PlanShown, area: Area) -> Context:
    element = shown.element(area.element)
    return {
        "id": area.id,
        "name": area.name,
        "kind": get_choices("area_kind")[area.kind],
        "priority": area.priority or "",
        "earliest": area.earliest_year or "",
        "strategy": element_link(shown, element) if element else None,
        "note": area.note,
        "source": area.source,
        "is_drawn": read_geometry(area.geometry) is not None,
        "edit_url": f"{edit_url('areas', area.id)}?next={reverse('land-use')}",
    }


def _aim(shown: PlanShown, period: AimPeriod) -> Context:
    element = shown.element(period.aim.element)
    return {
        "words": _("Fra %(year)s: minst %(percent)s\u00a0%%") % {"year": period.aim.from_year, "percent": period.aim.share_percent},
        "share": describe_share(period),
        "years": describe_years(period.homes.years) if period.homes else "",
        "is_met": period.is_met,
        "element": element_link(shown, element) if element else None,
        "source": period.aim.source,
        "edit_url": f"{edit_url('home_aims', str(period.aim.from_year))}?next={reverse('land-use')}",
    }


def _finding(shown: PlanShown, finding: Finding) -> Context:
    url = mend_url(finding) if shown.can_edit else ""
    place = {"text": _("Rett det her"), "url": url} if url else None
    return {"grade": finding.grade, "sentence": finding.sentence, "remedy": finding.remedy, "place": place}


def _sources(system: PlanSystem) -> list[str]:
    """Each source of the homes once, with the years it stands for."""
    years: dict[str, set[int]] = {}
    for one in system.homes.values():
        if one.source:
            years.setdefault(one.source, set()).add(one.year)
    return [f"{describe_years(tuple(sorted(each)))}: {source}" for source, each in years.items()]


def _charts(system: PlanSystem, years: Sequence[HomeYear]) -> list[Context]:
    """The share each year with the aim as a line, and the homes behind it."""
    counted = [one for one in years if one.share is not None]
    if not counted:
        return []
    labels = [one.years[0] for one in counted]
    last_built = max((place for place, one in enumerate(counted) if one.is_built), default=-1)
    ahead = labels[last_built + 1] if last_built + 1 < len(labels) else None
    aim = find_aim(system, labels[-1])
    level = (_("Mål"), Fraction(aim.share_percent, 100)) if aim else None
    across = {"forecast_from": ahead, "wide": 560, "height": 260}
    values = [one.share for one in counted]
    title = _("Andel i prioriterte områder")
    shares = draw_for_both(column_chart, chart_id="andel", title=title, values=values, labels=labels, target=level, unit=WHOLE_PERCENT, **across)
    inside = Series(_("I prioriterte områder"), [one.inside for one in counted], "revenue")
    parts = [inside, Series(_("Ellers"), [one.elsewhere for one in counted], "fund")]
    homes = draw_for_both(stacked_columns, chart_id="boliger", title=_("Boliger per år"), series=parts, years=labels, unit=COUNT, **across)
    return [
        {"heading": _("Andelen i prioriterte områder, år for år"), "note": _gap_words(labels), "svg": Markup(shares)},
        {"heading": _("Boliger i prioriterte områder og ellers"), "note": _("Antall boliger."), "svg": Markup(homes)},
    ]


def _gap_words(years: Sequence[int]) -> str:
    missing = tuple(one for one in range(years[0], years[-1]) if one not in years)
    return _("Prosent av boligene. Det er ingen tall for %(years)s.") % {"years": describe_years(missing)} if missing else _("Prosent av boligene.")


def _heads(years: Sequence[HomeYear]) -> list[Context]:
    return [{"text": str(one.years[0]), "note": _("Bygd") if one.is_built else _("Planlagt")} for one in years]


def _count(count: int | None) -> Context | None:
    return None if count is None else {"text": format_count(count)}


def _percent(homes: HomeYear | None) -> Context | None:
    return {"text": format_percent(homes.share, 1)} if homes and homes.share is not None else None


def _years_table(system: PlanSystem, years: Sequence[HomeYear]) -> Context | None:
    """The numbers of both charts."""
    if not years:
        return None
    aims = [find_aim(system, one.years[0]) for one in years]
    rows = [
        {"label": _("I prioriterte områder"), "cells": [_count(one.inside) for one in years]},
        {"label": _("Ellers"), "cells": [_count(one.elsewhere) for one in years]},
        {"label": _("Alle boliger"), "cells": [_count(one.homes) for one in years], "kind": "total"},
        {"label": _("Andel i prioriterte områder"), "cells": [_percent(one) for one in years]},
    ]
    if any(aims):
        rows.append({"label": _("Mål"), "cells": [{"text": f"{one.share_percent}\u00a0%"} if one else None for one in aims]})
    return {"caption": _("Boliger år for år"), "unit": _("Boliger"), "columns": _heads(years), "rows": rows}


def _homes_table(areas: Sequence[Area], years: Sequence[HomeYear], homes: Mapping[str, AreaHomes]) -> Context | None:
    """The homes of each area that has any, year by year, with the area's share of them all."""
    if not years:
        return None
    total = sum(one.homes for one in years)
    rows: list[Context] = []
    for area in (one for one in areas if one.id in homes):
        found = homes[area.id]
        share = {"text": format_percent(Fraction(found.homes, total), 1)} if total else None
        cells = [*(_count(found.by_year.get(one.years[0])) for one in years), _count(found.homes), share]
        rows.append({"label": area.name, "url": f"#omrade-{area.id}", "id": f"boliger-{area.id}", "cells": cells})
    cells = [*(_count(one.homes) for one in years), _count(total), {"text": format_percent(Fraction(1), 0)} if total else None]
    rows.append({"label": _("Alle områder"), "cells": cells, "kind": "total"})
    heads = [*_heads(years), {"text": _("I alt")}, {"text": _("Andel")}]
    return {"caption": _("Boliger i hvert område"), "unit": _("Boliger"), "columns": heads, "rows": rows}
