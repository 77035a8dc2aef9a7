"""What a revision must have before it is put forward, and before it is taken into the budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from veikart.calc.documents import Dataset
from veikart.calc.revisions import BudgetProposal, BudgetRevision, add_up_balance, spread_proposal
from veikart.rules.accounts import get_account_plan
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.words import format_nok

WITHOUT_ART = frozenset({"1NET", "1UTG", "1INN", "0BRU"})
"""Accounts that say which form a figure belongs to, but not which type of account."""


def check_revision(revision: BudgetRevision, proposals: Sequence[BudgetProposal], dataset: Dataset) -> list[Finding]:
    """What keeps the revision from the budget (grade stop), and what someone must look at: units, accounts, years, and that it is financed."""
    place = _place(revision)
    if not proposals:
        return [make_finding("revision-empty", place, name=revision.name)]
    if revision.year not in dataset.plan_years:
        years = f"{dataset.plan_years[0]}–{dataset.plan_years[-1]}"
        return [make_finding("revision-year", place, name=revision.name, found=str(revision.year), expected=years)]
    wrong = [finding for one in proposals for finding in _check_places(one, dataset)]
    return [*wrong, *_check_balance(revision, proposals, dataset), *_find_without_art(revision, proposals)]


def make_state_finding(revision: BudgetRevision, expected: str) -> Finding:
    """That the revision has not the status that the step asks for. Grade stop."""
    words = get_follow_up_choices("revision_status")
    found = words[revision.status].lower()
    return make_finding("revision-state", _place(revision), name=revision.name, found=found, expected=words[expected].lower())


def make_adopted_finding(revision: BudgetRevision) -> Finding:
    """That the budget holds the revision already. Grade stop."""
    return make_finding("revision-adopted", _place(revision), name=revision.name)


def find_moved(
    revision: BudgetRevision, proposals: Iterable[BudgetProposal], adopted: Mapping[tuple[str, str, int], int], years: Sequence[int]
) -> list[Finding]:
    """That the proposals are not what was taken into the budget, `adopted` by unit, account and year; nothing where they are."""
    left = dict(adopted)
    for one in proposals:
        for year, nok in spread_proposal(one, years).items():
            place = (one.unit, one.account, year)
            left[place] = left.get(place, 0) - nok
    moved = sum(abs(nok) for nok in left.values())
    return [make_finding("revision-moved", _place(revision), name=revision.name, found=f"{format_nok(moved)} kr")] if moved else []


def _place(revision: BudgetRevision) -> Place:
    return Place(figure=f"revisions:{revision.id}")


def _check_places(proposal: BudgetProposal, dataset: Dataset) -> Iterator[Finding]:
    place = Place(figure=f"proposals:{proposal.id}")
    if proposal.unit not in dataset.budget.unit_by_id:
        yield make_finding("proposal-unit", place, name=proposal.name, found=proposal.unit)
    if proposal.account not in get_account_plan().for_year(proposal.year):
        yield make_finding("proposal-account", place, name=proposal.name, found=proposal.account, year=str(proposal.year))


def _check_balance(revision: BudgetRevision, proposals: Sequence[BudgetProposal], dataset: Dataset) -> Iterator[Finding]:
    """Operations and investment each sum to nothing in every year."""
    place = _place(revision)
    for balance in add_up_balance(proposals, dataset.plan_years):
        for name, nok in (("driften", balance.operations_nok), ("investeringene", balance.investment_nok)):
            if nok:
                found = f"{format_nok(abs(nok))} kr {'for mye' if nok > 0 else 'for lite'}"
                yield make_finding("revision-balance", place, name=revision.name, kind=name, year=str(balance.year), found=found)


def _find_without_art(revision: BudgetRevision, proposals: Iterable[BudgetProposal]) -> Iterator[Finding]:
    count = sum(one.account in WITHOUT_ART for one in proposals)
    if count:
        yield make_finding("revision-without-art", _place(revision), name=revision.name, found=str(count))
