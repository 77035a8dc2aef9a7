"""Make the follow-up public."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_publication
from veikart.rules.books import FOLLOW_UP
from veikart.store.models import BookPublication


def publish_follow_up(*, actor: Actor) -> BookPublication:
    """Make the follow-up public as it is now. The same content again gives the publication that is there. Raises AccessDenied."""
    check_right(actor, "publish_follow_up")
    with open_book(FOLLOW_UP) as state:
        made, is_new = write_publication(state, actor=actor)
        record_act("publish_follow_up", actor=actor, revision=state.number, outcome="published" if is_new else "unchanged")
    return made
