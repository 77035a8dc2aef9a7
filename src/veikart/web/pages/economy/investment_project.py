"""One project: what it costs over its life, its years, its decision points and the goal it serves."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.investments import RUNNING_FRAME, Project
from veikart.exchange.charts import MILL_NOK, Series, draw_for_both, line_chart
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.words import in_mill
from veikart.store.queries import get_published_plan
from veikart.web.economy_links import edit_row_url, sheet_url
from veikart.web.economy_rows import row_facts
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.pages.economy.areas import get_area_names
from veikart.web.pages.economy.findings import finding_view
from veikart.web.pages.economy.investments import amounts_of, draw_timeline, shown_years
from veikart.web.plan_links import element_url
from veikart.web.tables import Context

PROJECT_LINES = (
    "gross", "grants", "sales", "net", "vat_compensation", "need", "frame_left", "work_closing", "in_use", "depreciation", "asset_closing",
    "running_cost", "savings", "running_net", "capacity", "emissions",
)  # fmt: skip
LIFE_LINES = ("opening", "wear", "interest", "running_cost", "savings", "year_cost", "cost_to_date", "present_to_date")


@shows_economy
def show_project(request: HttpRequest, shown: EconomyShown, project: str) -> HttpResponse:
    """The page of a project."""
    row = shown.book.table("projects").get(project)
    if row is None:
        raise Http404(project)
    return render_project(request, shown, row)


def render_project(request: HttpRequest, shown: EconomyShown, project: Project, *, grid: Context | None = None, status: int = 200) -> HttpResponse:
    """The page, with the form as it was sent where there is one."""
    names = get_area_names()
    here = reverse("economy-project", args=[project.id])
    context = make_economy_context(
        shown,
        page="economy-investments",
        title=_title(shown, project),
        window_title=project.name,
        kicker=names.get(project.unit, project.unit),
        crumbs=[(_("Investeringer"), reverse("economy-investments")), (project.name, "")],
        project=project,
        facts=_facts(shown, project, names),
        timeline=draw_timeline(shown, names, [project], chart_id="project"),
        table=get_sheet_table(shown.run.sheets, "projects", years=shown_years(shown)).by_line(
            project.id, _lines_of(shown, project), caption=_("Prosjektet år for år")
        ),
        life=_life(shown, project),
        findings=[finding_view(shown, one) for one in shown.findings if _is_about(one.place.figure, project.id)],
        can_move=shown.can_edit and project.stage != RUNNING_FRAME,
        grid=grid,
        grid_url=reverse("economy-project-form", args=[project.id]) if shown.can_edit and grid is None else "",
        edit_url=edit_row_url("projects", project.id) if shown.can_edit else "",
        here=here,
    )
    return render(request, "veikart/economy/investment_project.html.jinja", context, status=status)


def _facts(shown: EconomyShown, project: Project, names: Mapping[str, str]) -> list[Context]:
    """What is written about the project, with the area and the goal by their names."""
    fields = get_economy_tables()["projects"].fields
    plan = get_published_plan() if project.goal else None
    goal = plan.book.elements.get(project.goal) if plan else None
    known: dict[str, Context] = {fields["unit"].label: {"text": names.get(project.unit, project.unit)}}
    if goal:
        known[fields["goal"].label] = {"text": goal.name, "url": element_url(goal.id)}
    return [{**one, **known.get(one["term"], {})} for one in row_facts(shown.book, "projects", project)]


def _title(shown: EconomyShown, project: Project) -> str:
    total = sum(amounts_of(shown, project.id).values())
    words = {"name": project.name, "total": in_mill(total), "year": project.completion_year}
    if not total:
        return _("%(name)s: ingen beløp er lagt inn") % words
    return (_("%(name)s: %(total)s, ferdig i %(year)s") if project.completion_year else _("%(name)s: %(total)s")) % words


def _lines_of(shown: EconomyShown, project: Project) -> list[str]:
    """The lines of the project that are not nothing in every year; always the gross and what has to be financed."""
    sheet = shown.run.sheets["projects"]
    return [line for line in PROJECT_LINES if line in {"gross", "need"} or any(sheet.row(project.id, line))]


def _life(shown: EconomyShown, project: Project) -> Context | None:
    """What the project costs over its life: the sums, the picture and the first years as a table. None for what has no life to add up."""
    sheet = shown.run.sheets["life_cost"]
    if project.id not in sheet.place or project.completion_year is None:
        return None
    end = min(project.completion_year + int(project.lifetime), sheet.years[-1])
    first = min(max(project.completion_year + 1, sheet.years[0]), sheet.years[-1])
    table = get_sheet_table(shown.run.sheets, "life_cost", years=shown_years(shown))
    years = list(range(sheet.years[0], end + 1))
    cost = dict(zip(sheet.years, sheet.row(project.id, "year_cost"), strict=True))
    if not any(cost.values()):
        return None
    return {
        "cost": table.figure(project.id, "cost_to_date", end),
        "present": table.figure(project.id, "present_to_date", end),
        "first_year": table.figure(project.id, "year_cost", first),
        "first": first,
        "end": end,
        "present_year": sheet.years[0],
        "has_running": any(sheet.row(project.id, "running_cost")),
        "picture": Markup(
            draw_for_both(
                line_chart,
                chart_id="life",
                series=[Series(_("Kostnad i året"), [cost[year] for year in years], "debt")],
                years=years,
                title=_("Hva prosjektet koster hvert år så lenge det varer"),
                unit=MILL_NOK,
                height=240,
            )
        ),
        "table": table.by_line(project.id, LIFE_LINES, caption=_("Kostnad over levetiden")),
        "url": sheet_url("life_cost", subject=project.id),
    }


def _is_about(figure: str, project: str) -> bool:
    """Whether a finding's place is a row of the project."""
    table, _mark, key = figure.partition(":")
    return table in {"projects", "project_years", "project_grants", "project_sales"} and key.split("|")[0] == project
