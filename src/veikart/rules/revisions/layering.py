"""A revision as a layer on top of the budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from veikart.calc.documents import Dataset
from veikart.calc.layers import Amount, Budget, Layer, Measure
from veikart.calc.revisions import REVISION, BudgetProposal, BudgetRevision, list_stock_amounts, spread_proposal
from veikart.rules.economy.effects import ENGINE
from veikart.rules.economy.working import add_layer, select_version
from veikart.rules.programme import Programme, change_measure
from veikart.rules.revisions.stocks import get_stock_rules
from veikart.rules.words import format_day

STOCKS = "beholdninger"
LONGEST_VERSION = 80
"""Characters of an id."""
NOT_DECIDED = "Ikke vedtatt"
_BUDGET_HEADING, _REVISED_HEADING = "Budsjett ", "Regulert budsjett "


def add_revision(dataset: Dataset, revision: BudgetRevision, proposals: Sequence[BudgetProposal]) -> Dataset:
    """The dataset with the revision taken in: a layer of its own, and a version that the plan years are shown in. The version before stays.

    Each proposal is a measure; the balances that follow are one more, on memo accounts.
    """
    layer = Layer(revision.id, revision.name, REVISION, decided_words(revision))
    budget, main = dataset.budget, dataset.column_by_year[dataset.plan_years[0]].version
    first = _first_version(budget, main)
    name = budget.version_by_id[main].name
    key = f"{first[: LONGEST_VERSION - len(layer.id) - 1].rstrip('-.')}-{layer.id}"
    measures = list_measures(dataset, revision.id, proposals)
    added = add_layer(dataset, layer, (key, f"{name}, med {layer.name}"), measures)
    return replace(
        added,
        columns=tuple(
            replace(one, heading=one.heading.replace(_BUDGET_HEADING, _REVISED_HEADING, 1))
            if one.year == revision.year and one.heading.startswith(_BUDGET_HEADING)
            else one
            for one in added.columns
        ),
    )


def decided_words(revision: BudgetRevision) -> str:
    """Who decided the revision, when, and in which case; that it is not decided where it is not."""
    if revision.decided is None:
        return NOT_DECIDED
    parts = (revision.decided_by, format_day(revision.decided), revision.case)
    return ", ".join(one for one in parts if one)


def list_measures(dataset: Dataset, layer: str, proposals: Sequence[BudgetProposal]) -> list[tuple[Measure, tuple[Amount, ...]]]:
    """A measure for each proposal with its amounts in the plan years, and one for the balances that follow, where any do."""
    years = dataset.plan_years
    found = []
    for one in proposals:
        measure = Measure(f"{layer}.{one.id}", layer, one.kind, one.name, note=one.reason)
        found.append((measure, tuple(Amount(measure.id, one.unit, one.account, year, nok) for year, nok in spread_proposal(one, years).items())))
    stocks = list_stock_amounts(proposals, get_stock_rules(), years)
    if stocks:
        measure = Measure(f"{layer}.{STOCKS}", layer, "finance", "Fond og gjeld som følger av revisjonen")
        found.append((measure, tuple(Amount(measure.id, *place, nok) for place, nok in stocks.items())))
    return found


def try_proposals(base: Programme, layer: str, proposals: Sequence[BudgetProposal]) -> Programme:
    """A programme with an empty layer of the revision, with these proposals in it: only what they touch is worked out anew."""
    measure = Measure(f"{layer}.alt", layer, "finance", "Alt i revisjonen")
    added: dict[tuple[str, str, int], int] = {}
    for _measure, amounts in list_measures(base.dataset, layer, proposals):
        for one in amounts:
            place = (one.unit, one.account, one.year)
            added[place] = added.get(place, 0) + one.nok
    return change_measure(base, measure, [Amount(measure.id, *place, nok) for place, nok in added.items() if nok])


def find_version_before(budget: Budget, version: str, layer: str) -> str | None:
    """The version that has the same layers but this one, or None; None too where the version does not have it."""
    if layer not in budget.version_by_id[version].layers:
        return None
    wanted = [one for one in budget.version_by_id[version].layers if one != layer]
    return next((one.id for one in budget.versions if list(one.layers) == wanted), None)


def take_off(dataset: Dataset, layer: str) -> Dataset | None:
    """The dataset as it was shown before the layer came, or None where no version tells."""
    before = find_version_before(dataset.budget, dataset.column_by_year[dataset.plan_years[0]].version, layer)
    return select_version(dataset, before) if before else None


def _first_version(budget: Budget, version: str) -> str:
    """The id of the version before layers of revisions and engines were put on it."""
    key, ends = version, [f"-{one.id}" for one in _carried(budget, version)]
    while any(key.endswith(end) for end in ends):
        key = next(key.removesuffix(end) for end in ends if key.endswith(end))
    return key


def _carried(budget: Budget, version: str) -> Iterable[Layer]:
    layers = (budget.layer_by_id[one] for one in budget.version_by_id[version].layers)
    return [one for one in layers if one.kind in {REVISION, ENGINE}]
