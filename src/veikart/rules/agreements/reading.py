"""Agreements read from the book, and who is a party to them."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.calc.agreements import Agreement, AgreementLine
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.rules.duties import get_posts_of, walk_units_above

PRIVATE_TABLES = frozenset({"agreements", "agreement_lines"})
"""Only the leader, those above and those who follow up leaders see these."""


def get_agreements(book: FollowUpBook, year: int) -> dict[str, Agreement]:
    """The agreements of the year by post."""
    return {one.post: one for one in book.table("agreements").values() if one.year == year}


def get_agreement(book: FollowUpBook, post: str, year: int) -> Agreement | None:
    """The agreement of a post for a year, or None."""
    return next((one for one in book.table("agreements").values() if (one.post, one.year) == (post, year)), None)


def get_lines(book: FollowUpBook, post: str, year: int) -> tuple[AgreementLine, ...]:
    """What was agreed for the post and the year, as it was then."""
    return tuple(one for one in book.table("agreement_lines").values() if (one.post, one.year) == (post, year))


def get_superior(book: FollowUpBook, parents: Mapping[str, str], post: Post) -> Post | None:
    """The post that leads the nearest unit above the post's, or the post's own unit where the post does not lead it. None for the topmost."""
    leads = book.leader_by_unit
    return next((leads[unit] for unit in walk_units_above(parents, post.unit) if unit in leads and leads[unit].id != post.id), None)


def can_read_agreement(book: FollowUpBook, parents: Mapping[str, str], email: str, post: Post) -> bool:
    """Whether the person sits in or stands in for the post, or leads a unit above it. Those whose role gives it see every agreement besides."""
    mine = get_posts_of(book, email)
    above = set(walk_units_above(parents, post.unit))
    return any(one.id == post.id or (one.leads == "yes" and one.unit in above and not _is_peer(one, post)) for one in mine)


def _is_peer(one: Post, post: Post) -> bool:
    """Whether both lead the same unit: then neither is above the other."""
    return one.unit == post.unit and post.leads == "yes"
