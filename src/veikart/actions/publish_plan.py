"""Make the plan system public."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_publication
from veikart.rules.books import PLAN
from veikart.store.models import BookPublication


def publish_plan(*, actor: Actor) -> BookPublication:
    """Make the plan system public as it is now. The same content again gives the publication that is there. Raises AccessDenied."""
    check_right(actor, "publish_plan")
    with open_book(PLAN) as state:
        made, is_new = write_publication(state, actor=actor)
        record_act("publish_plan", actor=actor, revision=state.number, outcome="published" if is_new else "unchanged")
    return made
