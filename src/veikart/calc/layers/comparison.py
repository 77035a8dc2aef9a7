"""Two versions side by side, to the krone and down to the measure."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.layers.amounts import AmountTable, Selection
from veikart.calc.layers.budget import Budget


@dataclass(frozen=True, slots=True)
class Difference:
    """What one measure contributes in version B less in version A: whole kroner by year, expenses positive."""

    measure: str
    unit: str
    account: str
    nok_by_year: dict[int, int]

    @property
    def size(self) -> int:
        """The largest movement in any year, whole kroner, never negative."""
        return max((abs(nok) for nok in self.nok_by_year.values()), default=0)


def compare_versions(budget: Budget, table: AmountTable, *, a: str, b: str) -> list[Difference]:
    """Every measure whose amounts differ between versions `a` and `b`, largest first, then by id. Raises KeyError for an unknown version.

    A layer both versions hold cancels out, so only the layers that one of them lacks are read. A layer a version lists twice counts once,
    as in the statements.
    """
    layers_a, layers_b = set(budget.version_by_id[a].layers), set(budget.version_by_id[b].layers)
    weights = {layer: (layer in layers_b) - (layer in layers_a) for layer in layers_a ^ layers_b}
    found: dict[tuple[str, str, str], dict[int, int]] = {}
    for amount in table.amounts(Selection(layers=frozenset(weights))):
        weight = weights[budget.measure_by_id[amount.measure].layer]
        years = found.setdefault((amount.measure, amount.unit, amount.account), {})
        years[amount.year] = years.get(amount.year, 0) + weight * amount.nok
    differences = [
        Difference(measure, unit, account, dict(sorted(years.items()))) for (measure, unit, account), years in found.items() if any(years.values())
    ]
    return sorted(differences, key=lambda one: (-one.size, one.measure, one.unit, one.account))
