"""Who the parties of a leader agreement are, for the acts that write to it."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import StaleEdit
from veikart.actions.clock import today
from veikart.calc.agreements import Agreement
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.rules.agreements.reading import get_agreement, get_superior
from veikart.rules.books import FOLLOW_UP
from veikart.rules.duties import get_unit_parents, is_own_post
from veikart.store.queries import get_plan_state


@dataclass(frozen=True, slots=True)
class Parties:
    """A post, the one above it (None for the topmost), the agreement they have (None before anything is written), and which of them the actor is."""

    post: Post
    superior: Post | None
    agreement: Agreement | None
    is_leader: bool
    is_superior: bool


def find_parties(book: FollowUpBook, post: str, year: int, actor: Actor) -> Parties:
    """The parties of the agreement of a post for a year. Raises StaleEdit where the post is gone, AccessDenied where the actor is neither."""
    held: Post | None = book.table("posts").get(post)
    if held is None:
        raise StaleEdit([("posts", post)], rule=FOLLOW_UP)
    superior = get_superior(book, get_unit_parents(get_plan_state().book, today()), held)
    is_leader = is_own_post(book, actor.email, post)
    is_superior = superior is not None and is_own_post(book, actor.email, superior.id)
    if not (is_leader or is_superior):
        raise AccessDenied("Bare lederen og nærmeste leder skriver i avtalen.")
    return Parties(held, superior, get_agreement(book, post, year), is_leader, is_superior)
