"""The front page of the plan: the main goals, what happens now, and the ways on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.plan_system import Element
from veikart.web.keeping import remember
from veikart.web.pages.follow_up.indicator_pictures import draw_spark
from veikart.web.pages.follow_up.indicator_rows import answer_words, indicator_url, title_words
from veikart.web.pages.plan.goal_indicators import get_plan_indicators
from veikart.web.pages.plan.money import first_year_words, money_of
from veikart.web.pages.plan.next_steps import next_steps
from veikart.web.pages.plan.un_goals import un_counts
from veikart.web.pages.plan.wheels import now_context
from veikart.web.plan_links import element_link
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks_beside

COUNTED = ("sub_goal", "strategy", "land_use_strategy")


@shows_plan
def show_front(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The main goals as cards, and the vision over them. An empty plan says how to begin."""
    system = shown.system
    vision = next(iter(system.of_kind("vision")), None)
    context = make_plan_context(
        shown,
        page="plan",
        title=vision.name if vision else _("Planen begynner her"),
        kicker=shown.level_word("vision") if vision else "",
        lead=vision.text if vision else "",
        goals=_keep_cards(shown) if system.elements else [],
        focus_areas=[element_link(shown, one) for one in system.of_kind("focus_area")],
        is_empty=not system.elements,
        now=now_context(shown) if system.elements else None,
        steps=next_steps(shown) if shown.can_edit and system.elements else [],
        un_goals=[one for one in un_counts(system) if one["count"]],
        urls={name: reverse(name) for name in ("plan-workbook", "plan-import", "start-plan")},
    )
    return render(request, "veikart/plan/front.html.jinja", context)


def _keep_cards(shown: PlanShown) -> list[Context]:
    """The cards, made once for the plan, the follow-up of it, the budget and the day."""
    key = ("cards", str(shown.is_draft), shown.budget_hash, str(shown.today))
    found: list[Context] = remember(key, lambda: _cards(shown), of=(shown.system, shown.follow_up))
    return found


def _cards(shown: PlanShown) -> list[Context]:
    """A card for each main goal."""
    by_kind = shown.system.elements_by_kind
    in_use = {kind: frozenset(one.id for one in by_kind.get(kind, ()) if one.retired is None) for kind in (*COUNTED, "assignment")}
    return [_card(shown, one, in_use) for one in shown.system.of_kind("main_goal")]


def _card(shown: PlanShown, goal: Element, in_use: Mapping[str, frozenset[str]]) -> Context:
    system = shown.system
    below = system.descendants(goal.id)
    counts = [(kind, len(below & in_use[kind])) for kind in COUNTED]
    measured = (goal.id, *(key for key in system.indicators_by_element if key in below))
    keys = dict.fromkeys(link.indicator for one in measured for link in system.indicators_by_element.get(one, ()))
    return {
        **element_link(shown, goal),
        "text": goal.text,
        "money": first_year_words(shown, money_of(shown, goal)),
        "counts": ", ".join(f"{count} {shown.level_word(kind, plural=count != 1).lower()}" for kind, count in counts if count),
        "indicators": len(keys),
        **_measured(shown, goal, keys),
        "assignments": _work_words(shown, below) or _assignment_words(shown, [system.elements[one] for one in below & in_use["assignment"]]),
    }


def _measured(shown: PlanShown, goal: Element, keys: Iterable[str]) -> Context:
    """How many of the goal's indicators go the right way, and one of them with its line: the first that has a target, else the first with a line."""
    indicators = get_plan_indicators(shown)
    found = indicators.some(keys, None)
    drawn = [(one, spark) for one in found if (spark := draw_spark(one))]
    if not drawn:
        return {"indicator": None}
    one, spark = next((pair for pair in drawn if pair[0].target or pair[0].coming), drawn[0])
    return {
        "indicator": {"name": one.indicator.name, "url": indicator_url(one.indicator.id), "answer": answer_words(one), "spark": spark},
        "moves": title_words(found),
        "indicators_url": reverse("goal-indicators", args=[goal.id]),
    }


def _work_words(shown: PlanShown, below: frozenset[str]) -> str:
    """How many assignments and tasks the follow-up has under the goal, and how many of them are on track: done, or open and not late."""
    tasks = get_tasks_beside(shown.follow_up, shown.today)
    work = [one for key in below for one in tasks.by_element.get(key, ())]
    if not work:
        return ""
    on_track = sum(one.status.sentiment != "bad" and not one.is_late for one in work)
    return ngettext("%(num)s oppdrag eller oppgave, %(on_track)s i rute", "%(num)s oppdrag og oppgaver, %(on_track)s i rute", len(work)) % {
        "num": len(work),
        "on_track": on_track,
    }


def _assignment_words(shown: PlanShown, assignments: list[Element]) -> str:
    """How many assignments, and how many of them are on track: not stopped, and done or not past their date."""
    if not assignments:
        return ""
    on_track = sum(one.status != "stopped" and (one.status == "done" or one.due is None or one.due >= shown.today) for one in assignments)
    word = shown.level_word("assignment", plural=len(assignments) != 1).lower()
    return _("%(count)s %(word)s, %(on_track)s i rute") % {"count": len(assignments), "word": word, "on_track": on_track}
