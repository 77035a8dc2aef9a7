"""The book of the follow-up: every row of every table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from veikart.calc.books import TableBook
from veikart.calc.follow_up.rows import FollowUpSetting, Post


@dataclass(frozen=True)
class FollowUpBook(TableBook):
    """What was done, what it gave and what it cost."""

    @property
    def setting(self) -> FollowUpSetting | None:
        """Whose it is; None in an empty book."""
        return next(iter(self.table("follow_up_settings").values()), None)

    @cached_property
    def posts_by_email(self) -> dict[str, tuple[Post, ...]]:
        """The posts each person sits in or stands in for, by e-mail in small letters."""
        found: dict[str, tuple[Post, ...]] = {}
        for post in self.table("posts").values():
            for email in {post.email.casefold(), post.deputy_email.casefold()} - {""}:
                found[email] = (*found.get(email, ()), post)
        return found

    @cached_property
    def leader_by_unit(self) -> dict[str, Post]:
        """The post that answers for each unit that has one; the first where there are several."""
        found: dict[str, Post] = {}
        for post in self.table("posts").values():
            if post.leads == "yes":
                found.setdefault(post.unit, post)
        return found
