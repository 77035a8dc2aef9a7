"""What is found about the climate, as its pages show it."""

from __future__ import annotations

from veikart.rules.economy.checking.climate import check_climate, find_climate
from veikart.rules.findings import GRADES
from veikart.web.economy_shown import EconomyShown
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context

VINTAGES = "klima-argang"
"""The rule behind what is found about vintages."""


def list_findings(shown: EconomyShown) -> list[Context]:
    """What is wrong or missing about the climate, and the targets that are not reached; the gravest first. `is_of_vintages` is whether it is about
    numbers of different vintages."""
    found = [*check_climate(shown.book), *find_climate(shown.book, shown.run)]
    ordered = sorted(found, key=lambda one: GRADES.index(one.grade))
    return [{**finding_view(shown, one), "is_of_vintages": one.rule == VINTAGES} for one in ordered]
