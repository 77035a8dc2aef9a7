"""The plan of a unit: the goals it serves, and for each the work, the indicators and the money."""

from __future__ import annotations

from collections.abc import Iterable, Sized

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.layers import Selection
from veikart.calc.plan_system import Element
from veikart.rules.agreements.answering import WORK_KINDS, Sources, find_frame
from veikart.rules.indicators import IndicatorShown
from veikart.rules.tasks.reading import TaskSeen
from veikart.rules.words import format_mill
from veikart.web.answers import read_number
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.links import measure_url, unit_url, with_query
from veikart.web.pages.follow_up.answered import default_year, element_view, get_sources, no_goals_words, year_choices
from veikart.web.pages.follow_up.indicator_rows import make_row
from veikart.web.tables import Context
from veikart.web.task_views import sort_tasks, task_view

UNIT_KINDS = frozenset({"municipality", "sector", "programme_area", "unit"})
YEARS = range(1900, 2201)
MOST_OPEN = 15
"""Goals that are shown with all that stands under them; of more, each is folded."""


@shows_follow_up
def show_unit_plan(request: HttpRequest, shown: FollowUpShown, unit: str) -> HttpResponse:
    """The goal chain of the unit and those below it, with assignments, tasks, indicators and kroner; printable, and for everyone."""
    held = shown.system.units.get(unit)
    if held is None or held.kind not in UNIT_KINDS:
        raise Http404
    wanted = read_number(request.GET.get("aar", "")) or 0
    year = wanted if wanted in YEARS else default_year(shown)
    sources = get_sources(shown)
    reach = {key for key in shown.system.units if unit in shown.units_above(key)} | {unit}
    work = sort_tasks(one for one in sources.tasks.of_units(reach) if one.is_open)
    indicators = sources.indicators.of_unit(unit, year)
    goals = _goals(shown, sources, reach, work, indicators, year)
    loose = [task_view(one) for one in work if not _goal_of(shown, one)]
    frame = find_frame(shown.programme, unit, year)
    leader = shown.book.leader_by_unit.get(unit)
    words = {"name": held.name, "year": year, "goals": len(goals), "work": len(work), "indicators": len(indicators)}
    context = make_follow_up_context(
        shown,
        page="agreements" if shown.is_draft else "",
        title=_("%(name)s %(year)s: %(work)s oppdrag og oppgaver mot %(goals)s mål") % words,
        kicker=_("Virksomhetsplan"),
        window_title=_("Virksomhetsplan %(year)s, %(name)s") % words,
        crumbs=_crumbs(shown, unit),
        unit=held,
        year=year,
        years=year_choices(shown, year),
        leader=leader.name if leader else "",
        frame=format_mill(frame) if frame is not None else "",
        frame_url=unit_url(unit) if frame is not None else "",
        goals=goals,
        no_goals=no_goals_words(),
        loose=loose,
        near=_near(shown, unit),
        open_url=with_query(request.path, aar=str(year), vis="alt") if len(goals) > MOST_OPEN and request.GET.get("vis") != "alt" else "",
        signs_url=f"{reverse('vital-signs')}?enhet={unit}",
    )
    return render(request, "veikart/follow_up/unit_plan.html.jinja", context)


def _crumbs(shown: FollowUpShown, unit: str) -> list[tuple[str, str]]:
    """The units it stands below, from the top, each with its own plan, and the unit itself."""
    units = shown.system.units
    *below, own = (one for one in reversed(list(shown.units_above(unit))) if one in units and units[one].kind in UNIT_KINDS)
    return [*((shown.unit_names[one], reverse("unit-plan", args=[one])) for one in below), (shown.unit_names[own], "")]


def _near(shown: FollowUpShown, unit: str) -> list[Context]:
    """The unit above and those right below."""
    above = [one for one in shown.units_above(unit) if one != unit][:1]
    below = [key for key, one in shown.system.units.items() if shown.parents.get(key) == unit and one.kind in UNIT_KINDS and one.closed is None]
    return [{"name": shown.unit_names[key], "url": reverse("unit-plan", args=[key])} for key in (*above, *below) if key in shown.unit_names]


def _goal_of(shown: FollowUpShown, one: TaskSeen) -> str:
    """The nearest element that is a goal, up from where the work comes from; empty without one."""
    start = one.task.element or next((link.element for link in shown.system.links_by_measure.get(one.task.measure, ())), "")
    path = shown.system.path_up(start) if start else []
    return next((key for key in path if (found := shown.system.elements.get(key)) and found.kind not in WORK_KINDS), "")


def _goals(
    shown: FollowUpShown, sources: Sources, reach: set[str], work: Iterable[TaskSeen], indicators: Iterable[IndicatorShown], year: int
) -> list[Context]:
    """Each goal that the units own or that something of theirs serves, in the plan's order, with what serves it."""
    elements = shown.system.elements
    tasks: dict[str, list[TaskSeen]] = {}
    for one in work:
        tasks.setdefault(_goal_of(shown, one), []).append(one)
    by_id = {one.indicator.id: one for one in indicators}
    measured: dict[str, list[IndicatorShown]] = {}
    for link in shown.system.indicator_links.values():
        if link.indicator in by_id:
            measured.setdefault(link.element, []).append(by_id[link.indicator])
    money = _money(shown, sources, reach, year)
    owned = {key for key, one in elements.items() if one.owner in reach}
    wanted = [one for key, one in elements.items() if key in owned | tasks.keys() | measured.keys() | money.keys()]
    return [
        _goal(shown, one, tasks.get(one.id, []), measured.get(one.id, []), money.get(one.id, []))
        for one in wanted
        if one.retired is None and one.kind not in WORK_KINDS
    ]


def _goal(shown: FollowUpShown, element: Element, tasks: list[TaskSeen], indicators: list[IndicatorShown], measures: list[Context]) -> Context:
    path = (shown.system.elements.get(key) for key in reversed(shown.system.path_up(element.id)[1:]))
    above = [one for one in path if one and one.kind != "vision"]
    return {
        **element_view(shown, element),
        "above": [element_view(shown, one) for one in above],
        "work": [task_view(one) for one in tasks],
        "indicators": [make_row(shown, one, element.id.replace(".", "-")) for one in indicators],
        "measures": measures,
        "counts": _count_words(tasks, indicators, measures),
    }


def _count_words(tasks: Sized, indicators: Sized, measures: Sized) -> str:
    """What stands under a goal, counted."""
    parts = [
        ngettext("%(num)s oppdrag eller oppgave", "%(num)s oppdrag og oppgaver", len(tasks)) % {"num": len(tasks)} if tasks else "",
        ngettext("%(num)s indikator", "%(num)s indikatorer", len(indicators)) % {"num": len(indicators)} if indicators else "",
        ngettext("%(num)s tiltak", "%(num)s tiltak", len(measures)) % {"num": len(measures)} if measures else "",
    ]
    return " · ".join(one for one in parts if one)


def _money(shown: FollowUpShown, sources: Sources, reach: set[str], year: int) -> dict[str, list[Context]]:
    """By element, the measures of the units that serve it, with what they do in the year, in millions."""
    programme = shown.programme
    if programme is None:
        return {}
    measures = frozenset().union(*(sources.measures_by_unit.get(unit, frozenset()) for unit in reach))
    found: dict[str, list[Context]] = {}
    for link in shown.system.measures.values():
        if link.measure not in measures:
            continue
        nok, _half = programme.table.total(Selection(measures=frozenset({link.measure}), units=frozenset(reach), year=year))
        share = f", {link.share_percent} %" if link.share_percent else ""
        measure = programme.budget.measure_by_id[link.measure]
        layer = programme.budget.layer_by_id[measure.layer].name
        unit = next((shown.unit_names.get(one, "") for one in reach if link.measure in sources.measures_by_unit.get(one, ())), "")
        view = {"name": f"{measure.name}{share}", "layer": layer, "unit": unit, "url": measure_url(link.measure), "amount": format_mill(nok)}
        found.setdefault(link.element, []).append(view)
    return {element: [_tell_apart(one, listed) for one in listed] for element, listed in found.items()}


def _tell_apart(one: Context, listed: list[Context]) -> Context:
    """The measure with its layer, where another one has the same name, and with its unit where that one is in the same layer."""
    twins = [other for other in listed if other is not one and other["name"] == one["name"]]
    same = any(other["layer"] == one["layer"] for other in twins)
    return {**one, "note": one["unit"] if same else one["layer"] if twins else ""}
