"""The investment programme: every project along the years, what has to be paid each year and by what, and each project with its kroner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.investments import RUNNING_FRAME, Project
from veikart.exchange.charts import WHOLE_MILL_NOK, ProjectBar, Series, draw_for_both, project_timeline, stacked_columns
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.words import in_mill
from veikart.web.economy_links import calculation_start, new_row_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.links import with_query
from veikart.web.pages.economy.areas import get_area_names
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context

Names = Mapping[str, str]
"""What the budget's units are called."""
MOST_PROJECTS = 120
"""Projects on one page; the largest where there are more."""
MOST_YEARS = 15
WIDE = 1040
EVERYTHING = "alle"
TOTAL_LINES = ("gross", "sales", "grants", "net", "vat_compensation", "need", "depreciation", "running_net", "emissions")
FINANCING = (
    ("vat_compensation_used", "Mva-kompensasjon", "vat"),
    ("grants_used", "Tilskudd", "grant"),
    ("sales_used", "Salg", "sale"),
    ("funds_used", "Fond", "fund"),
    ("transfer_used", "Fra driften", "transfer"),
    ("loan", "Lån", "loan"),
)
"""The lines of the financing that pay, in the order they are drawn, with the meaning each has its colour by."""


@shows_economy
def show_investments(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """All projects, or those of one area (`?omrade=`)."""
    area = request.GET.get("omrade", "")
    names = get_area_names()
    projects = _choose(shown, names, area)
    kept = _largest(shown, projects)
    here = with_query(reverse("economy-investments"), omrade=area)
    context = make_economy_context(
        shown,
        page="economy-investments",
        title=_title(shown),
        window_title=_("Investeringer"),
        lead=_("Flyttes et prosjekt, følger beløp, lån, renter, avskrivninger, drift og nøkkeltall med."),
        crumbs=[(_("Investeringer"), "")],
        areas_shown=_area_links(shown, names, area),
        timeline=draw_timeline(shown, names, kept) if kept else "",
        shown_count=len(kept),
        hidden_count=len(projects) - len(kept),
        financing=_financing_picture(shown),
        totals=get_sheet_table(shown.run.sheets, "investments", years=shown_years(shown)).by_line(
            EVERYTHING, TOTAL_LINES, caption=_("Investeringene år for år")
        ),
        sources=_sources_table(shown),
        groups=_project_rows(shown, names, kept),
        years_shown=used_years(shown),
        findings=[finding_view(shown, one) for one in shown.findings if one.code.startswith("project-") and one.grade != "note"][:20],
        new_url=new_row_url("projects") if shown.can_edit else "",
        here=here,
    )
    return render(request, "veikart/economy/investments.html.jinja", context)


def _title(shown: EconomyShown) -> str:
    """What it comes to, and what the municipality has to pay itself."""
    sheet = shown.run.sheets["investments"]
    gross = dict(zip(sheet.years, sheet.row(EVERYTHING, "gross"), strict=True))
    used = [year for year, nok in gross.items() if nok]
    if not used:
        return _("Ingen investeringer har beløp ennå")
    need = sum(sheet.row(EVERYTHING, "need"))
    words = {"gross": in_mill(sum(gross.values())), "need": in_mill(need), "years": str(used[0]) if len(used) == 1 else f"{used[0]}–{used[-1]}"}
    return _("Investeringer på %(gross)s %(years)s; kommunen må finansiere %(need)s selv") % words


def used_years(shown: EconomyShown) -> tuple[int, ...]:
    """The years up to the last that anything is spent in."""
    sheet, years = shown.run.sheets["investments"], shown_years(shown)
    last = max((year for year in years if sheet.value(EVERYTHING, "gross", year)), default=years[0])
    return tuple(year for year in years if year <= last)


def shown_years(shown: EconomyShown) -> tuple[int, ...]:
    """The years of the page: those worked out, at most so many."""
    return shown.years[:MOST_YEARS]


def _choose(shown: EconomyShown, names: Names, area: str) -> list[Project]:
    """The projects of an area, or all, in the order of the areas' names and then as they begin; running frames last in each area."""
    chosen = [one for one in shown.book.table("projects").values() if not area or one.unit == area]
    return sorted(chosen, key=lambda one: (names.get(one.unit, one.unit), one.stage == RUNNING_FRAME, span_of(shown, one)[0], one.name))


def _largest(shown: EconomyShown, projects: list[Project]) -> list[Project]:
    if len(projects) <= MOST_PROJECTS:
        return projects
    gross, place = shown.run.sheets["projects"].lines["gross"].sum(axis=1), shown.run.sheets["projects"].place
    kept = {one.id for one in sorted(projects, key=lambda one: -int(gross[place[one.id]]))[:MOST_PROJECTS]}
    return [one for one in projects if one.id in kept]


def _area_links(shown: EconomyShown, names: Names, area: str) -> list[Context]:
    units = sorted({one.unit for one in shown.book.table("projects").values()}, key=lambda unit: names.get(unit, unit))
    links = [{"value": unit, "name": names.get(unit, unit), "chosen": unit == area} for unit in units]
    return links if len(links) > 1 else []


def amounts_of(shown: EconomyShown, project: str) -> dict[int, int]:
    """What a project spends each year, in current kroner; years without anything are left out."""
    sheet = shown.run.sheets["projects"]
    return {year: nok for year, nok in zip(sheet.years, sheet.row(project, "gross"), strict=True) if nok}


def span_of(shown: EconomyShown, project: Project) -> tuple[int, int]:
    """The first and last year a project takes: of its kroner and its decision points. The first year of the plan where it has none."""
    years = [*amounts_of(shown, project.id), *(year for _name, year in project.points if year is not None)]
    return (min(years), max(years)) if years else (shown.years[0], shown.years[0])


def draw_timeline(shown: EconomyShown, names: Names, projects: Sequence[Project], *, chart_id: str = "projects") -> Markup:
    """The projects as bars along the years; movable for those who may."""
    return Markup(
        draw_for_both(
            project_timeline,
            chart_id=chart_id,
            wide=WIDE,
            bars=[_bar(shown, one, names.get(one.unit, one.unit)) for one in projects],
            years=shown_years(shown),
            is_movable=shown.can_edit,
            title=_("Prosjektene år for år"),
        )
    )


def _bar(shown: EconomyShown, project: Project, area: str) -> ProjectBar:
    amounts = amounts_of(shown, project.id)
    first, last = span_of(shown, project)
    early = tuple(year for year in (project.idea_year, project.concept_year) if year is not None)
    return ProjectBar(
        project.id,
        project.name,
        area,
        first,
        last,
        tell_project(project, amounts),
        reverse("economy-project", args=[project.id]),
        amounts,
        early,
        project.decision_year,
        project.completion_year,
        project.stage == RUNNING_FRAME,
    )


def tell_project(project: Project, amounts: dict[int, int]) -> str:
    """A project in one sentence: what it costs each year, and when it is finished."""
    stage = get_economy_tables()["projects"].fields["stage"].words.get(project.stage, project.stage)
    costs = ", ".join(f"{year} {in_mill(nok)}" for year, nok in sorted(amounts.items())) or _("ingen beløp")
    end = _("Ferdig i %(year)s.") % {"year": project.completion_year} if project.completion_year else ""
    return f"{project.name}: {costs}. {stage}. {end}".strip()


def _financing_picture(shown: EconomyShown) -> Markup:
    sheet = shown.run.sheets["financing_total"]
    subject, years = sheet.subjects[0], [year for year in shown_years(shown) if sheet.value(sheet.subjects[0], "need", year)]
    if not years:
        return Markup("")
    series = [Series(_(name), [sheet.value(subject, line, year) for year in years], colour) for line, name, colour in FINANCING]
    used = [one for one in series if any(one.values)]
    return Markup(
        draw_for_both(
            stacked_columns,
            chart_id="financing",
            series=used,
            years=years,
            title=_("Hva investeringene betales med"),
            unit=WHOLE_MILL_NOK,
            height=300,
        )
    )


def _sources_table(shown: EconomyShown) -> Context:
    table = get_sheet_table(shown.run.sheets, "financing_total", years=shown_years(shown))
    lines = ("need", *(line for line, _name, _colour in FINANCING))
    return table.by_line(table.sheet.subjects[0], lines, caption=_("Finansieringen år for år"))


def _project_rows(shown: EconomyShown, names: Names, projects: Sequence[Project]) -> list[Context]:
    """The projects under the name of each area, with a cell for every year."""
    groups: dict[str, list[Project]] = {}
    for one in projects:
        groups.setdefault(one.unit, []).append(one)
    return [
        {"name": names.get(unit, unit), "sums": _sums(shown, members), "rows": [_project_row(shown, one) for one in members]}
        for unit, members in groups.items()
    ]


def _sums(shown: EconomyShown, projects: Sequence[Project]) -> list[str]:
    """What these projects come to each year."""
    sheet = shown.run.sheets["projects"]
    totals = sheet.lines["gross"][[sheet.place[one.id] for one in projects]].sum(axis=0).tolist()
    by_year = dict(zip(sheet.years, totals, strict=True))
    return [short_figure_words(by_year[year], "nok") for year in used_years(shown)]


def _project_row(shown: EconomyShown, project: Project) -> Context:
    words = get_economy_tables()["projects"].fields
    start = calculation_start("projects", project.id, "gross")
    amounts = amounts_of(shown, project.id)
    return {
        "id": project.id,
        "name": project.name,
        "url": reverse("economy-project", args=[project.id]),
        "stage": words["stage"].words.get(project.stage, project.stage),
        "completed": str(project.completion_year or ""),
        "cells": [
            {"text": short_figure_words(amounts[year], "nok"), "url": f"{start}{year}/"} if year in amounts else None for year in used_years(shown)
        ],
        "can_move": shown.can_edit and project.stage != RUNNING_FRAME,
    }
