"""The follow-up as data and rules: its tables, its choices, and what is asked of its rows."""

from veikart.rules.follow_up.checking import check_follow_up_book, check_publishing
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.follow_up.tables import get_follow_up_tables

__all__ = ["check_follow_up_book", "check_publishing", "get_follow_up_choices", "get_follow_up_tables"]
