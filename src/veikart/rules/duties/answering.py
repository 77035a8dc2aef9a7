"""Who answers for what: the posts a person sits in or stands in for, and the units below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from veikart.calc.follow_up import FollowUpBook, Post
from veikart.calc.plan_system import PlanSystem


def get_unit_parents(system: PlanSystem, day: date) -> dict[str, str]:
    """The unit that each unit of the plan's organisation stands below on the day; empty for the topmost."""
    placed: dict[str, str] = dict.fromkeys(system.units, "")
    for one in sorted(system.placements.values(), key=lambda one: one.valid_from):
        if one.valid_from <= day:
            placed[one.unit] = one.parent
    return placed


def walk_units_above(parents: Mapping[str, str], unit: str) -> Iterator[str]:
    """The unit itself, and those it stands below, nearest first. A circle is followed once.

    >>> list(walk_units_above({"skole": "oppvekst", "oppvekst": "kommune", "kommune": ""}, "skole"))
    ['skole', 'oppvekst', 'kommune']
    """
    seen: set[str] = set()
    while unit and unit not in seen:
        yield unit
        seen.add(unit)
        unit = parents.get(unit, "")


def get_posts_of(book: FollowUpBook, email: str) -> tuple[Post, ...]:
    """The posts the person sits in or stands in for; none for someone without an e-mail."""
    return book.posts_by_email.get(email.casefold(), ()) if email else ()


def is_own_post(book: FollowUpBook, email: str, post: str) -> bool:
    """Whether the person sits in the post or stands in for it."""
    return any(one.id == post for one in get_posts_of(book, email))


def answers_for_unit(book: FollowUpBook, parents: Mapping[str, str], email: str, unit: str) -> bool:
    """Whether the person leads the unit or one that it stands below, in a post of their own or as deputy. `parents` is of `get_unit_parents`."""
    led = {one.unit for one in get_posts_of(book, email) if one.leads == "yes"}
    return not led.isdisjoint(walk_units_above(parents, unit))
