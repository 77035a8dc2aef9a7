"""Findings counted and shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.findings import GRADES, Finding
from veikart.rules.law import MARKS, get_rules
from veikart.web.links import figure_url, rule_url


def grade_words(grade: str, count: int) -> str:
    """«3 varsler»."""
    words = {
        "stop": ngettext("%(count)s stopp", "%(count)s stopp", count),
        "warning": ngettext("%(count)s varsel", "%(count)s varsler", count),
        "note": ngettext("%(count)s merknad", "%(count)s merknader", count),
    }
    return words[grade] % {"count": count}


def grade_counts(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """How many of each grade, gravest first; one that says all is well where there are none."""
    found = [
        {"grade": grade, "count": count, "word": grade_words(grade, count), "url": f"{reverse('findings')}#{grade}"}
        for grade in GRADES
        if (count := sum(one.grade == grade for one in findings))
    ]
    return found or [{"grade": "ok", "count": 0, "word": _("Ingen funn"), "url": reverse("findings")}]


def finding_context(finding: Finding) -> dict[str, Any]:
    """A finding as the templates want it."""
    rule = get_rules().get(finding.rule)
    place = finding.place
    words = "" if finding.code == "document-disagrees" else place.words()
    return {
        "grade": finding.grade,
        "code": finding.code,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "place": {"text": words or _("Åpne tallet"), "url": figure_url(place.figure) if place.figure else ""} if words or place.figure else None,
        "expected": finding.expected,
        "found": finding.found,
        "rule": {"text": f"{rule.citation or rule.name} ({MARKS[rule.mark].lower()})", "url": rule_url(rule.id)} if rule else None,
    }


def finding_contexts(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [finding_context(one) for one in findings]
