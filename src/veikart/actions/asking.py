"""Somebody asking what they must do now, with the rights of their role."""

from __future__ import annotations

from datetime import date

from veikart.actions.access import Actor, get_rights
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.rules.duties import DutyAsk


def make_duty_ask(actor: Actor, book: FollowUpBook, system: PlanSystem, today: date) -> DutyAsk:
    """The actor asking, of the books as they are."""
    return DutyAsk(book, system, actor.email, actor.role, get_rights(actor.role), today)
