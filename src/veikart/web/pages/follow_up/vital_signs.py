"""Vital signs: how much of what is planned is followed up well, what is missing, and goals that nothing lives in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.vital_signs import LIFELESS, PARTLY, WEAK, WELL, DeadGoal, GoalSigns, VitalSign, VitalSigns, get_vital_rules
from veikart.web.answers import read_number
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.links import with_query
from veikart.web.pages.follow_up.vital_views import (
    STANDING_GRADES,
    get_examined,
    goal_view,
    group_signs,
    missing_view,
    share_view,
    standing_words,
)
from veikart.web.plan_links import element_url
from veikart.web.tables import Context

ROWS = 25
"""Missing signs on one page."""
MOST_DEAD = 60
MOST_GOALS = 60
"""Goals listed of each standing; the rest are counted."""
SECTOR = "sector"
FILTERS = ("mal", "enhet", "tegn")


@shows_follow_up
def show_vital_signs(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The share alive by sign, goal, sector and unit, what is missing with the way to mend it, and the dead goals."""
    examined = get_examined(shown)
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    signs = VitalSigns(tuple(one for one in examined.signs.signs if _fits(shown, one, chosen)))
    alive, asked = signs.count()
    goals = [one for one in examined.goals if _fits(shown, one.signs[0], {**chosen, "tegn": ""})]
    start = min(read_number(request.GET.get("fra", "")) or 0, len(signs.missing))
    following = start + ROWS
    query = {name: value for name, value in chosen.items() if value}
    context = make_follow_up_context(
        shown,
        page="vital-signs",
        title=_title(goals, asked),
        window_title=_("Livstegn"),
        lead=_lead(alive, asked),
        crumbs=[(_("Livstegn"), "")],
        standings=_standings(goals),
        tables=_tables(shown, signs, chosen) if asked else [],
        filters=_filters(shown, chosen),
        is_filtered=bool(query),
        missing=[missing_view(shown, one) for one in signs.missing[start:following]],
        missing_count=len(signs.missing),
        first=start + 1,
        last=min(following, len(signs.missing)),
        following=with_query(request.path, **query, fra=str(following)) if following < len(signs.missing) else "",
        dead=[_dead_view(shown, one) for one in examined.dead[:MOST_DEAD]] if not query else [],
        dead_count=len(examined.dead),
    )
    return render(request, "veikart/follow_up/vital_signs.html.jinja", context)


def _title(goals: list[GoalSigns], asked: int) -> str:
    if not asked:
        return _("Her kommer livstegnene")
    counts = Counter(one.standing for one in goals)
    if not goals:
        return _("Livstegnene")
    words = {"well": counts[WELL], "all": len(goals)}
    said = ngettext("%(well)s av %(all)s mål følges godt opp", "%(well)s av %(all)s mål følges godt opp", len(goals)) % words
    return f"{said}, {_('%(dead)s er uten liv') % {'dead': counts[LIFELESS]}}" if counts[LIFELESS] else said


def _lead(alive: int, asked: int) -> str:
    said = _("Livstegnene spør om det som er planlagt, blir fulgt opp: har målet en eier, arbeider noen med det, måles det, og er statusen fersk?")
    return f"{said} {_('%(alive)s av %(asked)s livstegn er der.') % {'alive': alive, 'asked': asked}}" if asked else said


def _standings(goals: list[GoalSigns]) -> list[Context]:
    """The goals by how well they are followed up, best first; all four, so that what there is none of is said."""
    found = {standing: [one for one in goals if one.standing == standing] for standing in (WELL, PARTLY, WEAK, LIFELESS)}
    return [
        {
            "word": standing_words(standing),
            "grade": STANDING_GRADES[standing],
            "count": len(members),
            "goals": [goal_view(one) for one in members[:MOST_GOALS]],
            "hidden": max(0, len(members) - MOST_GOALS),
        }
        for standing, members in found.items()
        if goals
    ]


def _fits(shown: FollowUpShown, sign: VitalSign, chosen: Mapping[str, str]) -> bool:
    return (
        chosen["mal"] in {"", *sign.goals}
        and chosen["tegn"] in {"", sign.rule.id}
        and (not chosen["enhet"] or chosen["enhet"] in shown.units_above(sign.unit))
    )


def _filters(shown: FollowUpShown, chosen: Mapping[str, str]) -> list[Context]:
    """The choices: a main goal, a unit, a sign."""
    goals = {one.id: f"{one.number} {one.name}".strip() for one in shown.system.of_kind("main_goal")}
    signs = get_examined(shown).signs.signs
    units = {above for one in signs for above in shown.units_above(one.unit)}
    pairs = {
        "mal": (_("Hovedmål"), goals),
        "enhet": (_("Enhet"), {key: name for key, name in shown.unit_names.items() if key in units}),
        "tegn": (_("Livstegn"), {rule.id: rule.name for rule in dict.fromkeys(one.rule for one in signs)}),
    }
    return [
        {"name": name, "label": label, "options": [{"value": key, "name": words, "chosen": key == chosen[name]} for key, words in options.items()]}
        for name, (label, options) in pairs.items()
    ]


def _tables(shown: FollowUpShown, signs: VitalSigns, chosen: Mapping[str, str]) -> list[Context]:
    """The shares by sign, by main goal, by sector and by unit, those with anything in them."""
    goals = {one.id: one for one in shown.system.of_kind("main_goal")}
    sectors = {key for key, one in shown.system.units.items() if one.kind == SECTOR}
    by_rule = group_signs(signs.signs, lambda one: (one.rule.id,))
    by_goal = group_signs(signs.signs, lambda one: one.goals)
    by_sector = group_signs(signs.signs, lambda one: (unit for unit in shown.units_above(one.unit) if unit in sectors))
    by_unit = group_signs(signs.signs, lambda one: (one.unit,) if one.unit in shown.unit_names else ())
    rules = get_vital_rules()
    parts = (
        (_("Livstegn"), [(rules[key].name, rules[key].asks, "tegn", key, found) for key, found in by_rule.items()]),
        (_("Hovedmål"), [(f"{one.number} {one.name}".strip(), "", "mal", key, by_goal[key]) for key, one in goals.items() if key in by_goal]),
        (_("Sektor"), [(name, "", "enhet", key, by_sector[key]) for key, name in shown.unit_names.items() if key in by_sector]),
        (_("Enhet"), [(name, "", "enhet", key, by_unit[key]) for key, name in shown.unit_names.items() if key in by_unit]),
    )
    return [{"caption": caption, "rows": [_share_row(*row, chosen) for row in rows]} for caption, rows in parts if rows]


def _share_row(name: str, note: str, key: str, value: str, signs: Iterable[VitalSign], chosen: Mapping[str, str]) -> Context:
    found = list(signs)
    return {
        "name": name,
        "note": note,
        "url": with_query(reverse("vital-signs"), **{**{one: words for one, words in chosen.items() if words}, key: value}) + "#mangler",
        **share_view(sum(one.is_alive for one in found), len(found)),
    }


def _dead_view(shown: FollowUpShown, goal: DeadGoal) -> Context:
    may = shown.is_draft and shown.can("retire_element")
    level = shown.system.levels.get(goal.element.kind)
    return {
        "name": f"{goal.element.number} {goal.element.name}".strip(),
        "kind": level.singular if level else "",
        "url": element_url(goal.element.id),
        "why": goal.finding.sentence,
        "below": goal.below,
        "end_url": reverse("change-lineage", args=[goal.element.id, "avslutt"]) if may else "",
    }
