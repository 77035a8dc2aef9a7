"""The goal chain: as an outline, and one element with everything above and below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.plan_system import Element, PlanSystem
from veikart.rules.books import PLAN
from veikart.rules.plan_system import get_choices, get_un_goals
from veikart.store.queries import get_row_versions
from veikart.web.answers import read_number
from veikart.web.pages.plan.goal_indicators import list_indicators
from veikart.web.pages.plan.goal_signs import view_goal_signs
from veikart.web.pages.plan.money import first_year_words, measures_table, money_of, money_table
from veikart.web.pages.plan.un_goals import un_counts
from veikart.web.plan_links import element_link, element_url, new_url, owner_words, plan_url
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks_beside, sort_tasks, task_view

MOST_SHOWN = 120
"""Elements in one outline. Levels that would make them more are counted, and opened on the page of the element above."""
DEPTH = 2
"""Levels shown under the top of the outline before one opens them."""
OPENED_ALONE = frozenset({"focus_area"})
"""Kinds that an outline names but does not open under something else: they have a page where they are told in full."""
MOST_INDICATORS = 40
"""Indicators on the page of an element: its own and some of those under it, which have them on their own pages."""
MOST_TASKS = 60
"""Assignments and tasks on the page of an element."""
MOST_SEARCHED = 2_000
"""Elements under an element that are asked for indicators and tasks."""
INFLUENCE_WORDS = {"+": "styrker", "-": "svekker"}


@shows_plan
def show_goals(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The whole chain as an outline, from the vision down to strategies; the rest opens."""
    system = shown.system
    tops = [one for one in system.of_kind("vision", "main_goal") if not system.parents.get(one.id)]
    goals = system.of_kind("main_goal")
    counts = {kind: len(system.of_kind(kind)) for kind in ("main_goal", "sub_goal", "strategy", "land_use_strategy", "assignment")}
    lead = ", ".join(f"{count} {shown.level_word(kind, plural=count != 1).lower()}" for kind, count in counts.items() if count)
    context = make_plan_context(
        shown,
        page="goals",
        title=_title(shown, goals),
        lead=f"{lead}." if lead else "",
        crumbs=[(_("Mål"), "")],
        outline=outline(shown, (one.id for one in tops), depth=DEPTH + 1),
        new_url=new_url("elements"),
        un_goals=un_counts(system),
        un_url=reverse("un-goals"),
    )
    return render(request, "veikart/plan/goals.html.jinja", context)


def _title(shown: PlanShown, goals: list[Element]) -> str:
    if not goals:
        return _("Målene")
    return _("%(count)s %(word)s for %(municipality)s") % {
        "count": len(goals),
        "word": shown.level_word("main_goal", plural=len(goals) != 1).lower(),
        "municipality": shown.municipality,
    }


def outline(shown: PlanShown, tops: Iterable[str], *, depth: int, above: frozenset[str] = frozenset()) -> list[Context]:
    """Elements with what stands under them, at most `depth` levels down and no more levels than there is room for; the rest is counted."""
    keys = list(tops)[:MOST_SHOWN]
    return [_branch(shown, one, levels_with_room(shown, keys, depth), above) for one in keys]


def levels_with_room(shown: PlanShown, keys: Iterable[str], depth: int) -> int:
    """How many levels under the elements can be shown, at most `depth`, before they are more than MOST_SHOWN."""
    level = list(keys)
    count = len(level)
    for deep in range(depth):
        room = MOST_SHOWN - count
        below = (child for one in level for child in shown.system.children_in_use(one))
        level = list(islice(below, room + 1))
        count += len(level)
        if count > MOST_SHOWN or not level:
            return deep
    return depth


def _branch(shown: PlanShown, key: str, depth: int, above: frozenset[str]) -> Context:
    system = shown.system
    element = system.elements[key]
    below = [one for one in system.children_in_use(key) if one not in above]
    is_open = depth > 0 and not (above and element.kind in OPENED_ALONE)
    main = system.parents.get(key, ("",))[0]
    return {
        **element_link(shown, element),
        "owner": owner_words(shown, element),
        "status": get_choices("element_status").get(element.status, ""),
        "status_key": element.status,
        "money": first_year_words(shown, money_of(shown, element)) if element.kind in {"main_goal", "sub_goal"} else "",
        "elsewhere": len(above) > 1 and main not in above,
        "children": [_branch(shown, one, depth - 1, above | {key}) for one in below] if is_open else [],
        "hidden": 0 if is_open else len(below),
    }


@shows_plan
def show_element(request: HttpRequest, shown: PlanShown, element_id: str) -> HttpResponse:
    """One element: what it serves, what serves it, money, indicators, reports, what it strengthens and weakens, and where it came from."""
    element = shown.element(element_id)
    if element is None:
        raise Http404
    system = shown.system
    path = [system.elements[one] for one in reversed(system.path_up(element_id)) if one in system.elements]
    below = system.children_in_use(element_id)
    start = min(read_number(request.GET.get("fra", "")) or 0, len(below))
    money = money_of(shown, element)
    number = f" {element.number}" if element.number else ""
    context = make_plan_context(
        shown,
        page="roadmap" if element.kind in {"focus_area", "aim", "approach", "main_effort"} else "goals",
        title=element.name,
        kicker=f"{shown.level_word(element.kind)}{number}",
        lead=element.text,
        crumbs=[(_("Mål"), reverse("goals")), *((one.name, element_url(one.id)) for one in path[:-1]), (element.name, "")],
        element=element,
        facts=_facts(shown, element),
        parents=[element_link(shown, system.elements[one]) for one in system.parents.get(element_id, ()) if one in system.elements],
        below=outline(shown, below[start : start + MOST_SHOWN], depth=DEPTH, above=frozenset({element_id})),
        earlier=f"?fra={max(0, start - MOST_SHOWN)}" if start else "",
        later=f"?fra={start + MOST_SHOWN}" if start + MOST_SHOWN < len(below) else "",
        money=money_table(shown, money) if money else None,
        measures=measures_table(shown, money) if money else None,
        indicators=_indicators(shown, element_id),
        indicators_url=reverse("goal-indicators", args=[element_id]),
        tasks=_tasks(shown, element_id),
        life=view_goal_signs(shown, element),
        reports=[{"name": one.report, "date": one.date, "text": one.text, "url": one.url} for one in system.reports_by_element.get(element_id, ())],
        influences=_influences(shown, element_id),
        un_goals=_un_tags(shown, element_id),
        dimensions=[get_choices("dimension")[one.dimension] for one in system.dimensions_by_element.get(element_id, ())],
        lineage=_lineage(shown, element_id),
        version=get_row_versions(PLAN, [("elements", element_id)]).get(("elements", element_id)) if shown.can_edit else None,
    )
    return render(request, "veikart/plan/element.html.jinja", context)


def _facts(shown: PlanShown, element: Element) -> list[Context]:
    """Labels and values: owner, status, deadline, year, the plan it began in and those that have fetched it, and its source."""
    system = shown.system
    origin = system.plans.get(element.plan)
    fetched = [system.plans[one.plan] for one in system.fetches_by_element.get(element.id, ()) if one.plan in system.plans]
    facts = [
        (_("Penger"), [{"text": first_year_words(shown, money_of(shown, element)), "url": "#penger"}]),
        (_("Eier"), [{"text": owner_words(shown, element)}]),
        (_("Status"), [{"text": get_choices("element_status").get(element.status, "")}]),
        (_("Frist"), [{"text": f"{element.due:%d.%m.%Y}" if element.due else ""}]),
        (_("År"), [{"text": str(element.year or "")}]),
        (_("Kommer fra"), [{"text": origin.name, "url": plan_url(origin.id)}] if origin else []),
        (_("Står også i"), [{"text": one.name, "url": plan_url(one.id)} for one in fetched]),
        (_("Avsluttet"), [{"text": f"{element.retired:%d.%m.%Y}" if element.retired else ""}]),
        (_("Kilde"), [{"text": element.source}]),
    ]
    return [{"label": label, "values": values} for label, values in facts if any(one["text"] for one in values)]


def _nearest_first(system: PlanSystem, element_id: str) -> Iterator[str]:
    """What stands under the element, level by level."""
    seen, level = {element_id}, [element_id]
    while level:
        level = [*dict.fromkeys(below for one in level for below in system.children_in_use(one) if below not in seen)]
        seen.update(level)
        yield from level


def _indicators(shown: PlanShown, element_id: str) -> list[Context]:
    """The indicators of the element first, then those of what is under it."""
    system = shown.system
    keys = {link.indicator: element_id for link in system.indicators_by_element.get(element_id, ())}
    for below in islice(_nearest_first(system, element_id), MOST_SEARCHED):
        for link in system.indicators_by_element.get(below, ()):
            keys.setdefault(link.indicator, below)
        if len(keys) >= MOST_INDICATORS:
            break
    return list_indicators(shown, dict(islice(keys.items(), MOST_INDICATORS)), element_id)


def _tasks(shown: PlanShown, element_id: str) -> list[Context]:
    """What is done about the element: the assignments and tasks that come from it, then those from what serves it, the late first."""
    tasks = get_tasks_beside(shown.follow_up, shown.today)
    if not tasks.by_element:
        return []
    below = islice(_nearest_first(shown.system, element_id), MOST_SEARCHED)
    found = [*sort_tasks(tasks.by_element.get(element_id, ())), *sort_tasks(one for key in below for one in tasks.by_element.get(key, ()))]
    return [task_view(one) for one in found[:MOST_TASKS]]


def _influences(shown: PlanShown, element_id: str) -> list[Context]:
    """What this element strengthens and weakens, and what does so to it."""
    system = shown.system
    found = []
    for one in system.influences_by_element.get(element_id, ()):
        if {one.source, one.target} <= system.elements.keys():
            source, target = system.elements[one.source], system.elements[one.target]
            found.append(
                {
                    "source": {"name": source.name, "url": element_url(source.id)},
                    "target": {"name": target.name, "url": element_url(target.id)},
                    "verb": INFLUENCE_WORDS[one.sign],
                    "sign": one.sign,
                    "evidence": one.evidence,
                    "said_by": one.said_by,
                }
            )
    return found


def _un_tags(shown: PlanShown, element_id: str) -> list[Context]:
    goals = get_un_goals()
    tags = sorted(shown.system.tags_by_element.get(element_id, ()), key=lambda one: (int(one.target.split(".")[0]), one.target))
    return [{"number": one.target, "name": goals[one.target.split(".")[0]].name} for one in tags]


def _lineage(shown: PlanShown, element_id: str) -> list[Context]:
    """Where the element came from and what became of it, newest first."""
    system, words = shown.system, get_choices("descent")
    rows = {*system.descents_by_element.get(element_id, ()), *system.descents_by_origin.get(element_id, ())}
    found = []
    for one in sorted(rows, key=lambda each: each.date, reverse=True):
        other_id = one.origin if one.element == element_id else one.element
        other = system.elements.get(other_id)
        found.append(
            {
                "date": one.date,
                "change": words[one.change],
                "before": one.before,
                "case": one.case,
                "note": one.note,
                "other": {"name": other.name, "url": element_url(other.id)} if other and other_id != element_id else None,
                "is_later": one.origin == element_id and one.element != element_id,
            }
        )
    return found
