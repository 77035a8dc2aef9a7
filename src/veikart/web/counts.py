"""Findings counted and shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.assessment import OF_DOCUMENT, Assessment
from veikart.rules.findings import GRADES, Finding
from veikart.rules.law import MARKS, get_rules
from veikart.rules.words import disagreement_words, format_numbers
from veikart.web.links import figure_url, rule_url

DOCUMENT_ID = "dokument"
"""Where the document's own disagreements stand on the page of findings."""


def grade_words(grade: str, count: int) -> str:
    """«3 varsler»."""
    words = {
        "stop": ngettext("%(count)s stopp", "%(count)s stopp", count),
        "warning": ngettext("%(count)s varsel", "%(count)s varsler", count),
        "note": ngettext("%(count)s merknad", "%(count)s merknader", count),
    }
    return words[grade] % {"count": count}


def place_words(count: int) -> str:
    """«3 steder»."""
    return ngettext("%(count)s sted", "%(count)s steder", count) % {"count": count}


def finding_counts(assessment: Assessment) -> list[dict[str, Any]]:
    """How many findings of each grade, gravest first, and apart from them the document's own disagreements."""
    url = reverse("findings")
    found = [
        {"grade": grade, "word": grade_words(grade, count), "url": f"{url}#{grade}"}
        for grade in GRADES
        if (count := sum(one.grade == grade for one in assessment.of_rules))
    ]
    if not found:
        found = [{"grade": "ok", "word": _("Ingen funn"), "url": url}]
    check = assessment.programme.document_check
    document = {"grade": "warning", "word": disagreement_words(check), "url": f"{url}#{DOCUMENT_ID}"}
    return [*found, document] if check.disagreements else found


def findings_answer(assessment: Assessment) -> str:
    """Whether the budget is in order, in one sentence without a full stop."""
    stops = sum(one.grade == "stop" for one in assessment.of_rules)
    if stops:
        return _("Nei, %(stops)s må rettes før vedtak") % {"stops": grade_words("stop", stops)}
    warnings = sum(one.grade == "warning" for one in assessment.of_rules)
    if warnings:
        return _("Ingen regel som kan kontrolleres, er brutt, men %(warnings)s bør ses på") % {"warnings": grade_words("warning", warnings)}
    return _("Ja, ingen regel som kan kontrolleres, er brutt")


def finding_context(finding: Finding) -> dict[str, Any]:
    """A finding as the templates want it."""
    rule = get_rules().get(finding.rule)
    place = finding.place
    words = "" if finding.code == OF_DOCUMENT else place.words()
    return {
        "grade": finding.grade,
        "code": finding.code,
        "sentence": format_numbers(finding.sentence),
        "remedy": finding.remedy,
        "place": {"text": words or _("Åpne tallet"), "url": figure_url(place.figure) if place.figure else ""} if words or place.figure else None,
        "expected": format_numbers(finding.expected),
        "found": format_numbers(finding.found),
        "rule": {"text": f"{rule.citation or rule.name} ({MARKS[rule.mark].lower()})", "url": rule_url(rule.id)} if rule else None,
    }


def finding_contexts(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [finding_context(one) for one in findings]
