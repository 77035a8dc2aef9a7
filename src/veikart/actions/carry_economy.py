"""Take what has moved in the economy's book into the budget for good."""

from __future__ import annotations

from pathlib import Path

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, write_publication
from veikart.actions.clock import today
from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_programme import Progress, publish_programme
from veikart.rules.books import ECONOMY
from veikart.rules.economy import run_engines
from veikart.rules.economy.checking import check_adoption
from veikart.rules.economy.effects import list_effects, settle_postings
from veikart.rules.economy.working import carry_effects
from veikart.rules.findings import Place, make_finding
from veikart.rules.tables import stops
from veikart.rules.words.days import format_day
from veikart.store.models import Publication
from veikart.store.queries import get_current_publication, get_dataset, get_economy_baseline


def carry_economy(*, actor: Actor, folder: Path, progress: Progress | None = None) -> Publication:
    """Publish the budget with a layer of what has moved since the book was adopted, and adopt the book as it is, both or neither.

    Nobody else writes to the book meanwhile, so that what is carried is what is adopted. Raises AccessDenied, and ChangeRefused where no budget
    is published, nothing has moved, a posting leads nowhere, or the book does not hold together.
    """
    check_right(actor, "carry_economy")
    with open_book(ECONOMY) as state:
        publication = get_current_publication()
        if publication is None:
            raise ChangeRefused([make_finding("carry-nowhere", Place())])
        wrong = stops(check_adoption(state.book))
        if wrong:
            raise ChangeRefused(wrong)
        dataset = get_dataset(publication)
        adopted = get_economy_baseline()
        before = run_engines(adopted.book) if adopted else None
        book = settle_postings(state.book, adopted.book if adopted else None, dataset.budget)
        effects, findings = list_effects(book, run_engines(state.book), before, dataset.budget, dataset.plan_years)
        if findings:
            raise ChangeRefused(findings)
        if not effects:
            raise ChangeRefused([make_finding("carry-nothing", Place())])
        decided = f"{actor.name}, {format_day(today())}"
        loaded = load_dataset(carry_effects(dataset, effects, revision=state.number, decided=decided), actor=actor)
        publish_programme(loaded, actor=actor, folder=folder, progress=progress)
        write_publication(state, actor=actor)
        record_act("carry_economy", actor=actor, publication=loaded, revision=state.number, effects=len(effects))
    return loaded
