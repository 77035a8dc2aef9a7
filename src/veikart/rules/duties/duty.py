"""What a person must do now. Every part of the follow-up says so in the same way, so that the page, the mail and the calendar are one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.plan_system import PlanSystem
from veikart.rules.duties.answering import get_posts_of


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. `id` is the same each time the same is asked; `due` is the day it should be done, None without one.

    `words` is a sentence that begins with a verb, `button` one word or two, `reason` why it is asked now. `address` is the name of the page's
    address with its `args`, and `query` what comes after. Of two on one day the one of the highest weight stands first.
    """

    id: str
    due: date | None
    words: str
    button: str
    address: str
    args: tuple[str, ...] = ()
    weight: int = 0
    reason: str = ""
    query: str = ""


@dataclass(frozen=True)
class DutyAsk:
    """Who asks what to do, with the books as they are: an e-mail, a role and the rights it gives. Needs no page, so that a mail can ask too.

    `kept` holds what is the same for everybody who asks of the same books on the same day; those who ask for many give them the same one.
    """

    book: FollowUpBook
    system: PlanSystem
    email: str
    role: str
    rights: frozenset[str]
    today: date
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def keep(self, key: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for all who share what is kept."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts the person sits in or stands in for."""
        return get_posts_of(self.book, self.email)

    def may(self, act: str) -> bool:
        """Whether the person's role gives the right."""
        return act in self.rights


DutySource = Callable[[DutyAsk], Iterable[Duty]]


def sort_duties(duties: Iterable[Duty]) -> list[Duty]:
    """The duties in the order they should be done: by day, those without a day last, then the heaviest. Of two with one id the first is kept.

    >>> one, two = (Duty(id, due, "Gjør det", "Gjør", "a") for id, due in (("a", None), ("b", date(2026, 1, 1))))
    >>> [duty.id for duty in sort_duties([one, two, two])]
    ['b', 'a']
    """
    found: dict[str, Duty] = {}
    for one in duties:
        found.setdefault(one.id, one)
    return sorted(found.values(), key=lambda one: (one.due or date.max, -one.weight, one.words, one.id))
