"""Take a decided revision into the budget."""

from __future__ import annotations

from pathlib import Path

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book
from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_programme import Progress, publish_programme
from veikart.calc.documents import Dataset
from veikart.calc.revisions import BudgetProposal, BudgetRevision
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.programme import Programme
from veikart.rules.revisions import add_revision, check_revision, find_broken, get_gathered, is_adopted, make_adopted_finding, make_state_finding
from veikart.rules.tables import stops
from veikart.store.models import Publication
from veikart.store.queries import get_current_publication, get_dataset


def adopt_revision(revision: str, *, actor: Actor, folder: Path, progress: Progress | None = None) -> Publication:
    """Publish the budget with the revision as a layer on top. The version that was shown before stays, so that the two can be compared.

    Nobody else writes to the follow-up meanwhile, so that what is taken in is what was decided. Raises AccessDenied, StaleEdit where the revision
    is gone, and ChangeRefused where it is not decided, is in the budget already, is not financed, or breaks a rule that was not broken before.
    """
    check_right(actor, "adopt_revision")
    with open_book(FOLLOW_UP) as state:
        held = state.book.table("revisions").get(revision)
        if held is None:
            raise StaleEdit([("revisions", revision)], rule=FOLLOW_UP)
        publication = get_current_publication()
        if publication is None:
            raise ChangeRefused([make_finding("revision-nowhere", Place())])
        dataset, proposals = get_dataset(publication), get_gathered(state.book, revision)
        wrong = find_adoption_stops(held, proposals, dataset)
        if wrong:
            raise ChangeRefused(wrong)
        loaded = load_dataset(add_revision(dataset, held, proposals), actor=actor)
        publish_programme(loaded, actor=actor, folder=folder, progress=progress)
        record_act("adopt_revision", actor=actor, publication=loaded, budget_revision=revision, revision=state.number)
    return loaded


def find_adoption_stops(revision: BudgetRevision, proposals: tuple[BudgetProposal, ...], dataset: Dataset) -> list[Finding]:
    """What keeps the revision from being taken into the budget; nothing where it may be."""
    programme = Programme(dataset)
    if is_adopted(programme, revision.id):
        return [make_adopted_finding(revision)]
    if revision.status != "decided":
        return [make_state_finding(revision, "decided")]
    return stops(check_revision(revision, proposals, dataset)) or find_broken(revision, proposals, programme)
