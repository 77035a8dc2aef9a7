"""Who answers for what in the organisation, and what each must do now."""

from veikart.rules.duties.answering import answers_for_unit, get_posts_of, get_unit_parents, is_own_post, walk_units_above
from veikart.rules.duties.digest import Digest, DigestLinks, name_period, write_digest
from veikart.rules.duties.duty import Duty, DutyAsk, DutySource, sort_duties

__all__ = [
    "Digest",
    "DigestLinks",
    "Duty",
    "DutyAsk",
    "DutySource",
    "answers_for_unit",
    "get_posts_of",
    "get_unit_parents",
    "is_own_post",
    "name_period",
    "sort_duties",
    "walk_units_above",
    "write_digest",
]
