"""How the one who acts stands to a task. Asked inside the act, of the books as they are then."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.actions.access import AccessDenied, Actor, can
from veikart.actions.clock import today
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.tasks import Task
from veikart.rules.duties import get_unit_parents
from veikart.rules.tasks.standing import get_standing
from veikart.store.queries import get_plan_state

STANDS_NOWHERE = "Oppgaven eies av en stilling som du verken sitter i, er stedfortreder for eller leder."


def get_unit_parents_now() -> Mapping[str, str]:
    """The unit that each unit of the organisation stands below today, in the plan being worked on."""
    return get_unit_parents(get_plan_state().book, today())


def get_actor_standing(book: FollowUpBook, task: Task, *, actor: Actor, parents: Mapping[str, str]) -> frozenset[str]:
    """How the actor stands to the task; empty for someone it does not concern."""
    return get_standing(book, parents, actor.email, task, is_follower=can(actor, "change_follow_up"))


def check_standing(book: FollowUpBook, task: Task, *, actor: Actor) -> frozenset[str]:
    """How the actor stands to the task. Raises AccessDenied for someone it does not concern."""
    found = get_actor_standing(book, task, actor=actor, parents=get_unit_parents_now())
    if not found:
        raise AccessDenied(STANDS_NOWHERE)
    return found
