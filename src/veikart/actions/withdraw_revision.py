"""Take a revision out of the budget again."""

from __future__ import annotations

from pathlib import Path

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, StaleEdit, open_book
from veikart.actions.publish_programme import Progress, publish_programme
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Place, make_finding
from veikart.store.models import Publication
from veikart.store.queries import get_current_publication, get_dataset, get_publication_before


def withdraw_revision(revision: str, *, actor: Actor, folder: Path, progress: Progress | None = None) -> Publication:
    """Publish the budget again as it was before the revision came. What was decided stays in the book, so that it can be taken in again.

    Raises AccessDenied, StaleEdit where the budget does not hold it, and ChangeRefused where something has come on top of it since.
    """
    check_right(actor, "withdraw_revision")
    with open_book(FOLLOW_UP):
        publication = get_current_publication()
        budget = get_dataset(publication).budget if publication else None
        earlier = get_publication_before(publication, revision) if publication else None
        if budget is None or revision not in budget.layer_by_id or earlier is None:
            raise StaleEdit([("revisions", revision)], rule=FOLLOW_UP)
        last = budget.layers[-1]
        if last.id != revision:
            name = budget.layer_by_id[revision].name
            raise ChangeRefused([make_finding("revision-not-last", Place(figure=f"revisions:{revision}"), name=name, found=f"«{last.name}»")])
        publish_programme(earlier, actor=actor, folder=folder, progress=progress)
        record_act("withdraw_revision", actor=actor, publication=earlier, budget_revision=revision)
    return earlier
