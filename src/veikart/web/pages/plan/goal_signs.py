"""The vital signs of a goal on its page in the plan: what is there, what is missing, and that it may be dead."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.plan_system import Element
from veikart.rules.vital_signs import GoalSigns, VitalSign, VitalSources, read_goal_signs
from veikart.web.keeping import remember
from veikart.web.links import with_query
from veikart.web.pages.follow_up.vital_views import STANDING_GRADES, goal_view, standing_words
from veikart.web.pages.plan.goal_indicators import get_plan_indicators
from veikart.web.plan_shown import PlanShown
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks_beside

MAIN_GOAL = "main_goal"
MOST_BELOW = 40
"""Goals right under the one shown whose signs are read."""
SIGNED = ("tasks", "indicator_values")
"""Without rows in any of these nothing is followed up yet, and nothing is said to be missing."""


def view_goal_signs(shown: PlanShown, element: Element) -> Context | None:
    """The signs of the goal and of those right under it; None where nothing is asked of any of them, or nothing is followed up yet."""
    book = shown.follow_up
    if element.retired is not None or not any(book.table(table) for table in SIGNED):
        return None
    sources = _sources(shown)
    own = next(iter(read_goal_signs(sources, [element.id])), None)
    below = read_goal_signs(sources, shown.system.children_in_use(element.id)[:MOST_BELOW])
    if own is None and not below:
        return None
    return {
        "standing": {"grade": STANDING_GRADES[own.standing], "word": standing_words(own.standing)} if own else None,
        "signs": [_sign(one) for one in own.signs] if own else [],
        "is_dead": bool(own and own.is_dead),
        "end_url": _end_url(shown, own) if own else "",
        "below": [goal_view(one) for one in below],
        "url": with_query(reverse("vital-signs"), mal=element.id) if element.kind == MAIN_GOAL else reverse("vital-signs"),
    }


def _sources(shown: PlanShown) -> VitalSources:
    """What the signs are looked for in, kept while the plan, the follow-up and the budget are the same."""
    system, book, programme = shown.system, shown.follow_up, shown.programme

    def make() -> VitalSources:
        indicators, tasks = get_plan_indicators(shown), get_tasks_beside(book, shown.today)
        return VitalSources(system, book, programme, indicators, tasks, shown.today, sees_people=False)

    found: VitalSources = remember(("vital-beside", str(shown.is_draft), shown.today.isoformat()), make, of=(system, book, programme))
    return found


def _sign(one: VitalSign) -> Context:
    if one.finding is None:
        return {"name": one.rule.name, "grade": "ok", "word": _("Er der"), "text": ""}
    return {"name": one.rule.name, "grade": one.finding.grade, "word": _("Mangler"), "text": f"{one.finding.sentence} {one.finding.remedy}".strip()}


def _end_url(shown: PlanShown, own: GoalSigns) -> str:
    """Where a dead goal is ended, for those who may."""
    return reverse("change-lineage", args=[own.element.id, "avslutt"]) if own.is_dead and shown.can_edit else ""
