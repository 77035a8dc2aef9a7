"""Somebody asking what they must do now, with the rights of their role."""

from __future__ import annotations

from datetime import date
from typing import Any

from veikart.actions.access import Actor, get_rights
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.rules.duties import DutyAsk


def make_duty_ask(actor: Actor, book: FollowUpBook, system: PlanSystem, today: date, *, kept: dict[str, Any] | None = None) -> DutyAsk:
    """The actor asking, of the books as they are; `kept` is shared by those who ask of the same books on the same day."""
    return DutyAsk(book, system, actor.email, actor.role, get_rights(actor.role), today, {} if kept is None else kept)
