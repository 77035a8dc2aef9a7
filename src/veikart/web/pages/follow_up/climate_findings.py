"""What is found about the climate, as its pages show it."""

from __future__ import annotations

from veikart.rules.economy.checking.climate import check_climate, find_climate, find_climate_crossing
from veikart.rules.findings import GRADES, Finding
from veikart.web.climate_shown import get_published_budget
from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context

VINTAGES = "klima-argang"
"""The rule behind what is found about vintages."""


def find_climate_findings(shown: EconomyShown) -> list[Finding]:
    """What is wrong or missing about the climate, what the published budget does not have, and targets that are not reached; the gravest first."""
    budget = get_published_budget()
    crossing = find_climate_crossing(shown.book, budget.measure_by_id) if budget else ()
    found = [*check_climate(shown.book), *crossing, *find_climate(shown.book, shown.run)]
    return sorted(found, key=lambda one: GRADES.index(one.grade))


def list_findings(shown: EconomyShown) -> list[Context]:
    """The same as its pages show them. `is_of_vintages` is whether it is about numbers of different vintages."""
    return [{**finding_view(shown, one), "is_of_vintages": one.rule == VINTAGES} for one in find_climate_findings(shown)]
