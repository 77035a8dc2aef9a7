"""Vital signs as pages show them: shares with a small bar and a word, what is missing with the way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.vital_signs import (
    LIFELESS,
    PARTLY,
    WEAK,
    WELL,
    DeadGoal,
    GoalSigns,
    VitalSign,
    VitalSigns,
    VitalSources,
    find_dead_goals,
    judge_share,
    read_goal_signs,
    read_vital_signs,
)
from veikart.rules.vital_signs.signs import ELEMENT, MEASURE, TASK
from veikart.rules.words.sentences import join_words
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.keeping import remember
from veikart.web.links import measure_url, with_query
from veikart.web.pages.follow_up.indicator_rows import get_indicators
from veikart.web.plan_links import element_url
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks, task_url

STANDING_GRADES = {WELL: "ok", PARTLY: "note", WEAK: "warning", LIFELESS: "warning"}


def standing_words(standing: str) -> str:
    """What a share of the signs means."""
    return {WELL: _("Følges godt opp"), PARTLY: _("Følges delvis opp"), WEAK: _("Svakt"), LIFELESS: _("Uten liv")}[standing]


@dataclass(frozen=True)
class Examined:
    """The signs, the goals and the dead ones among them, worked out once for the books and the budget as they are."""

    signs: VitalSigns
    goals: tuple[GoalSigns, ...]
    dead: list[DeadGoal]


def get_examined(shown: FollowUpShown) -> Examined:
    """What the signs say today, for this reader."""
    programme = shown.programme

    def make() -> Examined:
        sees_people = shown.is_draft
        sources = VitalSources(shown.system, shown.book, programme, get_indicators(shown), get_tasks(shown), shown.today, sees_people)
        return Examined(read_vital_signs(sources), read_goal_signs(sources, sources.below), find_dead_goals(sources))

    key, of = ("vital-signs", str(shown.is_draft), shown.today.isoformat()), (shown.book, shown.system, programme)
    found: Examined = remember(key, make, of=of)
    return found


def share_view(alive: int, asked: int) -> Context:
    """A share in whole percent rounded down, its bar, and what it means in a word with a shape."""
    percent = alive * 100 // asked if asked else 0
    standing = judge_share(alive, asked)
    return {"alive": alive, "asked": asked, "percent": percent, "grade": STANDING_GRADES[standing], "word": standing_words(standing)}


def group_signs(signs: Iterable[VitalSign], keys: Callable[[VitalSign], Iterable[str]]) -> Mapping[str, list[VitalSign]]:
    """The signs by what `keys` gives of each."""
    found: dict[str, list[VitalSign]] = {}
    for one in signs:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return found


def missing_view(shown: FollowUpShown, sign: VitalSign) -> Context:
    """What is missing: the sentence, and one button to mend it for those who may."""
    finding = sign.finding
    url, words = mend_link(shown, sign)
    return {
        "grade": finding.grade if finding else "ok",
        "sentence": finding.sentence if finding else "",
        "remedy": finding.remedy if finding else "",
        "rule": sign.rule.name,
        "name": sign.name,
        "url": subject_url(sign),
        "mend_url": url,
        "mend": words,
    }


def subject_url(sign: VitalSign) -> str:
    """The page of what the sign is about."""
    if sign.subject == ELEMENT:
        return element_url(sign.key)
    if sign.subject == TASK:
        return task_url(sign.key)
    return measure_url(sign.key) if sign.subject == MEASURE else reverse("unit-report", args=sign.key.split("|"))


def mend_link(shown: FollowUpShown, sign: VitalSign) -> tuple[str, str]:
    """Where it is mended, and what the button says; empty for those who may not."""
    back = reverse("vital-signs")
    given = {"kind": "assignment", "origin": "plan"}
    ways: dict[str, tuple[str, Callable[[], str], str]] = {
        "owner": ("change_plan", lambda: with_query(reverse("edit-row", args=["elements", sign.key]), next=back), _("Velg eier")),
        "work": ("change_tasks", lambda: with_query(reverse("new-task"), **given, element=sign.key, next=back), _("Gi et oppdrag")),
        "value": ("read_follow_up", lambda: reverse("goal-indicators", args=[sign.key]), _("Se indikatorene")),
        "target": ("change_plan", lambda: with_query(reverse("new-row", args=["indicator_targets"]), next=back), _("Sett måltall")),
        "status": ("report_status", lambda: task_url(sign.key), _("Meld status")),
        "steps": ("change_tasks", lambda: with_query(reverse("new-task-step", args=[sign.key]), next=back), _("Legg til steg")),
        "manned": ("change_follow_up", lambda: with_query(reverse("edit-task", args=[sign.key]), next=back), _("Bytt eier")),
        "tied": ("change_plan", lambda: with_query(reverse("new-row", args=["measures"]), measure=sign.key, next=back), _("Knytt til et mål")),
        "reported": ("read_follow_up", lambda: subject_url(sign), _("Se rapporten")),
    }
    right, make, words = ways[sign.rule.id]
    return (make(), words) if shown.is_draft and shown.can(right) else ("", "")


def goal_view(one: GoalSigns) -> Context:
    """A goal with how many of its signs are there, and the names of those that are not."""
    missing = [sign.rule.lacks for sign in one.signs if not sign.is_alive]
    return {
        "name": f"{one.element.number} {one.element.name}".strip(),
        "url": element_url(one.element.id),
        "share": _("%(alive)s av %(asked)s") % {"alive": one.alive, "asked": len(one.signs)},
        "missing": _("Mangler: %(names)s.") % {"names": join_words(missing)} if missing else "",
        "grade": STANDING_GRADES[one.standing],
        "word": standing_words(one.standing),
    }
