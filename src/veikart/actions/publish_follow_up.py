"""Make the follow-up public."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, write_publication
from veikart.rules.books import FOLLOW_UP
from veikart.rules.follow_up import check_publishing
from veikart.rules.tables import stops
from veikart.store.models import BookPublication


def publish_follow_up(*, actor: Actor) -> BookPublication:
    """Make the follow-up public as it is now. The same content again gives the publication that is there.

    Raises AccessDenied, and ChangeRefused where the book is empty or does not hold together.
    """
    check_right(actor, "publish_follow_up")
    with open_book(FOLLOW_UP) as state:
        wrong = stops(check_publishing(state.book))
        if wrong:
            raise ChangeRefused(wrong)
        made, is_new = write_publication(state, actor=actor)
        record_act("publish_follow_up", actor=actor, revision=state.number, outcome="published" if is_new else "unchanged")
    return made
