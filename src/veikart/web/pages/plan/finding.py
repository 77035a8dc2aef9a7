"""What a search finds in the plan: elements and plans whose words hold all that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from veikart.calc.plan_system import PlanSystem
from veikart.rules.plan_system import get_choices, get_plan_types
from veikart.store.queries import stem_words
from veikart.web.plan_links import element_url, plan_url
from veikart.web.plan_shown import SeenPlan, keep_for
from veikart.web.tables import Context

MOST_HITS = 40
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    stems: str
    name: str
    place: str
    url: str


def find_in_plan(seen: SeenPlan | None, query: str, *, own: str = "") -> list[Context]:
    """The best hits first: names before descriptions, whole words before parts of them. Words of `own` say nothing beside others."""
    stems = stem_words(query)[:MOST_WORDS]
    if seen is None or not stems:
        return []
    wanted = [stem for stem in stems if stem not in stem_words(own)] or stems
    entries = keep_for(seen.system, seen.is_draft, ("search",), lambda: _entries(seen.system))
    found = [(sum(f" {stem} " in one.stems for stem in wanted), one) for one in entries if all(stem in one.stems for stem in wanted)]
    named = set(wanted)
    found.sort(key=lambda pair: (-len(named & set(stem_words(pair[1].name))), -pair[0], pair[1].name))
    return [{"name": one.name, "url": one.url, "where": one.place, "figure": None} for _score, one in found[:MOST_HITS]]


def _entries(system: PlanSystem) -> list[_Entry]:
    kinds = get_choices("element_kind")
    found = []
    for one in system.elements.values():
        if one.retired is None:
            level = system.levels.get(one.kind)
            place = f"{level.singular if level else kinds[one.kind]} {one.number}".strip()
            found.append(_Entry(_stems(f"{one.name} {one.text} {one.number}"), one.name, place, element_url(one.id)))
    for plan in system.plans.values():
        kind = get_plan_types()[plan.type].name
        found.append(_Entry(_stems(f"{plan.name} {kind}"), plan.name, _("Plan · %(kind)s") % {"kind": kind}, plan_url(plan.id)))
    return found


def _stems(text: str) -> str:
    return f" {' '.join(stem_words(text))} "
