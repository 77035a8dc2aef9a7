"""What a planner has not done yet, in the order one does it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.plan_system import Element
from veikart.rules.plan_system import get_chain_rules
from veikart.store.queries import get_published_plan
from veikart.web.links import with_query
from veikart.web.plan_links import edit_url, new_url
from veikart.web.plan_shown import PlanShown
from veikart.web.tables import Context


def next_steps(shown: PlanShown) -> list[Context]:
    """The steps from an empty plan to a published one: what each is, whether it is done, and where it is done. Empty when all is done."""
    steps = [*_goal_steps(shown), *_owner_steps(shown), *_other_steps(shown)]
    published = get_published_plan()
    steps.append(
        {
            "name": _("Publiser, så alle kan lese planen"),
            "is_done": published is not None and published.revision == shown.revision,
            "url": "",
            "action": "",
        }
    )
    return steps if not all(one["is_done"] for one in steps) else []


def _step(name: str, *, is_done: bool, url: str, action: str) -> Context:
    return {"name": name, "is_done": is_done, "url": "" if is_done else url, "action": action}


def _goal_steps(shown: PlanShown) -> list[Context]:
    """A step for each level of the chain: the first element that lacks something under it is where to go on."""
    system = shown.system
    here = reverse("plan")
    goals, subs = system.of_kind("main_goal"), system.of_kind("sub_goal")
    carried = system.of_kind("strategy") or system.of_kind("land_use_strategy")
    steps = [(goals, "sub_goal", _("Delmål under hvert hovedmål")), (subs, "strategy", _("Strategier under delmålene"))]
    first_url = with_query(new_url("elements"), kind="main_goal", next=here)
    found = [_step(_("Visjon og hovedmål"), is_done=bool(goals), url=first_url, action=_("Legg til"))]
    for above, kind, name in steps:
        bare = _without(shown, above, {"strategy", "land_use_strategy"} if kind == "strategy" else {kind})
        url = with_query(new_url("elements"), kind=kind, under=bare.id, next=here) if bare else ""
        found.append(_step(name, is_done=bool(above) and bare is None, url=url, action=_under(bare)))
    first = carried[0] if carried else None
    has_assignment = any(one.retired is None for one in system.elements_by_kind.get("assignment", ()))
    url = with_query(new_url("elements"), kind="assignment", under=first.id, next=here) if first else ""
    found.append(
        _step(
            _("Oppdrag til dem som skal gjøre det"),
            is_done=has_assignment,
            url=url,
            action=_under(first),
        )
    )
    return found


def _under(element: Element | None) -> str:
    return _("Legg til under «%(name)s»") % {"name": element.name} if element else ""


def _without(shown: PlanShown, above: Iterable[Element], kinds: set[str]) -> Element | None:
    """The first with none of these kinds under it."""
    system = shown.system
    for one in above:
        below = (system.elements.get(key) for key in system.children.get(one.id, ()))
        if not any(each and each.retired is None and each.kind in kinds for each in below):
            return one
    return None


def _owner_steps(shown: PlanShown) -> list[Context]:
    kinds = [kind for kind, rule in get_chain_rules().items() if rule.needs_owner]
    owned = [one for kind in kinds for one in shown.system.elements_by_kind.get(kind, ()) if one.retired is None]
    bare = next((one for one in owned if not (one.owner and one.role)), None)
    url = with_query(edit_url("elements", bare.id), next=reverse("plan")) if bare else ""
    action = _("Gi «%(name)s» en eier") % {"name": bare.name} if bare else ""
    return [_step(_("Eier og ansvarlig rolle på hvert oppdrag"), is_done=bool(owned) and bare is None, url=url, action=action)]


def _other_steps(shown: PlanShown) -> list[Context]:
    system = shown.system
    chain_url = f"{reverse('conflicts')}#kjede"
    steps = [
        _step(_("Planene i planregisteret"), is_done=bool(system.plans), url=new_url("plans"), action=_("Legg til en plan")),
        _step(_("Hendelser i årshjulet"), is_done=bool(system.events), url=reverse("wheels"), action=_("Gå til årshjulet")),
        _step(_("Planstrategi: hver plan vurdert"), is_done=bool(system.assessments), url=reverse("strategy"), action=_("Vurder planene")),
        _step(_("Hva som styrker og svekker målene"), is_done=bool(system.influences), url=chain_url, action=_("Legg inn en kjede")),
    ]
    if shown.programme:
        url = reverse("plan-findings")
        steps.append(_step(_("Tiltakene i budsjettet knyttet til mål"), is_done=bool(system.measures), url=url, action=_("Se tiltak uten mål")))
    return steps
