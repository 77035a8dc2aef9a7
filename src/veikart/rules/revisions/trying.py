"""What a revision does to the budget: the programme before and after, and what the rules find that they did not find before."""

from __future__ import annotations

from collections.abc import Sequence

from veikart.calc.documents import Dataset
from veikart.calc.revisions import BudgetProposal, BudgetRevision
from veikart.rules.economy.trials import compare_trial, judge
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.programme import Programme
from veikart.rules.revisions.layering import add_revision, try_proposals


def make_base(dataset: Dataset, revision: BudgetRevision) -> Programme:
    """The budget with an empty layer of the revision: what trying its proposals is compared with."""
    return Programme(add_revision(dataset, revision, ()))


def find_broken(revision: BudgetRevision, proposals: Sequence[BudgetProposal], programme: Programme) -> list[Finding]:
    """The findings of grade stop that the revision brings, each as one on the revision. Proposals that lead nowhere are found before this."""
    base = make_base(programme.dataset, revision)
    trial = compare_trial(judge(base), judge(try_proposals(base, revision.id, proposals)))
    place = Place(figure=f"revisions:{revision.id}")
    return [make_finding("revision-breaks", place, name=revision.name, found=one.sentence.rstrip(".")) for one in trial.broken if one.grade == "stop"]
