"""Addresses of the plan's pages, and links with the words people know."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from veikart.calc.plan_system import Element
from veikart.rules.findings import Finding
from veikart.rules.law import Rule
from veikart.rules.law.links import get_law_address
from veikart.web.links import measure_url, rule_url
from veikart.web.plan_shown import PlanShown


def element_url(element_id: str) -> str:
    return reverse("element", args=[element_id])


def plan_url(plan_id: str) -> str:
    return reverse("plan-page", args=[plan_id])


def edit_url(table: str, key: str) -> str:
    """The page that edits a row."""
    return reverse("edit-row", args=[table, key])


def new_url(table: str) -> str:
    """The page that adds a row."""
    return reverse("new-row", args=[table])


def law_link(rule: Rule) -> dict[str, str]:
    """The paragraph of a rule and where it can be read: the law itself where we know its address, our own page of rules where not."""
    return {"text": rule.citation, "url": get_law_address(rule) or rule_url(rule.id)}


def element_link(shown: PlanShown, element: Element) -> dict[str, Any]:
    """An element as pages show it in lists: its word, number, name and address."""
    return {
        "kind": shown.level_word(element.kind),
        "number": element.number,
        "name": element.name,
        "url": element_url(element.id),
        "id": element.id,
    }


def unit_name(shown: PlanShown, unit_id: str) -> str:
    unit = shown.system.units.get(unit_id)
    return unit.name if unit else ""


def owner_words(shown: PlanShown, element: Element) -> str:
    """Who owns an element: unit and role; empty where nobody does."""
    return ", ".join(part for part in (unit_name(shown, element.owner), element.role) if part)


def mend_url(finding: Finding) -> str:
    """Where a finding about the plan is mended: the row's page, the measure's page, or nowhere."""
    table, _, key = finding.place.figure.partition(":")
    if table == "measure":
        return measure_url(key)
    if table == "elements":
        return element_url(key)
    if table == "plans":
        return plan_url(key)
    if table in {"processes", "steps"}:
        return reverse("strategy")
    return edit_url(table, key) if key else ""
