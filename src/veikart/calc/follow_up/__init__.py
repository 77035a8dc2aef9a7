"""The book of the follow-up, and what every part of it needs: whose it is, and who sits in which post."""

from veikart.calc.follow_up.book import FollowUpBook
from veikart.calc.follow_up.rows import FollowUpSetting, Post

__all__ = ["FollowUpBook", "FollowUpSetting", "Post"]
