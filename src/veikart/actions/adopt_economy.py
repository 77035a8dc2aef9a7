"""Make the economy, as it is, the one that the budget is made from."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, write_publication
from veikart.rules.books import ECONOMY
from veikart.rules.economy.checking import check_adoption
from veikart.rules.tables import stops
from veikart.store.models import BookPublication


def adopt_economy(*, actor: Actor) -> BookPublication:
    """Keep the economy's book as it is now as the baseline: what is moved later shows as changes from it. The same content again gives the
    baseline that is there. Raises AccessDenied, and ChangeRefused where the book is empty or does not hold together."""
    check_right(actor, "adopt_economy")
    with open_book(ECONOMY) as state:
        wrong = stops(check_adoption(state.book))
        if wrong:
            raise ChangeRefused(wrong)
        made, is_new = write_publication(state, actor=actor)
        record_act("adopt_economy", actor=actor, revision=state.number, outcome="adopted" if is_new else "unchanged")
    return made
